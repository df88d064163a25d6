//! Submissions in words.

use shared::settings::{CONNECTION, SettingValue};
use shared::wire::{ApiError, Received, Submission, SubmissionResult};
use shared::{ConnectionSettings, InputKind};
use ui::words::{counted, form, grouped};

/// How many are kept, as the server says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) submissions: usize,
    pub(super) messages: usize,
}

/// What is kept, and for how long.
pub(super) fn kept(kept: &Kept) -> String {
    "The last ".to_owned()
        + &grouped(kept.submissions)
        + " deliveries are kept, or "
        + &counted(kept.messages, "message")
        + " if that is less, across restarts of the server; the oldest are dropped first. The values and keys of messages are not kept."
}

/// A result's sign and word, and the class of its colour.
pub(super) fn result(result: SubmissionResult) -> (&'static str, &'static str) {
    match result {
        SubmissionResult::Delivered => ("✓ delivered", "is-added"),
        SubmissionResult::Unproven => ("⚠ delivered, not proven", "is-warning"),
        SubmissionResult::Partial => ("✗ delivered in part", "is-removed"),
        SubmissionResult::Failed => ("✗ not delivered", "is-removed"),
    }
}

/// `3 messages, 2,980 bytes`, or `2 of 3 messages, 2,980 bytes`.
pub(super) fn extent(it: &Submission) -> String {
    let of = if it.result == SubmissionResult::Partial { grouped(it.delivered) + " of " } else { String::new() };
    of + &counted(it.messages, "message") + ", " + &counted(it.bytes, "byte")
}

/// What was wrong and what to do.
pub(super) fn error(error: &ApiError) -> String {
    match &error.hint {
        Some(hint) => error.message.clone() + " " + hint,
        None => error.message.clone(),
    }
}

/// What was received, in two sentences.
pub(super) fn received(it: &Received) -> String {
    let what = match it.kind {
        InputKind::Batch => "One batch".to_owned(),
        InputKind::Bulk => "An array of ".to_owned() + &batches(it.batches),
        InputKind::Ndjson => "NDJSON of ".to_owned() + &batches(it.batches),
    };
    let how = match it.form {
        Some(it) => form(it),
        None => "incoming and outgoing",
    };
    let why = if it.form_is_chosen { " form (chosen). " } else { " form (detected). " };
    let problems = if it.problems == 0 { String::new() } else { ", ".to_owned() + &counted(it.problems, "problem") };
    let events = counted(it.events.total, "event") + ": " + &grouped(it.events.kept) + " kept, ";
    what + ", "
        + &counted(it.bytes, "byte")
        + ", in "
        + how
        + why
        + &events
        + &grouped(it.events.dropped)
        + " dropped"
        + &problems
        + "."
}

fn batches(number: usize) -> String {
    grouped(number) + if number == 1 { " batch" } else { " batches" }
}

/// The settings that differ from their defaults: label and value.
pub(super) fn changed(settings: &ConnectionSettings) -> Vec<(&'static str, String)> {
    let default = ConnectionSettings::default();
    let changed = CONNECTION.iter().filter(|it| settings.get(it.key) != default.get(it.key));
    changed.filter_map(|it| Some((it.label, value(settings.get(it.key)?)))).collect()
}

fn value(value: SettingValue) -> String {
    match value {
        SettingValue::Switch(on) => if on { "on" } else { "off" }.to_owned(),
        SettingValue::Text(text) => text.unwrap_or_default(),
        SettingValue::Set(names) => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use shared::Form;
    use shared::account::EventCounts;

    use super::*;

    #[test]
    fn what_is_kept_is_said_with_its_limit() {
        assert_eq!(
            kept(&Kept { submissions: 1000, messages: 100_000 }),
            "The last 1,000 deliveries are kept, or 100,000 messages if that is less, across restarts of the server; the oldest \
             are dropped first. The values and keys of messages are not kept."
        );
    }

    #[test]
    fn what_was_received_is_said_in_numbers() {
        let mut it = Received {
            received_at: 0,
            bytes: 4113,
            kind: InputKind::Batch,
            batches: 1,
            form: Some(Form::Incoming),
            form_is_chosen: false,
            events: EventCounts { total: 5, kept: 3, dropped: 2 },
            problems: 0,
        };
        assert_eq!(received(&it), "One batch, 4,113 bytes, in incoming form (detected). 5 events: 3 kept, 2 dropped.");
        it = Received { kind: InputKind::Bulk, batches: 93, form: None, form_is_chosen: true, problems: 7, ..it };
        assert_eq!(
            received(&it),
            "An array of 93 batches, 4,113 bytes, in incoming and outgoing form (chosen). 5 events: 3 kept, 2 dropped, 7 problems."
        );
    }

    #[test]
    fn only_settings_that_differ_are_told() {
        assert_eq!(changed(&ConnectionSettings::default()), []);
        let settings =
            ConnectionSettings { include_location: false, unique_id: Some("u".to_owned()), ..Default::default() };
        let told = [("Unique ID", "u".to_owned()), ("Include Location Information", "off".to_owned())];
        assert_eq!(changed(&settings), told);
    }
}
