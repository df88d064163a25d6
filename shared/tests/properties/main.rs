//! What holds for every input: nothing panics, nothing is lost, nothing removed is left, and the account proves it.
//! That all engines come to the same is what the differential test is for; here the fastest one is looked at.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod account;
mod differences;
#[path = "../generators/mod.rs"]
mod generators;
mod losslessness;
mod places;
#[path = "../reference/mod.rs"]
mod reference;
mod removals;
mod robustness;
mod settings;

use shared::{ConnectionSettings, Form, Outcome, Receipt, transform};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// Transforms `text`; the account must balance.
#[track_caller]
fn run(text: &str, settings: &ConnectionSettings, form: Option<Form>) -> Outcome {
    let outcome = transform(text, settings, RECEIPT, form);
    let messages: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(outcome.account.check(text, &messages).err(), None, "{text}");
    outcome
}

/// Settings that remove nothing and drop no event that could be forwarded.
fn everything_on() -> ConnectionSettings {
    ConnectionSettings {
        include_user_attribute_change_events: true,
        include_user_identity_change_events: true,
        include_mp_deviceid: true,
        include_event_batch_location: true,
        ..ConnectionSettings::default()
    }
}
