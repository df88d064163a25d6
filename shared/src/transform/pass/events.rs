//! Where the `events` arrays are in the message, so that their events can be sent apart.

use super::Pass;
use crate::batch::Raw;
use crate::transform::send_as_batch::EventsArray;

impl<'a> Pass<'a, '_> {
    pub(super) fn begin_events(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        self.writer.keep_to(frame.last_end);
        let start = self.writer.len();
        self.layout.arrays.push(EventsArray { member: start..start, inside: start..start });
    }

    pub(super) fn open_events(&mut self, offset: usize) {
        self.writer.keep_to(offset + 1);
        let start = self.writer.len();
        if let Some(array) = self.layout.arrays.last_mut() {
            array.inside.start = start;
        }
    }

    pub(super) fn close_events(&mut self, offset: usize) {
        self.writer.keep_to(offset);
        let end = self.writer.len();
        if let Some(array) = self.layout.arrays.last_mut() {
            array.inside.end = end;
        }
    }

    pub(super) fn end_events(&mut self, value: Raw<'a>) {
        self.writer.keep_to(value.end());
        let end = self.writer.len();
        if let Some(array) = self.layout.arrays.last_mut() {
            array.member.end = end;
        }
    }
}
