//! Secrets on their whole way to a real broker: no answer, no log at its most talkative, and no file tells them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io;
use std::sync::{Arc, Mutex};

use headgate_tests::TestApp;
use headgate_tests::kafka::{ClientCertificate, Kafka, Listener};
use serde_json::json;
use shared::KafkaSettings;
use shared::settings::{SaslMechanism, Secret};
use tracing_subscriber::fmt::MakeWriter;

/// What is logged, by this test and those beside it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn settings(kafka: &Kafka, topic: &str, password: &str) -> KafkaSettings {
    KafkaSettings {
        sasl_mechanism: SaslMechanism::ScramSha512,
        username: Some("canary-user".to_owned()),
        password: Some(Secret::new(password)),
        ..kafka.with_certificate(kafka.settings_at(Listener::SaslSsl, topic), ClientCertificate::Good)
    }
}

#[test]
fn a_secret_that_is_used_is_told_nowhere() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    tracing::subscriber::set_global_default(subscriber.with_writer(log.clone()).finish()).unwrap();
    let (kafka, app) = (Kafka::shared(), TestApp::start());
    let topic = kafka.create_topic(1, &[]);
    kafka.scram("canary-user", "canary-right");

    let mut answers = Vec::new();
    for password in ["canary-right", "canary-wrong"] {
        let kafka_settings = settings(kafka, &topic, password);
        let made =
            app.post("/api/integrations", &json!({"name": password.replace("canary", "the"), "kafka": kafka_settings}));
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let messages = format!("/api/integrations/{id}/messages");
        let checked = app.post("/api/check", &json!({"integration": id, "test_record": true}));
        let sent = app.post(&messages, &json!({"batch": r#"{"mpid":7,"events":[]}"#}));
        let typed = app.post("/api/check", &json!({"kafka": kafka_settings}));
        answers.extend([made, checked, sent, typed, app.get(&format!("/api/integrations/{id}"))]);
    }
    answers.push(app.get("/api/integrations"));

    // They were used: one was taken, the other refused.
    let said: Vec<String> = answers.iter().map(|it| String::from_utf8_lossy(&it.bytes).into_owned()).collect();
    assert!(said[1].contains("Everything works") && said[2].contains("identical"), "{} {}", said[1], said[2]);
    assert!(said[6].contains("password_wrong") && said[7].contains("password_wrong"), "{} {}", said[6], said[7]);

    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("librdkafka"), "the log has what the client library says");
    let files = std::fs::read_dir(app.data.path()).unwrap().map(|it| std::fs::read(it.unwrap().path()).unwrap());
    let files: String = files.map(|it| String::from_utf8_lossy(&it).into_owned()).collect();
    assert!(files.contains("the-right"), "the database is among the files");
    let key = settings(kafka, &topic, "").ssl_key.unwrap();
    let line = key.expose().lines().nth(1).unwrap();
    for secret in ["canary-right", "canary-wrong", line] {
        assert!(!log.contains(secret), "the log tells {secret}");
        assert!(!files.contains(secret), "a file tells {secret}");
        assert!(said.iter().all(|it| !it.contains(secret)), "an answer tells {secret}");
    }
}
