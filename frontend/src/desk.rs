//! The worker's side: holds the input and what became of it, and hands out what is visible.

mod account;
mod diff;
mod event_name;
mod records;
mod summary;
mod utf16;

use shared::{Transformed, Transformer};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::account::Rows;
use crate::desk::diff::Diffs;
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
    run: u64,
    transformed: Transformed,
    rows: Rows,
    diffs: Diffs,
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
        }
    }

    fn run(&mut self, run: &Run) -> Answer {
        let start = clock::precise_ms();
        let transformed = Transformer::new(&run.settings).run(&self.text, run.receipt, run.form);
        let ms = clock::precise_ms() - start;

        let summary = summary::of(run.run, &self.text, &transformed, ms);
        self.done = Some(Done { run: run.run, transformed, rows: Rows::default(), diffs: Diffs::default() });
        Answer::Summary(Box::new(summary))
    }

    fn ask_done(&mut self, run: u64, reply: impl FnOnce(&str, &mut Done) -> Option<Answer>) -> Answer {
        let done = self.done.as_mut().filter(|done| done.run == run);
        done.and_then(|done| reply(&self.text, done)).unwrap_or(Answer::Gone)
    }
}
