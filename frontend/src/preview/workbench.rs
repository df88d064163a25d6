//! What the panes of Preview share: what was chosen, and what it yielded.

use std::time::Duration;

use js_sys::JsString;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::{ConnectionSettings, Form, Receipt};

use super::desks::Desks;
use super::messages;
use super::output::Tab;
use super::panes::Pane;
use super::what_if::WhatIf;
use super::why::Pointer;
use crate::browser::Doorway;
use crate::browser::editor::Source;
use crate::browser::storage::{self, Slot};
use crate::browser::tools::Tools;
use crate::later::NotLoaded;
use crate::protocol::{Answer, Ask, Beside, Layout, Look, Place, Reasons, Run, Seen, Summary};
use ui::browser::clock;
use ui::browser::page;

/// The partitions of the sandbox's topic.
const SANDBOX_PARTITIONS: u32 = 6;

/// Two frames.
pub(super) const FRAMES: Duration = Duration::from_millis(34);

/// The state of Preview. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Workbench {
    pub(super) settings: RwSignal<ConnectionSettings>,
    /// The form to read the input in; `None` is detected.
    pub(super) form: RwSignal<Option<Form>>,
    /// When the input is taken to be received. Preview and sending use the same, so that their bytes are equal.
    pub(super) received_at: RwSignal<i64>,
    pub(super) partitions: RwSignal<u32>,
    pub(super) layout: RwSignal<Layout>,
    pub(super) pane: RwSignal<Pane>,
    pub(super) tab: RwSignal<Tab>,
    /// What the account shows; nothing chosen is everything.
    pub(super) reasons: RwSignal<Reasons>,
    /// What the diff shows.
    pub(super) beside: RwSignal<Beside>,
    pub(super) is_folded: RwSignal<bool>,
    /// The reasons behind the setting that was changed just now.
    pub(super) flashed: StoredValue<Reasons>,
    pub(super) pointer: Pointer,
    /// What the last run yielded; `None` before the first.
    pub(super) summary: RwSignal<Option<Summary>>,
    pub(super) what_if: WhatIf,
    /// What closer looks need could not be fetched.
    pub(super) is_blind: RwSignal<bool>,
    /// Why there is no preview.
    pub(super) broken: RwSignal<bool>,
    /// Grows with each change of the input.
    pub(super) edits: RwSignal<u64>,
    pub(super) source: StoredValue<Option<Source>, LocalStorage>,
    pub(super) doorway: StoredValue<Doorway, LocalStorage>,
    desks: StoredValue<Desks, LocalStorage>,
    runs: StoredValue<Runs>,
}

/// The run under way and the one after it.
#[derive(Debug, Clone, Copy, Default)]
struct Runs {
    last: u64,
    is_running: bool,
    /// Something changed since the last run began.
    is_wanted: bool,
    /// The edit that was handed over.
    put: Option<u64>,
}

impl Workbench {
    /// Runs now, and again whenever what it depends on changes.
    pub(super) fn open(doorway: &Doorway) -> Self {
        let bench = Self {
            settings: RwSignal::new(storage::load(Slot::Settings).unwrap_or_default()),
            form: RwSignal::new(None),
            received_at: RwSignal::new(clock::now_ms()),
            partitions: RwSignal::new(storage::load(Slot::Partitions).unwrap_or(SANDBOX_PARTITIONS)),
            layout: RwSignal::new(storage::load(Slot::Layout).unwrap_or(Layout::Pretty)),
            pane: RwSignal::new(Pane::Output),
            tab: RwSignal::new(Tab::Messages),
            reasons: RwSignal::default(),
            beside: RwSignal::new(Beside::Batch(0)),
            is_folded: RwSignal::new(false),
            flashed: StoredValue::default(),
            pointer: Pointer::new(),
            summary: RwSignal::new(None),
            what_if: WhatIf::new(),
            is_blind: RwSignal::new(false),
            broken: RwSignal::new(false),
            edits: RwSignal::new(0),
            source: StoredValue::new_local(None),
            doorway: StoredValue::new_local(doorway.clone()),
            desks: StoredValue::new_local(Desks::new(doorway.clone())),
            runs: StoredValue::new(Runs::default()),
        };
        Effect::new(move || {
            bench.settings.track();
            bench.form.track();
            bench.received_at.track();
            if bench.edits.get() > 0 {
                bench.want_run();
            }
        });
        WhatIf::follow(bench);
        bench
    }

    /// What the platform does for links and files.
    pub(super) async fn tools(self) -> Result<Tools, NotLoaded> {
        self.doorway.get_value().load_tools().await.map_err(|_| NotLoaded)
    }

    /// The input as typed.
    pub(super) fn text(self) -> JsString {
        self.source.with_value(|it| it.as_ref().map_or_else(|| JsString::from(""), Source::text))
    }

    /// Replaces the input.
    pub(super) fn set_text(self, text: &JsString) {
        self.source.with_value(|it| {
            if let Some(source) = it {
                source.set(text);
                if matches!(source, Source::Plain(_)) {
                    self.edits.update(|it| *it += 1);
                }
            }
        });
    }

