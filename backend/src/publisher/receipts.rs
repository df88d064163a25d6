//! From what became of a message to its receipt, and the proof that it is there.

use std::sync::Arc;
use std::time::Duration;

use shared::Record;
use shared::kafka::DeliveryProblem;
use shared::wire::{ApiError, Delivery, DeliveryResult, MessageReceipt, ReadBack};

use super::{Publisher, words};
use crate::kafka::{FoundMessage, Unread, Wanted};

/// How long the messages of a portion may take to be read back.
const READING: Duration = Duration::from_secs(5);

/// Where a message is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) partition: i32,
    /// Negative: Kafka has it, and did not say where.
    pub(super) offset: i64,
    /// From hand-over to acknowledgement.
    pub(super) latency: Duration,
}

/// What became of a message, in the words of its receipt.
pub(super) type Outcome = Result<Place, Box<ApiError>>;

impl Publisher {
    /// What was found of each message of a portion that begins at record `start`; `None` where there is nothing to find.
    pub(super) async fn read_back(
        &self,
        records: &Arc<Vec<Record>>,
        start: usize,
        outcomes: &[Outcome],
    ) -> Vec<Option<Result<FoundMessage, Unread>>> {
        let place = |outcome: &Outcome| outcome.as_ref().ok().filter(|it| it.offset >= 0).copied();
        let wanted = outcomes.iter().enumerate().filter_map(|(at, outcome)| {
            place(outcome).map(|it| Wanted { partition: it.partition, offset: it.offset, record: start + at })
        });
        let wanted: Vec<Wanted> = wanted.collect();
        let reader = self.clients.as_ref().and_then(|it| it.reader.as_ref());
        let found = match reader.filter(|_| !wanted.is_empty()) {
            Some(reader) => reader.read(Arc::clone(records), wanted, READING).await,
            None => Vec::new(),
        };
        let mut found = found.into_iter();
        outcomes.iter().map(|outcome| place(outcome).and_then(|_| found.next())).collect()
    }
}

/// The receipt of `record`, message `number` of its submission.
pub(super) fn receipt(
    number: usize,
    record: &Record,
    topic: &str,
    outcome: Outcome,
    found: Option<Result<FoundMessage, Unread>>,
) -> MessageReceipt {
    let result = match outcome {
        Ok(Place { partition, offset, latency }) => DeliveryResult::Delivered(Delivery {
            topic: topic.to_owned(),
            partition,
            offset,
            latency_ms: latency.as_secs_f64() * 1000.0,
            timestamp_ms: found.as_ref().and_then(|it| it.as_ref().ok()?.timestamp_ms),
            read_back: read_back(offset, found),
        }),
        Err(error) => DeliveryResult::Failed { error: *error },
    };
    MessageReceipt { number, key: record.key.clone(), bytes: record.value.len(), sha256: record.sha256(), result }
}

fn read_back(offset: i64, found: Option<Result<FoundMessage, Unread>>) -> ReadBack {
    let problem = match found {
        Some(Ok(FoundMessage { sha256, identical: true, .. })) => return ReadBack::Identical { sha256 },
        Some(Ok(FoundMessage { sha256, identical: false, .. })) => return ReadBack::Different { sha256 },
        Some(Err(Unread::Denied)) => DeliveryProblem::ReadDenied,
        None if offset < 0 => DeliveryProblem::PlaceUnknown,
        Some(Err(Unread::Late)) | None => DeliveryProblem::NotReadBack { seconds: READING.as_secs() },
    };
    ReadBack::Unread { error: *words::of_problem(&problem) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(offset: i64, found: Option<Result<FoundMessage, Unread>>) -> (String, String) {
        match read_back(offset, found) {
            ReadBack::Unread { error } => (error.code, error.message),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_message_that_cannot_be_read_is_still_acknowledged_and_the_reason_is_true() {
        let (code, message) = unread(7, Some(Err(Unread::Denied)));
        assert_eq!(code, "read_denied");
        assert_eq!(
            message,
            "The message was acknowledged; this user may not read the topic, so it could not be read back."
        );
        let (code, message) = unread(-1, None);
        assert_eq!(code, "place_unknown");
        assert_eq!(
            message,
            "The message was acknowledged, but Kafka did not say at which offset, so it could not be read back."
        );
        let (code, message) = unread(7, Some(Err(Unread::Late)));
        assert_eq!(code, "not_read_back");
        assert_eq!(message, "The message was acknowledged, but could not be read back within 5 s.");
    }

    #[test]
    fn other_bytes_are_told_with_their_hash() {
        let found = |identical| Some(Ok(FoundMessage { sha256: "ab".to_owned(), identical, timestamp_ms: None }));
        assert!(matches!(read_back(7, found(true)), ReadBack::Identical { sha256 } if sha256 == "ab"));
        assert!(matches!(read_back(7, found(false)), ReadBack::Different { sha256 } if sha256 == "ab"));
    }
}
