//! The account's edits as pieces that stand on one side or on both, in order.
//!
//! All ranges count bytes without white space between tokens: those of the source from the beginning of the batch, those of
//! the output from the beginning of the message.

use std::ops::Range;

use crate::account::{Account, BatchEntry, Edit, Entry, Reason, Source};
use crate::batch::compact_len;
use crate::record::Part;

/// A piece of the batch, of the message, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) source: Range<usize>,
    pub(super) output: Range<usize>,
    pub(super) why: Why,
}

/// Why a piece is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The same bytes are on both sides.
    Kept,
    /// They are in another message.
    Elsewhere,
    /// They were cut out, or put in, or both.
    Edited(Reason),
}

/// The batch and the message that holds all its events.
pub(super) fn of_whole(account: &Account, source: &Source, text: &str) -> Vec<Piece> {
    let edits = account.edits.get(source.edits.clone()).unwrap_or_default();
    let mut walk = Walk::new(text, source.offset);
    for edit in edits {
        walk.keep_to(edit.offset);
        walk.edit(edit.offset + edit.bytes, edit.added, reason(account, edit));
    }
    walk.keep_to(source.offset + source.bytes);
    walk.pieces
}

fn reason(account: &Account, edit: &Edit) -> Reason {
    let found = match edit.by {
        Entry::Event(index) => account.events.get(index).and_then(|it| it.reason),
        Entry::Member(index) => account.members.get(index).map(|it| it.reason),
        Entry::Nowhere => None,
    };
    // Each edit has an entry, and each entry that has one has a reason.
    found.unwrap_or(Reason::OutgoingDefault)
}

/// A batch that yields no message; what was left out of it before has its own reason.
pub(super) fn of_lost(account: &Account, entry: &BatchEntry, text: &str) -> Vec<Piece> {
    let mut walk = Walk::new(text, entry.offset);
    let first = account.events.partition_point(|it| it.batch < entry.batch);
    for event in account.events.iter().skip(first).take_while(|it| it.batch == entry.batch) {
        walk.edit(event.offset, 0, entry.reason);
        walk.edit(event.offset + event.bytes, 0, event.reason.unwrap_or(entry.reason));
    }
    walk.edit(entry.offset + entry.bytes, 0, entry.reason);
    walk.pieces
}

/// Goes along a batch and its message, from edit to edit.
struct Walk<'a> {
    text: &'a str,
    /// How far it is in the input.
    at: usize,
    source: usize,
    output: usize,
    pieces: Vec<Piece>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, source: 0, output: 0, pieces: Vec::new() }
    }

    /// What stands up to `offset` of the input is on both sides.
    fn keep_to(&mut self, offset: usize) {
        let bytes = self.bytes_to(offset);
        self.push(bytes, bytes, Why::Kept);
    }

    /// What stands up to `offset` of the input was cut out, and `added` bytes were put in.
    fn edit(&mut self, offset: usize, added: usize, reason: Reason) {
        let bytes = self.bytes_to(offset);
        self.push(bytes, added, Why::Edited(reason));
    }

    fn bytes_to(&mut self, offset: usize) -> usize {
        let to = offset.max(self.at);
        let from = std::mem::replace(&mut self.at, to);
        compact_len(self.text.get(from..offset).unwrap_or_default())
    }

    fn push(&mut self, source: usize, output: usize, why: Why) {
        let piece = Piece { source: self.source..self.source + source, output: self.output..self.output + output, why };
        (self.source, self.output) = (piece.source.end, piece.output.end);
        if source > 0 || output > 0 {
            self.pieces.push(piece);
        }
    }
}

/// The same pieces for a message that has only these `parts` of the one that holds all events; `id` bytes are its own.
pub(super) fn of_parts(whole: Vec<Piece>, parts: &[Part], id: usize) -> Vec<Piece> {
    let mut sift = Sift { parts, next: 0, id, output: 0, pieces: Vec::new() };
    for piece in whole {
        sift.take(piece);
    }
    sift.own_ids();
    sift.pieces
}

/// Takes pieces of the message that holds all events, and makes those of a message with parts of it.
struct Sift<'p> {
    parts: &'p [Part],
    /// The first part that does not end before the piece.
    next: usize,
    id: usize,
    output: usize,
    pieces: Vec<Piece>,
}

impl Sift<'_> {
    fn take(&mut self, piece: Piece) {
        let Piece { mut source, output, why } = piece;
        if output.is_empty() {
            return self.push(source, 0, why);
        }
        let mut at = output.start;
        while at < output.end {
            let (end, is_in) = self.run(at, output.end);
            let bytes = end - at;
            // What was cut out goes with the first run; what is kept is as long on both sides.
            let of_source = if why == Why::Kept { source.start..source.start + bytes } else { source.clone() };
            source.start = of_source.end;
            self.push(
                of_source,
                if is_in { bytes } else { 0 },
                if is_in || why != Why::Kept { why } else { Why::Elsewhere },
            );
            at = end;
        }
    }

    /// Up to where, from `at` to `end` of the message that holds all events, bytes are all in the message or all not.
    fn run(&mut self, at: usize, end: usize) -> (usize, bool) {
        while let Some(part) = self.parts.get(self.next) {
            match part {
                Part::Of(part) if at < part.start => return (part.start.min(end), false),
                Part::Of(part) if at < part.end => return (part.end.min(end), true),
                Part::Of(_) => self.next += 1,
                Part::Id => self.own_ids(),
            }
        }
        (end, false)
    }

    /// Message ids of its own that come next.
    fn own_ids(&mut self) {
        while let Some(part) = self.parts.get(self.next) {
            match part {
                Part::Id => self.push(0..0, self.id, Why::Edited(Reason::SplitByEvent)),
                Part::Of(part) if part.is_empty() => {}
                Part::Of(_) => return,
            }
            self.next += 1;
        }
    }

    fn push(&mut self, source: Range<usize>, output: usize, why: Why) {
        if source.is_empty() && output == 0 {
            return;
        }
        // A piece that is only of the message has no place of its own in the batch.
        let source = if source.is_empty() { 0..0 } else { source };
        self.pieces.push(Piece { source, output: self.output..self.output + output, why });
        self.output += output;
    }
}
