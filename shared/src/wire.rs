//! The bodies of the API's requests and answers.

mod check;
mod deliveries;
mod integrations;

pub use check::{CheckEvent, CheckRequest, Fact, Finding, Stage, StageReport, StageStatus};
pub use deliveries::{
    Received, Submission, SubmissionEvent, SubmissionList, SubmissionMessage, SubmissionResult, SubmissionTarget,
    SubmissionTrail,
};
pub use integrations::{
    Connection, ConnectionList, ConnectionWrite, Integration, IntegrationList, IntegrationWrite, LastCheck, SANDBOX,
    SecretState, SignInRequest,
};

use serde::{Deserialize, Serialize};

use crate::batch::Form;
use crate::issue::Issue;
use crate::settings::{ConnectionSettings, Setting};

/// `POST /api/integrations/{id}/messages`: publish what `batch` yields.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendRequest {
    /// The input as typed: a batch, an array of batches or NDJSON.
    pub batch: String,
    /// The settings to apply.
    #[serde(default)]
    pub settings: ConnectionSettings,
    /// The receipt time in milliseconds since 1970, as in the preview. Absent: now.
    #[serde(default)]
    pub received_at: Option<i64>,
    /// The form to read the batches in. Absent: detected.
    #[serde(default)]
    pub form: Option<Form>,
    /// The numbers of the messages to send, from 1, as in the receipts: to try again with those that failed. Absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<usize>>,
}

/// The answer: one receipt a message, and what was wrong with the rest.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SendResponse {
    /// The receipt time that was used, in milliseconds since 1970.
    pub received_at: i64,
    /// One a message that was to be sent, in the order of the preview.
    pub receipts: Vec<MessageReceipt>,
    /// The problems of the input, as in the preview.
    pub issues: Vec<Issue>,
}

/// What became of one message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MessageReceipt {
    /// The number of the message, from 1, as in the preview.
    pub number: usize,
    /// The record's key.
    pub key: Option<String>,
    /// Bytes of the record's value.
    pub bytes: usize,
    /// SHA-256 of the value handed to Kafka, in hexadecimal.
    pub sha256: String,
    /// Where it went, or why it did not.
    pub result: DeliveryResult,
}

/// Where a message went, or why it did not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryResult {
    /// Kafka acknowledged it.
    Delivered(Delivery),
    /// Kafka did not take it.
    Failed {
        /// Why, and what to do.
        error: ApiError,
    },
}

/// Where a message is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset in the partition.
    pub offset: i64,
    /// Time from hand-over to acknowledgement, in milliseconds.
    pub latency_ms: f64,
    /// The record's time as Kafka keeps it, in milliseconds since 1970; known once it is read back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp_ms: Option<i64>,
    /// What was found at that partition and offset.
    pub read_back: ReadBack,
}

/// What was found when the message was read back from its partition and offset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadBack {
    /// The very same bytes, key included.
    Identical {
        /// SHA-256 of the value read.
        sha256: String,
    },
    /// Other bytes.
    Different {
        /// SHA-256 of the value read.
        sha256: String,
    },
    /// It could not be read.
    Unread {
        /// Why.
        error: ApiError,
    },
}

/// `GET /api/integrations/{id}/messages`: what was published, newest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct History {
    /// How many messages are kept at the most; older ones are dropped first.
    pub limit: usize,
    /// How many bytes of values are kept at the most.
    pub limit_bytes: usize,
    /// Newest first.
    pub messages: Vec<StoredMessage>,
}

/// A message that was published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredMessage {
    /// When it was published, in milliseconds since 1970.
    pub published_at: i64,
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset in the partition.
    pub offset: i64,
    /// The record's key.
    pub key: Option<String>,
    /// The record's value.
    pub value: String,
    /// SHA-256 of the value, in hexadecimal.
    pub sha256: String,
}

/// `GET /api/settings`: the table.
#[derive(Debug, Clone, Serialize)]
pub struct SettingsTable {
    /// Settings of an integration.
    pub kafka: &'static [Setting],
    /// Settings of a connection.
    pub connection: &'static [Setting],
}

/// `GET /healthz`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// The version of the server.
    pub version: String,
}

/// The one envelope of every error.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What was wrong.
    pub error: ApiError,
}

/// The envelope where more than one thing may be wrong: it has what [`ErrorBody`] has, and each thing at its field.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvalidBody {
    /// What was wrong.
    pub error: Invalid,
}

/// What was wrong, in the first thing's words, and each thing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invalid {
    /// The first thing.
    #[serde(flatten)]
    pub first: ApiError,
    /// Each, at its field.
    pub problems: Vec<Finding>,
}

/// What was wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// A stable name.
    pub code: String,
    /// What was wrong, in a sentence.
    pub message: String,
    /// The field of the request that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Where in the request's body, as a JSON Pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}
