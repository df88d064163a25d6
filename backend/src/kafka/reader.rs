//! Reads messages back from their partition and offset.

use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::Message as _;
use rdkafka::{Offset, TopicPartitionList};
use shared::Record;
use shared::record::sha256_hex;
use tokio::sync::oneshot;

use super::{ClientMap, producer::client_config};

/// A message to read back: where it is, and which record it must be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) record: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundMessage {
    pub(crate) sha256: String,
    pub(crate) identical: bool,
    /// In milliseconds since 1970.
    pub(crate) timestamp_ms: Option<i64>,
}

/// Why a message was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// The user may not read the topic.
    Denied,
    /// It did not come in time.
    Late,
}

/// What was found of each wanted message.
pub(crate) type Found = Vec<Result<FoundMessage, Unread>>;

struct Request {
    records: Arc<Vec<Record>>,
    wanted: Vec<Wanted>,
    within: Duration,
    answer: oneshot::Sender<Found>,
}

/// A consumer on a thread of its own: its calls block.
pub(crate) struct Reader {
    requests: Option<mpsc::Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Makes the client, which connects on its own.
    ///
    /// # Errors
    /// What the library finds wrong with the configuration.
    pub(crate) fn create(map: ClientMap, topic: &str) -> Result<Self, String> {
        let consumer: BaseConsumer = client_config(map).create().map_err(|error| error.to_string())?;
        let (requests, received) = mpsc::channel::<Request>();
        let topic = topic.to_owned();
        let serve = move || {
            for Request { records, wanted, within, answer } in received {
                // Whoever asked may have given up waiting.
                let _ = answer.send(read(&consumer, &topic, &records, &wanted, within));
            }
        };
        let thread = std::thread::Builder::new().name("kafka-reader".to_owned()).spawn(serve);
        Ok(Self { requests: Some(requests), thread: Some(thread.map_err(|error| error.to_string())?) })
    }

    /// Reads `wanted` back and compares with `records`, for as long as `within`.
    pub(crate) async fn read(&self, records: Arc<Vec<Record>>, wanted: Vec<Wanted>, within: Duration) -> Found {
        let count = wanted.len();
        let (answer, found) = oneshot::channel();
        let request = Request { records, wanted, within, answer };
        if self.requests.as_ref().is_none_or(|it| it.send(request).is_err()) {
            return vec![Err(Unread::Late); count];
        }
        found.await.unwrap_or_else(|_reader_is_gone| vec![Err(Unread::Late); count])
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.requests.take();
        if let Some(thread) = self.thread.take() {
            // A panic in there has ended the reader already.
            let _ = thread.join();
        }
    }
}

/// Reads each partition from the first wanted offset on, until all are found or the time is over.
fn read(consumer: &BaseConsumer, topic: &str, records: &[Record], wanted: &[Wanted], within: Duration) -> Found {
    let mut found: Found = vec![Err(Unread::Late); wanted.len()];
    let mut places: BTreeMap<(i32, i64), usize> =
        wanted.iter().enumerate().map(|(index, it)| ((it.partition, it.offset), index)).collect();
    if let Err(error) = assign(consumer, topic, &places) {
        tracing::warn!(%error, "a reader cannot be told where to read");
        return found;
    }
    let deadline = Instant::now() + within;
    while !places.is_empty() && Instant::now() < deadline {
        match consumer.poll(Duration::from_millis(50)) {
            Some(Ok(message)) => {
                if let Some(index) = places.remove(&(message.partition(), message.offset())) {
                    let record = records.get(wanted[index].record);
                    let timestamp_ms = message.timestamp().to_millis();
                    let (sha256, identical) = compare(record, message.key(), message.payload());
                    found[index] = Ok(FoundMessage { sha256, identical, timestamp_ms });
                }
            }
            Some(Err(error)) if is_denied(&error) => {
                places.values().for_each(|&index| found[index] = Err(Unread::Denied));
                break;
            }
            Some(Err(error)) => tracing::debug!(%error, "a reader"),
            None => {}
        }
    }
    if let Err(error) = consumer.unassign() {
        tracing::debug!(%error, "a reader");
    }
    found
}

fn assign(consumer: &BaseConsumer, topic: &str, places: &BTreeMap<(i32, i64), usize>) -> Result<(), KafkaError> {
    let mut first: BTreeMap<i32, i64> = BTreeMap::new();
    for &(partition, offset) in places.keys() {
        // In order, so the first one of a partition is its lowest.
        first.entry(partition).or_insert(offset);
    }
    let mut list = TopicPartitionList::new();
    for (partition, offset) in first {
        list.add_partition_offset(topic, partition, Offset::Offset(offset))?;
    }
    consumer.assign(&list)
}

fn is_denied(error: &KafkaError) -> bool {
    error.rdkafka_error_code() == Some(RDKafkaErrorCode::TopicAuthorizationFailed)
}

/// The value's hash, and whether key and value are those of `record`.
fn compare(record: Option<&Record>, key: Option<&[u8]>, value: Option<&[u8]>) -> (String, bool) {
    let value = value.unwrap_or_default();
    let identical =
        record.is_some_and(|it| key == it.key.as_deref().map(str::as_bytes) && value == it.value.as_bytes());
    (sha256_hex(value), identical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_identical_if_its_key_and_its_value_are() {
        let record = Record { batch: 0, key: Some("7".to_owned()), value: "{}".to_owned() };
        let same =
            |key: Option<&str>, value: &str| compare(Some(&record), key.map(str::as_bytes), Some(value.as_bytes())).1;
        assert!(same(Some("7"), "{}"));
        assert!(!same(Some("8"), "{}") && !same(None, "{}") && !same(Some("7"), "{ }"));
        assert_eq!(compare(Some(&record), None, None).0, sha256_hex(b""));
    }
}
