//! The records, as their cards show them.

use serde::de::IgnoredAny;
use shared::batch::pretty;
use shared::{Outcome, Record};

use crate::protocol::{Layout, RecordCard, VALUE_SHOWN, Window};

/// The cards of the records in `window`.
pub(super) fn cards(outcome: &Outcome, window: Window, layout: Layout) -> Vec<RecordCard> {
    let numbered = outcome.records.iter().zip(1..);
    numbered.skip(window.from).take(window.count).map(|(record, number)| card(record, number, layout)).collect()
}

/// The whole value of record number `index`, from 0.
pub(super) fn whole(outcome: &Outcome, index: usize, layout: Layout) -> Option<String> {
    outcome.records.get(index).map(|record| lay_out(record, layout))
}

/// The SHA-256 of each record.
pub(super) fn hashes(outcome: &Outcome) -> Vec<String> {
    outcome.records.iter().map(Record::sha256).collect()
}

/// `text` indented, if it is one JSON value.
pub(super) fn formatted(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok().map(|_| pretty(text))
}

fn card(record: &Record, number: usize, layout: Layout) -> RecordCard {
    let mut text = lay_out(record, layout);
    let cut = text.len() > VALUE_SHOWN;
    text.truncate(text.floor_char_boundary(VALUE_SHOWN));
    RecordCard { number, key: record.key.clone(), bytes: record.value.len(), sha256: record.sha256(), text, cut }
}

fn lay_out(record: &Record, layout: Layout) -> String {
    match layout {
        Layout::Pretty => pretty(&record.value),
        Layout::Wire => record.value.clone(),
    }
}
