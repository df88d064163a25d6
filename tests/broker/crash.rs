//! A broker that is killed while messages are on their way: what it acknowledged is there, once and in order.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use backend::publisher::{Answer, Manner, Publishers};
use headgate_tests::kafka::{Kafka, Listener, Way};
use rdkafka::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::Message as _;
use rdkafka::{Offset, TopicPartitionList};
use shared::RecordRef;

const MESSAGES: usize = 10_000;
const PORTION: usize = 100;
const AT_A_TIME: usize = 5;
const KEYS: usize = 7;
const PARTITIONS: i32 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_message_outlives_a_killed_broker_once_and_in_order() {
    let kafka = Arc::new(Kafka::own("crash", 1));
    let topic = kafka.create_topic(PARTITIONS, &[]);
    let publishers = Publishers::start();
    let settings = kafka.settings(Way::Tls, &topic);
    let publisher = publishers.publisher("crash", &settings, Manner::FORWARDING).await.unwrap();
    let messages: Vec<(String, String)> =
        (0..MESSAGES).map(|number| (format!("key-{}", number % KEYS), number.to_string())).collect();
    let mut crash = None;
    let (mut pending, mut answers) = (VecDeque::new(), Vec::new());
    for portion in messages.chunks(PORTION) {
        let portion = portion.iter().map(|(key, value)| RecordRef { batch: 0, key: Some(key), value });
        pending.push_back(publisher.hand_over(portion).await);
        // Some portions are always on their way, also at the moment of the crash.
        if pending.len() > AT_A_TIME {
            answers.extend(pending.pop_front().unwrap().answers().await);
        }
        if answers.len() == MESSAGES / 10 {
            let kafka = Arc::clone(&kafka);
            crash = Some(tokio::task::spawn_blocking(move || {
                kafka.kill();
                kafka.start();
            }));
        }
    }
    for portion in pending {
        answers.extend(portion.answers().await);
    }
    crash.unwrap().await.unwrap();
    let found = tokio::task::block_in_place(|| read(&kafka, &topic));
    assert_in_topic_once_and_in_order(&messages, &answers, &found);
}

fn assert_in_topic_once_and_in_order(
    messages: &[(String, String)],
    answers: &[Answer],
    found: &BTreeMap<(i32, i64), (String, String)>,
) {
    assert_eq!(answers.len(), messages.len());
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (key, value) in found.values() {
        *times.entry(value).or_default() += 1;
        let number: usize = value.parse().unwrap();
        assert!(last.insert(key, number).is_none_or(|before| before < number), "{key}: {number} in order");
    }
    for (message, answer) in messages.iter().zip(answers) {
        // A long timeout: the outage is sat out, so all are acknowledged.
        let (partition, offset) = answer.result.clone().unwrap();
        assert_eq!(times.get(message.1.as_str()), Some(&1), "message {}", message.1);
        if offset >= 0 {
            assert_eq!(found.get(&(partition, offset)), Some(message));
        }
    }
}

/// Everything in the topic, by partition and offset.
fn read(kafka: &Kafka, topic: &str) -> BTreeMap<(i32, i64), (String, String)> {
    let consumer: BaseConsumer = ClientConfig::new()
        .set("bootstrap.servers", kafka.address(Listener::Plaintext))
        .set("group.id", "crash")
        .create()
        .unwrap();
    let mut list = TopicPartitionList::new();
    let mut left = 0;
    for partition in 0..PARTITIONS {
        list.add_partition_offset(topic, partition, Offset::Beginning).unwrap();
        left += consumer.fetch_watermarks(topic, partition, Duration::from_secs(10)).unwrap().1;
    }
    consumer.assign(&list).unwrap();
    let mut found = BTreeMap::new();
    while i64::try_from(found.len()).unwrap() < left {
        let message = consumer.poll(Duration::from_secs(10)).expect("a message").unwrap();
        let text = |bytes: Option<&[u8]>| String::from_utf8(bytes.unwrap().to_vec()).unwrap();
        found.insert((message.partition(), message.offset()), (text(message.key()), text(message.payload())));
    }
    found
}
