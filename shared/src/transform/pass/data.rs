//! An event's `data`: in incoming form its 64-bit members become strings, and its time and ids are added.

use super::Pass;
use crate::account::{Change, Reason};
use crate::batch::{Kind, Level, Raw, copy_compact, is_integer};
use crate::issue::Problem;
use crate::outgoing::INTEGERS;

/// What the `data` that is being read has, as it is in the message.
#[derive(Debug, Default)]
pub(super) struct DataState {
    time: Option<String>,
    has_id: bool,
    has_start: bool,
}

impl<'a> Pass<'a, '_> {
    pub(super) fn data_member(&mut self, name: &str, value: Raw<'a>) {
        if self.incoming() && INTEGERS.contains(&name) {
            self.integer_member(name, value);
        } else {
            self.check_spelling(Level::Data, name, value);
        }
    }

    fn integer_member(&mut self, name: &str, value: Raw<'a>) {
        let mut written = String::new();
        copy_compact(value.text, &mut written);
        match value.kind() {
            Kind::Number if is_integer(value.text) => {
                written = format!("\"{written}\"");
                self.quote(value);
            }
            Kind::Null if name == "timestamp_unixtime_ms" => {
                written = format!("\"{}\"", self.batch_time());
                self.replace_value(value, &written, Change::Converted, Reason::OutgoingDefault);
            }
            Kind::String => {}
            Kind::Null if self.was_null(name) => {}
            kind => {
                let found = if kind == Kind::Number { "a fraction" } else { kind.words() };
                let problem = Problem::NotAnInteger { member: name.to_owned(), found };
                self.note(problem, value.offset, value.text.len());
            }
        }
        match name {
            "timestamp_unixtime_ms" => self.data.time = Some(written),
            "event_id" => self.data.has_id = true,
            "event_start_unixtime_ms" => self.data.has_start = true,
            _ => {}
        }
    }

    /// Whether a member of this name was null before in this batch.
    fn was_null(&mut self, name: &str) -> bool {
        let noted = INTEGERS.iter().position(|it| *it == name).and_then(|at| self.notes.nulls.get_mut(at));
        noted.is_some_and(|noted| std::mem::replace(noted, true))
    }

    /// Puts quotes around an integer; its digits are copied.
    fn quote(&mut self, value: Raw<'a>) {
        let pointer = self.pointer();
        let entry = self.account(pointer, Change::Converted, Reason::IntegerAsString, value.offset);
        self.members[entry].bytes_added = 2;
        self.writer.keep_to(value.offset);
        self.writer.insert("\"");
        self.writer.keep_to(value.end());
        self.writer.insert("\"");
    }

    pub(super) fn add_data_defaults(&mut self) {
        if !self.incoming() {
            return;
        }
        let state = std::mem::take(&mut self.data);
        let time = match state.time {
            Some(time) => time,
            None => {
                let time = format!("\"{}\"", self.batch_time());
                self.add_member("timestamp_unixtime_ms", &time, Reason::OutgoingDefault);
                time
            }
        };
        if !state.has_id {
            let id = format!("\"{}\"", self.ids().event(self.events.len()));
            self.add_member("event_id", &id, Reason::OutgoingDefault);
        }
        if !state.has_start {
            self.add_member("event_start_unixtime_ms", &time, Reason::OutgoingDefault);
        }
    }
}
