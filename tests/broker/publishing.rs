//! Publishing to a real Kafka: each message is acknowledged, read back, or its failure told.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use backend::publisher::{Failure, Manner, Publishers};
use headgate_tests::kafka::{Kafka, Way};
use serde_json::{Value, json};
use shared::settings::{SaslMechanism, Secret};
use shared::{KafkaSettings, Record, RecordRef};

pub(crate) fn record(key: Option<&str>, value: impl Into<String>) -> Record {
    Record { batch: 0, key: key.map(str::to_owned), value: value.into() }
}

/// Sends `records` and gives back the receipts as the API would.
pub(crate) async fn send(
    publishers: &Publishers,
    id: &str,
    settings: &KafkaSettings,
    records: &[Record],
) -> Vec<Value> {
    let receipts = publishers.send(id, settings, Arc::new(records.to_vec())).await;
    let receipts = receipts.into_iter().zip(records).enumerate().map(|(at, (receipt, record))| {
        assert_eq!((receipt.number, &receipt.key, receipt.bytes), (at + 1, &record.key, record.value.len()));
        assert_eq!(receipt.sha256, record.sha256());
        serde_json::to_value(receipt.result).unwrap()
    });
    receipts.collect()
}

/// Partition and offset of a message that was read back with the very same bytes.
#[track_caller]
pub(crate) fn place(result: &Value, record: &Record) -> (i64, i64) {
    let delivered = &result["delivered"];
    assert_eq!(delivered["read_back"], json!({"identical": {"sha256": record.sha256()}}), "{result}");
    (delivered["partition"].as_i64().unwrap(), delivered["offset"].as_i64().unwrap())
}

/// Code, message and hint of a message that failed.
#[track_caller]
pub(crate) fn failure(result: &Value) -> (&str, &str, &str) {
    let error = &result["failed"]["error"];
    let text = |key: &str| error[key].as_str().unwrap_or_else(|| panic!("{result}"));
    (text("code"), text("message"), text("hint"))
}

