//! One run of the check, as far as it has come.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{CheckEvent, CheckRequest, Stage, StageReport, StageStatus};
use ui::api::{self, Cancel, Failure};

use crate::integrations::draft::Draft;

const CHECK: &str = "/api/check";

/// How far a stage has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StageState {
    Pending,
    Running,
    Ended(StageReport),
}

/// How the check ended.
#[derive(Debug, Clone)]
pub(super) enum Ending {
    Done { passed: bool, summary: String, duration_ms: f64 },
    Cancelled,
    Failed(Failure),
}

/// The state of the check. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct CheckRun {
    draft: Draft,
    pub(super) test_record: RwSignal<bool>,
    stages: [RwSignal<StageState>; Stage::ALL.len()],
    pub(super) ending: RwSignal<Option<Ending>>,
    /// The last thing that happened, for those who listen.
    pub(super) told: RwSignal<String>,
    /// Which run this is, and whether it goes on: what an older one tells no longer counts.
    number: StoredValue<u64>,
    is_underway: RwSignal<bool>,
    was_started: RwSignal<bool>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
}

impl CheckRun {
    pub(super) fn new(draft: Draft) -> Self {
        Self {
            draft,
            test_record: RwSignal::new(false),
            stages: Stage::ALL.map(|_| RwSignal::new(StageState::Pending)),
            ending: RwSignal::new(None),
            told: RwSignal::default(),
            number: StoredValue::new(0),
            is_underway: RwSignal::new(false),
            was_started: RwSignal::new(false),
            cancel: StoredValue::new_local(None),
        }
    }

    pub(super) fn is_underway(self) -> bool {
        self.is_underway.get()
    }

    pub(super) fn was_started(self) -> bool {
        self.was_started.get()
    }

    pub(super) fn state_of(self, stage: Stage) -> RwSignal<StageState> {
        // The stages are numbered in the order in which they are declared, as in `ALL`.
        self.stages[stage as usize]
    }

    /// Begins a new run.
    pub(super) fn start(self) {
        self.number.update_value(|it| *it += 1);
        let number = self.number.get_value();
        self.stages.iter().for_each(|it| it.set(StageState::Pending));
        self.ending.set(None);
        self.was_started.set(true);
        self.is_underway.set(true);
        let cancel = Cancel::new();
        self.cancel.set_value(cancel.clone());
        let request = self.request();
        spawn_local(async move {
            let answer = api::events(CHECK, &request, cancel.as_ref(), |event| self.hear(number, event)).await;
            if self.number.try_get_value() == Some(number) {
                self.end(answer);
            }
        });
    }

    /// Ends the run: the server stops as the connection closes.
    pub(super) fn cancel(self) {
        self.number.update_value(|it| *it += 1);
        self.cancel.with_value(|it| {
            if let Some(it) = it {
                it.cancel();
            }
        });
        self.is_underway.set(false);
        self.forget_unfinished();
        self.tell("The check was cancelled.".to_owned());
        self.ending.set(Some(Ending::Cancelled));
    }

    fn request(self) -> CheckRequest {
        let integration = untrack(|| self.draft.id());
        let (kafka, remove_secrets) = self.draft.configuration();
        // Without a configuration it is the stored one that is checked, and how that ended is kept.
        let is_stored = integration.is_some() && !untrack(|| self.draft.is_changed());
        CheckRequest {
            integration,
            kafka: (!is_stored).then_some(kafka),
            remove_secrets,
            test_record: self.test_record.get_untracked(),
        }
    }

    fn hear(self, number: u64, event: CheckEvent) {
        if self.number.try_get_value() != Some(number) {
            return;
        }
        match event {
            CheckEvent::Started { stage } => self.state_of(stage).set(StageState::Running),
            CheckEvent::Ended(report) => {
                self.tell(format!("{}: {}. {}", report.stage.label(), status(report.status), report.summary));
                self.state_of(report.stage).set(StageState::Ended(report));
            }
            CheckEvent::Done { passed, summary, duration_ms } => {
                self.tell(summary.clone());
                self.ending.set(Some(Ending::Done { passed, summary, duration_ms }));
            }
        }
    }

    /// The events have ended. Without the last one the connection broke.
    fn end(self, answer: Result<(), Failure>) {
        self.is_underway.set(false);
        self.forget_unfinished();
        let failure = answer.err().or_else(|| self.ending.with_untracked(Option::is_none).then_some(Failure::Offline));
        if let Some(failure) = failure {
            self.ending.set(Some(Ending::Failed(failure)));
        }
    }

    /// What runs no more is not shown as if it did.
    fn forget_unfinished(self) {
        for stage in self.stages {
            if stage.with_untracked(|it| *it == StageState::Running) {
                stage.set(StageState::Pending);
            }
        }
    }

    fn tell(self, words: String) {
        self.told.set(words);
    }
}

/// How a stage ended, in a word.
pub(super) fn status(status: StageStatus) -> &'static str {
    match status {
        StageStatus::Ok => "ok",
        StageStatus::Warning => "warning",
        StageStatus::Failed => "failed",
        StageStatus::Skipped => "skipped",
    }
}

#[cfg(test)]
mod tests {
    use shared::wire::Stage;

    #[test]
    fn a_stage_is_found_by_its_number() {
        for (number, stage) in Stage::ALL.into_iter().enumerate() {
            assert_eq!(stage as usize, number);
        }
    }
}
