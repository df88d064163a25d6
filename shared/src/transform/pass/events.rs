//! Where the `events` arrays are in the message, so that their events can be sent apart.

use super::frame::Cut;
use super::{EVENT_BYTES, Pass};
use crate::batch::{Item, Raw, skip_space_back};
use crate::record::EventsArray;

impl<'a> Pass<'a, '_> {
    pub(super) fn begin_events(&mut self, item: Item) {
        // From the comma before it, if there is one: a second `events` is left out with it.
        let before = skip_space_back(self.job.text, item.start);
        let comma = before.saturating_sub(1);
        let is_comma = self.job.text.as_bytes().get(comma) == Some(&b',');
        let start = self.writer.place(if is_comma { comma } else { item.start });
        if self.layout.arrays.is_empty() {
            let bytes = self.job.end.unwrap_or(item.start).saturating_sub(item.start);
            self.layout.events.reserve(bytes / EVENT_BYTES);
        }
        self.layout.arrays.push(EventsArray { member: start..start, inside: start..start });
    }

    pub(super) fn open_events(&mut self, offset: usize) {
        let start = self.writer.place(offset + 1);
        if let Some(array) = self.layout.arrays.last_mut() {
            array.inside.start = start;
        }
    }

    pub(super) fn close_events(&mut self, offset: usize) {
        let end = self.writer.place(offset);
        if let Some(array) = self.layout.arrays.last_mut() {
            array.inside.end = end;
        }
    }

    pub(super) fn end_events(&mut self, value: Raw<'a>) {
        self.ledger.array.get_or_insert(Cut { from: value.offset, to: value.end() });
        let end = self.writer.place(value.end());
        if let Some(array) = self.layout.arrays.last_mut() {
            array.member.end = end;
        }
    }
}
