//! The connection check, one test a fault: its stage, code, field and words, within eight seconds.

use std::time::{Duration, Instant};

use backend::check::{AllowedBrokers, CheckOptions, check};
use headgate_tests::faulty_server::FullServer;
use headgate_tests::kafka::{ALICE, BOB, Kafka, Listener, Login, Way, with_login};
use shared::KafkaSettings;
use shared::settings::SaslMechanism;
use shared::wire::{CheckEvent, Stage, StageReport, StageStatus};
use tokio::sync::mpsc::unbounded_channel;

/// No answer may take longer.
pub(crate) const LIMIT: Duration = Duration::from_secs(8);

/// Runs a check; gives the reports of its stages, and how it ended.
pub(crate) async fn reports(settings: &KafkaSettings, options: &CheckOptions) -> (Vec<StageReport>, bool, String) {
    let began = Instant::now();
    let (tell, mut told) = unbounded_channel();
    check(settings, now_ms(), options, tell).await;
    let (mut reports, mut end) = (Vec::new(), None);
    while let Some(event) = told.recv().await {
        match event {
            CheckEvent::Started { .. } => {}
            CheckEvent::Ended(report) => reports.push(report),
            CheckEvent::Done { passed, summary, .. } => end = Some((passed, summary)),
        }
    }
    assert!(began.elapsed() < LIMIT, "it took {:?}", began.elapsed());
    let stages: Vec<_> = reports.iter().map(|it| it.stage).collect();
    assert_eq!(stages, Stage::ALL, "each stage is told once, in order");
    let (passed, summary) = end.unwrap();
    (reports, passed, summary)
}

pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

/// `stage code field: message` of the failure; the stages before it are fine, and those behind it skipped.
pub(crate) async fn failure(settings: &KafkaSettings) -> String {
    failure_with(settings, &CheckOptions::default()).await
}

pub(crate) async fn failure_with(settings: &KafkaSettings, options: &CheckOptions) -> String {
    let (reports, passed, summary) = reports(settings, options).await;
    assert!(!passed, "{reports:#?}");
    let failed: Vec<_> = reports.iter().filter(|it| it.status == StageStatus::Failed).collect();
    assert_eq!(failed.len(), 1, "{reports:#?}");
    let after = reports.iter().filter(|it| it.stage > failed[0].stage);
    assert!(after.into_iter().all(|it| it.status == StageStatus::Skipped), "{reports:#?}");
    let finding = &failed[0].findings[0];
    assert_eq!(summary, finding.message);
    assert!(finding.hint.len() > 20, "{finding:?}");
    let field = finding.field.as_deref().unwrap_or("-");
    format!("{:?} {} {field}: {}", failed[0].stage, finding.code, finding.message)
}

pub(crate) fn at(server: &str, ca: &str) -> KafkaSettings {
    KafkaSettings {
        bootstrap_servers: Some(server.to_owned()),
        topic: Some("events".to_owned()),
        ssl_ca: Some(ca.to_owned()),
        ..KafkaSettings::default()
    }
}

