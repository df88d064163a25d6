//! The records, as their cards show them.

use shared::batch::{pretty, pretty_start};
use shared::record::sha256_hex;
use shared::{Engine, Record, Records};

use crate::protocol::{Layout, RecordCard, VALUE_SHOWN, Window};

/// The cards of the records in `window`.
pub(super) fn cards(records: &Records, window: Window, layout: Layout) -> Vec<RecordCard> {
    let indexes = (window.from..records.len()).take(window.count);
    indexes.filter_map(|index| Some(card(records.get(index)?, index + 1, layout))).collect()
}

/// The whole value of record number `index`, from 0.
pub(super) fn whole(records: &Records, index: usize, layout: Layout) -> Option<String> {
    records.get(index).map(|record| lay_out(&record, layout))
}

/// The SHA-256 of each record.
pub(super) fn hashes(records: &Records) -> Vec<String> {
    let mut hashes = Vec::with_capacity(records.len());
    records.for_each(|record| hashes.push(sha256_hex(record.value.as_bytes())));
    hashes
}

/// `text` indented, if it is one JSON value.
pub(super) fn formatted(text: &str) -> Option<String> {
    Engine::best().accepts(text).then(|| pretty(text))
}

fn card(record: Record, number: usize, layout: Layout) -> RecordCard {
    // A byte more than is shown tells that it is cut.
    let mut text = match layout {
        Layout::Pretty => pretty_start(&record.value, VALUE_SHOWN),
        Layout::Wire => {
            record.value.get(..record.value.ceil_char_boundary(VALUE_SHOWN + 1)).unwrap_or_default().to_owned()
        }
    };
    let cut = text.len() > VALUE_SHOWN;
    text.truncate(text.floor_char_boundary(VALUE_SHOWN));
    RecordCard { number, bytes: record.value.len(), sha256: record.sha256(), key: record.key, text, cut }
}

fn lay_out(record: &Record, layout: Layout) -> String {
    match layout {
        Layout::Pretty => pretty(&record.value),
        Layout::Wire => record.value.clone(),
    }
}
