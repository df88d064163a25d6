//! The connection check: stage after stage, told as it happens, each cause by its own name.
//!
//! librdkafka has one text for many causes and tells most of them only after a time-out. So the way to the broker is walked
//! by hand first (names, TCP, TLS, the mechanisms on offer), and then by librdkafka, which has the last word.

mod accepted_issuers;
mod advertised;
mod allowed;
mod chain;
mod client;
mod client_certificate;
mod cluster;
mod facts;
mod login;
mod mechanism;
mod network;
mod protocol;
mod rights;
mod run;
mod servers;
mod settings;
mod test_record;
mod tls;
mod topic;

use std::time::Duration;

use shared::KafkaSettings;
use shared::kafka::{ConnectionProblem, KafkaConfig, Server};
use shared::wire::{CheckEvent, Finding, Stage, StageStatus};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

pub(crate) use allowed::refused;
pub use allowed::{AllowedBrokers, NotAPattern, Pattern};
use run::{Found, Run, Skip};

/// How long a step of a stage may take: looking a name up, connecting, a handshake, a request.
pub const STEP: Duration = Duration::from_secs(5);

/// How long the other bootstrap servers may take once one of them has passed a stage: it is enough for a client.
const GRACE: Duration = Duration::from_secs(1);

/// How a check is made.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// Whether to publish one record at the end.
    pub test_record: bool,
    /// Which brokers may be connected to.
    pub allowed: AllowedBrokers,
    /// How long a step of a stage may take.
    pub step: Duration,
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self { test_record: false, allowed: AllowedBrokers::default(), step: STEP }
    }
}

/// Checks `settings`, and tells of each stage as it begins and ends. Dropping the future ends the check.
pub async fn check(settings: &KafkaSettings, now_ms: i64, options: &CheckOptions, tell: UnboundedSender<CheckEvent>) {
    let mut run = Run::new(tell);
    if let Some(config) = run.stage(Stage::Settings, async { settings::check(settings, now_ms) }).await {
        // Whatever ended the stages has been told where it happened.
        let _ = stages(&mut run, &config, options).await;
    }
    run.end();
}

/// The first thing that is wrong on the way to the topic, within `within`; nothing is published.
pub async fn diagnose(config: &KafkaConfig, options: &CheckOptions, within: Duration) -> Option<Finding> {
    let (tell, mut told) = unbounded_channel();
    let mut run = Run::new(tell);
    // What was told until then counts, whether or not all stages have ended.
    let _ = tokio::time::timeout(within, stages(&mut run, config, options)).await;
    drop(run);
    while let Some(event) = told.recv().await {
        if let CheckEvent::Ended(report) = event
            && report.status == StageStatus::Failed
        {
            return report.findings.into_iter().next();
        }
    }
    None
}

/// The stages behind the settings. `None`: one of them failed.
async fn stages(run: &mut Run, config: &KafkaConfig, options: &CheckOptions) -> Option<()> {
    let addresses = run.stage(Stage::Dns, network::resolve(&config.servers, options)).await?;
    let streams = run.stage(Stage::Tcp, network::connect(addresses, options.step)).await?;
    let sessions = run.stage(Stage::Tls, tls::handshakes(streams, config, options.step)).await?;
    let sessions = run.stage(Stage::Mechanism, mechanism::check(sessions, config)).await?;
    // The library is given only those that passed: the others may be out of bounds, and would cost time.
    let config =
        &KafkaConfig { servers: sessions.iter().map(|(server, _)| server.clone()).collect(), ..config.clone() };
    let session = sessions.into_iter().next()?;
    let client = match &config.sign_in {
        Some(sign_in) => run.stage(Stage::Login, login::sign_in(session, config, sign_in, options.step)).await?,
        None => {
            run.skip(Stage::Login, Skip::NotNeeded("No user name is given: there is nobody to sign in."));
            login::without(&session)
        }
    };
    let cluster = run.stage(Stage::Cluster, cluster::describe(client, config, options.step)).await?;
    run.stage(Stage::Listeners, advertised::reach(&cluster, config, options)).await?;
    let topic = run.stage(Stage::Topic, topic::check(&cluster, config, options.step)).await?;
    if options.test_record {
        run.stage(Stage::TestRecord, test_record::publish(&cluster.client, config)).await?;
    } else {
        run.skip(Stage::TestRecord, Skip::NotNeeded("No test record was asked for."));
    }
    run.passed(format!(
        "Everything works: {}, topic `{}` with {}.",
        facts::counted(cluster.brokers.len(), "broker"),
        config.topic,
        facts::counted(topic.partitions, "partition")
    ));
    Some(())
}

/// What a stage came to: what it found, or what is wrong.
type StageResult<T> = Result<Found<T>, run::Failed>;

/// The problems of those servers that do not work, as warnings, where at least one does.
fn warnings(failed: Vec<(Server, ConnectionProblem)>) -> Vec<ConnectionProblem> {
    let warn = |(server, problem): (Server, ConnectionProblem)| ConnectionProblem::SomeServersFailed {
        server: server.to_string(),
        why: problem.to_string(),
    };
    failed.into_iter().map(warn).collect()
}
