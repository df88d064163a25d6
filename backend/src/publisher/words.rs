//! From a failure to the words that people read.

use std::time::Duration;

use shared::kafka::DeliveryProblem;
use shared::wire::{ApiError, Finding};

use super::Failure;

/// The words of `failure`, of a message of `bytes` bytes for `topic` that had `timeout` to be acknowledged. Where the
/// client library does not know the reason, `finding` is it.
pub(super) fn of_failure(
    failure: &Failure,
    topic: &str,
    bytes: usize,
    timeout: Duration,
    finding: Option<&Finding>,
) -> Box<ApiError> {
    let topic = || topic.to_owned();
    let problem = match (failure, finding) {
        (Failure::TimedOut | Failure::TakenBack | Failure::Login, Some(finding)) => return of_finding(finding),
        (Failure::GivenUp, Some(finding)) => return may_be_written(of_finding(finding)),
        (Failure::TimedOut | Failure::GivenUp, None) => DeliveryProblem::NotAcknowledged { seconds: timeout.as_secs() },
        (Failure::TakenBack, None) => DeliveryProblem::NoConnection,
        (Failure::TooLarge, _) => DeliveryProblem::TopicTakesLess { bytes },
        (Failure::QueueFull, _) => DeliveryProblem::QueueFull,
        (Failure::TopicMissing, _) => DeliveryProblem::TopicMissing { topic: topic() },
        (Failure::TopicDenied, _) => DeliveryProblem::TopicDenied { topic: topic() },
        (Failure::ClusterDenied, _) => DeliveryProblem::ClusterDenied,
        (Failure::NotEnoughReplicas, _) => DeliveryProblem::NotEnoughReplicas,
        (Failure::Login, None) => DeliveryProblem::LoginFailed,
        (Failure::InvalidRecord, _) => DeliveryProblem::InvalidRecord,
        (Failure::Fatal(why), _) if why.contains("Cluster authorization failed") => DeliveryProblem::ClusterDenied,
        (Failure::Fatal(why), _) => DeliveryProblem::ProducerFatal { why: without_end(why) },
        (Failure::Other(why), _) => DeliveryProblem::Refused { why: without_end(why) },
    };
    of_problem(&problem)
}

/// The words of the table.
pub(super) fn of_problem(problem: &DeliveryProblem) -> Box<ApiError> {
    error(problem.code(), problem.to_string(), problem.help())
}

/// The words of the connection check.
pub(super) fn of_finding(finding: &Finding) -> Box<ApiError> {
    at_field(finding.field.clone(), error(&finding.code, finding.message.clone(), &finding.hint))
}

fn may_be_written(mut error: Box<ApiError>) -> Box<ApiError> {
    error.message += " The message may have been written all the same.";
    error
}

pub(super) fn error(code: &str, message: String, hint: &str) -> Box<ApiError> {
    let (code, hint) = (code.to_owned(), Some(hint.to_owned()));
    Box::new(ApiError { code, message, field: None, pointer: None, hint })
}

pub(super) fn at_field(field: Option<String>, mut error: Box<ApiError>) -> Box<ApiError> {
    error.field = field;
    error
}

/// The table's sentence has a full stop of its own.
fn without_end(why: &str) -> String {
    why.trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use shared::issue::Severity;

    use super::*;

    fn said(failure: &Failure, finding: Option<&Finding>) -> (String, String) {
        let error = of_failure(failure, "events", 3000, Duration::from_secs(5), finding);
        (error.code, error.message)
    }

    fn words(code: &str, message: &str) -> (String, String) {
        (code.to_owned(), message.to_owned())
    }

    #[test]
    fn what_the_library_knows_is_said_in_our_words() {
        let missing = words("topic_not_found", "The message was not written: there is no topic `events`.");
        assert_eq!(said(&Failure::TopicMissing, None), missing);
        let timed_out = "Kafka did not acknowledge the message within 5 s. It may have been written all the same.";
        assert_eq!(said(&Failure::TimedOut, None), words("not_acknowledged", timed_out));
        let fatal = Failure::Fatal("Fatal error: Broker: Cluster authorization failed: Failed to acquire".to_owned());
        assert_eq!(said(&fatal, None).0, "producer_denied");
        let other = words("refused", "Kafka refused the message: disk error.");
        assert_eq!(said(&Failure::Other("disk error.".to_owned()), None), other);
    }

    #[test]
    fn what_it_does_not_know_is_said_in_the_words_of_the_connection_check() {
        let finding = Finding {
            severity: Severity::Error,
            code: "refused_there".to_owned(),
            message: "Nothing listens.".to_owned(),
            hint: "Start it.".to_owned(),
            field: Some("bootstrap_servers".to_owned()),
        };
        assert_eq!(said(&Failure::TakenBack, Some(&finding)), words("refused_there", "Nothing listens."));
        let given_up = words("refused_there", "Nothing listens. The message may have been written all the same.");
        assert_eq!(said(&Failure::GivenUp, Some(&finding)), given_up);
        assert_eq!(said(&Failure::QueueFull, Some(&finding)).0, "queue_full");
    }
}
