//! One long-lived idempotent producer. Each message is answered once, by the client library's own thread.

use std::time::{Duration, Instant};

use rdkafka::ClientContext;
use rdkafka::config::{ClientConfig, RDKafkaLogLevel};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::Message;
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer as _, ProducerContext, ThreadedProducer};
use tokio::sync::mpsc::UnboundedSender;

use super::{KafkaFailure, client_config};

/// Seconds that a message may take to be acknowledged: `message.timeout.ms` and the time to notice.
const SECONDS: u64 = 8;

/// What became of a message.
#[derive(Debug)]
pub(crate) struct Acknowledgement {
    /// Which message of the submission.
    pub(crate) index: usize,
    /// From hand-over to acknowledgement.
    pub(crate) latency: Duration,
    /// Partition and offset, or why there are none.
    pub(crate) result: Result<(i32, i64), KafkaFailure>,
}

/// Travels with a message and comes back with its acknowledgement.
pub(crate) struct Ticket {
    index: usize,
    handed_over: Instant,
    answer: UnboundedSender<Acknowledgement>,
}

/// Publishes to one topic.
pub(crate) struct Producer {
    inner: ThreadedProducer<Answers>,
    topic: String,
}

impl Producer {
    /// Connects, so that the first message does not wait for it.
    pub(crate) fn connect(bootstrap_servers: &str, topic: &str) -> Result<Self, String> {
        let mut config = ClientConfig::new();
        config.extend(
            client_config::sandbox_producer(bootstrap_servers).into_iter().map(|(key, value)| (key.to_owned(), value)),
        );
        config.set_log_level(RDKafkaLogLevel::Warning);
        let inner: ThreadedProducer<Answers> =
            config.create_with_context(Answers).map_err(|error| error.to_string())?;
        inner.client().fetch_metadata(Some(topic), Duration::from_secs(5)).map_err(|error| error.to_string())?;
        Ok(Self { inner, topic: topic.to_owned() })
    }

    /// Hands a message over; its acknowledgement goes to `answer`, whatever happens.
    pub(crate) fn publish(
        &self,
        index: usize,
        key: Option<&str>,
        value: &str,
        answer: &UnboundedSender<Acknowledgement>,
    ) {
        let handed_over = Instant::now();
        let ticket = Box::new(Ticket { index, handed_over, answer: answer.clone() });
        let mut record = BaseRecord::with_opaque_to(&self.topic, ticket).payload(value);
        if let Some(key) = key {
            record = record.key(key);
        }
        if let Err((error, record)) = self.inner.send(record) {
            record.delivery_opaque.answer(Err(failure(&error, value.len())));
        }
    }
}

impl Drop for Producer {
    fn drop(&mut self) {
        // What is on its way still arrives; what cannot is answered with a failure.
        if let Err(error) = self.inner.flush(Duration::from_secs(2)) {
            tracing::warn!(%error, "messages were still on their way");
        }
    }
}

impl Ticket {
    fn answer(self, result: Result<(i32, i64), KafkaFailure>) {
        let latency = self.handed_over.elapsed();
        // Whoever sent it may have given up waiting.
        let _ = self.answer.send(Acknowledgement { index: self.index, latency, result });
    }
}

/// Takes acknowledgements and what the library says on its own.
struct Answers;

impl ClientContext for Answers {
    fn error(&self, error: KafkaError, reason: &str) {
        tracing::warn!(%error, reason, "the sandbox's producer");
    }
}

impl ProducerContext for Answers {
    type DeliveryOpaque = Box<Ticket>;

    fn delivery(&self, delivered: &DeliveryResult<'_>, ticket: Box<Ticket>) {
        ticket.answer(match delivered {
            Ok(message) => Ok((message.partition(), message.offset())),
            Err((error, message)) => Err(failure(error, message.payload().map_or(0, <[u8]>::len))),
        });
    }
}

fn failure(error: &KafkaError, bytes: usize) -> KafkaFailure {
    match error.rdkafka_error_code() {
        Some(RDKafkaErrorCode::MessageTimedOut) => KafkaFailure::NotAcknowledged { seconds: SECONDS },
        Some(RDKafkaErrorCode::QueueFull) => KafkaFailure::QueueFull,
        Some(RDKafkaErrorCode::MessageSizeTooLarge) => {
            KafkaFailure::TooLarge { bytes, limit: shared::transform::sizes::MESSAGE_LIMIT }
        }
        Some(code) => KafkaFailure::Refused(code.to_string()),
        None => KafkaFailure::Refused(error.to_string()),
    }
}