/// Letters that lz4 cannot pack.
fn noise(seed: u64, bytes: usize) -> String {
    let mut state = seed;
    let letters = (0..bytes).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from(state >> 58).unwrap())
    });
    letters.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_published_and_read_back_in_every_way_to_connect() {
    let kafka = Kafka::shared();
    let publishers = Publishers::start();
    let topic = kafka.create_topic(3, &[]);
    let records = [record(Some("-5412031425869132287"), r#"{"a":"né 😀"}"#), record(None, "{}")];
    for way in Way::ALL {
        let results = send(&publishers, &format!("{way:?}"), &kafka.settings(way, &topic), &records).await;
        place(&results[0], &records[0]);
        place(&results[1], &records[1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_has_the_partition_of_java_clients_and_keeps_its_order() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(12, &[]);
    let keys = [("-5412031425869132287", 10), ("8427365023845", 8), ("0", 8), ("1", 3), ("-1", 3)];
    let records: Vec<Record> = (0..5000)
        .map(|number| record(Some(keys[number % 5].0), format!(r#"{{"number":{number},"a":"{}"}}"#, "x".repeat(2000))))
        .collect();
    let results = send(&Publishers::start(), "order", &kafka.settings(Way::Tls, &topic), &records).await;
    let mut last: HashMap<&str, i64> = HashMap::new();
    for (number, (result, record)) in results.iter().zip(&records).enumerate() {
        let (key, partition) = keys[number % 5];
        let (found, offset) = place(result, record);
        assert_eq!(found, partition, "{key}");
        assert_eq!(record.partition(12).map(i64::from), Some(partition), "as the preview says");
        assert!(last.insert(key, offset).is_none_or(|before| before < offset), "{key} in order");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_the_topic_does_not_take_is_told_and_the_others_go_on() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[("max.message.bytes", "2000")]);
    let sizes = [300, 300, 3000, 300, 300, 1500, 1500];
    let records: Vec<Record> =
        sizes.iter().enumerate().map(|(at, &bytes)| record(Some("7"), noise(at as u64, bytes))).collect();
    let results = send(&Publishers::start(), "small", &kafka.settings(Way::Tls, &topic), &records).await;
    let (code, message, hint) = failure(&results[2]);
    assert_eq!(code, "message_too_large_for_topic");
    assert_eq!(message, "The message has 3001 bytes, more than the topic's `max.message.bytes` allows.");
    assert_eq!(
        hint,
        "Switch Send as Batch off, send fewer events in a batch, or raise the topic's `max.message.bytes`."
    );
    let offsets = [0, 1, 3, 4, 5, 6].map(|at| place(&results[at], &records[at]).1);
    assert!(offsets.is_sorted(), "{offsets:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn small_messages_go_on_even_if_the_topic_does_not_tell_what_it_takes() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[("max.message.bytes", "2000")]);
    kafka.allow("User:alice", "Write", &topic);
    kafka.allow("User:alice", "Read", &topic);
    let sizes = [300, 300, 3000, 300, 1500, 1500];
    let records: Vec<Record> =
        sizes.iter().enumerate().map(|(at, &bytes)| record(None, noise(at as u64, bytes))).collect();
    let results = send(&Publishers::start(), "untold", &kafka.settings(Way::Plain, &topic), &records).await;
    assert_eq!(failure(&results[2]).0, "message_too_large_for_topic");
    for at in [0, 1, 3, 4, 5] {
        place(&results[at], &records[at]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_topic_is_named_within_seconds() {
    let kafka = Kafka::shared();
    let started = Instant::now();
    let settings = kafka.settings(Way::Tls, "no-such-topic");
    let results = send(&Publishers::start(), "missing", &settings, &[record(None, "{}")]).await;
    let (code, message, hint) = failure(&results[0]);
    assert_eq!(code, "topic_not_found");
    assert_eq!(message, "The message was not written: there is no topic `no-such-topic`.");
    assert_eq!(hint, "Create the topic, or correct its name: it is not created by sending.");
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_created_after_a_failure_takes_the_next_message() {
    let kafka = Kafka::shared();
    let (publishers, name) = (Publishers::start(), kafka.create_topic(1, &[]));
    kafka.delete_topic(&name);
    let settings = kafka.settings(Way::Tls, &name);
    let records = [record(None, "{}")];
    assert_eq!(failure(&send(&publishers, "late", &settings, &records).await[0]).0, "topic_not_found");
    let arguments = ["--bootstrap-server", "@BOOTSTRAP@", "--command-config", "@ADMIN@", "--create", "--topic", &name];
    let _ = kafka.tool("org.apache.kafka.tools.TopicCommand", &arguments, "");
    place(&send(&publishers, "late", &settings, &records).await[0], &records[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_may_not_write_is_told_so() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[]);
    kafka.allow("User:bob", "Write", &topic);
    let settings = kafka.settings(Way::ScramSha512, &topic);
    let results = send(&Publishers::start(), "denied", &settings, &[record(None, "{}")]).await;
    let (code, message, hint) = failure(&results[0]);
    assert_eq!(code, "write_denied");
    assert_eq!(message, format!("The message was not written: this user may not write to the topic `{topic}`."));
    assert_eq!(hint, "Give the user the ACL operations Describe and Write on the topic.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_may_write_and_not_read_gets_an_acknowledgement_without_the_proof() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[]);
    kafka.allow("User:alice", "Write", &topic);
    let started = Instant::now();
    let settings = kafka.settings(Way::ScramSha512, &topic);
    let results = send(&Publishers::start(), "blind", &settings, &[record(None, "{}")]).await;
    assert_eq!(results[0]["delivered"]["offset"], 0);
    let error = &results[0]["delivered"]["read_back"]["unread"]["error"];
    assert_eq!(error["code"], "read_denied");
    assert_eq!(
        error["message"],
        "The message was acknowledged; this user may not read the topic, so it could not be read back."
    );
    assert!(started.elapsed() < Duration::from_secs(4), "it is told, not waited for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_configuration_is_used_by_the_next_message() {
    let kafka = Kafka::shared();
    let topics = kafka.create_topics(&[1, 1], &[]);
    let publishers = Publishers::start();
    let records = [record(None, "{}")];
    for (topic, way) in [(&topics[0], Way::Tls), (&topics[1], Way::Tls), (&topics[1], Way::Plain)] {
        let results = send(&publishers, "changing", &kafka.settings(way, topic), &records).await;
        place(&results[0], &records[0]);
        assert_eq!(results[0]["delivered"]["topic"], topic.as_str());
    }
    let wrong = KafkaSettings { password: Some(Secret::new("wrong")), ..kafka.settings(Way::Plain, &topics[1]) };
    let results = send(&publishers, "changing", &wrong, &records).await;
    assert!(results[0]["failed"].is_object(), "{}", results[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_text_is_a_password() {
    let kafka = Kafka::shared();
    // Kafka's SCRAM takes user names of ASCII only.
    let (user, password) = ("o'neil, a=b\"\\ c", "pä ß,=\"\\ 日本 🙂");
    kafka.scram(user, password);
    let topic = kafka.create_topic(1, &[]);
    let settings = KafkaSettings {
        sasl_mechanism: SaslMechanism::ScramSha512,
        username: Some(user.to_owned()),
        password: Some(Secret::new(password)),
        ..kafka.settings(Way::Plain, &topic)
    };
    let records = [record(None, "{}")];
    place(&send(&Publishers::start(), "unicode", &settings, &records).await[0], &records[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_accepted_is_finished_when_the_publishers_are_closed() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(6, &[]);
    let publishers = Publishers::start();
    let settings = kafka.settings(Way::Tls, &topic);
    let publisher = publishers.publisher("closing", &settings, Manner::FORWARDING).await.unwrap();
    let values: Vec<String> = (0..5000).map(|number| format!("{{\"number\":{number}}}")).collect();
    let messages = values.iter().map(|value| RecordRef { batch: 0, key: None, value });
    let pending = publisher.hand_over(messages).await;
    drop(publisher);
    let (answers, ()) = tokio::join!(pending.answers(), publishers.close(Duration::from_secs(10)));
    let places: HashSet<_> = answers.iter().map(|it| it.result.clone().unwrap()).collect();
    assert_eq!(places.len(), values.len(), "each has a place of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_are_not_sound_are_told_at_their_field() {
    let settings = KafkaSettings { topic: Some("t".to_owned()), ..KafkaSettings::default() };
    let results = send(&Publishers::start(), "unsound", &settings, &[record(None, "{}")]).await;
    assert_eq!(failure(&results[0]).1, "No bootstrap server is named.");
    assert_eq!(results[0]["failed"]["error"]["field"], "bootstrap_servers");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_over_together_fails_alone() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[("max.message.bytes", "2000")]);
    let publishers = Publishers::start();
    let settings = kafka.settings(Way::Tls, &topic);
    let publisher = publishers.publisher("together", &settings, Manner::FORWARDING).await.unwrap();
    let values = [300, 3000, 300, 1500, 1500].map(|bytes| noise(bytes as u64, bytes));
    let messages = values.iter().map(|value| RecordRef { batch: 0, key: Some("7"), value });
    let answers = publisher.hand_over(messages).await.answers().await;
    let results: Vec<_> = answers.into_iter().map(|it| it.result).collect();
    assert_eq!(results[1], Err(Failure::TooLarge));
    let offsets: Vec<_> = results.iter().flatten().map(|(_partition, offset)| *offset).collect();
    assert_eq!(offsets, [0, 1, 2, 3], "the others, in order");
}
