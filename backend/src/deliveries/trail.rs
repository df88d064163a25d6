//! From an input, and the receipts of its messages, to what is kept of them.

use std::time::Duration;

use shared::wire::{
    ApiError, DeliveryResult, MessageReceipt, ReadBack, Received, Submission, SubmissionMessage, SubmissionResult,
    SubmissionTrail,
};
use shared::{ConnectionSettings, Form, Outcome};

/// Where a submission goes.
#[derive(Debug, Clone)]
pub(crate) struct Destination {
    pub(crate) integration_id: String,
    pub(crate) integration_name: String,
    pub(crate) topic: String,
}

/// What was received, in numbers: `bytes` of input, whose batches were to be read in `form`.
pub(crate) fn received(received_at: i64, bytes: usize, form: Option<Form>, outcome: &Outcome) -> Received {
    let first = outcome.batches.first().map(|it| it.form);
    Received {
        received_at,
        bytes,
        kind: outcome.kind,
        batches: outcome.batches.len(),
        form: first.filter(|first| outcome.batches.iter().all(|it| it.form == *first)),
        form_is_chosen: form.is_some(),
        events: outcome.account.event_counts(),
        problems: outcome.issues.len(),
    }
}

/// The trail of a submission that the server received at `at`; its number is given by the store. Keys are left out.
pub(crate) fn trail(
    at: i64,
    to: Destination,
    (received, settings): (Received, ConnectionSettings),
    receipts: &[MessageReceipt],
    duration: Duration,
) -> SubmissionTrail {
    let count = |is: fn(&MessageReceipt) -> bool| receipts.iter().filter(|it| is(it)).count();
    let (delivered, identical) = (count(is_delivered), count(is_identical));
    let submission = Submission {
        number: 0,
        at,
        integration_id: to.integration_id,
        integration_name: to.integration_name,
        topic: to.topic,
        result: SubmissionResult::of(receipts.len(), delivered, identical),
        messages: receipts.len(),
        delivered,
        identical,
        bytes: receipts.iter().map(|it| it.bytes).sum(),
        error: receipts.iter().find_map(error).cloned(),
    };
    let messages = receipts.iter().map(message).collect();
    SubmissionTrail { submission, received, settings, duration_ms: duration.as_secs_f64() * 1000.0, messages }
}

/// Whether Kafka acknowledged the message.
pub(crate) fn is_delivered(receipt: &MessageReceipt) -> bool {
    matches!(receipt.result, DeliveryResult::Delivered(_))
}

fn is_identical(receipt: &MessageReceipt) -> bool {
    matches!(&receipt.result, DeliveryResult::Delivered(it) if matches!(it.read_back, ReadBack::Identical { .. }))
}

fn error(receipt: &MessageReceipt) -> Option<&ApiError> {
    match &receipt.result {
        DeliveryResult::Failed { error } => Some(error),
        DeliveryResult::Delivered(delivery) => match &delivery.read_back {
            ReadBack::Unread { error } => Some(error),
            ReadBack::Identical { .. } | ReadBack::Different { .. } => None,
        },
    }
}

fn message(receipt: &MessageReceipt) -> SubmissionMessage {
    let MessageReceipt { number, bytes, sha256, result, key: _ } = receipt;
    SubmissionMessage { number: *number, bytes: *bytes, sha256: sha256.clone(), result: result.clone() }
}
