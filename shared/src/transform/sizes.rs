//! Sizes: what mParticle takes in, and what Kafka takes by default.

use super::pass::Found;
use super::{BatchSummary, Outcome};
use crate::account::{Account, EventEntry, Fate};
use crate::batch::InputKind;
use crate::issue::Problem;

/// Bytes of a batch. Source: mParticle, default service limits.
pub const BATCH_LIMIT: usize = 128 * 1024;
/// Bytes of a request. Source: the same.
pub const REQUEST_LIMIT: usize = 256 * 1024;
/// Batches of a bulk request. Source: the same.
pub const BULK_LIMIT: usize = 100;
/// Bytes of a message: librdkafka's default `message.max.bytes`, a little below a topic's default `max.message.bytes`.
pub const MESSAGE_LIMIT: usize = 1_000_000;

pub(super) fn batch_problem(batch: &BatchSummary) -> Option<Found> {
    let problem = Problem::BatchOverLimit { bytes: batch.bytes, limit: BATCH_LIMIT };
    (batch.bytes > BATCH_LIMIT).then_some(Found { problem, pointer: None, offset: batch.offset, bytes: 1 })
}

pub(super) fn input_problems(text: &str, outcome: &Outcome) -> Vec<Found> {
    if outcome.kind != InputKind::Bulk {
        return Vec::new();
    }
    let (bytes, count) = (text.len(), outcome.batches.len());
    let request = Problem::RequestOverLimit { bytes, limit: REQUEST_LIMIT };
    let bulk = Problem::BulkOverLimit { count, limit: BULK_LIMIT };
    [(bytes > REQUEST_LIMIT, request), (count > BULK_LIMIT, bulk)]
        .into_iter()
        .filter(|(over, _)| *over)
        .map(|(_, problem)| Found { problem, pointer: None, offset: 0, bytes: 0 })
        .collect()
}

/// A message that Kafka would refuse, with the largest events in it.
pub(super) fn message_problem(message: &str, batch: &BatchSummary, account: &Account) -> Option<Found> {
    if message.len() <= MESSAGE_LIMIT {
        return None;
    }
    let events = account.events.iter().filter(|it| it.fate != Fate::Dropped);
    let mut largest: [Option<&EventEntry>; 3] = [None; 3];
    for event in events {
        let bytes = |place: &Option<&EventEntry>| place.map_or(0, |it| it.bytes);
        if let Some(at) = largest.iter().position(|place| bytes(place) < event.bytes) {
            largest[at..].rotate_right(1);
            largest[at] = Some(event);
        }
    }
    let largest: Vec<_> = largest.iter().flatten().map(|it| format!("{} ({} bytes)", it.pointer, it.bytes)).collect();
    let largest = if largest.is_empty() { String::new() } else { format!(" Largest events: {}.", largest.join(", ")) };
    let problem = Problem::MessageOverLimit { bytes: message.len(), limit: MESSAGE_LIMIT, largest };
    Some(Found { problem, pointer: None, offset: batch.offset, bytes: 1 })
}
