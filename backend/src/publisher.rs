//! Publishing to one topic: a long-lived idempotent producer, how much may be on its way, and what is said of failures.
//!
//! [`Publishers`] keeps one for each integration; the sandbox has one of its own. [`Publisher::send`] is for people: a
//! receipt a message, each read back. [`Publisher::hand_over`] is for the forwarder: portions, and an answer a message.

mod diagnosis;
mod portions;
mod publishers;
mod receipts;
mod submission;
mod waiting;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use shared::RecordRef;
use tokio::sync::{Semaphore, mpsc};

pub use crate::kafka::{Answer, Failure};
use crate::kafka::{ClientMap, Portion, Producer, Reader};
pub(crate) use diagnosis::Diagnosis;
pub use publishers::{Publishers, producer_settings};

/// Bytes of a batch of the client library, unless the topic takes fewer.
pub(crate) const BATCH_BYTES: usize = 1_000_000;

/// How messages are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Manner {
    /// How long a message may take to be acknowledged.
    pub message_timeout: Duration,
    /// How long the client waits for more messages of a batch.
    pub linger: Duration,
    /// Bytes that may be on their way.
    pub window_bytes: usize,
    /// Whether messages are read back.
    pub reads_back: bool,
}

impl Manner {
    /// A person waits: a dead broker is noticed within seconds, and each message is read back.
    pub const INTERACTIVE: Self = Self {
        message_timeout: Duration::from_secs(5),
        linger: Duration::from_millis(1),
        window_bytes: 4 * 1024 * 1024,
        reads_back: true,
    };
    /// Nobody waits: an outage of minutes is sat out, and large batches are made.
    pub const FORWARDING: Self = Self {
        message_timeout: Duration::from_secs(120),
        linger: Duration::from_millis(10),
        window_bytes: 32 * 1024 * 1024,
        reads_back: false,
    };
}

/// Where to publish, and how.
pub(crate) struct Target {
    pub(crate) topic: String,
    pub(crate) manner: Manner,
    pub(crate) producer: ClientMap,
    pub(crate) reader: ClientMap,
    /// Bytes that the topic takes in a batch, if that is known: the producer makes none that is larger.
    pub(crate) topic_limit: Option<usize>,
    /// Asked when messages do not arrive.
    pub(crate) diagnosis: Diagnosis,
    /// Held until the clients are gone.
    pub(crate) open: mpsc::Sender<()>,
}

/// Publishes to one topic. Dropping it finishes what it has accepted, on a thread of its own.
pub struct Publisher {
    clients: Option<Clients>,
    topic: String,
    manner: Manner,
    topic_limit: Option<usize>,
    diagnosis: Diagnosis,
    /// Room for what is on its way, in bytes: see [`portions::weight`].
    room: Arc<Semaphore>,
    retired: AtomicBool,
    open: mpsc::Sender<()>,
}

struct Clients {
    producer: Producer,
    reader: Option<Reader>,
}

impl Publisher {
    /// Makes the clients, which connect on their own. Blocks for some 10 ms.
    ///
    /// # Errors
    /// What the client library finds wrong with the configuration.
    pub(crate) fn open(target: Target) -> Result<Self, String> {
        let Target { topic, manner, producer, reader, topic_limit, diagnosis, open } = target;
        let producer = Producer::create(producer, &topic)?;
        let reader = if manner.reads_back { Some(Reader::create(reader, &topic)?) } else { None };
        let room = Arc::new(Semaphore::new(manner.window_bytes));
        let clients = Some(Clients { producer, reader });
        Ok(Self { clients, topic, manner, topic_limit, diagnosis, room, retired: AtomicBool::new(false), open })
    }

    /// Waits until the topic is known. Blocks.
    pub(crate) fn connect(&self, within: Duration) -> Result<(), String> {
        self.producer().map_or(Ok(()), |it| it.connect(within))
    }

    /// Hands messages over in order, as soon as there is room for them. Together they may have as many bytes as
    /// [`Manner::window_bytes`], with 512 for each message that is smaller; of more, some are not taken.
    pub async fn hand_over<'r, I>(self: &Arc<Self>, messages: I) -> Pending
    where
        I: Iterator<Item = RecordRef<'r>> + Clone + Send,
    {
        let (count, weight) =
            messages.clone().fold((0, 0), |(count, weight), it| (count + 1, weight + portions::weight(it)));
        let permits = u32::try_from(weight.min(self.manner.window_bytes)).unwrap_or(u32::MAX);
        // The semaphore is never closed.
        let room = Arc::clone(&self.room).acquire_many_owned(permits).await.ok();
        let portion = Portion::new(count, room);
        if let Some(producer) = self.producer() {
            for (index, it) in messages.enumerate() {
                producer.publish(&portion, index, it.key.map(str::as_bytes), it.value.as_bytes());
            }
        }
        Pending { publisher: Arc::clone(self), portion }
    }

    /// Whether a new publisher is to be made for the next messages: this one is dead, or its connection is.
    #[must_use]
    pub fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Acquire) || self.fatal().is_some()
    }

    fn retire(&self) {
        self.retired.store(true, Ordering::Release);
    }

    /// Why the client library has given the producer up.
    fn fatal(&self) -> Option<String> {
        self.producer().and_then(Producer::fatal)
    }

    /// There until it is closed.
    fn producer(&self) -> Option<&Producer> {
        self.clients.as_ref().map(|it| &it.producer)
    }

    /// Finishes what was accepted. Blocks.
    pub(crate) fn close(mut self) {
        if let Some(clients) = self.clients.take() {
            clients.close(self.manner.message_timeout);
        }
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        let Some(clients) = self.clients.take() else { return };
        let (within, open) = (self.manner.message_timeout, self.open.clone());
        // The client library waits for its threads: not on a thread that answers requests.
        let closing = std::thread::Builder::new().name("kafka-closing".to_owned()).spawn(move || {
            clients.close(within);
            drop(open);
        });
        if let Err(error) = closing {
            tracing::error!(%error, "a Kafka client could not be closed in order");
        }
    }
}

impl Clients {
    fn close(self, within: Duration) {
        self.producer.flush(within);
    }
}

/// Messages on their way.
pub struct Pending {
    publisher: Arc<Publisher>,
    portion: Arc<Portion>,
}

impl Pending {
    /// Waits for as long as the client library does: [`Manner::message_timeout`] and about 2 s. One answer a message,
    /// in order.
    pub async fn answers(self) -> Vec<Answer> {
        let within = self.publisher.manner.message_timeout + Duration::from_secs(10);
        // Past that the library has broken its promise: a message that is not answered counts as timed out.
        let _ = tokio::time::timeout(within, self.portion.complete()).await;
        waiting::answers(&self.publisher, &self.portion, within)
    }
}
