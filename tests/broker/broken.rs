//! Sending where there is no way to Kafka: the answer is the connection check's, within seconds.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use backend::publisher::Publishers;
use headgate_tests::kafka::{BOB, Kafka, Listener, Way, with_login};
use serde_json::Value;
use shared::KafkaSettings;
use shared::settings::{SaslMechanism, Secret};

use crate::publishing::{failure, place, record, send};

/// Nobody waits longer for a broker that is dead.
const PATIENCE: Duration = Duration::from_secs(8);

/// What is said of a message that is sent with `settings`, and then of another one.
async fn told(settings: &KafkaSettings) -> [Value; 2] {
    let publishers = Publishers::start();
    let mut results = Vec::new();
    for _ in 0..2 {
        let started = Instant::now();
        let mut receipts = send(&publishers, "broken", settings, &[record(Some("7"), "{}"), record(None, "{}")]).await;
        assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
        assert_eq!(failure(&receipts[0]), failure(&receipts[1]), "the same for each message");
        results.push(receipts.remove(0));
    }
    results.try_into().unwrap()
}

#[track_caller]
fn assert_both(results: &[Value; 2], code: &str, words: &str) {
    for result in results {
        let (found, message, hint) = failure(result);
        assert_eq!(found, code, "{result}");
        assert!(message.contains(words), "{message}");
        assert!(!hint.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_where_nothing_listens_is_told() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let settings = KafkaSettings { bootstrap_servers: Some(address.to_string()), ..kafka_settings() };
    assert_both(&told(&settings).await, "connection_refused", &address.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_takes_connections_and_says_nothing_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let settings = KafkaSettings { bootstrap_servers: Some(address.to_string()), ..kafka_settings() };
    assert_both(&told(&settings).await, "tls_silent", &address.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told() {
    let settings = with_login(Kafka::shared().settings_at(Listener::SaslSsl, "t"), SaslMechanism::ScramSha512, BOB);
    let settings = KafkaSettings { password: Some(Secret::new("canary")), ..settings };
    let results = told(&settings).await;
    assert_both(&results, "password_wrong", "bob");
    assert!(!results[0].to_string().contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ca_that_did_not_issue_the_brokers_certificate_is_told() {
    let kafka = Kafka::shared();
    let settings = KafkaSettings { ssl_ca: Some(kafka.other_ca()), ..kafka.settings(Way::Tls, "t") };
    assert_both(&told(&settings).await, "ca_not_trusted", "localhost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_the_broker_asks_for_and_nobody_gives_is_told() {
    let settings = Kafka::shared().settings_at(Listener::SaslSsl, "t");
    assert_both(&told(&settings).await, "sasl_required", "localhost");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_advertised_address_that_cannot_be_reached_is_told() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[]);
    let settings = kafka.settings_at(Listener::Unreachable, &topic);
    assert_both(&told(&settings).await, "advertised_listener_unreachable", "localhost:1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_dies_is_told_and_the_next_message_after_its_return_is_written() {
    let kafka = Kafka::own("broken", 1);
    let topic = kafka.create_topic(1, &[]);
    let (publishers, settings) = (Publishers::start(), kafka.settings(Way::Tls, &topic));
    let records = [record(None, "{}")];
    place(&send(&publishers, "dies", &settings, &records).await[0], &records[0]);
    tokio::task::block_in_place(|| kafka.kill());
    let started = Instant::now();
    let result = send(&publishers, "dies", &settings, &records).await.remove(0);
    assert_eq!(failure(&result).0, "connection_refused", "{result}");
    assert!(started.elapsed() < PATIENCE);
    tokio::task::block_in_place(|| kafka.start());
    place(&send(&publishers, "dies", &settings, &records).await[0], &records[0]);
}

fn kafka_settings() -> KafkaSettings {
    KafkaSettings { topic: Some("t".to_owned()), ..KafkaSettings::default() }
}
