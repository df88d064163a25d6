//! An event's `data`: in incoming form its 64-bit members become strings, and its time and ids are added.

use super::Pass;
use super::frame::Cut;
use crate::account::{Change, Reason};
use crate::batch::{Kind, Raw, is_integer};
use crate::issue::Problem;
use crate::transform::plan::Known;

/// What the `data` that is being read has, as it is in the message.
#[derive(Debug, Default)]
pub(super) struct DataState {
    time: Option<String>,
    has_id: bool,
    has_start: bool,
}

const TIME: &str = "timestamp_unixtime_ms";

impl<'a> Pass<'a, '_> {
    /// `known` is the 64-bit member number `index`.
    pub(super) fn integer_member(&mut self, known: &Known, index: usize, value: Raw<'a>) {
        let is_time = known.name == TIME;
        let mut written = None;
        match value.kind() {
            Kind::Number if is_integer(value.text) => {
                written = is_time.then(|| quoted(value.text));
                self.quote(value);
            }
            Kind::Null if is_time => {
                let time = quoted(&self.batch_time());
                self.replace_value(value, &time, Reason::OutgoingDefault);
                written = Some(time);
            }
            Kind::String => {}
            Kind::Null if self.was_null(index) => {}
            kind => {
                let found = if kind == Kind::Number { "a fraction" } else { kind.words() };
                let problem = Problem::NotAnInteger { member: known.name.to_owned(), found };
                self.note(problem, value.offset, value.text.len());
            }
        }
        match known.name {
            TIME => self.data.time = Some(written.unwrap_or_else(|| value.compact())),
            "event_id" => self.data.has_id = true,
            "event_start_unixtime_ms" => self.data.has_start = true,
            _ => {}
        }
    }

    /// Whether this member was null before in this batch.
    fn was_null(&mut self, index: usize) -> bool {
        self.notes.nulls.get_mut(index).is_some_and(|noted| std::mem::replace(noted, true))
    }

    /// Puts quotes around an integer; its digits are copied.
    fn quote(&mut self, value: Raw<'a>) {
        let place = Cut { from: value.offset, to: value.end() };
        let by = self.entry(Change::Converted, Reason::IntegerAsString, place);
        self.put(value.offset, "\"", by);
        self.put(value.end(), "\"", by);
    }

    /// `bracket` closes the `data`.
    pub(super) fn add_data_defaults(&mut self, bracket: usize) {
        if !self.incoming() {
            return;
        }
        let state = std::mem::take(&mut self.data);
        let time = match state.time {
            Some(time) => time,
            None => {
                let time = quoted(&self.batch_time());
                self.add_member(bracket, TIME, &time, Reason::OutgoingDefault);
                time
            }
        };
        if !state.has_id {
            let id = quoted(&self.ids().event(self.event.index).to_string());
            self.add_member(bracket, "event_id", &id, Reason::OutgoingDefault);
        }
        if !state.has_start {
            self.add_member(bracket, "event_start_unixtime_ms", &time, Reason::OutgoingDefault);
        }
    }
}

/// `digits` as a JSON string.
fn quoted(digits: &str) -> String {
    ["\"", digits, "\""].concat()
}
