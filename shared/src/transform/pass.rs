//! One pass over a batch: applies the rules as its members are read, and keeps the account.

mod data;
mod defaults;
mod event;
mod events;
mod identities;
mod notes;

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Receipt;
use super::facts::{Facts, Seen};
use super::plan::Plan;
use super::send_as_batch::Layout;
use super::writer::Writer;
use crate::account::{Change, EventEntry, MemberEntry, Reason};
use crate::batch::{Form, Item, Kind, Level, Name, Raw, Step, Visitor, compact_len};
use crate::issue::Problem;
use crate::outgoing::{BATCH_DEFAULTS, Ids, Spelled, spell};
use data::DataState;
use event::EventState;
pub(super) use notes::Found;
use notes::Notes;

/// What a pass is made with.
#[derive(Clone, Copy)]
pub(super) struct Job<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) index: usize,
    pub(super) plan: &'p Plan,
    pub(super) receipt: Receipt,
}

/// The state of a pass.
pub(super) struct Pass<'a, 'p> {
    job: Job<'a, 'p>,
    facts: Facts,
    pub(super) seen: Seen<'a>,
    writer: Writer<'a>,
    frames: Vec<Frame<'a>>,
    event: EventState,
    data: DataState,
    ids: OnceCell<Ids>,
    time_used: bool,
    unique_id_written: bool,
    /// The entry of `user_identities` while it is being converted.
    identities: usize,
    /// Which of the members that outgoing form always has are there.
    present: [bool; BATCH_DEFAULTS.len()],
    pub(super) layout: Layout,
    pub(super) members: Vec<MemberEntry>,
    pub(super) events: Vec<EventEntry>,
    pub(super) notes: Notes,
    /// The batch cannot be forwarded: its `events` is no array.
    pub(super) malformed: bool,
}

/// An object or array that is being read.
struct Frame<'a> {
    /// The item that is being read, or was read last.
    item: Option<Item<'a>>,
    /// Why the item that is being read is removed, if it is.
    removal: Option<Reason>,
    /// Whether an item is in the message yet: the next one then needs its comma.
    kept_any: bool,
    /// Where the item before ended.
    last_end: usize,
    /// The last removal: it takes the comma behind it where there is none before.
    last_removal: Option<Removal>,
    names: Vec<Cow<'a, str>>,
}

/// The entry of a removal.
#[derive(Debug, Clone, Copy)]
enum Removal {
    Member(usize),
    Event(usize),
}

impl<'a, 'p> Pass<'a, 'p> {
    pub(super) fn new(job: Job<'a, 'p>, facts: Facts) -> Self {
        let capacity = facts.end.saturating_sub(job.start);
        Self {
            job,
            facts,
            seen: Seen::default(),
            writer: Writer::new(job.text, job.start, capacity),
            frames: Vec::new(),
            event: EventState::default(),
            data: DataState::default(),
            ids: OnceCell::new(),
            time_used: false,
            unique_id_written: false,
            identities: 0,
            present: [false; BATCH_DEFAULTS.len()],
            layout: Layout::default(),
            members: Vec::new(),
            events: Vec::new(),
            notes: Notes::default(),
            malformed: false,
        }
    }

    /// Whether the pass was made on facts that turned out otherwise, and would have come out otherwise.
    pub(super) fn misled_by(&self, facts: &Facts) -> bool {
        let ids_used = self.ids.get().is_some();
        self.facts.form != facts.form
            || (self.time_used && self.facts.time != facts.time)
            || (ids_used && (self.facts.request_id != facts.request_id || self.facts.end != facts.end))
    }

    /// The message that holds all events.
    pub(super) fn finish(self) -> (String, Layout) {
        (self.writer.finish(), self.layout)
    }

    pub(super) fn ids(&self) -> &Ids {
        self.ids.get_or_init(|| {
            let batch = self.job.text.get(self.job.start..self.facts.end).unwrap_or_default();
            Ids::new(batch, self.facts.request_id.as_deref(), self.job.receipt)
        })
    }

    fn incoming(&self) -> bool {
        self.facts.form == Form::Incoming
    }

