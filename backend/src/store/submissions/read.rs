//! Submissions listed and read.

use rusqlite::{Connection, OptionalExtension, Row, params};
use shared::wire::{
    ApiError, Delivery, DeliveryResult, ReadBack, Submission, SubmissionMessage, SubmissionResult, SubmissionTarget,
    SubmissionTrail,
};

use super::{SubmissionFilter, integer};
use crate::store::{Store, StoreError, Thing, hex};

const COLUMNS: &str = "number, at, integration_id, integration_name, topic, result, messages, delivered, identical, \
    bytes, code, message, hint";

impl Store {
    /// Those that `filter` asks for, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn submissions(&self, filter: &SubmissionFilter) -> Result<Vec<Submission>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM submissions WHERE (?1 IS NULL OR integration_id = ?1) AND (?2 IS NULL OR result = ?2) \
            AND (?3 IS NULL OR number < ?3) AND (?4 IS NULL OR integration_name LIKE ?4 ESCAPE '\\' \
            OR topic LIKE ?4 ESCAPE '\\' OR EXISTS (SELECT 1 FROM submission_messages AS it \
            WHERE it.submission = submissions.number AND (it.code LIKE ?4 ESCAPE '\\' OR it.message LIKE ?4 ESCAPE '\\' \
            OR hex(it.sha256) LIKE ?5))) ORDER BY number DESC LIMIT ?6"
        );
        let before = filter.before.map(|it| i64::try_from(it).unwrap_or(i64::MAX));
        let asked = params![
            filter.integration,
            filter.result.map(SubmissionResult::as_str),
            before,
            filter.pattern(),
            filter.hash_pattern(),
            integer(filter.limit)
        ];
        self.database.read(|it| Ok(it.prepare_cached(&sql)?.query_map(asked, submission)?.collect::<Result<_, _>>()?))
    }

    /// Where the submissions that are kept went, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn submission_targets(&self) -> Result<Vec<SubmissionTarget>, StoreError> {
        // With MAX, the name is that of the newest row.
        let sql = "SELECT integration_id, integration_name, MAX(number) FROM submissions GROUP BY integration_id \
            ORDER BY integration_name, integration_id";
        let target = |row: &Row| Ok(SubmissionTarget { id: row.get(0)?, name: row.get(1)? });
        self.database.read(|it| Ok(it.prepare_cached(sql)?.query_map([], target)?.collect::<Result<_, _>>()?))
    }

    /// A submission on its whole way.
    ///
    /// # Errors
    /// If there is none, or the database fails.
    pub(crate) fn submission(&self, number: u64) -> Result<SubmissionTrail, StoreError> {
        let number = i64::try_from(number).map_err(|_too_large| StoreError::NotFound(Thing::Submission))?;
        self.database.read(|it| {
            let sql = format!("SELECT {COLUMNS}, received, settings, duration_ms FROM submissions WHERE number = ?1");
            let of = |row: &Row| Ok((submission(row)?, row.get(13)?, row.get(14)?, row.get(15)?));
            let row = it.prepare_cached(&sql)?.query_row([number], of).optional()?;
            let (submission, received, settings, duration_ms): (Submission, String, String, f64) =
                row.ok_or(StoreError::NotFound(Thing::Submission))?;
            Ok(SubmissionTrail {
                messages: messages(it, number, &submission.topic)?,
                submission,
                received: serde_json::from_str(&received).map_err(StoreError::Unreadable)?,
                settings: serde_json::from_str(&settings).map_err(StoreError::Unreadable)?,
                duration_ms,
            })
        })
    }
}

/// A row, in the order of [`COLUMNS`].
fn submission(row: &Row) -> rusqlite::Result<Submission> {
    let [messages, delivered, identical, bytes] = [6, 7, 8, 9].map(|at| size(row, at));
    let (messages, delivered, identical) = (messages?, delivered?, identical?);
    Ok(Submission {
        number: row.get::<_, i64>(0)?.unsigned_abs(),
        at: row.get(1)?,
        integration_id: row.get(2)?,
        integration_name: row.get(3)?,
        topic: row.get(4)?,
        // The column is there to be searched: it is the same by the numbers.
        result: SubmissionResult::of(messages, delivered, identical),
        messages,
        delivered,
        identical,
        bytes: bytes?,
        error: words(row, 10)?,
    })
}

fn messages(connection: &Connection, submission: i64, topic: &str) -> Result<Vec<SubmissionMessage>, StoreError> {
    let sql = "SELECT number, bytes, sha256, partition, offset, latency_ms, timestamp_ms, read_sha256, code, message, \
        hint FROM submission_messages WHERE submission = ?1 ORDER BY number";
    let of = |row: &Row| message(row, topic);
    Ok(connection.prepare_cached(sql)?.query_map([submission], of)?.collect::<Result<_, _>>()?)
}

fn message(row: &Row, topic: &str) -> rusqlite::Result<SubmissionMessage> {
    let sha256 = hex(&row.get::<_, Vec<u8>>(2)?);
    let (read, error) = (row.get::<_, Option<Vec<u8>>>(7)?, words(row, 8)?);
    let result = match (row.get::<_, Option<i32>>(3)?, error) {
        (None, error) => DeliveryResult::Failed { error: error.unwrap_or_else(unknown) },
        (Some(partition), error) => DeliveryResult::Delivered(Delivery {
            topic: topic.to_owned(),
            partition,
            offset: row.get(4)?,
            latency_ms: row.get(5)?,
            timestamp_ms: row.get(6)?,
            read_back: match (read, error) {
                (_, Some(error)) => ReadBack::Unread { error },
                (Some(read), None) => ReadBack::Different { sha256: hex(&read) },
                (None, None) => ReadBack::Identical { sha256: sha256.clone() },
            },
        }),
    };
    Ok(SubmissionMessage { number: size(row, 0)?, bytes: size(row, 1)?, sha256, result })
}

fn words(row: &Row, at: usize) -> rusqlite::Result<Option<ApiError>> {
    let Some(code) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    let message = row.get::<_, Option<String>>(at + 1)?.unwrap_or_default();
    Ok(Some(ApiError { code, message, field: None, pointer: None, hint: row.get(at + 2)? }))
}

/// A message that is nowhere has always a reason: only a database that was changed by hand has none.
fn unknown() -> ApiError {
    let message = "Why the message was not delivered is not known.".to_owned();
    ApiError { code: "unknown".to_owned(), message, field: None, pointer: None, hint: None }
}

fn size(row: &Row, at: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
}
