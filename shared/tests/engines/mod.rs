//! What the tests share: a transformation by every engine, which must all come to the same.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use shared::issue::Severity;
use shared::transform::Detail;
use shared::{ConnectionSettings, Engine, Form, Issue, Outcome, Receipt, Transformer};

/// Transforms `text` with each engine of this machine, and gives what all came to. The account must balance.
#[track_caller]
pub(crate) fn transform(text: &str, settings: &ConnectionSettings, receipt: Receipt, form: Option<Form>) -> Outcome {
    let mut transformer = Transformer::new(settings).with_engine(Engine::Safe);
    let outcome = run(&transformer, text, receipt, form);
    for engine in Engine::available().filter(|it| *it != Engine::Safe) {
        transformer = transformer.with_engine(engine);
        let other = run(&transformer, text, receipt, form);
        assert_eq!(other, outcome, "{engine:?} differs from the safe engine on {text}");
    }
    let messages: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    if let Err(imbalance) = outcome.account.check(text, &messages) {
        panic!("{imbalance}: {text}\n{messages:#?}\n{:#?}", outcome.account);
    }
    outcome
}

/// With less detail it tells less, and does the same.
#[track_caller]
fn run(transformer: &Transformer, text: &str, receipt: Receipt, form: Option<Form>) -> Outcome {
    let outcome = transformer.run(text, receipt, form).into_outcome(text);
    for detail in [Detail::Errors, Detail::Account] {
        let less = transformer.run_with(detail, text, receipt, form).into_outcome(text);
        let error = |it: &&Issue| it.severity == Severity::Error;
        let errors = outcome.issues.iter().filter(error);
        assert_eq!(less.records, outcome.records, "{transformer:?}, {detail:?}");
        assert!(less.issues.iter().filter(error).eq(errors), "{transformer:?}, {detail:?}: {:?}", less.issues);
        assert!(detail == Detail::Errors || less.account == outcome.account, "{transformer:?}");
    }
    outcome
}
