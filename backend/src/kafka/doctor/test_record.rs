//! Stage 10: one record, published like any other.

use rdkafka::error::RDKafkaErrorCode as Code;
use shared::kafka::KafkaConfig;

use super::client::{ACKNOWLEDGEMENT, Client};
use super::run::Found;
use super::{ConnectionProblem as Problem, StageResult};

/// The record that is published.
const KEY: &str = "headgate-check";
const VALUE: &str = r#"{"headgate":"test record of a connection check"}"#;

pub(super) async fn publish(client: &Client, config: &KafkaConfig) -> StageResult<()> {
    match client.publish(&config.topic, KEY, VALUE).await {
        Ok((partition, offset)) => {
            Ok(Found::new((), format!("Published with the key `{KEY}` to partition {partition}, offset {offset}.")))
        }
        Err(error) => Err(match error.rdkafka_error_code() {
            Some(Code::TopicAuthorizationFailed) => Problem::TopicWriteDenied { topic: config.topic.clone() },
            Some(Code::ClusterAuthorizationFailed) => Problem::IdempotenceDenied,
            Some(Code::NotEnoughReplicas | Code::NotEnoughReplicasAfterAppend) => Problem::RecordNotReplicated,
            Some(Code::MessageTimedOut) => Problem::RecordRefused {
                why: format!("it was not acknowledged within {} s", ACKNOWLEDGEMENT.as_secs()),
            },
            Some(code) => Problem::RecordRefused { why: code.to_string() },
            None => Problem::RecordRefused { why: error.to_string() },
        }
        .into()),
    }
}
