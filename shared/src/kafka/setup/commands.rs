//! What is done once with Kafka's tools: users, the topic, rights.

use super::shell::{option, quoted};
use super::{Plan, Section, Target};
use crate::kafka::export::PASSWORD;
use crate::settings::SaslMechanism;

/// The beginning of a command that asks a broker as an administrator.
fn tool(name: &str, plan: &Plan<'_>) -> String {
    let server = quoted(&format!("{}:{}", plan.host, plan.port));
    format!("bin/{name} --bootstrap-server {server} --command-config admin.properties \\\n  ")
}

/// A user of SCRAM, which the cluster keeps.
pub(super) fn user(plan: &Plan<'_>) -> Vec<Section> {
    let Some((mechanism, user)) = plan.user.filter(|it| it.0 != SaslMechanism::Plain) else {
        return Vec::new();
    };
    let credentials = quoted(&format!("{}=[iterations=8192,password={PASSWORD}]", mechanism.as_str()));
    let change =
        format!("--alter --add-config {credentials} \\\n  --entity-type users {}\n", option("--entity-name", user));
    let older = format!("bin/kafka-configs.sh --zookeeper '<zookeeper host>:2181' \\\n  {change}");
    let section = |title, text| Section { title, target: Target::Shell, text };
    vec![
        section("Make the user", tool("kafka-configs.sh", plan) + &change),
        section("Make the user, with ZooKeeper and Kafka before 2.7", older),
    ]
}

/// The topic, which Headgate never makes.
pub(super) fn topic(plan: &Plan<'_>) -> Section {
    let text = format!(
        "{}--create {} --partitions 6 --replication-factor 3 --config min.insync.replicas=2\n",
        tool("kafka-topics.sh", plan),
        option("--topic", plan.topic)
    );
    Section { title: "Make the topic, if it does not exist", target: Target::Shell, text }
}

/// The rights, for clusters with an authorizer.
pub(super) fn rights(plan: &Plan<'_>) -> Vec<Section> {
    let Some(principal) = plan.principal() else {
        return Vec::new();
    };
    let topic = option("--topic", plan.topic);
    let allow = |title, what: &str| {
        let tool = tool("kafka-acls.sh", plan);
        let text = format!("{tool}--add --allow-principal {} {what}\n", quoted(&principal));
        Section { title, target: Target::Shell, text }
    };
    vec![
        allow("Let it publish to the topic", &format!("--operation Write --operation Describe {topic}")),
        allow(
            "Let it read records back and see the topic's limits",
            &format!("--operation Read --operation DescribeConfigs {topic}"),
        ),
        allow("Let it publish without duplicates, before Kafka 2.8", "--operation IdempotentWrite --cluster"),
    ]
}
