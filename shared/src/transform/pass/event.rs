//! An event: kept or dropped by its type, which stands behind its data.

use std::borrow::Cow;

use super::super::writer::Mark;
use super::Pass;
use crate::account::{Entry, EventEntry, Fate, Reason};
use crate::batch::{EventType, Item, Kind, Level, Raw, Step, value_end};
use crate::issue::Problem;
use crate::outgoing::INTEGERS;
use crate::record::KeptEvent;

/// What is known of the event that is being read, and how to take it back.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct EventState {
    /// Its position in `events`.
    pub(super) index: usize,
    event_type: Type,
    has_data: bool,
    drop: Option<Reason>,
    fault: Option<Fault>,
    before: Before,
}

/// What an event's type is.
#[derive(Debug, Default, Clone, Copy)]
enum Type {
    #[default]
    Missing,
    Known(EventType),
    /// It is not forwarded; a string that begins at this offset.
    Unknown(usize),
}

/// Why an event cannot be forwarded, and where.
#[derive(Debug, Clone, Copy)]
enum Fault {
    NotObject(Kind, usize),
    TypeNotString(Kind, usize, usize),
    TypeMissing(usize),
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
        self.event.fault = Some(Fault::NotObject(kind, item.start));
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
            return self.take_type(Type::Known(known), self.job.plan.drop_reason(Some(known)));
        }
        let Some(name) = value.string() else {
            self.event.fault = Some(Fault::TypeNotString(value.kind(), value.offset, value.text.len()));
            return;
        };
        let known = EventType::find(&name);
        let event_type = known.map_or(Type::Unknown(value.offset), Type::Known);
        self.take_type(event_type, self.job.plan.drop_reason(known));
        if let Some(known) = known.filter(|it| it.as_str() != name && self.incoming()) {
            self.replace_value(value, &format!("\"{}\"", known.as_str()), Reason::DocumentedSpelling);
        }
    }

    fn take_type(&mut self, event_type: Type, drop: Option<Reason>) {
        self.event.event_type = event_type;
        self.event.drop = self.event.drop.or(drop);
    }

    pub(super) fn end_event(&mut self, item: &Item, value: Raw<'a>) {
        let mut state = self.event;
        if matches!(state.event_type, Type::Missing) && state.fault.is_none() {
            state.fault = Some(Fault::TypeMissing(item.start));
        }
        let reason = if state.fault.is_some() { Some(Reason::MalformedEvent) } else { state.drop };
        match reason {
            Some(reason) => self.drop_event(&state, item, value, reason),
            None => self.keep_event(&state, item, value),
        }
        self.note_event(&state);
    }

    /// Reports why the event is not forwarded, where that is not a setting.
    fn note_event(&mut self, state: &EventState) {
        match (state.fault, state.event_type) {
            (Some(Fault::NotObject(kind, offset)), _) => {
                self.note(Problem::EventNotObject { found: kind.words() }, offset, 1);
            }
            (Some(Fault::TypeNotString(kind, offset, bytes)), _) => {
                self.note(Problem::EventTypeNotString { found: kind.words() }, offset, bytes);
            }
            (Some(Fault::TypeMissing(offset)), _) => self.note(Problem::EventTypeMissing, offset, 1),
            (None, Type::Unknown(offset)) => {
                let event_type = self.type_at(offset);
                let bytes = value_end(self.job.text, offset) - offset;
                self.note(Problem::UnknownEventType { event_type }, offset, bytes);
            }
            (None, _) => {}
        }
    }

    /// What the string at `offset` says.
    fn type_at(&self, offset: usize) -> String {
        let text = self.job.text.get(offset..value_end(self.job.text, offset)).unwrap_or_default();
        Raw { text, offset }.string().unwrap_or_default().into_owned()
    }

    fn event_entry(&mut self, state: &EventState, item: &Item, value: Raw<'a>, fate: Fate, reason: Option<Reason>) {
        if !self.ledger.on {
            return;
        }
        let event_type = match state.event_type {
            Type::Missing => None,
            Type::Known(known) => Some(Cow::Borrowed(known.as_str())),
            Type::Unknown(offset) => Some(Cow::Owned(self.type_at(offset))),
        };
        let (batch, index, offset, bytes) = (self.job.index, state.index, item.start, value.text.len());
        self.ledger.events.push(EventEntry { batch, index, event_type, fate, reason, offset, bytes, bytes_removed: 0 });
    }

    /// Takes back all that was written and noted of the event.
    fn drop_event(&mut self, state: &EventState, item: &Item, value: Raw<'a>, reason: Reason) {
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

    fn keep_event(&mut self, state: &EventState, item: &Item, value: Raw<'a>) {
        let end = self.writer.place(value.end());
        self.layout.events.push(KeptEvent { index: state.index, place: state.before.place..end });
        let changed = self.ledger.edits.len() > state.before.edits;
        self.event_entry(state, item, value, if changed { Fate::Changed } else { Fate::Kept }, None);
        if !state.has_data {
            self.note(Problem::DataNotObject { found: "missing" }, item.start, 1);
        }
    }
}
