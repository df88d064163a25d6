//! What is printed of a message: one JSON object a line.

use std::io::{self, Write};

use serde::Serialize;
use shared::wire::{ApiError, DeliveryResult, MessageReceipt, ReadBack};

/// A message that Kafka acknowledged.
#[derive(Serialize)]
struct Delivered<'a> {
    number: usize,
    topic: &'a str,
    partition: i32,
    offset: i64,
    /// In milliseconds since 1970; `null` if it could not be read back.
    timestamp: Option<i64>,
    key: Option<&'a str>,
    bytes: usize,
    sha256: &'a str,
    latency_ms: f64,
    read_back: &'a ReadBack,
}

/// A message that it did not.
#[derive(Serialize)]
struct Failed<'a> {
    number: usize,
    key: Option<&'a str>,
    bytes: usize,
    sha256: &'a str,
    error: &'a ApiError,
}

/// Prints `receipt` as that of message `number` of the whole input.
pub(super) fn print(out: &mut dyn Write, number: usize, receipt: &MessageReceipt) -> io::Result<()> {
    let MessageReceipt { key, bytes, sha256, result, .. } = receipt;
    let (key, bytes) = (key.as_deref(), *bytes);
    match result {
        DeliveryResult::Delivered(it) => {
            let (topic, partition, offset) = (it.topic.as_str(), it.partition, it.offset);
            let (timestamp, latency_ms, read_back) = (it.timestamp_ms, it.latency_ms, &it.read_back);
            let line =
                Delivered { number, topic, partition, offset, timestamp, key, bytes, sha256, latency_ms, read_back };
            serde_json::to_writer(&mut *out, &line)?;
        }
        DeliveryResult::Failed { error } => {
            serde_json::to_writer(&mut *out, &Failed { number, key, bytes, sha256, error })?;
        }
    }
    writeln!(out)
}

/// Whether Kafka has the message, and nothing else was found in its place.
pub(super) fn is_fine(receipt: &MessageReceipt) -> bool {
    match &receipt.result {
        DeliveryResult::Delivered(it) => !matches!(it.read_back, ReadBack::Different { .. }),
        DeliveryResult::Failed { .. } => false,
    }
}

/// Whether the messages behind it would fare no better: the reason is not the message itself.
pub(super) fn ends_sending(receipt: &MessageReceipt) -> bool {
    let of_the_message =
        ["message_too_large", "message_too_large_for_topic", "message_beside_too_large", "record_refused"];
    match &receipt.result {
        DeliveryResult::Delivered(_) => false,
        DeliveryResult::Failed { error } => !of_the_message.contains(&error.code.as_str()),
    }
}
