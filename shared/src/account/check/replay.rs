//! What the edits make of a batch's source, compared with its messages.

use std::ops::Range;

use super::{Balance, Imbalance};
use crate::account::{Account, Source};
use crate::batch::{compact_len, copy_compact};
use crate::record::Part;

/// A batch's edits, replayed on its source: the message that holds all events, as far as it is copied.
pub(super) struct Replay<'a> {
    source: &'a Source,
    /// That message; what was put in is blank.
    whole: String,
    /// What was put in, in order.
    added: Vec<Range<usize>>,
    /// Bytes of the source, without white space.
    source_bytes: usize,
    cut_out: usize,
}

impl<'a> Replay<'a> {
    pub(super) fn new(account: &Account, source: &'a Source, text: &str) -> Self {
        let mut replay = Self { source, whole: String::new(), added: Vec::new(), source_bytes: 0, cut_out: 0 };
        let end = source.offset + source.bytes;
        let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        replay.source_bytes = compact_len(piece(source.offset, end));
        let mut at = source.offset;
        for edit in account.edits.get(source.edits.clone()).unwrap_or_default() {
            copy_compact(piece(at, edit.offset), &mut replay.whole);
            replay.cut_out += compact_len(piece(edit.offset, edit.offset + edit.bytes));
            at = edit.offset + edit.bytes;
            if edit.added > 0 {
                replay.added.push(edit.at..edit.at + edit.added);
                replay.whole.extend(std::iter::repeat_n('\0', edit.added));
            }
        }
        copy_compact(piece(at, end), &mut replay.whole);
        replay
    }

    /// Counts the bytes of the source.
    pub(super) fn count(&self, balance: &mut Balance) {
        let lost = self.source.layout.lost();
        let put_in: usize = self.added.iter().map(Range::len).sum();
        balance.source += self.source_bytes;
        balance.removed += self.cut_out + lost;
        balance.kept += self.whole.len() - put_in - lost;
    }

    /// Compares message `number` of the batch with its parts of the replayed one.
    pub(super) fn check(&self, number: usize, value: &str, balance: &mut Balance) -> Result<(), Imbalance> {
        let (message, mut at) = (self.source.first_message + number, 0);
        for part in self.source.layout.parts(number, self.whole.len()) {
            let Part::Of(part) = part else {
                let id = self.source.layout.message_ids.first().map_or(0, Range::len);
                balance.added += id;
                at += id;
                continue;
            };
            let mut from = part.start;
            let before = self.added.partition_point(|it| it.end <= part.start);
            for added in self.added.iter().skip(before).take_while(|it| it.start < part.end) {
                let (start, end) = (added.start.max(part.start), added.end.min(part.end));
                at = self.copied(from..start, message, value, at)?;
                balance.copied += start - from;
                balance.added += end - start;
                at += end - start;
                from = end;
            }
            at = self.copied(from..part.end, message, value, at)?;
            balance.copied += part.end - from;
        }
        balance.output += value.len();
        if at == value.len() { Ok(()) } else { Err(Imbalance::Message { message, offset: at.min(value.len()) }) }
    }

    /// These bytes must stand at `at` of the message; gives the offset behind them.
    fn copied(&self, part: Range<usize>, message: usize, value: &str, at: usize) -> Result<usize, Imbalance> {
        let expected = self.whole.as_bytes().get(part).unwrap_or_default();
        let found = value.as_bytes().get(at..).unwrap_or_default();
        let same = expected.iter().zip(found).take_while(|(left, right)| left == right).count();
        if same == expected.len() { Ok(at + same) } else { Err(Imbalance::Message { message, offset: at + same }) }
    }
}
