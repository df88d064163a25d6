//! A long-lived idempotent producer for one topic. Each message is answered once, by the client library's own thread.

use std::sync::Arc;
use std::time::Duration;

use rdkafka::ClientContext;
use rdkafka::config::{ClientConfig, RDKafkaLogLevel};
use rdkafka::error::KafkaError;
use rdkafka::message::Message;
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer as _, ProducerContext, PurgeConfig, ThreadedProducer};

use super::portion::{Portion, Ticket};
use super::{ClientMap, Failure, Signals};

/// Publishes to one topic.
pub(crate) struct Producer {
    inner: ThreadedProducer<Context>,
    topic: String,
    signals: Arc<Signals>,
}

impl Producer {
    /// Makes the client, which connects on its own. Blocks for some 10 ms: certificates are read.
    ///
    /// # Errors
    /// What the library finds wrong with the configuration.
    pub(crate) fn create(map: ClientMap, topic: &str) -> Result<Self, String> {
        let signals = Arc::new(Signals::new(map.get("client.id").cloned().unwrap_or_default()));
        let config = client_config(map);
        let inner = config.create_with_context(Context(Arc::clone(&signals))).map_err(|error| error.to_string())?;
        Ok(Self { inner, topic: topic.to_owned(), signals })
    }

    /// Waits until the topic is known, for at most `within`. Blocks.
    pub(crate) fn connect(&self, within: Duration) -> Result<(), String> {
        let metadata = self.inner.client().fetch_metadata(Some(&self.topic), within);
        metadata.map(|_| ()).map_err(|error| error.to_string())
    }

    /// What the library says on its own.
    pub(crate) fn signals(&self) -> &Signals {
        &self.signals
    }

    /// Hands message `index` of `portion` over; it is answered there, whatever happens. The library copies the bytes.
    pub(crate) fn publish(&self, portion: &Arc<Portion>, index: usize, key: Option<&[u8]>, value: &[u8]) {
        let ticket = Box::new(Ticket::new(portion, index));
        let mut record = BaseRecord::with_opaque_to(&self.topic, ticket).payload(value);
        if let Some(key) = key {
            record = record.key(key);
        }
        if let Err((error, record)) = self.inner.send(record) {
            record.delivery_opaque.answer(Err(Failure::of(&error)));
        }
    }

    /// Why the library has given this producer up, if it has. Its messages only say that they were taken back.
    pub(crate) fn fatal(&self) -> Option<String> {
        self.inner.client().fatal_error().map(|(_code, why)| why)
    }

    /// Takes back what was not sent and gives up what was: each message is answered within a moment.
    pub(crate) fn purge(&self) {
        self.inner.purge(PurgeConfig::default().queue().inflight());
    }

    /// Waits until all that was handed over is answered, for at most `within`. Blocks.
    pub(crate) fn flush(&self, within: Duration) {
        if let Err(error) = self.inner.flush(within) {
            tracing::warn!(%error, "messages were still on their way");
        }
    }
}

/// The library's configuration. Its own log goes through [`Signals`].
pub(super) fn client_config(map: ClientMap) -> ClientConfig {
    let mut config = ClientConfig::new();
    config.extend(map.into_iter().map(|(key, value)| (key.to_owned(), value)));
    config.set_log_level(RDKafkaLogLevel::Info);
    config
}

/// Takes acknowledgements and what the library says on its own.
pub(super) struct Context(pub(super) Arc<Signals>);

impl ClientContext for Context {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        self.0.log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        self.0.error(error, reason);
    }
}

impl ProducerContext for Context {
    type DeliveryOpaque = Box<Ticket>;

    fn delivery(&self, delivered: &DeliveryResult<'_>, ticket: Box<Ticket>) {
        ticket.answer(match delivered {
            Ok(message) => {
                self.0.acknowledged();
                Ok((message.partition(), message.offset()))
            }
            Err((error, _message)) => Err(Failure::of(error)),
        });
    }
}
