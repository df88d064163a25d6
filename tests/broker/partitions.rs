//! A key lands where Kafka's own Java client puts it.

use std::thread;

use headgate_tests::kafka::{Kafka, Listener};
use shared::record::partition;

/// Keys of the Java client's partitions that were written down: the key, its partition of 3 and of 12.
const WRITTEN_DOWN: [(&str, u32, u32); 6] = [
    ("-5412031425869132287", 1, 10),
    ("8427365023845", 2, 8),
    ("0", 2, 8),
    ("-1", 0, 3),
    ("-9223372036854775808", 2, 2),
    ("9223372036854775807", 0, 9),
];

/// How many partitions a topic of the comparison has.
const COUNTS: [i32; 3] = [1, 3, 12];

#[test]
fn known_keys_have_the_partitions_that_the_java_client_gave_them() {
    for (key, of_3, of_12) in WRITTEN_DOWN {
        assert_eq!((partition(key.as_bytes(), 3), partition(key.as_bytes(), 12)), (of_3, of_12), "{key}");
    }
    let xs = "x".repeat(33);
    for (key, of_12) in [("k", 8), ("ä", 5), (xs.as_str(), 9)] {
        assert_eq!(partition(key.as_bytes(), 12), of_12, "{key}");
    }
}

#[test]
fn a_thousand_keys_land_where_the_java_producer_puts_them() {
    let kafka = Kafka::shared();
    let topics = kafka.create_topics(&COUNTS, &[]);
    let keys: Vec<String> = (0..1000).map(key).collect();
    thread::scope(|scope| {
        for topic in &topics {
            let keys = &keys;
            scope.spawn(move || produce(kafka, topic, keys));
        }
    });
    for (topic, count) in topics.iter().zip(COUNTS) {
        let messages = kafka.read(topic);
        assert_eq!(messages.len(), keys.len());
        for message in messages {
            let key = message.key.unwrap();
            let ours = partition(&key, count.cast_unsigned());
            assert_eq!(message.partition.cast_unsigned(), ours, "{} of {count}", String::from_utf8_lossy(&key));
        }
    }
}

/// A signed number of 64 bits; together they have every length and both signs.
fn key(number: u64) -> String {
    let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (number % 64);
    (if number.is_multiple_of(2) { scattered.cast_signed() } else { scattered.cast_signed().wrapping_neg() })
        .to_string()
}

/// Sends each key with Kafka's own producer.
fn produce(kafka: &Kafka, topic: &str, keys: &[String]) {
    let input: String = keys.iter().map(|key| format!("{key}\tvalue\n")).collect();
    let arguments = ["--bootstrap-server", kafka.address(Listener::Plaintext), "--topic", topic];
    let class = "org.apache.kafka.tools.ConsoleProducer";
    let _ = kafka.tool(class, &[&arguments, &["--reader-property", "parse.key=true"][..]].concat(), &input);
}