    /// The batch's own time, or the receipt time: digits.
    fn batch_time(&mut self) -> String {
        self.time_used = true;
        self.facts.time.clone().unwrap_or_else(|| self.job.receipt.time_ms.to_string())
    }

    /// Notes that an item was removed, added or converted; gives the entry's position.
    fn account(&mut self, pointer: String, change: Change, reason: Reason, offset: usize) -> usize {
        self.members.push(MemberEntry {
            batch: self.job.index,
            pointer,
            change,
            reason,
            offset,
            bytes_removed: 0,
            bytes_added: 0,
        });
        self.members.len() - 1
    }

    /// Copies what stands before an item that is kept: everything but a comma that belongs to a removed one.
    fn keep_item(&mut self, item: &Item<'a>) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.kept_any {
            return self.writer.keep_to(item.start);
        }
        frame.kept_any = true;
        self.writer.keep_to(frame.last_end);
        self.writer.cut_to(item.start);
        let comma = compact_len(self.job.text.get(frame.last_end..item.start).unwrap_or_default());
        match frame.last_removal {
            Some(Removal::Member(entry)) => self.members[entry].bytes_removed += comma,
            Some(Removal::Event(entry)) => self.events[entry].bytes_removed += comma,
            None => {}
        }
    }

    /// Leaves out an item, and the comma before it.
    fn remove_item(&mut self, item: &Item<'a>, value: Raw<'a>, reason: Reason) {
        let pointer = self.pointer();
        let entry = self.account(pointer, Change::Removed, reason, item.start);
        let Some(frame) = self.frames.last_mut() else { return };
        self.writer.keep_to(frame.last_end);
        self.writer.cut_to(value.end());
        let removed = self.job.text.get(frame.last_end..value.end()).unwrap_or_default();
        self.members[entry].bytes_removed = compact_len(removed);
        frame.last_removal = Some(Removal::Member(entry));
    }

    /// Writes `text` in the place of a value.
    fn replace_value(&mut self, value: Raw<'a>, text: &str, change: Change, reason: Reason) {
        let pointer = self.pointer();
        let entry = self.account(pointer, change, reason, value.offset);
        self.members[entry].bytes_removed = compact_len(value.text);
        self.members[entry].bytes_added = text.len();
        self.writer.keep_to(value.offset);
        self.writer.insert(text);
        self.writer.cut_to(value.end());
    }

    /// Adds a member at the end of the object that is being closed; gives where its value is in the message.
    fn add_member(&mut self, name: &str, value: &str, reason: Reason) -> std::ops::Range<usize> {
        let Some(frame) = self.frames.last_mut() else { return 0..0 };
        let comma = if frame.kept_any { "," } else { "" };
        frame.kept_any = true;
        let offset = frame.last_end;
        self.writer.keep_to(offset);
        let before = self.writer.len();
        self.writer.insert(&format!("{comma}\"{name}\":"));
        let start = self.writer.len();
        self.writer.insert(value);
        let pointer = format!("{}/{name}", self.container_pointer());
        let entry = self.account(pointer, Change::Added, reason, offset);
        self.members[entry].bytes_added = self.writer.len() - before;
        start..self.writer.len()
    }

    /// Reports a name that this object has had before.
    fn check_duplicate(&mut self, item: &Item<'a>, name: Cow<'a, str>) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.names.contains(&name) {
            let problem = Problem::DuplicateName { name: name.into_owned() };
            let bytes = item.name.map_or(0, |it| it.raw.len());
            self.note(problem, item.start, bytes);
        } else if frame.names.len() < Frame::NAMES {
            frame.names.push(name);
        }
    }

    /// Writes an enumerated value in its documented spelling (incoming form), and reports one that is not documented.
    fn check_spelling(&mut self, level: Level, name: &str, value: Raw<'a>) {
        let Some(text) = value.string().filter(|text| !text.is_empty()) else { return };
        match spell(level, name, &text) {
            Spelled::AsDocumented => {}
            Spelled::Means(documented) => {
                if self.incoming() {
                    let json = format!("\"{documented}\"");
                    self.replace_value(value, &json, Change::Converted, Reason::DocumentedSpelling);
                }
            }
            Spelled::Unknown => {
                let problem = Problem::UnknownValue { member: name.to_owned(), value: text.into_owned() };
                self.note(problem, value.offset, value.text.len());
            }
        }
    }

    fn removal(&self, level: Level, item: &Item<'a>, name: &str) -> Option<Reason> {
        match level {
            Level::Identities if item.kind == Kind::Null => Some(Reason::NullIdentity),
            Level::Batch if name == "unique_id" && self.unique_id_written => Some(Reason::UniqueId),
            _ => self.job.plan.removal(level, name),
        }
    }

    fn step(&self, level: Level, item: &Item<'a>, name: &str) -> Step {
        match (level, name, item.kind) {
            (Level::Batch, "events", Kind::Array) => Step::Enter(Level::Events),
            (Level::Batch, "user_identities", Kind::Object) if self.incoming() => Step::Enter(Level::Identities),
            (Level::Events, _, Kind::Object) => Step::Enter(Level::Event),
            (_, _, Kind::Object) => level.object(name).map_or(Step::Take, Step::Enter),
            _ => Step::Take,
        }
    }

    /// A member of the batch whose value is complete and kept.
    fn batch_member(&mut self, name: &str, value: Raw<'a>) {
        match (name, value.kind()) {
            ("events", Kind::Array) => self.end_events(value),
            ("events", Kind::Null) => {}
            ("events", kind) => {
                self.malformed = true;
                self.note(Problem::EventsNotArray { found: kind.words() }, value.offset, value.text.len());
            }
            ("unique_id", _) => self.replace_unique_id(value),
            _ if self.incoming() => self.default_or_spelling(name, value),
            ("message_id", _) => self.message_id(value),
            _ => self.check_spelling(Level::Batch, name, value),
        }
    }
}

