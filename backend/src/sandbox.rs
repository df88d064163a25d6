//! The built-in sandbox: a Kafka broker inside this process, so that sending, receipts and reading back work with
//! nothing installed. Nothing leaves the machine, and nothing survives the process.

mod history;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::Record;
use shared::wire::{DeliveryResult, MessageReceipt, StoredMessage};
use thiserror::Error;

use crate::kafka::doctor::AllowedBrokers;
use crate::kafka::{InProcessBroker, sandbox_producer, sandbox_reader};
use crate::publisher::{Diagnosis, Manner, Publisher, Target};
use history::Messages;

/// The topic of the sandbox.
pub const TOPIC: &str = "headgate-sandbox";
/// Its partitions.
pub const PARTITIONS: u32 = 6;

/// What is on its way at a time, in bytes: the broker keeps 5 MiB a partition, and all may go to one.
const MANNER: Manner = Manner { window_bytes: 2 * 1024 * 1024, ..Manner::INTERACTIVE };
/// How long the first connection may take.
const CONNECTING: Duration = Duration::from_secs(5);

/// Why the sandbox does not start.
#[derive(Debug, Error)]
#[error("the built-in sandbox did not start: {0}")]
pub struct SandboxError(String);

/// The broker, its one publisher, and what was published.
pub struct Sandbox {
    /// There until this is dropped.
    publisher: Option<Arc<Publisher>>,
    _broker: InProcessBroker,
    /// One submission at a time: two could push each other out of the broker before they are read back.
    turn: tokio::sync::Mutex<()>,
    messages: Mutex<Messages>,
}

impl Sandbox {
    /// Starts the broker and connects to it. Blocks for up to some seconds.
    ///
    /// # Errors
    /// If the broker does not start or cannot be reached.
    pub fn start() -> Result<Self, SandboxError> {
        let broker = InProcessBroker::start(TOPIC, PARTITIONS.cast_signed()).map_err(SandboxError)?;
        let publisher = Publisher::open(target(broker.bootstrap_servers())).map_err(SandboxError)?;
        // So that the first message does not wait for it.
        publisher.connect(CONNECTING).map_err(SandboxError)?;
        let (turn, messages) = (tokio::sync::Mutex::new(()), Mutex::new(Messages::default()));
        Ok(Self { publisher: Some(Arc::new(publisher)), _broker: broker, turn, messages })
    }

    /// Publishes `records` in order and reads them back; one receipt a record, in order.
    pub async fn send(&self, records: Arc<Vec<Record>>) -> Vec<MessageReceipt> {
        let Some(publisher) = &self.publisher else { return Vec::new() };
        let _turn = self.turn.lock().await;
        let receipts = publisher.send(Arc::clone(&records), tokio::time::Instant::now()).await;
        self.remember(&records, &receipts);
        receipts
    }

    /// What was published, newest first.
    pub fn history(&self) -> shared::wire::History {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).newest_first()
    }

    fn remember(&self, records: &[Record], receipts: &[MessageReceipt]) {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        for (record, receipt) in records.iter().zip(receipts) {
            let DeliveryResult::Delivered(delivery) = &receipt.result else { continue };
            messages.push(StoredMessage {
                published_at: now_ms(),
                topic: TOPIC.to_owned(),
                partition: delivery.partition,
                offset: delivery.offset,
                key: record.key.clone(),
                value: record.value.clone(),
                sha256: receipt.sha256.clone(),
            });
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The clients end before the broker.
        if let Some(publisher) = self.publisher.take().and_then(Arc::into_inner) {
            publisher.close();
        }
    }
}

fn target(bootstrap_servers: &str) -> Target {
    Target {
        topic: TOPIC.to_owned(),
        manner: MANNER,
        producer: sandbox_producer(bootstrap_servers),
        reader: sandbox_reader(bootstrap_servers),
        topic_limit: None,
        diagnosis: Diagnosis::of(None, AllowedBrokers::default()),
        open: tokio::sync::mpsc::channel(1).0,
    }
}

/// Milliseconds since 1970. A clock before that counts as 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
