//! One pass over a batch: applies the rules as its members are read, and keeps the account.

mod data;
mod defaults;
mod duplicates;
mod event;
mod events;
mod frame;
mod identities;
mod ledger;
mod member;
mod notes;

use std::cell::OnceCell;

use super::facts::{Facts, Seen};
use super::plan::{Filter, Mode, Plan};
use super::writer::Writer;
use super::{Detail, Receipt};
use crate::account::Entry;
use crate::batch::{Engine, Form, Item, Level, Raw, Step, Visitor};
use crate::outgoing::{Digests, Ids, digest};
use crate::record::Layout;
use data::DataState;
use duplicates::Duplicates;
use event::EventState;
use frame::Frame;
pub(crate) use ledger::Ledger;
use notes::Notes;
pub(super) use notes::{Found, Pointer};

/// What a pass is made with.
#[derive(Clone, Copy)]
pub(super) struct Job<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// Where the batch ends, if nothing else can stand behind it.
    pub(super) end: Option<usize>,
    pub(super) index: usize,
    pub(super) plan: &'p Plan,
    pub(super) receipt: Receipt,
    pub(super) engine: Engine,
    pub(super) detail: Detail,
    /// What batches of the text are known to hash to.
    pub(super) digests: Option<&'p Digests>,
}

/// The state of a pass.
pub(super) struct Pass<'a, 'p> {
    job: Job<'a, 'p>,
    facts: Facts,
    /// What matters, depending on the form and on what is told.
    mode: Mode,
    filters: &'p [Filter; Level::COUNT],
    pub(super) seen: Seen<'a>,
    writer: Writer<'a>,
    frames: Vec<Frame<'p>>,
    duplicates: Duplicates,
    event: EventState,
    data: DataState,
    ids: OnceCell<Ids>,
    time_used: bool,
    unique_id_written: bool,
    /// The entry of `user_identities` while it is being converted.
    identities: Entry,
    /// Which of the members that outgoing form always has are there: a bit each.
    present: u32,
    pub(super) layout: Layout,
    pub(super) ledger: Ledger,
    pub(super) notes: Notes,
    /// A text that is put together before it is written.
    scratch: String,
    /// The batch cannot be forwarded: its `events` is no array.
    pub(super) malformed: bool,
}

/// Bytes of a batch for each event that room is made for.
const EVENT_BYTES: usize = 768;

impl<'a, 'p> Pass<'a, 'p> {
    pub(super) fn new(job: Job<'a, 'p>, facts: Facts) -> Self {
        let bytes = job.end.unwrap_or(job.text.len()).saturating_sub(job.start);
        let mode = Mode::new(facts.form, job.detail.has_warnings());
        let layout = Layout { split: job.plan.split, ..Layout::default() };
        Self {
            job,
            mode,
            filters: job.plan.filters(mode),
            facts,
            seen: Seen::default(),
            // In a bulk the batch may end anywhere: what it needs beyond this is made room for as it comes.
            writer: Writer::new(job.text, job.start, if job.end.is_some() { bytes } else { 0 }),
            frames: Vec::with_capacity(8),
            duplicates: Duplicates::new(job.detail.has_warnings()),
            event: EventState::default(),
            data: DataState::default(),
            ids: OnceCell::new(),
            time_used: false,
            unique_id_written: false,
            identities: Entry::Nowhere,
            present: 0,
            layout,
            ledger: Ledger { on: job.detail.has_account(), ..Ledger::default() },
            notes: Notes::default(),
            scratch: String::new(),
            malformed: false,
        }
    }

    /// Whether the pass was made on facts that turned out otherwise, and would have come out otherwise.
    pub(super) fn misled_by(&self, facts: &Facts) -> bool {
        self.facts.form != facts.form
            || (self.time_used && self.facts.time != facts.time)
            || (self.ids.get().is_some() && self.facts.request_id != facts.request_id)
    }

    /// The message that holds all events.
    pub(super) fn finish(self) -> (String, Layout, Option<Ids>) {
        (self.writer.finish(), self.layout, self.ids.into_inner())
    }

    pub(super) fn ids(&self) -> &Ids {
        self.ids.get_or_init(|| {
            let Job { text, start, end, engine, receipt, digests, .. } = self.job;
            // A batch that is no JSON has no end, and gets no ids that anybody sees.
            let end = end.or_else(|| engine.skip(text, start).ok()).unwrap_or(text.len());
            let digest = match digests {
                Some(digests) => digests.of(text, start..end),
                None => digest(text.get(start..end).unwrap_or_default()),
            };
            Ids::new(digest, self.facts.request_id.as_deref(), receipt)
        })
    }

    /// The problems of the batch. Integers beyond 2^53 are among them if `tell_large`.
    pub(super) fn take_notes(&mut self, text: &str, tell_large: bool) -> Vec<Found> {
        let mut notes = std::mem::take(&mut self.notes);
        if !self.seen.has_identity_array() {
            notes.incoming_member = None;
        }
        notes.finish(text, self.job.start, tell_large && self.has_warnings())
    }

    pub(super) fn has_warnings(&self) -> bool {
        self.job.detail.has_warnings()
    }

    fn incoming(&self) -> bool {
        self.facts.form == Form::Incoming
    }

    /// The batch's own time, or the receipt time: digits.
    fn batch_time(&mut self) -> String {
        self.time_used = true;
        self.facts.time.clone().unwrap_or_else(|| self.job.receipt.time_ms.to_string())
    }
}

impl<'a> Visitor<'a> for Pass<'a, '_> {
    fn wants_large_integers(&self) -> bool {
        self.has_warnings()
    }

    fn white_space(&mut self, offset: usize) {
        self.writer.white_space(offset);
    }

    fn open(&mut self, level: Level, offset: usize) {
        if self.has_warnings() {
            self.duplicates.open();
        }
        self.frames.push(Frame::new(level, offset));
        match level {
            Level::Identities => self.open_identities(offset),
            Level::Data if self.incoming() => self.data = DataState::default(),
            Level::Events => self.open_events(offset),
            _ => {}
        }
    }

    #[inline(always)]
    fn begin(&mut self, level: Level, item: Item) -> Step {
        match level {
            Level::Events => self.begin_event(item),
            Level::Array => self.begin_element(item),
            _ => self.begin_member(level, item),
        }
    }

    fn end(&mut self, level: Level, item: &Item, value: Raw<'a>) {
        match level {
            Level::Events => self.end_event(item, value),
            Level::Object | Level::Array => {}
            _ => self.end_member(level, item, value),
        }
    }

    fn close(&mut self, level: Level, offset: usize) {
        match level {
            Level::Batch => self.add_defaults(offset),
            Level::Data => self.add_data_defaults(offset),
            Level::Identities => self.close_identities(offset),
            Level::Events => self.close_events(offset),
            _ => {}
        }
        if level == Level::Batch {
            self.writer.keep_to(offset + 1);
        }
        self.frames.pop();
        if self.has_warnings() {
            self.duplicates.close();
        }
    }

    fn large_integer(&mut self, number: Raw<'a>) {
        self.notes.large_integer(number);
    }
}
