//! Stage 7: what the cluster tells of itself.

use std::time::Duration;

use rdkafka::error::RDKafkaErrorCode;
use rdkafka::metadata::Metadata;
use shared::kafka::{KafkaConfig, Server};

use super::client::Client;
use super::facts::{counted, fact};
use super::login::{SignedIn, broken, connect};
use super::run::Found;
use super::{ConnectionProblem as Problem, StageResult};

/// A cluster, and a client that is let in.
pub(super) struct Cluster {
    pub(super) client: Client,
    pub(super) brokers: Vec<Broker>,
    pub(super) topic: Topic,
}

/// A broker, and the address that the cluster advertises for it.
#[derive(Debug, Clone)]
pub(super) struct Broker {
    pub(super) node: i32,
    pub(super) server: Server,
}

/// The topic, as the cluster describes it.
#[derive(Debug, Default)]
pub(super) struct Topic {
    pub(super) error: Option<RDKafkaErrorCode>,
    pub(super) partitions: Vec<Partition>,
}

/// A partition. Replicas are numbers of brokers.
#[derive(Debug)]
pub(super) struct Partition {
    pub(super) id: i32,
    pub(super) has_leader: bool,
    pub(super) replicas: usize,
    pub(super) in_sync: usize,
}

/// Asks the cluster, unless it has told when the user signed in.
pub(super) async fn describe(signed_in: SignedIn, config: &KafkaConfig, step: Duration) -> StageResult<Cluster> {
    let SignedIn { server, client, metadata } = signed_in;
    let mut client = match client {
        Some(client) => client,
        None => connect(config)?,
    };
    let metadata = match metadata {
        Some(metadata) => metadata,
        None => client.metadata(&config.topic, step).await.map_err(|it| broken(&server, it, step))?,
    };
    let (brokers, topic) = (brokers(&metadata), topic(&metadata, &config.topic));
    if brokers.is_empty() {
        return Err(Problem::ClusterSilent { seconds: step.as_secs() }.into());
    }
    let facts = brokers.iter().map(|it| fact(&format!("Broker {}", it.node), it.server.to_string())).collect();
    let summary = format!("{}.", counted(brokers.len(), "broker"));
    Ok(Found::new(Cluster { client, brokers, topic }, summary).with(&[], facts))
}

fn brokers(metadata: &Metadata) -> Vec<Broker> {
    let broker = |it: &rdkafka::metadata::MetadataBroker| {
        let port = u16::try_from(it.port()).ok()?;
        Some(Broker { node: it.id(), server: Server { host: it.host().to_owned(), port } })
    };
    let mut brokers: Vec<_> = metadata.brokers().iter().filter_map(broker).collect();
    brokers.sort_by_key(|it| it.node);
    brokers
}

fn topic(metadata: &Metadata, name: &str) -> Topic {
    let Some(found) = metadata.topics().iter().find(|it| it.name() == name) else { return Topic::default() };
    let partition = |it: &rdkafka::metadata::MetadataPartition| Partition {
        id: it.id(),
        has_leader: it.leader() >= 0,
        replicas: it.replicas().len(),
        in_sync: it.isr().len(),
    };
    let mut partitions: Vec<_> = found.partitions().iter().map(partition).collect();
    partitions.sort_by_key(|it| it.id);
    Topic { error: found.error().map(RDKafkaErrorCode::from), partitions }
}
