//! Reads messages back from their partition and offset.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rdkafka::config::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::Message as _;
use rdkafka::{Offset, TopicPartitionList};
use shared::record::sha256_hex;
use tokio::sync::oneshot;

use super::client_config;

/// A message to read back: where it is, and what it must be.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) key: Option<String>,
    pub(crate) value: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundMessage {
    pub(crate) sha256: String,
    pub(crate) identical: bool,
}

/// What was found of each wanted message; `None` where it could not be read in time.
pub(crate) type Found = Vec<Option<FoundMessage>>;

struct Request {
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
    pub(crate) fn connect(bootstrap_servers: &str, topic: &str) -> Result<Self, String> {
        let mut config = ClientConfig::new();
        config.extend(
            client_config::sandbox_reader(bootstrap_servers).into_iter().map(|(key, value)| (key.to_owned(), value)),
        );
        let consumer: BaseConsumer = config.create().map_err(|error| error.to_string())?;
        let (requests, received) = mpsc::channel::<Request>();
        let topic = topic.to_owned();
        let serve = move || {
            for Request { wanted, within, answer } in received {
                // Whoever asked may have given up waiting.
                let _ = answer.send(read(&consumer, &topic, &wanted, within));
            }
        };
        let thread = std::thread::Builder::new().name("sandbox-reader".to_owned()).spawn(serve);
        Ok(Self { requests: Some(requests), thread: Some(thread.map_err(|error| error.to_string())?) })
    }

    /// Reads `wanted` back, for as long as `within`.
    pub(crate) async fn read(&self, wanted: Vec<Wanted>, within: Duration) -> Found {
        let count = wanted.len();
        let (answer, found) = oneshot::channel();
        let sent = self.requests.as_ref().is_some_and(|it| it.send(Request { wanted, within, answer }).is_ok());
        if !sent {
            return vec![None; count];
        }
        found.await.unwrap_or_else(|_reader_is_gone| vec![None; count])
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
fn read(consumer: &BaseConsumer, topic: &str, wanted: &[Wanted], within: Duration) -> Found {
    let mut found: Found = vec![None; wanted.len()];
    let mut places: BTreeMap<(i32, i64), usize> =
        wanted.iter().enumerate().map(|(index, it)| ((it.partition, it.offset), index)).collect();
    if let Err(error) = assign(consumer, topic, &places) {
        tracing::warn!(%error, "the sandbox's reader");
        return found;
    }
    let deadline = Instant::now() + within;
    while !places.is_empty() && Instant::now() < deadline {
        match consumer.poll(Duration::from_millis(50)) {
            Some(Ok(message)) => {
                if let Some(index) = places.remove(&(message.partition(), message.offset())) {
                    found[index] = Some(compare(&wanted[index], message.key(), message.payload()));
                }
            }
            Some(Err(error)) => tracing::debug!(%error, "the sandbox's reader"),
            None => {}
        }
    }
    if let Err(error) = consumer.unassign() {
        tracing::debug!(%error, "the sandbox's reader");
    }
    found
}

fn assign(
    consumer: &BaseConsumer,
    topic: &str,
    places: &BTreeMap<(i32, i64), usize>,
) -> Result<(), rdkafka::error::KafkaError> {
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

fn compare(wanted: &Wanted, key: Option<&[u8]>, value: Option<&[u8]>) -> FoundMessage {
    let value = value.unwrap_or_default();
    let same_key = key == wanted.key.as_deref().map(str::as_bytes);
    FoundMessage { sha256: sha256_hex(value), identical: same_key && value == wanted.value.as_bytes() }
}
