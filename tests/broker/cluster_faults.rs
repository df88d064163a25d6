//! Faults of a whole cluster: each takes one of its own.

use std::sync::Arc;
use std::time::Instant;

use backend::check::{CheckOptions, check};
use headgate_tests::kafka::{Kafka, Listener, Login, Way, with_login};
use shared::settings::SaslMechanism;
use shared::wire::{CheckEvent, Stage, StageStatus};
use tokio::sync::mpsc::unbounded_channel;

use crate::faults::failure;

#[tokio::test(flavor = "multi_thread")]
async fn too_few_replicas_are_in_sync() {
    let kafka = Kafka::own("replicas", 2);
    let topic = kafka.create_topic(1, &[("min.insync.replicas", "2")]);
    let settings = kafka.settings(Way::Tls, &topic);
    kafka.kill_node(2);
    // The controller notices after the session's two seconds.
    let deadline = Instant::now() + std::time::Duration::from_secs(20);
    let expected = format!(
        "Topic not_enough_in_sync_replicas topic: Partition 0 has 1 replicas in sync; the topic requires 2 (`min.insync.replicas`)."
    );
    let one_alive = shared::KafkaSettings {
        bootstrap_servers: kafka.address(Listener::Ssl).split(',').next().map(str::to_owned),
        ..settings
    };
    loop {
        let said = failure(&one_alive).await;
        if said == expected {
            break;
        }
        // Until then the dead broker is still advertised.
        assert!(said.starts_with("Listeners advertised_listener_unreachable"), "{said}");
        assert!(Instant::now() < deadline, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cluster_denies_idempotent_writing() {
    let kafka = Kafka::own("rights", 1);
    let topic = kafka.create_topic(1, &[]);
    kafka.scram("carol", "carol-secret");
    let carol = ["--add", "--deny-principal", "User:carol"];
    kafka.acl(&[&carol[..], &["--operation", "Write", "--topic", "*"]].concat());
    kafka.acl(&[&carol[..], &["--operation", "IdempotentWrite", "--cluster"]].concat());
    let login = Login { user: "carol", password: "carol-secret" };
    let settings = with_login(kafka.settings_at(Listener::SaslSsl, &topic), SaslMechanism::ScramSha512, login);
    let said = failure(&settings).await;
    assert_eq!(said, format!("Topic topic_write_denied topic: This user may not write to the topic `{topic}`."));
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
