//! Deliveries: every submission that was handed over for Kafka is kept once it is answered, and told to those who follow.

mod trail;

use std::sync::{Arc, Mutex, PoisonError};

use shared::wire::{Submission, SubmissionList, SubmissionTrail};
use tokio::sync::broadcast;

use crate::config::KeptDeliveries;
use crate::store::{Limits, Store, StoreError, SubmissionFilter};
pub(crate) use trail::{Destination, is_delivered, received, trail};

/// How many submissions one who follows may be behind before some are missed.
const BEHIND: usize = 64;

/// Keeps submissions, and tells of them.
pub(crate) struct Deliveries {
    store: Arc<Store>,
    limits: Limits,
    /// `None` once the server stops: those who follow would keep it from ending.
    news: Mutex<Option<broadcast::Sender<Submission>>>,
}

impl Deliveries {
    /// Keeps them in `store`, as many as `kept` says.
    pub(crate) fn new(store: Arc<Store>, kept: KeptDeliveries) -> Self {
        let limits = Limits { submissions: kept.submissions, messages: kept.messages };
        Self { store, limits, news: Mutex::new(Some(broadcast::channel(BEHIND).0)) }
    }

    /// Keeps a submission and tells of it. The messages are in Kafka, or are not: that it cannot be kept is logged, and
    /// must not read as if it had failed.
    pub(crate) async fn record(&self, mut trail: SubmissionTrail) {
        let limits = self.limits;
        let kept = self.store.with(move |store| {
            trail.submission.number = store.record_submission(&trail, limits)?;
            Ok(trail.submission)
        });
        match kept.await {
            Ok(submission) => self.tell(submission),
            Err(error) => tracing::warn!(%error, "a delivery was not kept"),
        }
    }

    /// What is recorded from now on; `None` if the server stops.
    pub(crate) fn follow(&self) -> Option<broadcast::Receiver<Submission>> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(broadcast::Sender::subscribe)
    }

    /// Lets go of those who follow.
    pub(crate) fn close(&self) {
        drop(self.news.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Those that `filter` asks for.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn list(&self, mut filter: SubmissionFilter) -> Result<SubmissionList, StoreError> {
        let Limits { submissions: limit, messages: limit_messages } = self.limits;
        let wanted = filter.limit;
        // One more tells whether there are more.
        filter.limit += 1;
        let (mut submissions, integrations) =
            self.store.with(move |store| Ok((store.submissions(&filter)?, store.submission_targets()?))).await?;
        let has_more = submissions.len() > wanted;
        submissions.truncate(wanted);
        Ok(SubmissionList { limit, limit_messages, submissions, has_more, integrations })
    }

    fn tell(&self, submission: Submission) {
        if let Some(news) = &*self.news.lock().unwrap_or_else(PoisonError::into_inner) {
            // Fails if nobody follows.
            let _ = news.send(submission);
        }
    }
}
