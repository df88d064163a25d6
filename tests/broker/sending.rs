//! Sending to an integration through the API.

use headgate_tests::TestApp;
use headgate_tests::kafka::{Kafka, Way};
use serde_json::{Value, json};
use shared::KafkaSettings;

const BATCH: &str = r#"{"message_id":"m","mpid":-5412031425869132287,"events":[{"data":{"event_name":"né 😀","location":{"latitude":1.50}},"event_type":"custom_event"}]}"#;

fn integration(app: &TestApp, kafka: &KafkaSettings) -> Value {
    let answer = app.post("/api/integrations", &json!({"name": "Production", "kafka": kafka}));
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

fn path(integration: &Value) -> String {
    format!("/api/integrations/{}", integration["id"].as_str().unwrap())
}

/// Sends the batch and gives back its receipt.
#[track_caller]
fn send(app: &TestApp, integration: &Value) -> Value {
    let body = json!({"batch": BATCH, "settings": {"include_location": false}, "received_at": 7});
    let answer = app.post(&format!("{}/messages", path(integration)), &body).json();
    assert_eq!((&answer["received_at"], &answer["receipts"][0]["number"]), (&json!(7), &json!(1)), "{answer}");
    answer["receipts"][0].clone()
}

#[test]
fn what_the_preview_shows_is_published_and_read_back_with_the_same_hash() {
    let (kafka, app) = (Kafka::shared(), TestApp::start());
    let topic = kafka.create_topic(12, &[]);
    let made = integration(&app, &kafka.settings(Way::ScramSha256, &topic));
    let receipt = send(&app, &made);
    let settings = shared::ConnectionSettings { include_location: false, ..Default::default() };
    let preview = shared::transform(BATCH, &settings, shared::Receipt { time_ms: 7, number: 0 }, None);
    let hash = json!(preview.records[0].sha256());
    let delivered = &receipt["result"]["delivered"];
    assert_eq!((&receipt["sha256"], &delivered["read_back"]["identical"]["sha256"]), (&hash, &hash), "{receipt}");
    assert_eq!((&delivered["topic"], &delivered["partition"]), (&json!(topic), &json!(10)));
    assert!(app.get(&path(&made)).json()["last_delivery_at"].is_i64(), "the delivery is noted");
}

#[test]
fn a_saved_change_is_used_by_the_next_message_without_a_restart() {
    let (kafka, app) = (Kafka::shared(), TestApp::start());
    let topics = kafka.create_topics(&[1, 1], &[]);
    let made = integration(&app, &kafka.settings(Way::Plain, &topics[0]));
    assert_eq!(send(&app, &made)["result"]["delivered"]["topic"], topics[0].as_str());
    // The password is not given: it stays as it is stored.
    let settings = KafkaSettings { password: None, ..kafka.settings(Way::Plain, &topics[1]) };
    let change = json!({"name": "Production", "version": 1, "kafka": settings});
    assert_eq!(app.put(&path(&made), &change).status, 200);
    assert_eq!(send(&app, &made)["result"]["delivered"]["topic"], topics[1].as_str());
}

#[test]
fn an_integration_that_there_is_not_takes_no_messages() {
    let app = TestApp::start();
    let answer = app.post("/api/integrations/none/messages", &json!({"batch": BATCH}));
    assert_eq!(answer.error(), "404 not_found There is no such integration.");
}
