//! Stage 9: the topic exists, this user may write to it, and it takes messages now.

use std::time::Duration;

use rdkafka::admin::{AdminClient, AdminOptions, ResourceSpecifier};
use rdkafka::client::DefaultClientContext;
use rdkafka::config::ClientConfig;
use rdkafka::error::RDKafkaErrorCode;
use shared::kafka::KafkaConfig;
use shared::transform::sizes::MESSAGE_LIMIT;
use shared::wire::Fact;

use super::cluster::{Cluster, Partition};
use super::facts::{counted, fact};
use super::run::{Failed, Found};
use super::{ConnectionProblem as Problem, StageResult, rights};
use crate::kafka::client_config::connection;

/// How long to wait for the answer to the wish to write idempotently; usually it has come before.
const PRODUCER_ID: Duration = Duration::from_secs(2);

/// What is told of the topic.
pub(super) struct Described {
    pub(super) partitions: usize,
}

/// What only an administrator's request tells; `None` where this user may not ask.
#[derive(Debug, Default)]
struct Limits {
    may_write: Option<bool>,
    max_message_bytes: Option<usize>,
    min_in_sync: Option<usize>,
}

pub(super) async fn check(cluster: &Cluster, config: &KafkaConfig, step: Duration) -> StageResult<Described> {
    let (topic, name) = (&cluster.topic, config.topic.clone());
    match topic.error {
        Some(RDKafkaErrorCode::TopicAuthorizationFailed) => return Err(Problem::TopicHidden { topic: name }.into()),
        Some(_) => return Err(Problem::TopicMissing { topic: name }.into()),
        None if topic.partitions.is_empty() => return Err(Problem::TopicMissing { topic: name }.into()),
        None => {}
    }
    let limits = limits(config, step).await;
    let facts = facts(&topic.partitions, &limits);
    let denied = [
        (limits.may_write == Some(false)).then_some(Problem::TopicWriteDenied { topic: name.clone() }),
        cluster.client.is_idempotence_denied(PRODUCER_ID).await.then_some(Problem::IdempotenceDenied),
    ];
    let denied: Vec<_> = denied.into_iter().flatten().collect();
    if !denied.is_empty() {
        return Err(Failed::from(denied).with(facts));
    }
    if let Some(problem) = unavailable(&topic.partitions, &limits) {
        return Err(Failed::from(problem).with(facts));
    }
    let small = limits.max_message_bytes.filter(|limit| *limit < MESSAGE_LIMIT);
    let small: Vec<_> = small.map(|limit| Problem::SmallMessages { limit, ours: MESSAGE_LIMIT }).into_iter().collect();
    let partitions = topic.partitions.len();
    let may_write = if limits.may_write.is_some() { "may be written to" } else { "exists" };
    let summary = format!("`{name}` {may_write}: {}.", counted(partitions, "partition"));
    Ok(Found::new(Described { partitions }, summary).with(&small, facts))
}

/// Partitions that take no message now.
fn unavailable(partitions: &[Partition], limits: &Limits) -> Option<Problem> {
    let without_leader = |it: &&Partition| !it.has_leader;
    let listed: Vec<_> = partitions.iter().filter(without_leader).map(|it| it.id.to_string()).collect();
    if !listed.is_empty() {
        return Some(Problem::NoLeader { partitions: listed.join(", ") });
    }
    // The limit in force is never above the number of replicas.
    let required = |it: &Partition| limits.min_in_sync.unwrap_or(1).min(it.replicas);
    let short = partitions.iter().find(|it| it.in_sync < required(it))?;
    Some(Problem::TooFewReplicas {
        partitions: short.id.to_string(),
        in_sync: short.in_sync,
        required: required(short),
    })
}

fn facts(partitions: &[Partition], limits: &Limits) -> Vec<Fact> {
    let least = |of: fn(&Partition) -> usize| partitions.iter().map(of).min().unwrap_or_default();
    let said = |it: Option<usize>| it.map_or("not told to this user".to_owned(), |it| it.to_string());
    vec![
        fact("Partitions", partitions.len().to_string()),
        fact("Replicas", least(|it| it.replicas).to_string()),
        fact("In sync", least(|it| it.in_sync).to_string()),
        fact("min.insync.replicas", said(limits.min_in_sync)),
        fact("max.message.bytes", said(limits.max_message_bytes)),
    ]
}

/// Asks by a client of its own; what it does not learn in time stays unknown.
async fn limits(config: &KafkaConfig, step: Duration) -> Limits {
    let mut client = ClientConfig::new();
    let settings = connection(config, "headgate-check");
    client.extend(settings.into_iter().map(|(key, value)| (key.to_owned(), value)));
    let Ok(admin) = client.create::<AdminClient<DefaultClientContext>>() else { return Limits::default() };
    let admin = std::sync::Arc::new(admin);
    let (asking, topic) = (std::sync::Arc::clone(&admin), config.topic.clone());
    let rights = tokio::task::spawn_blocking(move || rights::may_write(asking.inner(), &topic, step));
    let options = AdminOptions::new().request_timeout(Some(step));
    let resources = [ResourceSpecifier::Topic(&config.topic)];
    let described = admin.describe_configs(&resources, &options);
    let described = tokio::time::timeout(step, described).await;
    let resource = described.ok().and_then(Result::ok).and_then(|it| it.into_iter().next()?.ok());
    let number = |key| resource.as_ref().and_then(|it| it.get(key)?.value.as_ref()?.parse().ok());
    let (max_message_bytes, min_in_sync) = (number("max.message.bytes"), number("min.insync.replicas"));
    let may_write = rights.await.ok().flatten();
    // The library waits for its threads: not on a thread that answers requests.
    std::thread::spawn(move || drop(admin));
    Limits { may_write, max_message_bytes, min_in_sync }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(in_sync: usize, replicas: usize, has_leader: bool, min_in_sync: Option<usize>) -> Option<String> {
        let partitions = [Partition { id: 3, has_leader, replicas, in_sync }];
        unavailable(&partitions, &Limits { min_in_sync, ..Limits::default() }).map(|it| it.to_string())
    }

    #[test]
    fn a_topic_takes_messages_only_with_a_leader_and_enough_replicas() {
        assert_eq!(told(2, 3, true, Some(2)), None);
        assert_eq!(told(1, 1, true, Some(2)), None, "the limit in force is never above the number of replicas");
        assert_eq!(told(1, 3, true, None), None);
        assert_eq!(
            told(1, 2, true, Some(2)).as_deref(),
            Some("In-sync replicas of partition 3: 1; the topic requires 2 (`min.insync.replicas`).")
        );
        assert_eq!(told(0, 1, false, None).as_deref(), Some("These partitions of the topic have no leader: 3."));
    }
}
