//! What the tests of the rules share.

use super::{Outcome, Receipt, Transformer};
use crate::batch::Engine;
use crate::settings::ConnectionSettings;

pub(super) const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// Transforms `text` with the default settings after `change`, with each engine.
pub(super) fn run(text: &str, change: impl FnOnce(&mut ConnectionSettings)) -> Outcome {
    let mut settings = ConnectionSettings::default();
    change(&mut settings);
    let run = |engine| Transformer::new(&settings).with_engine(engine).run(text, RECEIPT, None).into_outcome(text);
    let outcome = run(Engine::Safe);
    for engine in Engine::available() {
        assert_eq!(run(engine), outcome, "{engine:?} differs from the safe engine");
    }
    outcome
}

/// The value of the only message.
#[track_caller]
pub(super) fn value(text: &str, change: impl FnOnce(&mut ConnectionSettings)) -> String {
    let outcome = run(text, change);
    assert_eq!(outcome.records.len(), 1, "{:?}", outcome.issues);
    outcome.records[0].value.clone()
}

/// The pointer and the reason of each member that was removed, added or converted.
pub(super) fn reasons(outcome: &Outcome) -> Vec<(String, &'static str)> {
    outcome.account.members.iter().map(|it| (it.pointer(), it.reason.sentence())).collect()
}

/// Why each event was dropped, if it was.
pub(super) fn fates(outcome: &Outcome) -> Vec<Option<&'static str>> {
    outcome.account.events.iter().map(|it| it.reason.map(crate::account::Reason::sentence)).collect()
}
