//! `headgate check` and `headgate send` with a real Kafka.

use std::time::{Duration, Instant};

use headgate_tests::Folder;
use headgate_tests::command_line::{Printed, headgate};
use headgate_tests::kafka::{ALICE, Kafka, Way};
use serde_json::{Value, json};

const BATCH: &str = r#"{"message_id":"m","mpid":7,"events":[{"data":{"n":1.50},"event_type":"opt_out"}]}"#;

/// A Kafka file over SASL_SSL in `folder`, with the password and the CA certificate in files beside it.
fn kafka_file(kafka: &Kafka, topic: &str, folder: &Folder, password: &str) -> String {
    std::fs::create_dir_all(folder.path()).unwrap();
    let settings = kafka.settings(Way::ScramSha512, topic);
    std::fs::write(folder.path().join("ca.pem"), settings.ssl_ca.unwrap()).unwrap();
    std::fs::write(folder.path().join("password"), format!("{password}\n")).unwrap();
    let members = json!({
        "bootstrap_servers": settings.bootstrap_servers,
        "topic": topic,
        "sasl_mechanism": settings.sasl_mechanism,
        "username": settings.username,
        "password": "file:password",
        "ssl_ca": "file:ca.pem",
    });
    let path = folder.path().join("kafka.json");
    std::fs::write(&path, members.to_string()).unwrap();
    path.display().to_string()
}

#[test]
fn a_check_goes_green_over_sasl_ssl() {
    let (kafka, folder) = (Kafka::shared(), Folder::new());
    let topic = kafka.create_topic(3, &[]);
    let path = kafka_file(kafka, &topic, &folder, ALICE.password);
    let Printed { code, out, err } = headgate(&["check", "--kafka", &path, "--test-record"], b"");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let marks: String = out.lines().filter(|it| !it.starts_with(' ')).filter_map(|it| it.chars().next()).collect();
    assert_eq!(marks, "✓✓✓✓✓✓✓✓✓✓E", "{out}");
    let end = out.lines().last().unwrap();
    assert!(end.starts_with(&format!("Everything works: 1 broker, topic `{topic}` with 3 partitions. (")), "{out}");
    assert!(!out.contains(ALICE.password));
}

#[test]
fn a_wrong_password_fails_the_login_within_seconds_and_is_not_repeated() {
    let (kafka, folder) = (Kafka::shared(), Folder::new());
    let topic = kafka.create_topic(1, &[]);
    let path = kafka_file(kafka, &topic, &folder, "canary");
    let began = Instant::now();
    let Printed { code, out, err } = headgate(&["check", "--kafka", &path], b"");
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(out.contains("\n✗ Login "), "{out}");
    assert!(began.elapsed() < Duration::from_secs(8));
    assert!(!out.contains("canary"), "{out}");

    let Printed { code, out, err } = headgate(&["send", "--kafka", &path], BATCH.as_bytes());
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    let line: Value = serde_json::from_str(&out).unwrap();
    assert!(line["error"]["hint"].is_string() && !out.contains("canary"), "{out}");
}

#[test]
fn messages_are_sent_and_read_back_in_order() {
    let (kafka, folder) = (Kafka::shared(), Folder::new());
    let topic = kafka.create_topic(3, &[]);
    let path = kafka_file(kafka, &topic, &folder, ALICE.password);
    let Printed { code, out, err } =
        headgate(&["send", "--kafka", &path], format!("{BATCH}\n").repeat(2500).as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    let receipts: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sha256 = shared::record::sha256_hex(BATCH.as_bytes());
    for (at, receipt) in receipts.iter().enumerate() {
        assert_eq!((&receipt["number"], &receipt["offset"]), (&json!(at + 1), &json!(at)), "one user, one partition");
        assert_eq!(receipt["read_back"], json!({"identical": {"sha256": sha256}}));
        assert_eq!(receipt["topic"], topic.as_str());
        assert!(receipt["timestamp"].as_i64().unwrap() > 1_700_000_000_000, "{receipt}");
    }
    assert_eq!(receipts.len(), 2500);
}

#[test]
fn what_cannot_arrive_is_given_up_after_the_first_messages() {
    let (kafka, folder) = (Kafka::shared(), Folder::new());
    let path = kafka_file(kafka, "no-such-topic", &folder, ALICE.password);
    let began = Instant::now();
    let Printed { code, out, err } =
        headgate(&["send", "--kafka", &path], format!("{BATCH}\n").repeat(5000).as_bytes());
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 1000);
    assert!(out.lines().all(|line| line.contains("\"code\":\"topic_not_found\"")), "{out}");
    assert_eq!(
        err,
        "error: stopped after message 1000: none of the last ones arrived. What stands behind it was not sent.\n"
    );
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
