//! What answers: holds the input and what became of it, and hands out what is visible.

mod account;
mod comparison;
mod diff;
mod effects;
mod event_name;
mod input;
mod look;
mod records;
mod summary;
mod utf16;

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Promise;
use shared::Transformed;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use crate::later::{self, NotLoaded};
use crate::protocol::{Answer, Ask, Run};
use effects::Flipped;
use input::Input;
use look::Looks;
pub(crate) use look::{Looker, look};
use ui::browser::clock;

/// Where batches are transformed: one in the page, and one in its worker.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    input: Input,
    done: Option<Done>,
    /// Once it is fetched.
    looker: Rc<OnceCell<Looker>>,
}

/// The last run. Its messages are put together when they are asked for.
pub(crate) struct Done {
    run: Run,
    transformed: Transformed,
    /// The setting that was changed last, and what that did.
    flipped: Option<Flipped>,
    looks: Looks,
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

    /// Answers an [`Ask`] with an [`Answer`], both in postcard's format. `None`: [`Desk::prepare`] comes first.
    #[must_use]
    pub fn answer(&mut self, ask: &[u8]) -> Option<Vec<u8>> {
        // Both sides are the same build: the bytes are always an `Ask`, and an `Answer` can always be written.
        let answer = postcard::from_bytes(ask).map_or(Some(Answer::Gone), |ask| self.reply(ask))?;
        Some(postcard::to_allocvec(&answer).unwrap_or_default())
    }

    /// Fetches what closer looks need. The promise fails if it cannot be fetched; then it may be tried again.
    pub fn prepare(&self) -> Promise {
        let place = self.looker.clone();
        future_to_promise(async move {
            let looker = later::looker().await.map_err(|NotLoaded| JsValue::UNDEFINED)?;
            // Two may have been under way.
            let _ = place.set(looker);
            Ok(JsValue::UNDEFINED)
        })
    }

    /// The same within the module that asks.
    pub(crate) fn reply(&mut self, ask: Ask) -> Option<Answer> {
        Some(match ask {
            Ask::Run(run) => self.run(&run),
            Ask::Formatted => records::formatted(&self.input.text).map_or(Answer::Gone, Answer::Text),
            Ask::Records { run, window, layout } => self.ask_done(run, |_, done| {
                Some(Answer::Records(records::cards(&done.transformed.records, window, layout)))
            }),
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
            Ask::Look { run, look } => {
                let looker = *self.looker.get()?;
                self.ask_done(run, |input, done| looker(input, done, look))
            }
        })
    }

    fn run(&mut self, run: &Run) -> Answer {
        let start = clock::precise_ms();
        let transformed = self.input.transform(run);
        let ms = clock::precise_ms() - start;

        let mut summary = summary::of(run.run, &self.input.text, &transformed, ms);
        let last = self.done.take();
        let flipped = last.and_then(|it| Flipped::between(&it.run, it.transformed, it.flipped, run));
        summary.flipped = flipped.as_ref().map(|it| it.setting);
        self.done = Some(Done { run: run.clone(), transformed, flipped, looks: Looks::default() });
        Answer::Summary(Box::new(summary))
    }

    fn ask_done(&mut self, run: u64, reply: impl FnOnce(&Input, &mut Done) -> Option<Answer>) -> Answer {
        let done = self.done.as_mut().filter(|done| done.run.run == run);
        done.and_then(|done| reply(&self.input, done)).unwrap_or(Answer::Gone)
    }
}