fn login(user: &'static str, password: &'static str) -> Login {
    Login { user, password }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_integration_passes_in_every_way_to_connect() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(3, &[]);
    for way in Way::ALL {
        let options = CheckOptions { test_record: true, ..CheckOptions::default() };
        let (reports, passed, summary) = reports(&kafka.settings(way, &topic), &options).await;
        assert!(passed, "{way:?} {reports:#?}");
        assert_eq!(summary, format!("Everything works: 1 broker, topic `{topic}` with 3 partitions."));
        let said = |stage: Stage| reports.iter().find(|it| it.stage == stage).unwrap();
        assert_eq!(said(Stage::Tls).summary, "TLS 1.3, certificate verified.");
        assert!(said(Stage::TestRecord).summary.starts_with("Published with the key `headgate-check` to partition "));
        let facts: Vec<_> = said(Stage::Topic).facts.iter().map(|it| format!("{} {}", it.label, it.value)).collect();
        assert_eq!(
            facts,
            ["Partitions 3", "Replicas 1", "In sync 1", "min.insync.replicas 1", "max.message.bytes 1048588"]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_does_not_resolve() {
    let said = failure(&at("kafka.invalid:9093", "")).await;
    assert_eq!(
        said,
        "Dns name_not_resolved bootstrap_servers: The name of `kafka.invalid:9093` does not resolve: Name or service not known."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_listens() {
    let said = failure(&at("localhost:1", "")).await;
    assert_eq!(
        said,
        "Tcp connection_refused bootstrap_servers: Nothing listens at `localhost:1`: the connection was refused."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firewall_that_drops_packets() {
    let server = FullServer::start();
    let name = server.address().to_string();
    assert_eq!(
        failure(&at(&name, "")).await,
        format!("Tcp no_answer bootstrap_servers: `{name}` did not answer within 5 s.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sasl_listener_without_a_user() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::SaslSsl);
    let said = failure(&at(address, &kafka.ca())).await;
    let expected = format!(
        "Mechanism sasl_required username: `{address}` wants a user to sign in, and there is no user name. It offers "
    );
    assert!(said.starts_with(&expected) && said.contains("SCRAM-SHA-512"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_at_a_listener_without_sasl() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::Ssl);
    let settings = with_login(kafka.settings_at(Listener::Ssl, "events"), SaslMechanism::Plain, ALICE);
    assert_eq!(
        failure(&settings).await,
        format!(
            "Mechanism sasl_not_offered username: `{address}` is a listener without SASL: no user can sign in there."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mechanism_that_the_broker_does_not_offer() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::ScramOnly);
    let settings = with_login(kafka.settings_at(Listener::ScramOnly, "events"), SaslMechanism::Plain, ALICE);
    assert_eq!(
        failure(&settings).await,
        format!(
            "Mechanism mechanism_not_offered sasl_mechanism: `{address}` does not offer PLAIN; it offers SCRAM-SHA-512."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_with_plain() {
    let kafka = Kafka::shared();
    let settings =
        with_login(kafka.settings_at(Listener::SaslSsl, "events"), SaslMechanism::Plain, login("alice", "wrong"));
    assert_eq!(
        failure(&settings).await,
        "Login login_refused password: The broker refused user name or password of `alice`; with PLAIN it does not say which."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_with_scram() {
    let kafka = Kafka::shared();
    for mechanism in [SaslMechanism::ScramSha256, SaslMechanism::ScramSha512] {
        let settings = with_login(kafka.settings_at(Listener::SaslSsl, "events"), mechanism, login("alice", "wrong"));
        assert_eq!(
            failure(&settings).await,
            format!(
                "Login password_wrong password: The broker knows the user `alice` and refused the password ({}).",
                mechanism.as_str()
            )
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_user_with_scram() {
    let kafka = Kafka::shared();
    let settings =
        with_login(kafka.settings_at(Listener::SaslSsl, "events"), SaslMechanism::ScramSha512, login("nobody", "x"));
    assert_eq!(
        failure(&settings).await,
        "Login user_unknown username: The broker has no user `nobody` for SCRAM-SHA-512."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_advertised_address_at_which_nothing_listens() {
    let kafka = Kafka::shared();
    let settings = kafka.settings_at(Listener::Unreachable, &kafka.create_topic(1, &[]));
    assert_eq!(
        failure(&settings).await,
        "Listeners advertised_listener_unreachable bootstrap_servers: The cluster names `localhost:1` as the address of broker 1, which cannot be used: Nothing listens at `localhost:1`: the connection was refused."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_advertised_name_that_does_not_resolve() {
    let kafka = Kafka::shared();
    let settings = kafka.settings_at(Listener::Unresolvable, &kafka.create_topic(1, &[]));
    assert_eq!(
        failure(&settings).await,
        "Listeners advertised_listener_unreachable bootstrap_servers: The cluster names `kafka-1.invalid:9093` as the address of broker 1, which cannot be used: The name of `kafka-1.invalid:9093` does not resolve: Name or service not known."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_not_there() {
    let said = failure(&Kafka::shared().settings(Way::Tls, "no-such-topic")).await;
    assert_eq!(
        said,
        "Topic topic_missing_in_cluster topic: There is no topic `no-such-topic`, or this user may not see it."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_may_not_be_looked_at_or_not_written_to() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[]);
    kafka.allow("User:bob", "Describe", &topic);
    let alice = failure(&kafka.settings(Way::ScramSha512, &topic)).await;
    assert_eq!(alice, format!("Topic topic_describe_denied topic: This user may not look at the topic `{topic}`."));
    let bob = with_login(kafka.settings_at(Listener::SaslSsl, &topic), SaslMechanism::ScramSha512, BOB);
    assert_eq!(
        failure(&bob).await,
        format!("Topic topic_write_denied topic: This user may not write to the topic `{topic}`.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_takes_small_messages_only_is_a_warning() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(1, &[("max.message.bytes", "2000")]);
    let (reports, passed, _) = reports(&kafka.settings(Way::Tls, &topic), &CheckOptions::default()).await;
    assert!(passed);
    let finding = &reports.iter().find(|it| it.status == StageStatus::Warning).unwrap().findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.field.as_deref(), finding.message.as_str()),
        (
            "topic_takes_small_messages",
            Some("topic"),
            "The topic takes messages of at most 2000 bytes; Headgate sends up to 1000000."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_broker_is_dead_and_the_second_alive() {
    let kafka = Kafka::shared();
    let mut settings = kafka.settings(Way::ScramSha256, &kafka.create_topic(1, &[]));
    settings.bootstrap_servers = Some(format!("localhost:1,{}", kafka.address(Listener::SaslSsl)));
    let (reports, passed, _) = reports(&settings, &CheckOptions::default()).await;
    assert!(passed, "{reports:#?}");
    let finding = &reports.iter().find(|it| it.status == StageStatus::Warning).unwrap().findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.field.as_deref(), finding.message.as_str()),
        (
            "bootstrap_server_failed",
            Some("bootstrap_servers"),
            "Of the bootstrap servers, `localhost:1` does not work: Nothing listens at `localhost:1`: the connection was refused."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_the_server_may_not_connect_to() {
    let options = CheckOptions {
        allowed: AllowedBrokers::new(vec!["*.example.com:9093".parse().unwrap()]),
        ..CheckOptions::default()
    };
    assert_eq!(
        failure_with(&at("localhost:22", ""), &options).await,
        "Dns broker_not_allowed bootstrap_servers: This server may not connect to `localhost:22`."
    );
}
