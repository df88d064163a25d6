//! A batch beside what became of it, line by line.
//!
//! Both are laid out by two spaces a level, a member a line. Which line stands beside which, and what was done to it, is
//! read from the account's edits: texts are never compared to find out. Only an index of the lines is made at first; the
//! text of a line is put together when it is asked for.

mod line;
mod pieces;
mod rows;
mod side;

use std::ops::Range;

pub use line::{DiffLine, Done};
use rows::Row;
use side::Side;

use crate::account::Account;
use crate::record::Records;

/// The lines of a batch and of one of its messages, side by side.
///
/// ```
/// use shared::diff::{Diff, Done};
/// use shared::{ConnectionSettings, Receipt, Transformer};
/// let text = r#"{"message_id":"m","mp_deviceid":"d"}"#;
/// let it = Transformer::new(&ConnectionSettings::default()).run(text, Receipt { time_ms: 0, number: 0 }, None);
/// let diff = Diff::of_batch(&it.account, &it.records, text, 0).unwrap();
/// let lines = diff.lines(1, 1);
/// assert_eq!(lines[0].source.as_deref(), Some("  \"message_id\": \"m\","));
/// let removed = &diff.lines(2, 1)[0];
/// assert_eq!((removed.done, removed.pointer.as_str()), (Done::Removed, "/mp_deviceid"));
/// assert_eq!(removed.reason.unwrap().sentence(), "Include MP DeviceId is off");
/// ```
#[derive(Debug, Clone)]
pub struct Diff {
    source: Side,
    output: Side,
    rows: Vec<Row>,
}

impl Diff {
    /// Batch number `batch` of the input beside the message that holds all its events. That is what Kafka gets unless
    /// each event has a message of its own. Nothing stands beside a batch that yields no message.
    ///
    /// `None`: there is no such batch, or it could not be read.
    #[must_use]
    pub fn of_batch(account: &Account, records: &Records, text: &str, batch: usize) -> Option<Self> {
        let Some(source) = account.sources.iter().find(|it| it.batch == batch) else {
            let entry = account.batches.iter().find(|it| it.batch == batch)?;
            let pieces = pieces::of_lost(account, entry, text);
            return Some(Self::new(text, entry.offset..entry.offset + entry.bytes, "", &pieces));
        };
        let pieces = pieces::of_whole(account, source, text);
        let whole = records.whole(batch).unwrap_or_default();
        Some(Self::new(text, source.offset..source.offset + source.bytes, whole, &pieces))
    }

    /// The batch behind message number `message` of the input, beside that message. Where each event has a message of
    /// its own, the others are [`Done::Elsewhere`].
    ///
    /// `None`: there is no such message.
    #[must_use]
    pub fn of_message(account: &Account, records: &Records, text: &str, message: usize) -> Option<Self> {
        let is_in = |it: &&crate::account::Source| {
            (it.first_message..it.first_message + it.layout.messages()).contains(&message)
        };
        let source = account.sources.iter().find(is_in)?;
        if !source.layout.is_split() {
            return Self::of_batch(account, records, text, source.batch);
        }
        let whole = records.whole(source.batch).unwrap_or_default();
        let parts = source.layout.parts(message - source.first_message, whole.len());
        let id = source.layout.message_ids.first().map_or(0, Range::len);
        let pieces = pieces::of_parts(pieces::of_whole(account, source, text), &parts, id);
        let value = records.get(message)?.value;
        Some(Self::new(text, source.offset..source.offset + source.bytes, &value, &pieces))
    }

    fn new(text: &str, range: Range<usize>, output: &str, pieces: &[pieces::Piece]) -> Self {
        let mut source = Side::new(text.get(range.clone()).unwrap_or_default(), range.start);
        let mut output = Side::new(output, 0);
        let rows = rows::rows(&mut source, &mut output, pieces);
        Self { source, output, rows }
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none: never, since a batch has at least one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What was done to line number `line`, from 0.
    #[must_use]
    pub fn done(&self, line: usize) -> Option<Done> {
        self.rows.get(line).map(|it| it.done)
    }

    /// At most `count` lines from number `from` on.
    #[must_use]
    pub fn lines(&self, from: usize, count: usize) -> Vec<DiffLine> {
        self.rows.iter().skip(from).take(count).map(|it| self.line(it)).collect()
    }

    /// The number of the line that has the byte at `offset` of the input's text.
    #[must_use]
    pub fn line_of_source(&self, offset: usize) -> Option<usize> {
        self.source.row_at(offset)
    }

    /// The number of the line that has byte number `offset` of the message.
    #[must_use]
    pub fn line_of_output(&self, offset: usize) -> Option<usize> {
        self.output.row_at(offset)
    }

    fn line(&self, row: &Row) -> DiffLine {
        DiffLine {
            source: row.source.map(|line| self.source.text(line)),
            output: row.output.map(|line| self.output.text(line)),
            done: row.done,
            reason: row.reason,
            pointer: self.pointer(row),
            extent: row.source.map(|line| self.source.extent(line)),
        }
    }

    /// Where the line's member is in the batch. What was put in is told by the place that it would have there.
    fn pointer(&self, row: &Row) -> String {
        if let Some(line) = row.source {
            return self.source.pointer(line, |_| None);
        }
        let of_source = |line| {
            let row = self.rows.get(self.output.row(line)?)?;
            Some(self.source.pointer(row.source?, |_| None))
        };
        row.output.map(|line| self.output.pointer(line, of_source)).unwrap_or_default()
    }
}
