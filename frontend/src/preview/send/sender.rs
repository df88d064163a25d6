//! What was sent, what is being sent, and trying again.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::wire::{MessageReceipt, SendRequest};
use ui::api::{self, Cancel, Failure};

use super::super::workbench::Workbench;
use super::proof::{self, Proof};
use super::target::Target;
use crate::protocol::{Answer, Ask};

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// What is previewed now.
    All,
    /// Of what was sent before, what was not delivered.
    Failed,
}

/// How the last attempt goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Progress {
    /// There was none, or it was answered.
    Idle,
    /// This many messages are on their way.
    Underway(usize),
    /// One did not wait for the answer.
    Stopped,
    NotAnswered(Attempt, Failure),
}

/// A submission, and what became of its messages.
#[derive(Clone)]
pub(super) struct Sent {
    /// As it was sent: what is tried again is the same, whatever was typed since.
    request: SendRequest,
    to: String,
    /// What was previewed then.
    pub(super) run: u64,
    previewed: Option<Vec<String>>,
    /// In the order of the messages.
    pub(super) proofs: Vec<Proof>,
}

/// What the page shows of a [`shared::wire::SendResponse`]. The problems of the input it knows already.
#[derive(Debug, Deserialize)]
struct Answered {
    receipts: Vec<MessageReceipt>,
}

/// Sends. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Sender {
    pub(super) bench: Workbench,
    target: Target,
    pub(super) progress: RwSignal<Progress>,
    /// The last submission that was answered.
    pub(super) sent: RwSignal<Option<Arc<Sent>>>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
    /// The number of the last attempt: what answers an earlier one comes too late.
    last: StoredValue<u64>,
}

impl Sender {
    pub(super) fn new(bench: Workbench, target: Target, progress: RwSignal<Progress>) -> Self {
        let sent = RwSignal::new(None);
        Self { bench, target, progress, sent, cancel: StoredValue::new_local(None), last: StoredValue::new(0) }
    }

    pub(super) fn is_underway(self) -> bool {
        matches!(*self.progress.read(), Progress::Underway(_))
    }

    pub(super) fn start(self, attempt: Attempt) {
        self.last.update_value(|it| *it += 1);
        let number = self.last.get_value();
        self.cancel.set_value(Cancel::new());
        spawn_local(async move {
            let sent = self.send(attempt).await;
            if self.last.get_value() != number {
                return;
            }
            self.progress.set(match sent {
                Ok(sent) => {
                    self.sent.set(Some(Arc::new(sent)));
                    Progress::Idle
                }
                Err(failure) => Progress::NotAnswered(attempt, failure),
            });
        });
    }

    /// Waits no longer. What Kafka's client has got by now it goes on to deliver.
    pub(super) fn stop(self) {
        self.last.update_value(|it| *it += 1);
        self.progress.set(Progress::Stopped);
        if let Some(cancel) = self.cancel.get_value() {
            cancel.cancel();
        }
    }

    async fn send(self, attempt: Attempt) -> Result<Sent, Failure> {
        let before = self.sent.get_untracked().filter(|_| attempt == Attempt::Failed);
        let Some(before) = before else {
            self.sent.set(None);
            let mut sent = self.submission().await;
            sent.proofs = self.publish(&sent).await?;
            return Ok(sent);
        };
        let failed = proof::failed(&before.proofs);
        self.progress.set(Progress::Underway(failed.len()));
        let mut sent = Sent::clone(&before);
        sent.request.only = Some(failed);
        sent.proofs = proof::merge(&before.proofs, self.publish(&sent).await?);
        Ok(sent)
    }

    /// What is typed and chosen now, with the hashes of its preview.
    async fn submission(self) -> Sent {
        let bench = self.bench;
        self.progress
            .set(Progress::Underway(bench.summary.with_untracked(|it| it.as_ref().map_or(0, |it| it.records))));
        let request = SendRequest {
            batch: String::from(bench.text()),
            settings: bench.settings.get_untracked(),
            received_at: Some(bench.received_at.get_untracked()),
            form: bench.form.get_untracked(),
            only: None,
        };
        let to = self.target.id();
        // What is shown may be one keystroke behind what is sent: the hashes must be of the same text.
        let run = bench.run_once().await;
        Sent { request, to, run, previewed: hashes(bench, run).await, proofs: Vec::new() }
    }

    async fn publish(self, sent: &Sent) -> Result<Vec<Proof>, Failure> {
        let cancel = self.cancel.get_value();
        let path = api::messages_of(&sent.to);
        let answer: Answered = api::send_until(cancel.as_ref(), "POST", &path, &sent.request).await?;
        Ok(proof::of(answer.receipts, sent.previewed.as_deref()))
    }
}

/// The preview's hashes; `None` if the worker is already further, or failed.
async fn hashes(bench: Workbench, run: u64) -> Option<Vec<String>> {
    match bench.ask(Ask::Hashes { run }).await {
        Some(Answer::Hashes(hashes)) => Some(hashes),
        _ => None,
    }
}
