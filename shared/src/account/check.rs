//! The proof that an account is complete.
//!
//! It replays the edits on the source: what stands between two of them must be in the message byte for byte, and what
//! they cut out and put in must be what the entries say. So every byte is looked at, and none is counted twice.

use std::ops::Range;

use thiserror::Error;

use super::{Account, Entry, Source};
use crate::batch::{compact_len, copy_compact};
use crate::record::Part;

/// Where every byte is: `kept + removed = source` and `copied + added = output`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// Bytes of the batches, without white space.
    pub source: usize,
    /// Those that are in a message.
    pub kept: usize,
    /// Those that are in none, each for the reason of one entry.
    pub removed: usize,
    /// Bytes of all messages.
    pub output: usize,
    /// Those that are from the source. Where each event has a message of its own, the envelope is in each.
    pub copied: usize,
    /// Those that are not, each for the reason of one entry.
    pub added: usize,
}

/// Why an account does not balance. It is a bug of Headgate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Imbalance {
    /// A message is not what the edits make of the source.
    #[error("message {message} differs at byte {offset} from what the account says")]
    Message {
        /// Its number, from 0.
        message: usize,
        /// Where.
        offset: usize,
    },
    /// There are other messages than the account knows of.
    #[error("the account is of {expected} messages; there are {found}")]
    Count {
        /// Of the account.
        expected: usize,
        /// Of the outcome.
        found: usize,
    },
    /// The sums differ.
    #[error("{what}: {left} and {right} bytes differ")]
    Sum {
        /// Which sums.
        what: &'static str,
        /// Bytes on one side.
        left: usize,
        /// Bytes on the other.
        right: usize,
    },
}

/// Where a part of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The message's number, from 0.
    pub message: usize,
    /// Its first byte in the message.
    pub offset: usize,
    /// Its bytes.
    pub bytes: usize,
}

impl Account {
    /// Proves that every byte of `text` and of its `messages` is accounted for.
    ///
    /// # Errors
    /// Names the first byte or sum that is not.
    ///
    /// ```
    /// use shared::{ConnectionSettings, Receipt, transform};
    /// let text = r#"{"message_id":"m","mp_deviceid":"d","events":[]}"#;
    /// let outcome = transform(text, &ConnectionSettings::default(), Receipt { time_ms: 0, number: 0 }, None);
    /// let messages: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    /// let balance = outcome.account.check(text, &messages).unwrap();
    /// assert_eq!((balance.source, balance.kept, balance.removed), (48, 30, 18));
    /// ```
    pub fn check(&self, text: &str, messages: &[&str]) -> Result<Balance, Imbalance> {
        let mut balance = Balance::default();
        let expected = self.sources.last().map_or(0, |it| it.first_message + it.layout.messages());
        if expected != messages.len() {
            return Err(Imbalance::Count { expected, found: messages.len() });
        }
        for source in &self.sources {
            Replay::new(self, source, text).check(messages, &mut balance)?;
        }
        for batch in &self.batches {
            balance.source += batch.bytes_source;
            balance.removed += batch.bytes_source;
        }
        self.check_sums(balance)
    }

    fn check_sums(&self, balance: Balance) -> Result<Balance, Imbalance> {
        let entries = self.events.iter().map(|it| it.bytes_removed).sum::<usize>()
            + self.members.iter().map(|it| it.bytes_removed).sum::<usize>()
            + self.batches.iter().map(|it| it.bytes_removed).sum::<usize>();
        let put_in: usize = self.edits.iter().map(|it| it.added).sum();
        let sums = [
            ("source, and kept and removed", balance.source, balance.kept + balance.removed),
            ("output, and copied and added", balance.output, balance.copied + balance.added),
            ("removed, and the entries' removals", balance.removed, entries),
            ("put in, and the entries' additions", put_in, self.members.iter().map(|it| it.bytes_added).sum()),
        ];
        match sums.into_iter().find(|(_, left, right)| left != right) {
            Some((what, left, right)) => Err(Imbalance::Sum { what, left, right }),
            None => Ok(balance),
        }
    }

    /// Where each member's entry is in its batch's message that holds all events, if it put something there.
    pub(crate) fn spans(&self) -> Vec<Option<(usize, Range<usize>)>> {
        let mut spans: Vec<Option<(usize, Range<usize>)>> = vec![None; self.members.len()];
        for (number, source) in self.sources.iter().enumerate() {
            for edit in self.edits.get(source.edits.clone()).unwrap_or_default().iter().filter(|it| it.added > 0) {
                if let Entry::Member(index) = edit.by
                    && let Some(span) = spans.get_mut(index)
                {
                    let start = span.as_ref().map_or(edit.at, |it| it.1.start);
                    *span = Some((number, start..edit.at + edit.added));
                }
            }
        }
        spans
    }
}

/// A batch's edits, replayed on its source: the message that holds all events, as far as it is copied.
struct Replay<'a> {
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
    fn new(account: &Account, source: &'a Source, text: &str) -> Self {
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

    fn check(&self, messages: &[&str], balance: &mut Balance) -> Result<(), Imbalance> {
        for number in 0..self.source.layout.messages() {
            let message = self.source.first_message + number;
            self.check_message(number, message, messages.get(message).copied().unwrap_or_default(), balance)?;
        }
        let lost = self.source.layout.lost();
        let put_in: usize = self.added.iter().map(Range::len).sum();
        balance.source += self.source_bytes;
        balance.removed += self.cut_out + lost;
        balance.kept += self.whole.len() - put_in - lost;
        Ok(())
    }

    /// Compares one message with its parts of the replayed one.
    fn check_message(
        &self,
        number: usize,
        message: usize,
        value: &str,
        balance: &mut Balance,
    ) -> Result<(), Imbalance> {
        let mut at = 0;
        for part in self.source.layout.parts(number, self.whole.len()) {
            let Part::Of(part) = part else {
                let id = self.source.layout.message_ids.first().map_or(0, Range::len);
                balance.added += id;
                at += id;
                continue;
            };
            let mut from = part.start;
            for added in self.added.iter().filter(|it| it.start < part.end && it.end > part.start) {
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
