//! The producer and the reader of an integration. Why each setting: docs/DESIGN.md, "Kafka".

use std::time::Duration;

use shared::kafka::KafkaConfig;

use super::{ClientMap, MESSAGE_BYTES, connection};

/// How a producer is to behave, beside reaching the brokers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// How long a message may take to be acknowledged.
    pub(crate) message_timeout: Duration,
    /// How long to wait for more messages of a batch.
    pub(crate) linger: Duration,
    /// Bytes of a batch: no more than the topic takes in one.
    pub(crate) batch_bytes: usize,
}

/// An idempotent producer.
pub(crate) fn integration_producer(config: &KafkaConfig, client_id: &str, pace: Pace) -> ClientMap {
    let mut map = connection(config, client_id);
    let fixed = [
        ("enable.idempotence", "true"),
        ("acks", "all"),
        ("partitioner", "murmur2_random"),
        ("compression.type", "lz4"),
        ("message.max.bytes", MESSAGE_BYTES),
        ("queue.buffering.max.messages", "100000"),
        ("queue.buffering.max.kbytes", "65536"),
        ("request.timeout.ms", "15000"),
        ("topic.metadata.propagation.max.ms", "1000"),
    ];
    map.extend(fixed.map(|(key, value)| (key, value.to_owned())));
    map.insert("message.timeout.ms", pace.message_timeout.as_millis().to_string());
    map.insert("linger.ms", pace.linger.as_millis().to_string());
    map.insert("batch.size", pace.batch_bytes.to_string());
    map
}

/// A reader that is told partitions and offsets. It joins no group: the name is only required.
pub(crate) fn integration_reader(config: &KafkaConfig, client_id: &str) -> ClientMap {
    let mut map = connection(config, client_id);
    let fixed = [
        ("group.id", "headgate-reader"),
        ("enable.auto.commit", "false"),
        ("enable.auto.offset.store", "false"),
        ("auto.offset.reset", "earliest"),
        // An open transaction of another producer must not hide what was just written.
        ("isolation.level", "read_uncommitted"),
        ("fetch.wait.max.ms", "100"),
        ("fetch.message.max.bytes", "2097152"),
        ("queued.max.messages.kbytes", "8192"),
    ];
    map.extend(fixed.map(|(key, value)| (key, value.to_owned())));
    map
}

#[cfg(test)]
mod tests {
    use shared::KafkaSettings;

    use super::*;

    fn config() -> KafkaConfig {
        let settings = KafkaSettings {
            bootstrap_servers: Some("kafka-1:9093".to_owned()),
            topic: Some("events".to_owned()),
            ..Default::default()
        };
        shared::kafka::check(&settings, 0).0.unwrap()
    }

    fn pace() -> Pace {
        Pace { message_timeout: Duration::from_secs(5), linger: Duration::from_millis(1), batch_bytes: 1_000_000 }
    }

    #[test]
    fn the_producer_loses_and_reorders_nothing_and_partitions_as_java_does() {
        let map = integration_producer(&config(), "headgate-1", pace());
        let value = |key| map.get(key).map(String::as_str);
        assert_eq!(value("enable.idempotence"), Some("true"));
        assert_eq!(value("acks"), Some("all"));
        assert_eq!(value("partitioner"), Some("murmur2_random"));
        assert_eq!(value("allow.auto.create.topics"), Some("false"));
        assert_eq!(value("security.protocol"), Some("ssl"));
        assert_eq!(value("message.timeout.ms"), Some("5000"));
        assert_eq!(value("batch.size"), Some("1000000"));
    }

    #[test]
    fn the_reader_commits_nothing_and_creates_nothing() {
        let map = integration_reader(&config(), "headgate-1");
        let value = |key| map.get(key).map(String::as_str);
        assert_eq!(value("enable.auto.commit"), Some("false"));
        assert_eq!(value("allow.auto.create.topics"), Some("false"));
        assert_eq!(value("security.protocol"), Some("ssl"));
    }
}
