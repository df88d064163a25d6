//! Sizes: what mParticle takes in, and what Kafka takes by default.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::BatchSummary;
use super::pass::{Found, Pointer};
use crate::issue::Problem;
use crate::record::BatchRecords;

/// Bytes of a batch. Source: mParticle, default service limits.
pub const BATCH_LIMIT: usize = 128 * 1024;
/// Bytes of a request. Source: the same.
pub const REQUEST_LIMIT: usize = 256 * 1024;
/// Batches of a bulk request. Source: the same.
pub const BULK_LIMIT: usize = 100;
/// Bytes of a message: librdkafka's default `message.max.bytes`, a little below a topic's default `max.message.bytes`.
pub const MESSAGE_LIMIT: usize = 1_000_000;

pub(super) fn batch_problem(batch: &BatchSummary) -> Option<Found> {
    let (bytes, limit) = (batch.bytes, BATCH_LIMIT);
    let problem = match Fit::of(bytes, limit) {
        Fit::Well => return None,
        Fit::Near => Problem::BatchNearLimit { bytes, limit },
        Fit::Over => Problem::BatchOverLimit { bytes, limit },
    };
    Some(at(problem, batch.offset, 1))
}

/// Problems of an array of `count` batches and `bytes` bytes.
pub(super) fn bulk_problems(bytes: usize, count: usize) -> impl Iterator<Item = Found> {
    let request = match Fit::of(bytes, REQUEST_LIMIT) {
        Fit::Well => None,
        Fit::Near => Some(Problem::RequestNearLimit { bytes, limit: REQUEST_LIMIT }),
        Fit::Over => Some(Problem::RequestOverLimit { bytes, limit: REQUEST_LIMIT }),
    };
    let bulk = match Fit::of(count, BULK_LIMIT) {
        Fit::Well => None,
        Fit::Near => Some(Problem::BulkNearLimit { count, limit: BULK_LIMIT }),
        Fit::Over => Some(Problem::BulkOverLimit { count, limit: BULK_LIMIT }),
    };
    request.into_iter().chain(bulk).map(|problem| at(problem, 0, 0))
}

/// Messages that Kafka would refuse, each with the largest events in it, or nearly so.
pub(super) fn message_problems(records: &BatchRecords, batch: &BatchSummary) -> Vec<Found> {
    let limit = MESSAGE_LIMIT;
    let problem = |(number, bytes)| match Fit::of(bytes, limit) {
        Fit::Well => None,
        Fit::Near => Some(Problem::MessageNearLimit { bytes, limit }),
        Fit::Over => Some(Problem::MessageOverLimit { bytes, limit, largest: largest(records, number) }),
    };
    records.sizes().enumerate().filter_map(problem).map(|problem| at(problem, batch.offset, 1)).collect()
}

fn at(problem: Problem, offset: usize, bytes: usize) -> Found {
    Found { problem, pointer: Pointer::Nowhere, offset, bytes }
}

/// How a size compares with its limit.
enum Fit {
    Well,
    /// From nine tenths on.
    Near,
    Over,
}

impl Fit {
    fn of(size: usize, limit: usize) -> Self {
        if size > limit {
            Self::Over
        } else if size * 10 >= limit * 9 {
            Self::Near
        } else {
            Self::Well
        }
    }
}

/// The three largest events of message `number`, in words.
fn largest(records: &BatchRecords, number: usize) -> String {
    in_words(records.layout.events_of(number).iter().map(|it| (it.index, it.place.len())))
}

/// The three largest events of a message, in words: a sentence with a space before it, or nothing.
///
/// ```
/// let value = r#"{"message_id":"m","events":[{"data":{}},{"data":{"a":1}}]}"#;
/// let words = shared::transform::sizes::largest_events(value);
/// assert_eq!(words, " Largest events: /events/1 (16 bytes), /events/0 (11 bytes).");
/// ```
#[must_use]
pub fn largest_events(value: &str) -> String {
    #[derive(Deserialize)]
    struct Message<'m> {
        #[serde(borrow, default)]
        events: Vec<&'m RawValue>,
    }
    // What is no message has no events.
    let events = serde_json::from_str(value).map_or_else(|_no_message| Vec::new(), |it: Message<'_>| it.events);
    in_words(events.iter().enumerate().map(|(index, it)| (index, it.get().len())))
}

/// The largest three of the events, each with its number and its bytes.
fn in_words(events: impl Iterator<Item = (usize, usize)>) -> String {
    let mut largest: [Option<(usize, usize)>; 3] = [None; 3];
    for event in events {
        if let Some(at) = largest.iter().position(|it| it.is_none_or(|(_, bytes)| bytes < event.1)) {
            largest[at..].rotate_right(1);
            largest[at] = Some(event);
        }
    }
    let words = largest.iter().flatten().map(|(index, bytes)| format!("/events/{index} ({bytes} bytes)"));
    let words = words.collect::<Vec<_>>().join(", ");
    if words.is_empty() { words } else { format!(" Largest events: {words}.") }
}
