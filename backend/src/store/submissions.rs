//! What was sent: a row a submission and a row a message, without values and keys. The oldest are dropped when there are
//! too many.

mod filter;
mod read;

use rusqlite::{Transaction, params};
use shared::wire::{ApiError, DeliveryResult, ReadBack, SubmissionMessage, SubmissionTrail};

use super::{Store, StoreError};
pub(crate) use filter::SubmissionFilter;

/// How many are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Submissions.
    pub(crate) submissions: usize,
    /// Messages of all submissions. The newest submission stays, however many it has.
    pub(crate) messages: usize,
}

impl Store {
    /// Keeps a submission and drops the oldest ones beyond `limits`. Its number is made here.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn record_submission(&self, trail: &SubmissionTrail, limits: Limits) -> Result<u64, StoreError> {
        self.database.write(|it| {
            let number = insert(it, trail)?;
            insert_messages(it, number, &trail.messages)?;
            drop_oldest(it, limits)?;
            Ok(number.unsigned_abs())
        })
    }
}

fn insert(transaction: &Transaction, trail: &SubmissionTrail) -> Result<i64, StoreError> {
    let it = &trail.submission;
    let received = serde_json::to_string(&trail.received).map_err(StoreError::Unreadable)?;
    let settings = serde_json::to_string(&trail.settings).map_err(StoreError::Unreadable)?;
    let (code, message, hint) = words(it.error.as_ref());
    let sql = "INSERT INTO submissions (at, integration_id, integration_name, topic, result, messages, delivered, \
        identical, bytes, code, message, hint, received, settings, duration_ms) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    transaction.execute(
        sql,
        params![
            it.at,
            it.integration_id,
            it.integration_name,
            it.topic,
            it.result.as_str(),
            integer(it.messages),
            integer(it.delivered),
            integer(it.identical),
            integer(it.bytes),
            code,
            message,
            hint,
            received,
            settings,
            trail.duration_ms
        ],
    )?;
    Ok(transaction.last_insert_rowid())
}

fn insert_messages(
    transaction: &Transaction,
    submission: i64,
    messages: &[SubmissionMessage],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO submission_messages (submission, number, bytes, sha256, partition, offset, latency_ms, \
        timestamp_ms, read_sha256, code, message, hint) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let mut insert = transaction.prepare_cached(sql)?;
    for it in messages {
        let (delivery, read_sha256, error) = parts(&it.result);
        let (code, message, hint) = words(error);
        insert.execute(params![
            submission,
            integer(it.number),
            integer(it.bytes),
            hash(&it.sha256),
            delivery.map(|it| it.partition),
            delivery.map(|it| it.offset),
            delivery.map(|it| it.latency_ms),
            delivery.and_then(|it| it.timestamp_ms),
            read_sha256.map(hash),
            code,
            message,
            hint
        ])?;
    }
    Ok(())
}

/// Where the message is, the hash that was read if it is another one, and what was wrong.
fn parts(result: &DeliveryResult) -> (Option<&shared::wire::Delivery>, Option<&str>, Option<&ApiError>) {
    match result {
        DeliveryResult::Failed { error } => (None, None, Some(error)),
        DeliveryResult::Delivered(delivery) => match &delivery.read_back {
            ReadBack::Identical { .. } => (Some(delivery), None, None),
            ReadBack::Different { sha256 } => (Some(delivery), Some(sha256), None),
            ReadBack::Unread { error } => (Some(delivery), None, Some(error)),
        },
    }
}

/// Code, sentence and hint. All of them are from tables of this project, filled with sizes, times, names of topics and
/// hosts, and what the client library says of a code: none of them quotes a message.
fn words(error: Option<&ApiError>) -> (Option<&str>, Option<&str>, Option<&str>) {
    let Some(error) = error else { return (None, None, None) };
    (Some(&error.code), Some(&error.message), error.hint.as_deref())
}

fn drop_oldest(transaction: &Transaction, limits: Limits) -> Result<(), StoreError> {
    let sql = "DELETE FROM submissions WHERE number IN (SELECT number FROM (SELECT number, \
        ROW_NUMBER() OVER (ORDER BY number DESC) AS place, SUM(messages) OVER (ORDER BY number DESC) AS total \
        FROM submissions) WHERE place > 1 AND (place > ?1 OR total > ?2))";
    transaction.prepare_cached(sql)?.execute([integer(limits.submissions), integer(limits.messages)])?;
    Ok(())
}

/// SQLite's integers end where those of a 64-bit machine's sizes do not.
fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A SHA-256 of this project as bytes.
fn hash(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter_map(|it| it.to_digit(16)).collect();
    digits.chunks_exact(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
