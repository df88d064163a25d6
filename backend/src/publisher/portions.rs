//! Cuts a submission into portions that may be on their way at a time.

use std::ops::Range;

use shared::{Record, RecordRef};

/// What a message costs at least, in bytes of room: so that their number is bounded too.
const LEAST: usize = 512;

/// The room that a message takes, in bytes.
pub(super) fn weight(message: RecordRef<'_>) -> usize {
    (message.value.len() + message.key.map_or(0, str::len)).max(LEAST)
}

pub(super) fn borrowed(record: &Record) -> RecordRef<'_> {
    RecordRef { batch: record.batch, key: record.key.as_deref(), value: &record.value }
}

/// The records in pieces that weigh at most `most`, but for a record that weighs more by itself.
pub(super) fn portions(records: &[Record], most: usize) -> Vec<Range<usize>> {
    let mut portions = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (index, record) in records.iter().enumerate() {
        let weight = weight(borrowed(record));
        if sum + weight > most && start < index {
            portions.push(start..index);
            (start, sum) = (index, 0);
        }
        sum += weight;
    }
    if start < records.len() {
        portions.push(start..records.len());
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(bytes: &[usize]) -> Vec<Record> {
        bytes.iter().map(|&bytes| Record { batch: 0, key: None, value: "x".repeat(bytes) }).collect()
    }

    #[test]
    fn portions_keep_the_order_and_weigh_no_more_than_they_may() {
        let records = records(&[900_000, 900_000, 900_000, 3_000_000, 10, 10]);
        assert_eq!(portions(&records, 2 * 1024 * 1024), [0..2, 2..3, 3..4, 4..6]);
        assert!(portions(&[], 1).is_empty());
    }

    #[test]
    fn small_messages_are_bounded_in_number() {
        assert_eq!(portions(&records(&[1; 5]), 1024), [0..2, 2..4, 4..5]);
    }
}