impl Frame<'_> {
    /// Names are compared with at most so many others: an object of a million names must not take a million times
    /// as long.
    const NAMES: usize = 256;
}

impl<'a> Visitor<'a> for Pass<'a, '_> {
    fn open(&mut self, level: Level, offset: usize) {
        self.frames.push(Frame {
            item: None,
            removal: None,
            kept_any: false,
            last_end: offset + 1,
            last_removal: None,
            names: Vec::new(),
        });
        match level {
            Level::Identities => self.open_identities(offset),
            Level::Data => self.data = DataState::default(),
            Level::Events => self.open_events(offset),
            _ => {}
        }
    }

    fn begin(&mut self, level: Level, item: &Item<'a>) -> Step {
        let name = item.name.map(Name::text).unwrap_or_default();
        let removal = self.removal(level, item, &name);
        if let Some(frame) = self.frames.last_mut() {
            frame.item = Some(*item);
            frame.removal = removal;
        }
        if item.name.is_some() {
            self.check_duplicate(item, name.clone());
            self.note_present(level, &name);
        }
        if removal.is_some() {
            return Step::Take;
        }
        let step = self.step(level, item, &name);
        if step == Step::Enter(Level::Events) {
            self.begin_events();
        }
        if level == Level::Events {
            self.begin_event(item);
        }
        self.keep_item(item);
        if level == Level::Identities {
            self.begin_identity(item, &name);
        }
        step
    }

    fn end(&mut self, level: Level, item: &Item<'a>, value: Raw<'a>) {
        let name = item.name.map(Name::text).unwrap_or_default();
        if level == Level::Batch {
            self.seen.member(&name, value);
        }
        if let Some(reason) = self.frames.last().and_then(|frame| frame.removal) {
            self.remove_item(item, value, reason);
        } else {
            match level {
                Level::Events => self.end_event(item, value),
                Level::Event => self.event_member(&name, value),
                Level::Data => self.data_member(&name, value),
                Level::Identities => self.end_identity(value),
                Level::Batch => self.batch_member(&name, value),
                _ => self.check_spelling(level, &name, value),
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.last_end = value.end();
        }
    }

    fn close(&mut self, level: Level, offset: usize) {
        match level {
            Level::Batch => self.add_defaults(),
            Level::Data => self.add_data_defaults(),
            Level::Identities => self.close_identities(offset),
            Level::Events => self.close_events(offset),
            _ => {}
        }
        if level == Level::Batch {
            self.writer.keep_to(offset + 1);
        }
        self.frames.pop();
    }
}
