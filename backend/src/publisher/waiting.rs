//! Waiting for acknowledgements, and for the reason when they do not come.

use std::time::Duration;

use shared::wire::Finding;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::{Answer, Failure, Publisher};
use crate::kafka::{Portion, Producer, Signals};

/// How long a broken connection may take to be mended before its reason is looked for.
const GRACE: Duration = Duration::from_millis(400);
/// How long nothing may be acknowledged before the reason is looked for. A first message takes up to 1.2 s.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long messages that were taken back may take to say so.
const TAKING_BACK: Duration = Duration::from_millis(300);

/// What became of a portion's messages.
pub(super) struct Settled {
    /// One a message, in order.
    pub(super) answers: Vec<Answer>,
    /// Why some were not acknowledged, if that could be found out.
    pub(super) finding: Option<Finding>,
}

impl Publisher {
    /// Waits until all messages are answered, at most until `deadline`. What is not acknowledged by then, or cannot be
    /// because the connection is found broken, is taken back.
    pub(super) async fn settled(&self, portion: &Portion, deadline: Instant) -> Settled {
        let within = deadline.saturating_duration_since(Instant::now());
        let Some(signals) = self.producer().map(Producer::signals) else {
            return Settled { answers: answers(self, portion, within), finding: None };
        };
        tokio::select! {
            () = portion.complete() => {}
            () = suspicion(portion, signals) => {}
            () = tokio::time::sleep_until(deadline) => {}
        }
        let mut finding = None;
        if portion.left() > 0 {
            finding = self.finding_while_waiting(portion, deadline).await;
            self.take_back(portion).await;
        }
        let answers = answers(self, portion, within);
        if finding.is_none() && answers.iter().any(is_unexplained) {
            finding = self.diagnosis.finding(deadline).await;
        }
        if answers.iter().any(|it| it.result.as_ref().is_err_and(ends_the_connection)) {
            self.retire();
        }
        Settled { answers, finding }
    }

    /// Looks for the reason until all messages are answered after all. Without a reason it waits on.
    async fn finding_while_waiting(&self, portion: &Portion, deadline: Instant) -> Option<Finding> {
        let before = portion.left();
        let found = tokio::select! {
            () = portion.complete() => return None,
            found = self.diagnosis.finding(deadline) => found,
        };
        // Messages arrive, so what was found does not keep them from arriving.
        if found.is_some() && portion.left() == before {
            return found;
        }
        let _ = timeout_at(deadline, portion.complete()).await;
        None
    }

    async fn take_back(&self, portion: &Portion) {
        if portion.left() > 0
            && let Some(producer) = self.producer()
        {
            self.retire();
            producer.purge();
            let _ = timeout(TAKING_BACK, portion.complete()).await;
        }
    }
}

/// Ends once there is reason to think that messages will not arrive.
async fn suspicion(portion: &Portion, signals: &Signals) {
    let nothing_arrives = async {
        loop {
            let before = portion.left();
            sleep(PATIENCE).await;
            if portion.left() == before {
                break;
            }
        }
    };
    let the_connection_stays_broken = async {
        loop {
            signals.trouble().await;
            sleep(GRACE).await;
            if signals.is_troubled() {
                break;
            }
        }
    };
    tokio::select! {
        () = nothing_arrives => {}
        () = the_connection_stays_broken => {}
    }
}

/// The answers that there are after `within`. The library takes everything back when it has met a fatal error: then
/// that is the reason.
pub(super) fn answers(publisher: &Publisher, portion: &Portion, within: Duration) -> Vec<Answer> {
    let unanswered = || Answer { latency: within, result: Err(Failure::TimedOut) };
    let mut answers: Vec<Answer> = portion.take().into_iter().map(|it| it.unwrap_or_else(unanswered)).collect();
    let is_dead = |it: &&mut Answer| {
        matches!(it.result, Err(Failure::TakenBack | Failure::GivenUp | Failure::Fatal(_) | Failure::Other(_)))
    };
    if answers.iter_mut().any(|it| is_dead(&it))
        && let Some(why) = publisher.fatal()
    {
        answers.iter_mut().filter(is_dead).for_each(|it| it.result = Err(Failure::Fatal(why.clone())));
    }
    answers
}

/// Whether the client library did not say why.
fn is_unexplained(answer: &Answer) -> bool {
    matches!(answer.result, Err(Failure::TimedOut | Failure::TakenBack | Failure::GivenUp | Failure::Login))
}

/// Whether the next message is better off with a new connection.
pub(super) fn ends_the_connection(failure: &Failure) -> bool {
    !matches!(failure, Failure::TooLarge | Failure::QueueFull | Failure::InvalidRecord)
}
