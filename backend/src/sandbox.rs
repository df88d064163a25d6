//! The built-in sandbox: a Kafka broker inside this process, so that sending, receipts and reading back work with
//! nothing installed. Nothing leaves the machine, and nothing survives the process.

mod history;
mod receipts;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::Record;
use shared::transform::sizes::MESSAGE_LIMIT;
use shared::wire::{MessageReceipt, StoredMessage};
use thiserror::Error;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::{Instant, timeout_at};

use crate::kafka::{Acknowledgement, InProcessBroker, KafkaFailure, Producer, Reader, Wanted};
use history::Messages;
use receipts::Draft;

/// The topic of the sandbox.
pub const TOPIC: &str = "headgate-sandbox";
/// Its partitions.
pub const PARTITIONS: u32 = 6;

/// What is on its way at a time, in bytes: the broker keeps 5 MiB a partition, and all may go to one.
const PORTION_BYTES: usize = 2 * 1024 * 1024;
/// How long a portion may take to be acknowledged, and then to be read back.
const PATIENCE: Duration = Duration::from_secs(8);

/// Why the sandbox does not start.
#[derive(Debug, Error)]
#[error("the built-in sandbox did not start: {0}")]
pub struct SandboxError(String);

/// The broker, its one producer, its one reader, and what was published. Fields end in this order: clients first.
pub struct Sandbox {
    producer: Producer,
    reader: Reader,
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
        let producer = Producer::connect(broker.bootstrap_servers(), TOPIC).map_err(SandboxError)?;
        let reader = Reader::connect(broker.bootstrap_servers(), TOPIC).map_err(SandboxError)?;
        let (turn, messages) = (tokio::sync::Mutex::new(()), Mutex::new(Messages::default()));
        Ok(Self { producer, reader, _broker: broker, turn, messages })
    }

    /// Publishes `records` in order and reads them back; one receipt a record, in order.
    pub async fn send(&self, records: Vec<Record>) -> Vec<MessageReceipt> {
        let _turn = self.turn.lock().await;
        let mut receipts = Vec::with_capacity(records.len());
        for portion in portions(&records) {
            let drafts = self.publish(portion).await;
            receipts.extend(self.read_back(portion, drafts, receipts.len()).await);
        }
        receipts
    }

    /// What was published, newest first.
    pub fn history(&self) -> shared::wire::History {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).newest_first()
    }

    /// Hands the records over and waits for each one's acknowledgement.
    async fn publish(&self, records: &[Record]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = records.iter().map(|_| Draft::unanswered(PATIENCE)).collect();
        let (answer, mut acknowledged) = unbounded_channel();
        for (index, record) in records.iter().enumerate() {
            let bytes = record.value.len() + record.key.as_ref().map_or(0, String::len);
            if bytes > MESSAGE_LIMIT {
                drafts[index].result = Err(KafkaFailure::TooLarge { bytes, limit: MESSAGE_LIMIT });
            } else {
                self.producer.publish(index, record.key.as_deref(), &record.value, &answer);
            }
        }
        drop(answer);
        let deadline = Instant::now() + PATIENCE;
        while let Ok(Some(Acknowledgement { index, latency, result })) = timeout_at(deadline, acknowledged.recv()).await
        {
            drafts[index] = Draft { latency, result };
        }
        drafts
    }

    async fn read_back(&self, records: &[Record], drafts: Vec<Draft>, before: usize) -> Vec<MessageReceipt> {
        let wanted: Vec<Wanted> =
            drafts.iter().zip(records).filter_map(|(draft, record)| draft.wanted(record)).collect();
        self.remember(&wanted);
        let found = if wanted.is_empty() { Vec::new() } else { self.reader.read(wanted, PATIENCE).await };
        let mut found = found.into_iter();
        let receipts = drafts.into_iter().zip(records).enumerate().map(|(index, (draft, record))| {
            let found = if draft.result.is_ok() { found.next().flatten() } else { None };
            draft.receipt(before + index + 1, record, found, PATIENCE)
        });
        receipts.collect()
    }

    fn remember(&self, published: &[Wanted]) {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        for it in published {
            messages.push(StoredMessage {
                published_at: now_ms(),
                topic: TOPIC.to_owned(),
                partition: it.partition,
                offset: it.offset,
                key: it.key.clone(),
                value: it.value.clone(),
                sha256: shared::record::sha256_hex(it.value.as_bytes()),
            });
        }
    }
}

/// Milliseconds since 1970. A clock before that counts as 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The records in pieces of at most [`PORTION_BYTES`], but for a record that is larger by itself.
fn portions(records: &[Record]) -> Vec<&[Record]> {
    let mut portions = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, record) in records.iter().enumerate() {
        if bytes + record.value.len() > PORTION_BYTES && start < index {
            portions.push(&records[start..index]);
            (start, bytes) = (index, 0);
        }
        bytes += record.value.len();
    }
    if start < records.len() {
        portions.push(&records[start..]);
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_keep_the_order_and_hold_no_more_than_the_broker_keeps() {
        let record = |bytes| Record { batch: 0, key: None, value: "x".repeat(bytes) };
        let records: Vec<_> = [900_000, 900_000, 900_000, 3_000_000, 10, 10].map(record).into();
        let sizes: Vec<Vec<usize>> =
            portions(&records).iter().map(|it| it.iter().map(|it| it.value.len()).collect()).collect();
        assert_eq!(sizes, [vec![900_000, 900_000], vec![900_000], vec![3_000_000], vec![10, 10]]);
        assert!(portions(&[]).is_empty());
    }
}
