//! The account entry by entry, each with its places in the messages.

use std::ops::Range;

use super::{Account, Edit, Entry, Fate, Line, Place, Source};

impl Account {
    /// Each entry, batch by batch: the batch's own, those of its events, those of its members. They are made one by
    /// one: where each event has a message of its own, a member outside of events has a place in every message.
    ///
    /// ```
    /// use shared::{ConnectionSettings, Receipt, transform};
    /// let text = r#"{"message_id":"m","mp_deviceid":"d"}"#;
    /// let outcome = transform(text, &ConnectionSettings::default(), Receipt { time_ms: 0, number: 0 }, None);
    /// let line = outcome.account.lines().next().unwrap();
    /// assert_eq!((line.pointer.as_str(), line.setting), ("/mp_deviceid", Some("include_mp_deviceid")));
    /// assert_eq!(&text[line.source.offset..][..line.source.bytes], r#""mp_deviceid":"d""#);
    /// ```
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        // Each batch yields messages or has an entry that says why not.
        let (with, without) = (self.sources.iter().map(|it| it.batch), self.batches.iter().map(|it| it.batch));
        let mut batches: Vec<_> = with.chain(without).collect();
        batches.sort_unstable();
        batches.into_iter().flat_map(|batch| self.lines_of(batch))
    }

    fn lines_of(&self, batch: usize) -> impl Iterator<Item = Line> {
        let entries = self.batches.get(range(&self.batches, batch, |it| it.batch)).unwrap_or_default();
        let source = self.sources.get(range(&self.sources, batch, |it| it.batch)).and_then(<[_]>::first);
        entries
            .iter()
            .map(Line::of_batch)
            .chain(self.event_lines(batch, source))
            .chain(self.member_lines(batch, source))
    }

    fn event_lines<'a>(&'a self, batch: usize, source: Option<&'a Source>) -> impl Iterator<Item = Line> {
        let entries = self.events.get(range(&self.events, batch, |it| it.batch)).unwrap_or_default();
        let mut kept = source.into_iter().flat_map(|it| &it.layout.events);
        entries.iter().map(move |entry| {
            let place = if entry.fate == Fate::Dropped { None } else { kept.next() };
            Line { places: places(source, place.map(|it| it.place.clone())), ..Line::of_event(entry) }
        })
    }

    fn member_lines<'a>(&'a self, batch: usize, source: Option<&'a Source>) -> impl Iterator<Item = Line> {
        let members = range(&self.members, batch, |it| it.batch);
        let edits = source.and_then(|it| self.edits.get(it.edits.clone())).unwrap_or_default();
        let spans = spans(edits, &members);
        let entries = self.members.get(members).unwrap_or_default();
        let line = move |(entry, span)| Line { places: places(source, span), ..Line::of_member(entry) };
        entries.iter().zip(spans).map(line)
    }
}

/// Where the entries of `batch` are: they are in the order of the input.
fn range<T>(entries: &[T], batch: usize, number: fn(&T) -> usize) -> Range<usize> {
    entries.partition_point(|it| number(it) < batch)..entries.partition_point(|it| number(it) <= batch)
}

/// From the first to the last byte that each of the `members` put into the message that holds all events.
pub(super) fn spans(edits: &[Edit], members: &Range<usize>) -> Vec<Option<Range<usize>>> {
    let mut spans: Vec<Option<Range<usize>>> = vec![None; members.len()];
    for edit in edits.iter().filter(|it| it.added > 0) {
        let Entry::Member(index) = edit.by else { continue };
        if let Some(span) = index.checked_sub(members.start).and_then(|index| spans.get_mut(index)) {
            let start = span.as_ref().map_or(edit.at, |it| it.start);
            *span = Some(start..edit.at + edit.added);
        }
    }
    spans
}

/// Where a range of the message that holds all events is in the messages of the input.
fn places(source: Option<&Source>, range: Option<Range<usize>>) -> Vec<Place> {
    let Some((source, range)) = source.zip(range) else { return Vec::new() };
    let place = |(number, place): (usize, Range<usize>)| Place {
        message: source.first_message + number,
        offset: place.start,
        bytes: place.len(),
    };
    source.layout.places(range).map(place).collect()
}