    /// Shows `place` in the input.
    pub(super) fn go_to(self, place: Place) {
        self.pane.set(Pane::Input);
        // A hidden pane cannot take the focus: wait until it is shown.
        request_animation_frame(move || {
            self.source.with_value(|it| {
                if let Some(source) = it {
                    source.go_to(place);
                }
            });
        });
    }

    /// Shows the setting called `key`, and gives it the focus.
    pub(super) fn show_setting(self, key: &str) {
        self.pane.set(Pane::Settings);
        let field = "setting-".to_owned() + key;
        request_animation_frame(move || page::focus(&field));
    }

    /// The number of the run whose answers are shown.
    pub(super) fn run(self) -> Option<u64> {
        self.summary.with(|it| it.as_ref().map(|it| it.run))
    }

    /// Asks whoever has the input. `None`: it failed, or the answer is stale.
    pub(super) async fn ask(self, ask: Ask) -> Option<Answer> {
        let answer = self.desks.with_value(|it| it.ask(&ask)).await;
        if matches!(ask, Ask::Look { .. }) && self.is_blind.get_untracked() != answer.is_none() {
            self.is_blind.set(answer.is_none());
        }
        answer.filter(|it| !matches!(it, Answer::Gone))
    }

    /// Looks closer at what run number `run` did. `None`: what this needs could not be fetched, or the answer is stale.
    pub(super) async fn look(self, run: u64, look: Look) -> Option<Seen> {
        Seen::read(&self.ask(Ask::Look { run, look }).await?)
    }

    /// Runs now, or after the run under way. Of many wishes only the newest counts.
    fn want_run(self) {
        let mut must_start = false;
        self.runs.update_value(|runs| {
            runs.is_wanted = true;
            must_start = !std::mem::replace(&mut runs.is_running, true);
        });
        if must_start {
            spawn_local(self.run_while_wanted());
        }
    }

    async fn run_while_wanted(self) {
        while self.take_wish() {
            self.run_once().await;
        }
    }

    fn take_wish(self) -> bool {
        let mut wanted = false;
        self.runs.update_value(|runs| {
            wanted = std::mem::take(&mut runs.is_wanted);
            runs.is_running = wanted;
        });
        wanted
    }

    /// Runs over what is chosen and typed now, and shows what it yields. Returns the run's number.
    pub(super) async fn run_once(self) -> u64 {
        let is_new = self.runs.with_value(|runs| runs.put) != Some(self.edits.get_untracked());
        // To hand over a long text takes as long as to show it did: frames are drawn between the two.
        if is_new && self.source.with_value(|it| it.as_ref().is_some_and(Source::is_long)) {
            clock::pause(FRAMES).await;
        }
        let start = clock::precise_ms();
        let edit = self.edits.get_untracked();
        self.put_if_new(edit);
        let run = self.next_run();
        let number = run.run;
        let answer = self.ask_run(run).await;
        clock::measure("headgate-preview", start);
        // After a further edit the places in this answer are wrong: the run that follows will tell.
        if self.edits.get_untracked() == edit {
            self.show(answer);
            // To mark problems makes the browser lay the input out: with the next frame it does that anyway.
            request_animation_frame(move || self.mark(edit));
        }
        number
    }

    /// Where messages are shown, the first of them are asked for at once: the answers come together.
    async fn ask_run(self, run: Run) -> Option<Answer> {
        let number = run.run;
        let answer = self.desks.with_value(|it| it.ask(&Ask::Run(run)));
        if self.tab.get_untracked() == Tab::Messages {
            let first = untrack(|| messages::first(self, number));
            self.desks.with_value(|it| it.ask_ahead(&first));
        }
        answer.await
    }

    /// Hands the text to the one who transforms it, unless it is there already.
    fn put_if_new(self, edit: u64) {
        let mut is_new = false;
        self.runs.update_value(|runs| is_new = runs.put.replace(edit) != Some(edit));
        if is_new {
            let text = self.text();
            self.desks.with_value(|it| it.put(&text));
        }
    }

    fn next_run(self) -> Run {
        self.runs.update_value(|runs| runs.last += 1);
        Run {
            run: self.runs.with_value(|runs| runs.last),
            settings: self.settings.get_untracked(),
            receipt: Receipt { time_ms: self.received_at.get_untracked(), number: 0 },
            form: self.form.get_untracked(),
        }
    }

    fn show(self, answer: Option<Answer>) {
        let Some(Answer::Summary(summary)) = answer else {
            self.broken.set(true);
            return;
        };
        self.broken.set(false);
        self.summary.set(Some(*summary));
    }

    /// Marks the problems in the input, unless it was changed since `edit`.
    fn mark(self, edit: u64) {
        if self.edits.try_get_untracked() != Some(edit) {
            return;
        }
        self.source.with_value(|source| {
            self.summary.with_untracked(|summary| {
                if let (Some(source), Some(summary)) = (source, summary) {
                    source.mark(&summary.issues);
                }
            });
        });
    }
}
