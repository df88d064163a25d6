//! Puts the messages of a batch together.

use std::ops::Range;

use super::layout::{Hole, Layout};
use crate::outgoing::Ids;

/// Bytes of a message id as JSON: a UUID in quotes.
const ID_BYTES: usize = 38;

/// Puts messages together, one after the other, in one buffer.
pub(crate) struct Assembler<'m> {
    whole: &'m str,
    layout: &'m Layout,
    ids: Option<&'m Ids>,
    holes: Vec<(Range<usize>, Hole)>,
    envelope: usize,
}

impl<'m> Assembler<'m> {
    pub(crate) fn new(whole: &'m str, layout: &'m Layout, ids: Option<&'m Ids>) -> Self {
        let holes = if layout.is_split() { layout.holes() } else { Vec::new() };
        let envelope = if layout.is_split() { layout.envelope(whole.len()) } else { 0 };
        Self { whole, layout, ids, holes, envelope }
    }

    /// Bytes of message `number`.
    pub(crate) fn bytes(&self, number: usize) -> usize {
        if !self.layout.is_split() {
            return self.whole.len();
        }
        self.envelope + self.layout.events.get(number).map_or(0, |it| it.place.len())
    }

    /// Message `number`, in `buffer` unless it is the one that holds all events.
    pub(crate) fn message<'b>(&self, number: usize, buffer: &'b mut String) -> &'b str
    where
        'm: 'b,
    {
        if !self.layout.is_split() {
            return self.whole;
        }
        buffer.clear();
        buffer.reserve(self.bytes(number) + ID_BYTES);
        let event = self.layout.events.get(number).map(|it| it.place.clone()).unwrap_or_default();
        let mut at = 0;
        for (place, hole) in &self.holes {
            buffer.push_str(self.whole.get(at..place.start).unwrap_or_default());
            match hole {
                Hole::Event => buffer.push_str(self.whole.get(event.clone()).unwrap_or_default()),
                Hole::MessageId => {
                    if let Some(ids) = self.ids {
                        ids.write_message(number, buffer);
                    }
                }
                Hole::Nothing => {}
            }
            at = place.end;
        }
        buffer.push_str(self.whole.get(at..).unwrap_or_default());
        buffer
    }
}
