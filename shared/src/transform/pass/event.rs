//! An event: kept or dropped by its type, which stands behind its data.

use super::super::writer::Mark;
use super::{Pass, Removal};
use crate::account::{EventEntry, Fate, Reason};
use crate::batch::{Item, Kind, Level, Raw, compact_len};
use crate::issue::Problem;
use crate::outgoing::INTEGERS;

/// What is known of the event that is being read, and how to take it back.
#[derive(Debug, Default)]
pub(super) struct EventState {
    event_type: Option<String>,
    has_data: bool,
    drop: Option<Reason>,
    fault: Option<(Problem, usize, usize)>,
    before: Before,
}

/// How things were before the event.
#[derive(Debug, Default, Clone, Copy)]
struct Before {
    written: Mark,
    kept_any: bool,
    members: usize,
    found: usize,
    omitted: usize,
    nulls: [bool; INTEGERS.len()],
}

impl<'a> Pass<'a, '_> {
    pub(super) fn begin_event(&mut self, item: &Item<'a>) {
        let Some(frame) = self.frames.last() else { return };
        // What stands before the event stays, whatever becomes of it.
        self.writer.keep_to(frame.last_end);
        let before = Before {
            written: self.writer.mark(),
            kept_any: frame.kept_any,
            members: self.members.len(),
            found: self.notes.found.len(),
            omitted: self.notes.omitted,
            nulls: self.notes.nulls,
        };
        self.event = EventState { before, ..EventState::default() };
        if item.kind != Kind::Object {
            self.event.fault = Some((Problem::EventNotObject { found: item.kind.words() }, item.start, 1));
        }
    }

    pub(super) fn event_member(&mut self, name: &str, value: Raw<'a>) {
        match name {
            "event_type" => self.event_type(value),
            "data" => {
                self.event.has_data = true;
                if value.kind() != Kind::Object {
                    let problem = Problem::DataNotObject { found: value.kind().words() };
                    self.note(problem, value.offset, value.text.len());
                }
            }
            _ => {}
        }
    }

    /// Where the name is repeated, each occurrence must be one that is forwarded: a filter fails closed.
    fn event_type(&mut self, value: Raw<'a>) {
        let Some(name) = value.string() else {
            let problem = Problem::EventTypeNotString { found: value.kind().words() };
            self.event.fault = Some((problem, value.offset, value.text.len()));
            return;
        };
        self.event.drop = self.event.drop.or(self.job.plan.drop_reason(&name));
        self.event.event_type = Some(name.into_owned());
        self.check_spelling(Level::Event, "event_type", value);
    }

    pub(super) fn end_event(&mut self, item: &Item<'a>, value: Raw<'a>) {
        let pointer = self.pointer();
        let mut state = std::mem::take(&mut self.event);
        if state.event_type.is_none() && state.fault.is_none() {
            state.fault = Some((Problem::EventTypeMissing, item.start, 1));
        }
        let reason = if state.fault.is_some() { Some(Reason::MalformedEvent) } else { state.drop };
        let (fate, bytes_removed) = match reason {
            Some(_) => (Fate::Dropped, self.drop_event(&state.before, value)),
            None => {
                self.keep_event(&state, item, value);
                let changed = self.members.len() > state.before.members;
                (if changed { Fate::Changed } else { Fate::Kept }, 0)
            }
        };
        if let Some((problem, offset, bytes)) = state.fault {
            self.note(problem, offset, bytes);
        }
        let (batch, offset, bytes) = (self.job.index, item.start, value.text.len());
        let event_type = state.event_type;
        self.events.push(EventEntry { batch, pointer, event_type, fate, reason, offset, bytes, bytes_removed });
    }

    /// Takes back all that was written and noted of the event; gives the bytes that are left out.
    fn drop_event(&mut self, before: &Before, value: Raw<'a>) -> usize {
        self.writer.rewind(before.written);
        self.writer.cut_to(value.end());
        self.members.truncate(before.members);
        self.notes.found.truncate(before.found);
        self.notes.omitted = before.omitted;
        self.notes.nulls = before.nulls;
        let Some(frame) = self.frames.last_mut() else { return 0 };
        frame.kept_any = before.kept_any;
        frame.last_removal = Some(Removal::Event(self.events.len()));
        // A comma before it is its own if it was to be kept; else it went to the removal before.
        let start = if before.kept_any { frame.last_end } else { value.offset };
        compact_len(self.job.text.get(start..value.end()).unwrap_or_default())
    }

    fn keep_event(&mut self, state: &EventState, item: &Item<'a>, value: Raw<'a>) {
        self.writer.keep_to(value.end());
        let comma = usize::from(state.before.kept_any);
        let start = state.before.written.len() + comma;
        self.layout.events.push(start..self.writer.len());
        if !state.has_data {
            self.note(Problem::DataNotObject { found: "missing" }, item.start, 1);
        }
    }
}
