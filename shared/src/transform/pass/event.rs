//! An event: kept or dropped by its type, which stands behind its data.

use std::borrow::Cow;

use super::super::writer::Mark;
use super::Pass;
use crate::account::{Entry, EventEntry, Fate, Reason};
use crate::batch::{EventType, Item, Kind, Level, Raw, Step};
use crate::issue::Problem;
use crate::outgoing::INTEGERS;
use crate::record::KeptEvent;

/// What is known of the event that is being read, and how to take it back.
#[derive(Debug, Default)]
pub(super) struct EventState {
    /// Its position in `events`.
    pub(super) index: usize,
    has_type: bool,
    event_type: Option<EventType>,
    /// A type that is not forwarded, as written.
    unknown_type: Option<(String, usize, usize)>,
    has_data: bool,
    drop: Option<Reason>,
    fault: Option<(Problem, usize, usize)>,
    before: Before,
}

/// How things were before the event.
#[derive(Debug, Default, Clone, Copy)]
struct Before {
    written: Mark,
    place: usize,
    members: usize,
    edits: usize,
    found: usize,
    listed: [usize; 2],
    omitted: usize,
    nulls: [bool; INTEGERS.len()],
}

impl<'a> Pass<'a, '_> {
    #[inline(never)]
    pub(super) fn begin_event(&mut self, item: Item) -> Step {
        if let Some(frame) = self.frames.last_mut() {
            frame.item = Some(item);
            frame.known = None;
        }
        let before = Before {
            written: self.writer.mark(),
            place: self.writer.place(item.start),
            members: self.ledger.members.len(),
            edits: self.ledger.edits.len(),
            found: self.notes.found.len(),
            listed: self.notes.listed,
            omitted: self.notes.omitted,
            nulls: self.notes.nulls,
        };
        self.event = EventState { before, index: item.index, ..EventState::default() };
        let kind = Kind::at(self.job.text, item.start);
        if kind == Kind::Object {
            return Step::Enter(Level::Event);
        }
        self.event.fault = Some((Problem::EventNotObject { found: kind.words() }, item.start, 1));
        Step::Take
    }

    pub(super) fn event_data(&mut self, value: Raw<'a>) {
        self.event.has_data = true;
        if value.kind() != Kind::Object {
            let problem = Problem::DataNotObject { found: value.kind().words() };
            self.note(problem, value.offset, value.text.len());
        }
    }

    /// Where the name is repeated, each occurrence must be one that is forwarded: a filter fails closed.
    pub(super) fn event_type(&mut self, value: Raw<'a>) {
        // As written first: there is hardly ever anything to decode.
        if let Some(known) = value.in_quotes().and_then(EventType::exact) {
            return self.known_type(known);
        }
        let Some(name) = value.string() else {
            let problem = Problem::EventTypeNotString { found: value.kind().words() };
            self.event.fault = Some((problem, value.offset, value.text.len()));
            return;
        };
        let Some(known) = EventType::find(&name) else {
            self.event.has_type = true;
            self.event.event_type = None;
            self.event.drop = self.event.drop.or(self.job.plan.drop_reason(None));
            self.event.unknown_type = Some((name.into_owned(), value.offset, value.text.len()));
            return;
        };
        self.known_type(known);
        if known.as_str() != name && self.incoming() {
            self.replace_value(value, &format!("\"{}\"", known.as_str()), Reason::DocumentedSpelling);
        }
    }

    fn known_type(&mut self, known: EventType) {
        self.event.has_type = true;
        self.event.event_type = Some(known);
        self.event.drop = self.event.drop.or(self.job.plan.drop_reason(Some(known)));
    }

    pub(super) fn end_event(&mut self, item: &Item, value: Raw<'a>) {
        let mut state = std::mem::take(&mut self.event);
        self.event.index = state.index;
        if !state.has_type && state.fault.is_none() {
            state.fault = Some((Problem::EventTypeMissing, item.start, 1));
        }
        let reason = if state.fault.is_some() { Some(Reason::MalformedEvent) } else { state.drop };
        match reason {
            Some(reason) => self.drop_event(&mut state, item, value, reason),
            None => self.keep_event(&mut state, item, value),
        }
        if let Some((problem, offset, bytes)) = state.fault {
            self.note(problem, offset, bytes);
        } else if let Some((event_type, offset, bytes)) = state.unknown_type {
            self.note(Problem::UnknownEventType { event_type }, offset, bytes);
        }
    }

    fn event_entry(&mut self, state: &EventState, item: &Item, value: Raw<'a>, fate: Fate, reason: Option<Reason>) {
        if !self.ledger.on {
            return;
        }
        let known = state.event_type.map(|it| Cow::Borrowed(it.as_str()));
        let event_type = known.or_else(|| state.unknown_type.as_ref().map(|it| Cow::Owned(it.0.clone())));
        let (batch, index, offset, bytes) = (self.job.index, state.index, item.start, value.text.len());
        self.ledger.events.push(EventEntry { batch, index, event_type, fate, reason, offset, bytes, bytes_removed: 0 });
    }

    /// Takes back all that was written and noted of the event.
    fn drop_event(&mut self, state: &mut EventState, item: &Item, value: Raw<'a>, reason: Reason) {
        let before = state.before;
        self.writer.rewind(before.written);
        self.ledger.members.truncate(before.members);
        self.ledger.edits.truncate(before.edits);
        self.notes.found.truncate(before.found);
        self.notes.listed = before.listed;
        self.notes.omitted = before.omitted;
        self.notes.nulls = before.nulls;
        let entry = Entry::Event(self.ledger.events.len());
        self.event_entry(state, item, value, Fate::Dropped, Some(reason));
        self.cut_item(item.start, value.end(), entry);
    }

    fn keep_event(&mut self, state: &mut EventState, item: &Item, value: Raw<'a>) {
        let end = self.writer.place(value.end());
        self.layout.events.push(KeptEvent { index: state.index, place: state.before.place..end });
        let changed = self.ledger.edits.len() > state.before.edits;
        self.event_entry(state, item, value, if changed { Fate::Changed } else { Fate::Kept }, None);
        if !state.has_data {
            self.note(Problem::DataNotObject { found: "missing" }, item.start, 1);
        }
    }
}
