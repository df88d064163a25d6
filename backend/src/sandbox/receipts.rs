//! From an acknowledgement to a receipt.

use std::time::Duration;

use shared::Record;
use shared::wire::{ApiError, Delivery, DeliveryResult, MessageReceipt, ReadBack};

use super::TOPIC;
use crate::kafka::{FoundMessage, KafkaFailure, Wanted};

/// What is known of a message before it is read back.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) latency: Duration,
    pub(super) result: Result<(i32, i64), KafkaFailure>,
}

impl Draft {
    /// A message that was not answered in time.
    pub(super) fn unanswered(after: Duration) -> Self {
        Self { latency: after, result: Err(KafkaFailure::NotAcknowledged { seconds: after.as_secs() }) }
    }

    /// What to read back, if it was acknowledged.
    pub(super) fn wanted(&self, record: &Record) -> Option<Wanted> {
        let &(partition, offset) = self.result.as_ref().ok()?;
        Some(Wanted { partition, offset, key: record.key.clone(), value: record.value.clone() })
    }

    pub(super) fn receipt(
        self,
        number: usize,
        record: &Record,
        found: Option<FoundMessage>,
        patience: Duration,
    ) -> MessageReceipt {
        let result = match self.result {
            Ok((partition, offset)) => DeliveryResult::Delivered(Delivery {
                topic: TOPIC.to_owned(),
                partition,
                offset,
                latency_ms: self.latency.as_secs_f64() * 1000.0,
                read_back: read_back(found, patience),
            }),
            Err(failure) => DeliveryResult::Failed { error: api_error(&failure) },
        };
        MessageReceipt { number, key: record.key.clone(), bytes: record.value.len(), sha256: record.sha256(), result }
    }
}

fn read_back(found: Option<FoundMessage>, patience: Duration) -> ReadBack {
    match found {
        Some(FoundMessage { sha256, identical: true }) => ReadBack::Identical { sha256 },
        Some(FoundMessage { sha256, identical: false }) => ReadBack::Different { sha256 },
        None => ReadBack::Unread { error: api_error(&KafkaFailure::NotReadBack { seconds: patience.as_secs() }) },
    }
}

fn api_error(failure: &KafkaFailure) -> ApiError {
    let (code, hint) = failure.row();
    ApiError {
        code: code.to_owned(),
        message: failure.to_string(),
        field: None,
        pointer: None,
        hint: Some(hint.to_owned()),
        problems: Vec::new(),
    }
}
