//! Faults of a whole cluster: each takes one of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use backend::check::{CheckOptions, check};
use headgate_tests::kafka::{Kafka, Listener, Login, Way, with_login};
use shared::settings::SaslMechanism;
use shared::wire::{CheckEvent, Stage, StageStatus};
use tokio::sync::mpsc::unbounded_channel;

use crate::faults::{failure, failure_with, reports};

/// One of two nodes is dead: what the check says of topics that had replicas there.
#[tokio::test(flavor = "multi_thread")]
async fn a_broker_of_the_topic_is_down() {
    let kafka = Kafka::own("replicas", 2);
    let replicated = kafka.create_topic(1, &[("min.insync.replicas", "2")]);
    let orphan = format!("{replicated}-orphan");
    let create = ["--bootstrap-server", "@BOOTSTRAP@", "--command-config", "@ADMIN@", "--create", "--topic", &orphan];
    let on_second = ["--replica-assignment", "2"];
    let _ = kafka.tool("org.apache.kafka.tools.TopicCommand", &[&create[..], &on_second].concat(), "");
    kafka.kill_node(2);
    too_few_replicas_are_in_sync(&kafka, &replicated).await;
    let said = failure(&at_first(&kafka, Way::Tls, &orphan)).await;
    assert_eq!(said, "Topic partition_without_leader topic: These partitions of the topic have no leader: 0.");
    only_the_test_record_tells_it(&kafka, &replicated).await;
}

async fn too_few_replicas_are_in_sync(kafka: &Kafka, topic: &str) {
    // The controller notices after the session's two seconds.
    let deadline = Instant::now() + Duration::from_secs(20);
    let expected = "Topic not_enough_in_sync_replicas topic: In-sync replicas of partition 0: 1; the topic requires 2 (`min.insync.replicas`).";
    loop {
        let said = failure(&at_first(kafka, Way::Tls, topic)).await;
        if said == expected {
            return;
        }
        // Until then the dead broker is still advertised.
        assert!(said.starts_with("Listeners advertised_listener_unreachable"), "{said}");
        assert!(Instant::now() < deadline, "{said}");
    }
}

/// A user who may not ask for the topic's settings learns of it from the record.
async fn only_the_test_record_tells_it(kafka: &Kafka, topic: &str) {
    kafka.allow("User:alice", "Write", topic);
    let options = CheckOptions { test_record: true, ..CheckOptions::default() };
    let said = failure_with(&at_first(kafka, Way::ScramSha512, topic), &options).await;
    assert_eq!(
        said,
        "TestRecord test_record_not_replicated topic: The test record was refused: fewer replicas are in sync than `min.insync.replicas` of the topic requires."
    );
}

/// Settings that begin with the first node.
fn at_first(kafka: &Kafka, way: Way, topic: &str) -> shared::KafkaSettings {
    let settings = kafka.settings(way, topic);
    let first = kafka.address(way.listener()).split(',').next().map(str::to_owned);
    shared::KafkaSettings { bootstrap_servers: first, ..settings }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cluster_denies_idempotent_writing() {
    let kafka = Kafka::own("rights", 1);
    let topic = kafka.create_topic(1, &[]);
    kafka.scram("carol", "carol-secret");
    kafka.allow("User:carol", "Describe", &topic);
    let carol = ["--add", "--deny-principal", "User:carol"];
    // Brokers since 2.8 let everybody write idempotently who may write to any topic.
    kafka.acl(&[&carol[..], &["--operation", "Write", "--topic", "*"]].concat());
    kafka.acl(&[&carol[..], &["--operation", "IdempotentWrite", "--cluster"]].concat());
    let login = Login { user: "carol", password: "carol-secret" };
    let settings = with_login(kafka.settings_at(Listener::SaslSsl, &topic), SaslMechanism::ScramSha512, login);
    let (reports, passed, _) = reports(&settings, &CheckOptions::default()).await;
    assert!(!passed);
    let topic_stage = reports.iter().find(|it| it.stage == Stage::Topic).unwrap();
    let said: Vec<_> = topic_stage.findings.iter().map(|it| format!("{} {}", it.code, it.message)).collect();
    assert_eq!(
        said,
        [
            format!("topic_write_denied This user may not write to the topic `{topic}`."),
            "idempotent_write_denied The cluster does not let this user write idempotently.".to_owned(),
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_broker_stops_during_the_check() {
    let kafka = Arc::new(Kafka::own("stopping", 1));
    let settings = kafka.settings(Way::ScramSha512, &kafka.create_topic(1, &[]));
    let (tell, mut told) = unbounded_channel();
    let began = Instant::now();
    let checking =
        tokio::spawn(async move { check(&settings, 1_900_000_000_000, &CheckOptions::default(), tell).await });
    let mut failed = None;
    while let Some(event) = told.recv().await {
        match event {
            CheckEvent::Started { stage: Stage::Mechanism } => {
                let kafka = Arc::clone(&kafka);
                tokio::task::spawn_blocking(move || kafka.kill()).await.unwrap();
            }
            CheckEvent::Ended(report) if report.status == StageStatus::Failed => failed = Some(report),
            _ => {}
        }
    }
    checking.await.unwrap();
    let failed = failed.expect("a check does not pass without a broker");
    let address = kafka.address(Listener::SaslSsl);
    assert_eq!(
        (failed.findings[0].code.as_str(), failed.findings[0].message.clone()),
        ("broker_stopped", format!("`{address}` closed the connection during the check: it was there a moment ago."))
    );
    assert!(began.elapsed().as_secs() < 8);
}
