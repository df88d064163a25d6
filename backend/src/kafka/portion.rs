//! Messages that are handed over together: one place for all answers, one wake-up when the last one is there.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, OwnedSemaphorePermit};

use super::Failure;

/// What became of a message.
#[derive(Debug, Clone)]
pub struct Answer {
    /// From hand-over to acknowledgement.
    pub latency: Duration,
    /// Partition and offset (negative: unknown), or why there are none.
    pub result: Result<(i32, i64), Failure>,
}

/// One answer a message, in order; `None` where there is none yet.
pub(crate) type Answers = Vec<Option<Answer>>;

/// The answers of messages that were handed over together.
#[derive(Debug)]
pub(crate) struct Portion {
    answers: Mutex<Answers>,
    left: AtomicUsize,
    complete: Notify,
    /// The room that the messages take in the producer, given back with the last answer.
    room: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Portion {
    pub(crate) fn new(messages: usize, room: Option<OwnedSemaphorePermit>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(vec![None; messages]),
            left: AtomicUsize::new(messages),
            complete: Notify::new(),
            room: Mutex::new(room),
        })
    }

    /// Ends once every message has its answer.
    pub(crate) async fn complete(&self) {
        if self.left() > 0 {
            self.complete.notified().await;
        }
    }

    /// How many messages have no answer.
    pub(crate) fn left(&self) -> usize {
        self.left.load(Ordering::Acquire)
    }

    /// Takes the answers that there are.
    pub(crate) fn take(&self) -> Answers {
        std::mem::take(&mut *self.answers.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn answer(&self, index: usize, answer: Answer) {
        // Nobody waits any more where the answers were taken.
        if let Some(place) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
            *place = Some(answer);
        }
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.room.lock().unwrap_or_else(PoisonError::into_inner).take();
            // One waiter, whose permit is kept if it does not wait yet.
            self.complete.notify_one();
        }
    }
}

/// Travels with a message and comes back with its acknowledgement.
pub(crate) struct Ticket {
    portion: Arc<Portion>,
    index: usize,
    handed_over: Instant,
}

impl Ticket {
    pub(super) fn new(portion: &Arc<Portion>, index: usize) -> Self {
        Self { portion: Arc::clone(portion), index, handed_over: Instant::now() }
    }

    pub(super) fn answer(self, result: Result<(i32, i64), Failure>) {
        self.portion.answer(self.index, Answer { latency: self.handed_over.elapsed(), result });
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::Semaphore;

    use super::*;

    #[tokio::test]
    async fn the_last_answer_wakes_the_waiter_and_gives_the_room_back() {
        let room = Arc::new(Semaphore::new(10));
        let portion = Portion::new(2, Arc::clone(&room).acquire_many_owned(10).await.ok());
        Ticket::new(&portion, 1).answer(Ok((3, 7)));
        assert_eq!((portion.left(), room.available_permits()), (1, 0));
        Ticket::new(&portion, 0).answer(Err(Failure::QueueFull));
        portion.complete().await;
        assert_eq!(room.available_permits(), 10);
        let results: Vec<_> = portion.take().into_iter().map(|it| it.unwrap().result).collect();
        assert_eq!(results, [Err(Failure::QueueFull), Ok((3, 7))]);
    }

    #[tokio::test]
    async fn an_answer_after_the_waiter_has_left_is_let_go() {
        let room = Arc::new(Semaphore::new(1));
        let portion = Portion::new(1, Arc::clone(&room).acquire_owned().await.ok());
        assert!(portion.take()[0].is_none());
        Ticket::new(&portion, 0).answer(Ok((0, 0)));
        assert_eq!(room.available_permits(), 1);
    }
}
