//! What the client library says of a message, sorted by what it means.

use rdkafka::error::{KafkaError, RDKafkaErrorCode as Code};

/// Why a message has no place in the topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nobody acknowledged it in time.
    TimedOut,
    /// It was taken back before it was sent.
    TakenBack,
    /// It was given up after it was sent.
    GivenUp,
    /// The topic does not take so large a batch. The message may be a small one beside a large one.
    TooLarge,
    /// The producer's queue is full.
    QueueFull,
    /// There is no such topic.
    TopicMissing,
    /// The user may not write to it.
    TopicDenied,
    /// The user may not use an idempotent producer.
    ClusterDenied,
    /// Too few replicas are in sync.
    NotEnoughReplicas,
    /// The user may not sign in.
    Login,
    /// The broker's validation refused it.
    InvalidRecord,
    /// The producer is dead, for this reason.
    Fatal(String),
    /// What the library says.
    Other(String),
}

impl Failure {
    pub(super) fn of(error: &KafkaError) -> Self {
        match error.rdkafka_error_code() {
            Some(code) => Self::of_code(code),
            None => Self::Other(error.to_string()),
        }
    }

    fn of_code(code: Code) -> Self {
        match code {
            Code::MessageTimedOut | Code::OperationTimedOut | Code::RequestTimedOut => Self::TimedOut,
            Code::PurgeQueue => Self::TakenBack,
            Code::PurgeInflight => Self::GivenUp,
            Code::MessageSizeTooLarge => Self::TooLarge,
            Code::QueueFull => Self::QueueFull,
            Code::UnknownTopicOrPartition | Code::UnknownTopic | Code::UnknownPartition => Self::TopicMissing,
            Code::TopicAuthorizationFailed => Self::TopicDenied,
            Code::ClusterAuthorizationFailed => Self::ClusterDenied,
            Code::NotEnoughReplicas | Code::NotEnoughReplicasAfterAppend => Self::NotEnoughReplicas,
            Code::Authentication | Code::SaslAuthenticationFailed => Self::Login,
            Code::InvalidRecord => Self::InvalidRecord,
            Code::Fatal => Self::Fatal(code.to_string()),
            code => Self::Other(code.to_string()),
        }
    }
}

/// Whether `error` is about reaching a broker or being let in.
pub(super) fn is_about_connection(error: &KafkaError) -> bool {
    let code = error.rdkafka_error_code();
    code.is_some_and(|code| {
        matches!(
            code,
            Code::Resolve
                | Code::BrokerTransportFailure
                | Code::SSL
                | Code::Authentication
                | Code::AllBrokersDown
                | Code::SaslAuthenticationFailed
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_by_what_they_mean() {
        let of = |code| Failure::of(&KafkaError::MessageProduction(code));
        assert_eq!(of(Code::MessageTimedOut), Failure::TimedOut);
        assert_eq!(of(Code::PurgeQueue), Failure::TakenBack);
        assert_eq!(of(Code::UnknownTopicOrPartition), Failure::TopicMissing);
        assert_eq!(of(Code::NotEnoughReplicas), Failure::NotEnoughReplicas);
        let other = of(Code::CoordinatorNotAvailable);
        assert!(matches!(&other, Failure::Other(why) if why.contains("oordinator")), "{other:?}");
    }

    #[test]
    fn a_connections_errors_are_told_from_the_others() {
        for code in [Code::Resolve, Code::BrokerTransportFailure, Code::SSL, Code::Authentication, Code::AllBrokersDown]
        {
            assert!(is_about_connection(&KafkaError::Global(code)), "{code:?}");
        }
        assert!(!is_about_connection(&KafkaError::Global(Code::MessageTimedOut)));
    }
}
