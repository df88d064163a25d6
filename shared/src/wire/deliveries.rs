//! Deliveries: what was sent, and what became of it. Values and keys of messages are not among it.

use serde::{Deserialize, Serialize};

use super::{ApiError, DeliveryResult};
use crate::account::EventCounts;
use crate::batch::{Form, InputKind};
use crate::settings::ConnectionSettings;

/// `GET /api/deliveries`: newest first, as far as they match what was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionList {
    /// How many submissions are kept at the most; the oldest are dropped first.
    pub limit: usize,
    /// How many messages all of them may have; with more, the oldest submissions are dropped first.
    pub limit_messages: usize,
    /// Newest first.
    pub submissions: Vec<Submission>,
    /// Whether there are older ones than the last of these: they are asked for with `before` and its number.
    pub has_more: bool,
    /// Where the submissions that are kept went, by name, whether they match or not.
    pub integrations: Vec<SubmissionTarget>,
}

/// An integration that something was sent to. It may have been deleted since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionTarget {
    /// Its id.
    pub id: String,
    /// Its name when something was last sent to it.
    pub name: String,
}

/// One submission, in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Counts up; no two submissions of a server have the same.
    pub number: u64,
    /// When the server received it, in milliseconds since 1970.
    pub at: i64,
    /// The id of the integration.
    pub integration_id: String,
    /// The name that the integration had.
    pub integration_name: String,
    /// The topic.
    pub topic: String,
    /// What became of it.
    pub result: SubmissionResult,
    /// Its messages.
    pub messages: usize,
    /// Those of them that Kafka acknowledged.
    pub delivered: usize,
    /// Those of them that were read back with the very same bytes.
    pub identical: usize,
    /// Bytes of all values.
    pub bytes: usize,
    /// The first error of a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ApiError>,
}

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionResult {
    /// Every message was acknowledged, and read back with the very same bytes.
    Delivered,
    /// Every message was acknowledged; not all could be read back with the very same bytes.
    Unproven,
    /// Some messages were acknowledged.
    Partial,
    /// No message was acknowledged.
    Failed,
}

impl SubmissionResult {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Delivered, Self::Unproven, Self::Partial, Self::Failed];

    /// What became of `messages` messages.
    ///
    /// ```
    /// use shared::wire::SubmissionResult;
    /// assert_eq!(SubmissionResult::of(3, 3, 2), SubmissionResult::Unproven);
    /// assert_eq!(SubmissionResult::of(3, 2, 2), SubmissionResult::Partial);
    /// ```
    #[must_use]
    pub fn of(messages: usize, delivered: usize, identical: usize) -> Self {
        match delivered {
            0 => Self::Failed,
            _ if delivered < messages => Self::Partial,
            _ if identical < messages => Self::Unproven,
            _ => Self::Delivered,
        }
    }

    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Unproven => "unproven",
            Self::Partial => "partial",
            Self::Failed => "failed",
        }
    }
}

/// `GET /api/deliveries/{number}`: a submission on its whole way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionTrail {
    /// In short.
    pub submission: Submission,
    /// What was received.
    pub received: Received,
    /// The settings that were used.
    pub settings: ConnectionSettings,
    /// From the hand-over of the first message to the last one's proof, in milliseconds.
    pub duration_ms: f64,
    /// One a message, in order.
    pub messages: Vec<SubmissionMessage>,
}

/// What was received, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The receipt time that was used, in milliseconds since 1970.
    pub received_at: i64,
    /// Bytes of the input.
    pub bytes: usize,
    /// What the input was.
    pub kind: InputKind,
    /// Batches that could be read.
    pub batches: usize,
    /// The form they were read in; absent if not all were read in the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Whether the form was chosen by the sender, not detected.
    pub form_is_chosen: bool,
    /// Their events.
    pub events: EventCounts,
    /// Problems of the input, warnings among them.
    pub problems: usize,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionMessage {
    /// From 1, in the order of the preview.
    pub number: usize,
    /// Bytes of its value.
    pub bytes: usize,
    /// SHA-256 of its value, in hexadecimal.
    pub sha256: String,
    /// Where it went, or why it did not.
    pub result: DeliveryResult,
}

/// `GET /api/deliveries/events`: server-sent events, each one of these in JSON, until the connection is closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum SubmissionEvent {
    /// The first one: whatever is recorded from now on is told.
    Following,
    /// A submission was recorded.
    Recorded(Box<Submission>),
    /// Some were not told, because the receiver was too slow: the list is to be read again.
    Missed,
}

#[cfg(test)]
mod tests {
    use super::SubmissionResult;

    #[test]
    fn a_result_is_called_the_same_everywhere() {
        for result in SubmissionResult::ALL {
            assert_eq!(serde_json::to_value(result).unwrap(), result.as_str());
        }
    }

    #[test]
    fn only_what_was_read_back_whole_counts_as_delivered() {
        assert_eq!(SubmissionResult::of(2, 2, 2), SubmissionResult::Delivered);
        assert_eq!(SubmissionResult::of(2, 2, 0), SubmissionResult::Unproven);
        assert_eq!(SubmissionResult::of(2, 1, 1), SubmissionResult::Partial);
        assert_eq!(SubmissionResult::of(2, 0, 0), SubmissionResult::Failed);
    }
}
