//! What Headgate does, written down a second time: slowly, with `serde_json`, and without looking at `shared`'s code.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod acceptance;
mod case;
mod conversion;
mod json;
mod rules;
mod settings;

use shared::{ConnectionSettings, Form, Outcome};

pub(crate) use case::Case;
pub(crate) use json::{compact, elements, members, says};
pub(crate) use settings::from_bits;

/// Compares `outcome` with what the reference makes of `text`.
#[track_caller]
pub(crate) fn check(text: &str, settings: &ConnectionSettings, outcome: &Outcome) {
    acceptance::check(text, outcome);
    for batch in &outcome.batches {
        let source = &text[batch.offset..batch.offset + batch.bytes];
        let messages: Vec<_> = outcome.records.iter().filter(|it| it.batch == batch.index).collect();
        let values: Vec<_> = messages.iter().map(|it| it.value.as_str()).collect();
        match batch.form {
            Form::Outgoing => rules::check(source, settings, &values),
            Form::Incoming => conversion::check(source, settings, &values),
        }
    }
}
