//! From what is wanted to librdkafka's configuration. Pure, so that it can be read and tested as a whole.

mod integration;

use std::collections::BTreeMap;

use shared::kafka::KafkaConfig;

pub(crate) use integration::{Pace, integration_producer, integration_reader};

/// The keys of librdkafka and their values. It holds secrets: never to be printed.
pub(crate) type ClientMap = BTreeMap<&'static str, String>;

/// What every client of a real cluster needs: where it is, TLS, and how to sign in.
pub(crate) fn connection(config: &KafkaConfig, client_id: &str) -> ClientMap {
    let fixed = [
        ("ssl.endpoint.identification.algorithm", "https"),
        ("enable.ssl.certificate.verification", "true"),
        ("socket.connection.setup.timeout.ms", "5000"),
        ("socket.timeout.ms", "20000"),
        ("socket.keepalive.enable", "true"),
        ("reconnect.backoff.ms", "100"),
        ("reconnect.backoff.max.ms", "1000"),
        ("allow.auto.create.topics", "false"),
        ("enable.metrics.push", "false"),
    ];
    let mut map = with_bootstrap(&config.bootstrap_servers(), &fixed);
    map.insert("client.id", client_id.to_owned());
    map.insert("security.protocol", if config.sign_in.is_some() { "sasl_ssl" } else { "ssl" }.to_owned());
    match &config.ca {
        Some(ca) => map.insert("ssl.ca.pem", ca.clone()),
        None => map.insert("ssl.ca.location", "probe".to_owned()),
    };
    if let Some(it) = &config.client_certificate {
        map.insert("ssl.certificate.pem", it.chain.clone());
        map.insert("ssl.key.pem", it.key.expose().to_owned());
    }
    if let Some(it) = &config.sign_in {
        map.insert("sasl.mechanisms", it.mechanism.as_str().to_owned());
        map.insert("sasl.username", it.username.clone());
        map.insert("sasl.password", it.password.expose().to_owned());
    }
    map
}

/// Bytes of a message, key and overhead included, that the client takes.
const MESSAGE_BYTES: &str = "1048576";

/// The producer of the sandbox. Why each: docs/DESIGN.md, "Kafka".
pub(crate) fn sandbox_producer(bootstrap_servers: &str) -> ClientMap {
    let fixed = [
        ("client.id", "headgate-sandbox"),
        ("security.protocol", "plaintext"),
        ("enable.idempotence", "true"),
        ("acks", "all"),
        ("partitioner", "murmur2_random"),
        ("compression.type", "lz4"),
        ("linger.ms", "1"),
        ("message.max.bytes", MESSAGE_BYTES),
        ("message.timeout.ms", "5000"),
        ("queue.buffering.max.messages", "20000"),
        ("queue.buffering.max.kbytes", "65536"),
        ("allow.auto.create.topics", "false"),
        ("reconnect.backoff.max.ms", "1000"),
        ("enable.metrics.push", "false"),
    ];
    with_bootstrap(bootstrap_servers, &fixed)
}

/// The reader of the sandbox: it is told partitions and offsets, and joins no group (the name is only required).
pub(crate) fn sandbox_reader(bootstrap_servers: &str) -> ClientMap {
    let fixed = [
        ("client.id", "headgate-sandbox-reader"),
        ("security.protocol", "plaintext"),
        ("group.id", "headgate-sandbox-reader"),
        ("enable.auto.commit", "false"),
        ("auto.offset.reset", "earliest"),
        ("fetch.wait.max.ms", "10"),
        ("fetch.message.max.bytes", "8388608"),
        ("allow.auto.create.topics", "false"),
        ("reconnect.backoff.max.ms", "1000"),
        ("enable.metrics.push", "false"),
    ];
    with_bootstrap(bootstrap_servers, &fixed)
}

fn with_bootstrap(servers: &str, fixed: &[(&'static str, &str)]) -> ClientMap {
    let mut map: BTreeMap<_, _> = fixed.iter().map(|&(key, value)| (key, value.to_owned())).collect();
    map.insert("bootstrap.servers", servers.to_owned());
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_producer_loses_and_reorders_nothing_and_partitions_as_java_does() {
        let map = sandbox_producer("127.0.0.1:1");
        let value = |key| map.get(key).map(String::as_str);
        assert_eq!(value("enable.idempotence"), Some("true"));
        assert_eq!(value("acks"), Some("all"));
        assert_eq!(value("partitioner"), Some("murmur2_random"));
        assert_eq!(value("allow.auto.create.topics"), Some("false"));
        assert_eq!(value("bootstrap.servers"), Some("127.0.0.1:1"));
    }
}
