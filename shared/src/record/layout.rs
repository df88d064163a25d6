//! Where things are in the message that holds all events of a batch, so that each event can have a message of its own.

use std::ops::Range;

use crate::outgoing::Ids;

/// Bytes of a message id as JSON: a UUID in quotes.
const ID_BYTES: usize = 38;

/// The places in the message that holds all events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The `events` arrays; more than one only where the name is repeated.
    pub(crate) arrays: Vec<EventsArray>,
    /// The events that are kept.
    pub(crate) events: Vec<KeptEvent>,
    /// The values of `message_id` that were made.
    pub(crate) message_ids: Vec<Range<usize>>,
    /// Each event has a message of its own.
    pub(crate) split: bool,
}

/// An event in that message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KeptEvent {
    /// Its position in the source.
    pub(crate) index: usize,
    pub(crate) place: Range<usize>,
}

/// An `events` array in that message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EventsArray {
    /// From the comma before its name to the end of its value.
    pub(crate) member: Range<usize>,
    /// What is inside its brackets.
    pub(crate) inside: Range<usize>,
}

/// A part of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// These bytes of the message that holds all events.
    Of(Range<usize>),
    /// A message id of its own.
    Id,
}

impl Layout {
    /// How many messages the batch has.
    pub(crate) fn messages(&self) -> usize {
        if self.is_split() { self.events.len() } else { 1 }
    }

    /// Whether there is another message than the one that holds all events.
    pub(crate) fn is_split(&self) -> bool {
        self.split && !self.events.is_empty()
    }

    /// The events of message `number`.
    pub(crate) fn events_of(&self, number: usize) -> &[KeptEvent] {
        let own = if self.is_split() { number..number + 1 } else { 0..self.events.len() };
        self.events.get(own).unwrap_or_default()
    }

    /// The parts of message `number`, in order; `whole` is the length of the message that holds all events.
    pub(crate) fn parts(&self, number: usize, whole: usize) -> Vec<Part> {
        if !self.is_split() {
            return vec![Part::Of(0..whole)];
        }
        let event = self.events.get(number).map(|it| it.place.clone()).unwrap_or_default();
        let (mut parts, mut at) = (Vec::new(), 0);
        for (place, hole) in self.holes() {
            parts.push(Part::Of(at..place.start));
            match hole {
                Hole::Event => parts.push(Part::Of(event.clone())),
                Hole::MessageId => parts.push(Part::Id),
                Hole::Nothing => {}
            }
            at = place.end;
        }
        parts.push(Part::Of(at..whole));
        parts
    }

    /// The bytes that only the message that holds all events has: commas between events, and a second `events`.
    pub(crate) fn lost(&self) -> usize {
        if !self.is_split() {
            return 0;
        }
        let first = self.arrays.first().map_or(0, |it| it.inside.len());
        let others: usize = self.arrays.iter().skip(1).map(|it| it.member.len()).sum();
        let events: usize = self.events.iter().map(|it| it.place.len()).sum();
        (first + others).saturating_sub(events)
    }

    /// The bytes that every message has.
    fn envelope(&self, whole: usize) -> usize {
        whole - self.holes().iter().map(|it| if it.1 == Hole::MessageId { 0 } else { it.0.len() }).sum::<usize>()
    }

    /// What stands in the envelope where the message that holds all events has something else, in order. There are
    /// few, and most stand in order already.
    fn holes(&self) -> Vec<(Range<usize>, Hole)> {
        let first = self.arrays.iter().take(1).map(|it| (it.inside.clone(), Hole::Event));
        let others = self.arrays.iter().skip(1).map(|it| (it.member.clone(), Hole::Nothing));
        let ids = self.message_ids.iter().map(|it| (it.clone(), Hole::MessageId));
        let mut holes: Vec<(Range<usize>, Hole)> = Vec::new();
        for hole in first.chain(others).chain(ids) {
            let at = holes.iter().rposition(|it| it.0.start < hole.0.start).map_or(0, |at| at + 1);
            holes.insert(at, hole);
        }
        holes
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hole {
    Event,
    MessageId,
    Nothing,
}

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
