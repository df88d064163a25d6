//! Where things are in the message that holds all events of a batch, so that each event can have a message of its own.

use std::ops::Range;

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

    /// Where a range of the message that holds all events is: in each message that has it, from 0. A range of an event
    /// is only in the message of that event; any other is in all, behind their events or before them.
    pub(crate) fn places(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let (messages, start, behind_event) = self.find(&range);
        messages.map(move |number| {
            let event = self.events.get(number).filter(|_| behind_event).map_or(0, |it| it.place.len());
            (number, start + event..start + event + range.len())
        })
    }

    /// The messages that have `range`, where in them it begins, and whether their own event is before it.
    fn find(&self, range: &Range<usize>) -> (Range<usize>, usize, bool) {
        if !self.is_split() {
            return (0..1, range.start, false);
        }
        let holds = |hole: &Range<usize>| hole.start <= range.start && range.end <= hole.end;
        let before = self.events.partition_point(|it| it.place.start <= range.start);
        let first = self.arrays.first().map(|it| it.inside.clone()).unwrap_or_default();
        let own = before.checked_sub(1).and_then(|number| Some((number, &self.events.get(number)?.place)));
        if let Some((number, event)) = own.filter(|it| holds(it.1)) {
            return (number..number + 1, first.start + range.start - event.start, false);
        }
        let others = || self.arrays.iter().skip(1).map(|it| &it.member);
        if others().chain([&first]).any(holds) {
            return (0..0, 0, false);
        }
        let behind = |hole: &&Range<usize>| hole.end <= range.start;
        let cut: usize = others().chain([&first]).filter(behind).map(Range::len).sum();
        (0..self.events.len(), range.start - cut, behind(&&first))
    }

    /// The bytes that every message has.
    pub(super) fn envelope(&self, whole: usize) -> usize {
        whole - self.holes().iter().map(|it| if it.1 == Hole::MessageId { 0 } else { it.0.len() }).sum::<usize>()
    }

    /// What stands in the envelope where the message that holds all events has something else, in order. There are
    /// few, and most stand in order already.
    pub(super) fn holes(&self) -> Vec<(Range<usize>, Hole)> {
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

/// What stands in a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hole {
    /// The message's own event.
    Event,
    /// The message's own id.
    MessageId,
    /// Nothing: only the first `events` is in it.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a":1,"events":[{1},{22}],"b":2}` and a message of its own for each event.
    fn layout() -> Layout {
        let event = |index, place| KeptEvent { index, place };
        Layout {
            arrays: vec![EventsArray { member: 6..26, inside: 17..25 }],
            events: vec![event(0, 17..20), event(1, 21..25)],
            message_ids: Vec::new(),
            split: true,
        }
    }

    #[test]
    fn what_is_outside_of_events_is_in_every_message_and_what_is_inside_only_in_its_own() {
        let places = |range| layout().places(range).collect::<Vec<_>>();
        assert_eq!(places(1..6), [(0, 1..6), (1, 1..6)], "before the events");
        assert_eq!(places(26..32), [(0, 21..27), (1, 22..28)], "behind them");
        assert_eq!(places(17..20), [(0, 17..20)], "the first event");
        assert_eq!(places(22..24), [(1, 18..20)], "a part of the second");
        assert_eq!(places(20..21), [], "the comma between them");
    }

    #[test]
    fn one_message_has_everything_where_it_is() {
        let whole = Layout { split: false, ..layout() };
        assert_eq!(whole.places(22..24).collect::<Vec<_>>(), [(0, 22..24)]);
    }
}
