//! What a person sends: portion by portion, each acknowledged and read back before the next.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use shared::Record;
use shared::kafka::DeliveryProblem;
use shared::transform::sizes::{MESSAGE_LIMIT, largest_events};
use shared::wire::{ApiError, Finding, MessageReceipt};
use tokio::time::{Instant, timeout_at};

use super::portions::{borrowed, portions};
use super::receipts::{Outcome, Place, receipt};
use super::waiting::Settled;
use super::{Answer, Failure, Publisher, words};

/// How long a portion may take to be answered. With it a dead broker is told of within 8 s.
const ANSWER: Duration = Duration::from_millis(7500);
/// How long a submission may go on handing over portions: what is left then is not sent.
const SUBMISSION: Duration = Duration::from_secs(40);

impl Publisher {
    /// Publishes `records` in order and reads them back; one receipt a record, in order.
    ///
    /// A message that fails does not keep the others from being sent. Ends within 8 s from `started` if there is no
    /// connection, and within a minute in any case.
    pub async fn send(self: &Arc<Self>, records: Arc<Vec<Record>>, started: Instant) -> Vec<MessageReceipt> {
        let mut receipts = Vec::with_capacity(records.len());
        let mut stop: Option<Box<ApiError>> = None;
        for range in portions(&records, self.manner.window_bytes) {
            let deadline = if range.start == 0 { started } else { Instant::now() } + ANSWER;
            if stop.is_none() && started.elapsed() > SUBMISSION {
                let seconds = started.elapsed().as_secs();
                stop = Some(words::of_problem(&DeliveryProblem::NotSent { seconds }));
            }
            let outcomes = match &stop {
                Some(error) => vec![Err(error.clone()); range.len()],
                None => self.publish(&records, range.clone(), deadline, &mut stop).await,
            };
            let found = self.read_back(&records, range.start, &outcomes).await;
            let pairs = records[range.clone()].iter().zip(outcomes).zip(found);
            receipts.extend(
                pairs
                    .zip(range)
                    .map(|(((record, outcome), found), index)| receipt(index + 1, record, &self.topic, outcome, found)),
            );
        }
        receipts
    }

    /// Publishes the records of a portion. `stop` is set if the next portions would fare no better.
    async fn publish(
        self: &Arc<Self>,
        records: &[Record],
        range: Range<usize>,
        deadline: Instant,
        stop: &mut Option<Box<ApiError>>,
    ) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = records[range.clone()].iter().map(too_large).collect();
        let fit: Vec<usize> = (0..outcomes.len()).filter(|&at| outcomes[at].is_ok()).collect();
        let records = &records[range];
        let Settled { answers, finding } = self.answered(records, &fit, deadline).await;
        let nothing_arrived = answers.iter().all(|it| it.result.is_err());
        let beside = self.sent_again(records, &fit, &answers, deadline).await;
        for ((&at, answer), again) in fit.iter().zip(answers).zip(beside) {
            outcomes[at] = again.unwrap_or_else(|| self.outcome(&answer, &records[at], finding.as_ref()));
            if nothing_arrived
                && let Err(failure) = &answer.result
                && super::waiting::ends_the_connection(failure)
            {
                *stop = Some(self.words_of(&not_handed_over(failure), &records[at], finding.as_ref()));
            }
        }
        outcomes
    }

    /// Hands over the records at `places` and waits for their answers.
    async fn answered(self: &Arc<Self>, records: &[Record], places: &[usize], deadline: Instant) -> Settled {
        let messages = places.iter().map(|&at| borrowed(&records[at]));
        match timeout_at(deadline, self.hand_over(messages)).await {
            Ok(pending) => self.settled(&pending.portion, deadline).await,
            Err(_no_room) => {
                let full = Answer { latency: ANSWER, result: Err(Failure::QueueFull) };
                Settled { answers: vec![full; places.len()], finding: None }
            }
        }
    }

    /// Kafka refuses a whole batch of the client library for one message in it that is too large. Each message of such
    /// a batch is sent again by itself, unless a later one of its key has been written meanwhile: order goes first.
    async fn sent_again(
        self: &Arc<Self>,
        records: &[Record],
        places: &[usize],
        answers: &[Answer],
        deadline: Instant,
    ) -> Vec<Option<Outcome>> {
        let mut again = Vec::with_capacity(answers.len());
        for (index, (&at, answer)) in places.iter().zip(answers).enumerate() {
            let record = &records[at];
            let overtaken = || {
                let later = places.iter().zip(answers).skip(index + 1);
                record.key.is_some()
                    && later.into_iter().any(|(&it, answer)| answer.result.is_ok() && records[it].key == record.key)
            };
            let is_large = self.topic_limit.is_some_and(|limit| weight_of(record) > limit);
            again.push(if is_large || answer.result != Err(Failure::TooLarge) {
                None
            } else if overtaken() {
                Some(Err(words::of_problem(&DeliveryProblem::BesideTooLarge)))
            } else {
                let Settled { answers, finding } = self.answered(records, &[at], deadline).await;
                answers.first().map(|answer| self.outcome(answer, record, finding.as_ref()))
            });
        }
        again
    }

    fn outcome(&self, answer: &Answer, record: &Record, finding: Option<&Finding>) -> Outcome {
        match &answer.result {
            &Ok((partition, offset)) => Ok(Place { partition, offset, latency: answer.latency }),
            Err(failure) => Err(self.words_of(failure, record, finding)),
        }
    }

    fn words_of(&self, failure: &Failure, record: &Record, finding: Option<&Finding>) -> Box<ApiError> {
        words::of_failure(failure, &self.topic, weight_of(record), self.manner.message_timeout, finding)
    }
}

fn weight_of(record: &Record) -> usize {
    record.value.len() + record.key.as_ref().map_or(0, String::len)
}

/// An outcome to be replaced, or why the record is not even handed over.
fn too_large(record: &Record) -> Outcome {
    let (bytes, limit) = (weight_of(record), MESSAGE_LIMIT);
    if bytes > limit {
        let largest = largest_events(&record.value);
        return Err(words::of_problem(&DeliveryProblem::TooLarge { bytes, limit, largest }));
    }
    Ok(Place { partition: -1, offset: -1, latency: Duration::ZERO })
}

/// What `failure` means for messages behind it, which are not handed over.
fn not_handed_over(failure: &Failure) -> Failure {
    match failure {
        Failure::TimedOut | Failure::GivenUp => Failure::TakenBack,
        other => other.clone(),
    }
}
