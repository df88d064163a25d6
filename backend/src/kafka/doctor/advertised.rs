//! Stage 8: each broker can be reached at the address that the cluster advertises: messages go there.

use std::time::Duration;

use shared::kafka::{ConnectionProblem, KafkaConfig, Server};

use super::cluster::Cluster;
use super::facts::{counted, fact};
use super::network::{addresses, not_allowed, stream};
use super::run::{Failed, Found};
use super::servers::each;
use super::{CheckOptions, StageResult, tls};

/// Reaches all of them; every one that cannot be reached is a failure, since it leads some partitions.
pub(super) async fn reach(cluster: &Cluster, config: &KafkaConfig, options: &CheckOptions) -> StageResult<()> {
    let brokers = cluster.brokers.iter().map(|it| (it.server.clone(), it.node)).collect();
    let (config, options) = (config.clone(), options.clone());
    let (good, failed) = each(brokers, move |server, node| {
        let (config, options) = (config.clone(), options.clone());
        async move {
            let advertised = server.to_string();
            let reached = reach_one(server, config, options).await;
            reached.map_err(|it| ConnectionProblem::AdvertisedNotReached { node, advertised, why: it.to_string() })
        }
    })
    .await;
    let facts = good.iter().map(|(server, version)| fact(&server.to_string(), *version)).collect();
    if failed.is_empty() {
        let summary = format!("{} reached.", counted(good.len(), "advertised listener"));
        return Ok(Found::new((), summary).with(&[], facts));
    }
    let problems: Vec<_> = failed.into_iter().map(|(_, problem)| problem).collect();
    Err(Failed::from(problems).with(facts))
}

async fn reach_one(
    server: Server,
    config: KafkaConfig,
    options: CheckOptions,
) -> Result<&'static str, ConnectionProblem> {
    if !options.allowed.allows(&server) {
        return Err(not_allowed(&server));
    }
    // Three steps in a row, in the time of one.
    let step: Duration = options.step;
    let found = addresses(&server, step).await?;
    let tcp = stream(&server, &found, step).await?;
    let name = server.to_string();
    let work = tokio::task::spawn_blocking(move || tls::handshake(&server, tcp, &config, step));
    let ended = work.await;
    let ended = ended.map_err(|it| ConnectionProblem::HandshakeFailed { server: name, why: it.to_string() })?;
    ended.map(|stream| stream.ssl().version_str())
}
