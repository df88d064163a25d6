//! The worker's side: holds the input and what became of it, and hands out what is visible.

mod account;
mod comparison;
mod diff;
mod effects;
mod event_name;
mod input;
mod records;
mod summary;
mod utf16;

use shared::{ConnectionSettings, Transformed};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::account::Rows;
use crate::desk::comparison::Compared;
use crate::desk::diff::Diffs;
use crate::desk::effects::Flipped;
use crate::desk::input::Input;
use crate::protocol::{Answer, Ask, Run};
use ui::browser::clock;

/// Where batches are transformed: one in each worker.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    input: Input,
    done: Option<Done>,
}

/// The last run. Its messages are put together when they are asked for.
struct Done {
    run: Run,
    transformed: Transformed,
    rows: Rows,
    diffs: Diffs,
    /// The setting that was changed last, and what that did.
    flipped: Option<Flipped>,
    /// The outcome of the settings that it was compared with last.
    compared: Option<Compared>,
}

#[wasm_bindgen]
impl Desk {
    /// An empty desk.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the input. What became of the last one is forgotten.
    pub fn put(&mut self, text: String) {
        self.done = None;
        self.input = Input::new(text);
    }

    /// Answers an [`Ask`] with an [`Answer`], both in postcard's format.
    #[must_use]
    pub fn answer(&mut self, ask: &[u8]) -> Vec<u8> {
        // Both sides are the same build: the bytes are always an `Ask`, and an `Answer` can always be written.
        let answer = postcard::from_bytes(ask).map_or(Answer::Gone, |ask| self.reply(ask));
        postcard::to_allocvec(&answer).unwrap_or_default()
    }

    fn reply(&mut self, ask: Ask) -> Answer {
        match ask {
            Ask::Run(run) => self.run(&run),
            Ask::Formatted => records::formatted(&self.input.text).map_or(Answer::Gone, Answer::Text),
            Ask::Records { run, window, layout } => self.ask_done(run, |_, done| {
                Some(Answer::Records(records::cards(&done.transformed.records, window, layout)))
            }),
            Ask::Account { run, reasons, window } => self.ask_done(run, |input, done| {
                Some(done.rows.answer(&input.text, &done.transformed.account, reasons, window))
            }),
            Ask::Balance { run } => self
                .ask_done(run, |input, done| Some(Answer::Balance(account::balance(&input.text, &done.transformed)))),
            Ask::DiffHead { run, beside } => self.ask_done(run, |input, done| {
                done.diffs.head(&input.text, &done.transformed, beside).map(Answer::DiffHead)
            }),
            Ask::Diff { run, beside, folded, window } => self
                .ask_done(run, |input, done| done.diffs.rows(&input.text, &done.transformed, beside, folded, window)),
            Ask::Why { run, spot } => {
                self.ask_done(run, |input, done| done.diffs.why(&input.text, &done.transformed, spot).map(Answer::Why))
            }
            Ask::Value { run, record, layout } => self
                .ask_done(run, |_, done| records::whole(&done.transformed.records, record, layout).map(Answer::Text)),
            Ask::Hashes { run } => {
                self.ask_done(run, |_, done| Some(Answer::Hashes(records::hashes(&done.transformed.records))))
            }
            Ask::Flipped { run } => self.ask_done(run, |_, done| {
                Some(Answer::Effect(done.flipped.as_mut().map(|it| it.effect(&done.transformed))))
            }),
            Ask::Effect { run, alternative } => self.ask_done(run, |input, done| {
                Some(Answer::Effect(effects::of(input, &done.run, &done.transformed, alternative)))
            }),
            Ask::Comparison { run, pinned } => self.ask_done(run, |input, done| {
                done.compare(input, &pinned);
                Some(Answer::Comparison(done.compared.as_ref()?.figures(&done.transformed)))
            }),
            Ask::Differences { run, pinned, window } => self.ask_done(run, |input, done| {
                done.compare(input, &pinned);
                Some(done.compared.as_ref()?.answer(&input.text, &done.transformed, window))
            }),
        }
    }

    fn run(&mut self, run: &Run) -> Answer {
        let start = clock::precise_ms();
        let transformed = self.input.transform(run);
        let ms = clock::precise_ms() - start;

        let mut summary = summary::of(run.run, &self.input.text, &transformed, ms);
        let last = self.done.take();
        let flipped = last.and_then(|it| Flipped::between(&it.run, it.transformed, it.flipped, run));
        summary.flipped = flipped.as_ref().map(|it| it.setting);
        self.done = Some(Done {
            run: run.clone(),
            transformed,
            rows: Rows::default(),
            diffs: Diffs::default(),
            flipped,
            compared: None,
        });
        Answer::Summary(Box::new(summary))
    }

    fn ask_done(&mut self, run: u64, reply: impl FnOnce(&Input, &mut Done) -> Option<Answer>) -> Answer {
        let done = self.done.as_mut().filter(|done| done.run.run == run);
        done.and_then(|done| reply(&self.input, done)).unwrap_or(Answer::Gone)
    }
}

impl Done {
    /// Compares it with the outcome of `pinned`, unless it was the last that it was compared with.
    fn compare(&mut self, input: &Input, pinned: &ConnectionSettings) {
        if !self.compared.as_ref().is_some_and(|it| it.is_with(pinned)) {
            self.compared = Some(Compared::new(input, &self.run, &self.transformed, pinned));
        }
    }
}
