//! Kafka, through librdkafka. Its types are seen nowhere else.

mod broker;
mod client_config;
mod producer;
mod reader;

pub(crate) use broker::InProcessBroker;
pub(crate) use producer::{Acknowledgement, Producer};
pub(crate) use reader::{FoundMessage, Reader, Wanted};

use thiserror::Error;

/// What the client library said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum KafkaFailure {
    #[error("The message has {bytes} bytes; the topic takes at most {limit}.")]
    TooLarge { bytes: usize, limit: usize },
    #[error("Kafka did not acknowledge the message within {seconds} s.")]
    NotAcknowledged { seconds: u64 },
    #[error("The queue to Kafka is full.")]
    QueueFull,
    #[error("Kafka refused the message: {0}.")]
    Refused(String),
    #[error("The message was acknowledged, but could not be read back within {seconds} s.")]
    NotReadBack { seconds: u64 },
}

impl KafkaFailure {
    /// A stable name, and what to do.
    pub(crate) fn row(&self) -> (&'static str, &'static str) {
        match self {
            Self::TooLarge { .. } => {
                ("message_too_large", "Switch Send as Batch off, or send fewer events in a batch.")
            }
            Self::NotAcknowledged { .. } => {
                ("not_acknowledged", "Send it again; if that fails too, restart the server.")
            }
            Self::QueueFull => ("queue_full", "Wait for what is under way, then send it again."),
            Self::Refused(_) => ("refused", "Send it again; if that fails too, restart the server."),
            Self::NotReadBack { .. } => {
                ("not_read_back", "The sandbox keeps 5 MiB a partition: others may have pushed it out. Send it again.")
            }
        }
    }
}
