//! Reads what is in a topic.

use std::time::Instant;

use rdkafka::TopicPartitionList;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::{BorrowedMessage, Message as _};
use rdkafka::topic_partition_list::Offset;

use super::Kafka;
use super::admin::PATIENCE;

/// A message as the broker has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Where it is.
    pub partition: i32,
    /// Its place in the partition.
    pub offset: i64,
    /// Its key; `None` if there is none.
    pub key: Option<Vec<u8>>,
    /// Its value.
    pub value: Vec<u8>,
    /// Milliseconds since 1970.
    pub timestamp_ms: Option<i64>,
}

impl Kafka {
    /// Everything that is in a topic now, by partition and offset.
    #[must_use]
    pub fn read(&self, topic: &str) -> Vec<Message> {
        let consumer: BaseConsumer =
            self.client().set("group.id", "reader").set("enable.auto.commit", "false").create().unwrap();
        let ends = ends(&consumer, topic);
        let mut from = TopicPartitionList::new();
        for (partition, _) in &ends {
            from.add_partition_offset(topic, *partition, Offset::Beginning).unwrap();
        }
        consumer.assign(&from).unwrap();
        let wanted = ends.iter().map(|(_, count)| count).sum();
        let mut messages: Vec<_> = polled(&consumer, wanted);
        messages.sort_by_key(|it| (it.partition, it.offset));
        messages
    }
}

/// Each partition that has messages, and how many.
fn ends(consumer: &BaseConsumer, topic: &str) -> Vec<(i32, usize)> {
    let metadata = consumer.fetch_metadata(Some(topic), PATIENCE).unwrap();
    let count = |partition| {
        let (low, high) = consumer.fetch_watermarks(topic, partition, PATIENCE).unwrap();
        (partition, usize::try_from(high - low).unwrap())
    };
    metadata.topics()[0].partitions().iter().map(|it| count(it.id())).filter(|(_, count)| *count > 0).collect()
}

fn polled(consumer: &BaseConsumer, wanted: usize) -> Vec<Message> {
    let (begun, mut trouble) = (Instant::now(), String::new());
    let mut messages = Vec::with_capacity(wanted);
    while messages.len() < wanted {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        assert!(!left.is_zero(), "{} of {wanted} messages were read {trouble}", messages.len());
        match consumer.poll(left) {
            Some(Ok(message)) => messages.push(owned(&message)),
            // Such as a connection that broke: librdkafka goes on by itself.
            Some(Err(error)) => trouble = error.to_string(),
            None => {}
        }
    }
    messages
}

fn owned(message: &BorrowedMessage<'_>) -> Message {
    Message {
        partition: message.partition(),
        offset: message.offset(),
        key: message.key().map(<[u8]>::to_vec),
        value: message.payload().unwrap_or_default().to_vec(),
        timestamp_ms: message.timestamp().to_millis(),
    }
}
