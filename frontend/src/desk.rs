//! The worker's side: holds the input and what became of it, and hands out what is visible.

mod changes;
mod comparison;
mod effects;
mod records;
mod summary;
mod utf16;

use shared::{ConnectionSettings, Transformed, Transformer};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::changes::Changes;
use crate::desk::comparison::Compared;
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
    changes: Changes,
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
            Ask::Records { run, window, layout } => self
                .ask_done(run, |done| Some(Answer::Records(records::cards(&done.transformed.records, window, layout)))),
            Ask::Changes { run, window } => self.ask_done(run, |done| {
                Some(Answer::Changes(done.changes.rows(&self.text, &done.transformed.account, window)))
            }),
            Ask::Value { run, record, layout } => {
                self.ask_done(run, |done| records::whole(&done.transformed.records, record, layout).map(Answer::Text))
            }
            Ask::Hashes { run } => {
                self.ask_done(run, |done| Some(Answer::Hashes(records::hashes(&done.transformed.records))))
            }
            Ask::Effect { run, alternative } => self.ask_done(run, |done| {
                Some(Answer::Effect(effects::of(&self.text, &done.run, &done.transformed, alternative)))
            }),
            Ask::Comparison { run, pinned } => {
                self.compare(run, &pinned, |_, present, it| Answer::Comparison(it.figures(present)))
            }
            Ask::Differences { run, pinned, window } => {
                self.compare(run, &pinned, |text, present, it| Answer::Differences(it.rows(text, present, window)))
            }
        }
    }

    fn run(&mut self, run: &Run) -> Answer {
        let start = clock::precise_ms();
        let transformed = Transformer::new(&run.settings).run(&self.text, run.receipt, run.form);
        let ms = clock::precise_ms() - start;

        let changes = Changes::of(&transformed.account);
        let mut summary = summary::of(run.run, &self.text, &transformed, changes.tally(), ms);
        let flipped = self
            .done
            .as_ref()
            .and_then(|it| Flipped::between((&it.run, &it.transformed), it.flipped.as_ref(), (run, &transformed)));
        summary.flip = flipped.as_ref().map(|it| it.flip);
        self.done = Some(Done { run: run.clone(), transformed, changes, flipped, compared: None });
        Answer::Summary(Box::new(summary))
    }

    /// The run, beside the outcome of `pinned`: made once for a run.
    fn compare(
        &mut self,
        run: u64,
        pinned: &ConnectionSettings,
        reply: impl FnOnce(&str, &Transformed, &Compared) -> Answer,
    ) -> Answer {
        let Some(done) = self.done.as_mut().filter(|done| done.run.run == run) else { return Answer::Gone };
        let compared = done.compared.take().filter(|it| it.is_with(pinned));
        let compared = compared.unwrap_or_else(|| Compared::new(&self.text, &done.run, &done.transformed, pinned));
        reply(&self.text, &done.transformed, done.compared.insert(compared))
    }

    fn ask_done(&self, run: u64, reply: impl FnOnce(&Done) -> Option<Answer>) -> Answer {
        self.done.as_ref().filter(|done| done.run.run == run).and_then(reply).unwrap_or(Answer::Gone)
    }
}
