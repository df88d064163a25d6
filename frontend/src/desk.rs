//! The worker's side: holds the input and what became of it, and hands out what is visible.

mod account;
mod comparison;
mod diff;
mod effects;
mod event_name;
mod records;
mod summary;
mod utf16;

use shared::{ConnectionSettings, Transformed, Transformer};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::account::Rows;
use crate::desk::comparison::Compared;
use crate::desk::diff::Diffs;
use crate::desk::effects::Flipped;
use crate::protocol::{Answer, Ask, Run};
use ui::browser::clock;

/// Where batches are transformed: one in each worker.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    text: String,
    done: Option<Done>,
}

/// The last run. Its messages are put together when they are asked for.
struct Done {
    run: Run,
    transformed: Transformed,
    rows: Rows,
    diffs: Diffs,
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
        self.text = text;
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
            Ask::Formatted => records::formatted(&self.text).map_or(Answer::Gone, Answer::Text),
            Ask::Records { run, window, layout } => self.ask_done(run, |_, done| {
                Some(Answer::Records(records::cards(&done.transformed.records, window, layout)))
            }),
            Ask::Account { run, reasons, window } => self
                .ask_done(run, |text, done| Some(done.rows.answer(text, &done.transformed.account, reasons, window))),
            Ask::Balance { run } => {
                self.ask_done(run, |text, done| Some(Answer::Balance(account::balance(text, &done.transformed))))
            }
            Ask::DiffHead { run, beside } => {
                self.ask_done(run, |text, done| done.diffs.head(text, &done.transformed, beside).map(Answer::DiffHead))
            }
            Ask::Diff { run, beside, folded, window } => {
                self.ask_done(run, |text, done| done.diffs.rows(text, &done.transformed, beside, folded, window))
            }
            Ask::Why { run, spot } => {
                self.ask_done(run, |text, done| done.diffs.why(text, &done.transformed, spot).map(Answer::Why))
            }
            Ask::Value { run, record, layout } => self
                .ask_done(run, |_, done| records::whole(&done.transformed.records, record, layout).map(Answer::Text)),
            Ask::Hashes { run } => {
                self.ask_done(run, |_, done| Some(Answer::Hashes(records::hashes(&done.transformed.records))))
            }
            Ask::Effect { run, alternative } => self.ask_done(run, |text, done| {
                Some(Answer::Effect(effects::of(text, &done.run, &done.transformed, alternative)))
            }),
            Ask::Comparison { run, pinned } => self.ask_done(run, |text, done| {
                done.compare(text, &pinned);
                Some(Answer::Comparison(done.compared.as_ref()?.figures(&done.transformed)))
            }),
            Ask::Differences { run, pinned, window } => self.ask_done(run, |text, done| {
                done.compare(text, &pinned);
                Some(done.compared.as_ref()?.answer(text, &done.transformed, window))
            }),
        }
    }

    fn run(&mut self, run: &Run) -> Answer {
        let start = clock::precise_ms();
        let transformed = Transformer::new(&run.settings).run(&self.text, run.receipt, run.form);
        let ms = clock::precise_ms() - start;

        let mut summary = summary::of(run.run, &self.text, &transformed, ms);
        let last = self.done.as_ref();
        let flipped =
            last.and_then(|it| Flipped::between((&it.run, &it.transformed), it.flipped.as_ref(), (run, &transformed)));
        summary.flip = flipped.as_ref().map(|it| it.flip);
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

    fn ask_done(&mut self, run: u64, reply: impl FnOnce(&str, &mut Done) -> Option<Answer>) -> Answer {
        let done = self.done.as_mut().filter(|done| done.run.run == run);
        done.and_then(|done| reply(&self.text, done)).unwrap_or(Answer::Gone)
    }
}

impl Done {
    /// Compares it with the outcome of `pinned`, unless it was the last that it was compared with.
    fn compare(&mut self, text: &str, pinned: &ConnectionSettings) {
        if !self.compared.as_ref().is_some_and(|it| it.is_with(pinned)) {
            self.compared = Some(Compared::new(text, &self.run, &self.transformed, pinned));
        }
    }
}
