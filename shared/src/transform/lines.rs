//! Some of the lines of an NDJSON input that is too large to be held.

use super::collect::Collector;
use super::{Detail, Receipt, Transformed, Transformer, mixed_forms};
use crate::account::Line;
use crate::batch::{Form, InputKind, byte_order_mark, lines};
use crate::issue::{Issue, Problem, Span};

/// What stands before some lines of an NDJSON input, and what was told of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// Bytes.
    pub bytes: usize,
    /// Line breaks.
    pub lines: usize,
    /// Lines with something on them, each of which counts as a batch.
    pub batches: usize,
    /// Messages.
    pub messages: usize,
    /// Whether an integer beyond 2^53 was reported: once an input is enough.
    large_told: bool,
    /// Batches that were read in incoming form, and in outgoing form.
    forms: [usize; 2],
}

impl Before {
    /// What stands before the lines that follow `text`, which are whole lines, in UTF-8 or not, and yielded
    /// `transformed`.
    #[must_use]
    pub fn and(self, text: &[u8], transformed: &Transformed) -> Self {
        let large = |it: &(_, super::Found)| matches!(it.1.problem, Problem::LargeInteger { .. });
        let [incoming, outgoing] = transformed.forms();
        Self {
            bytes: self.bytes + text.len(),
            lines: self.lines + text.iter().filter(|&&byte| byte == b'\n').count(),
            batches: self.batches + text.split(|&byte| byte == b'\n').filter(|line| !is_blank(line)).count(),
            messages: self.messages + transformed.records.len(),
            large_told: self.large_told || transformed.found.iter().any(large),
            forms: [self.forms[0] + incoming, self.forms[1] + outgoing],
        }
    }

    /// Counts the place of a problem from the beginning of the input instead of that of the lines.
    #[must_use]
    pub fn place_issue(self, mut issue: Issue) -> Issue {
        issue.span.offset += self.bytes;
        issue.span.line += self.lines;
        issue
    }

    /// Does the same with a line of the account, and counts messages from the first one of the input.
    #[must_use]
    pub fn place_line(self, mut line: Line) -> Line {
        line.source.offset += self.bytes;
        line.places.iter_mut().for_each(|it| it.message += self.messages);
        line
    }

    /// What can be said only at the end of the input, when everything stands before.
    #[must_use]
    pub fn last_issue(self) -> Option<Issue> {
        let span = Span { offset: 0, bytes: 0, line: 1, column: 1 };
        mixed_forms(self.forms).map(|it| Issue::new(&it, None, None, span))
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

impl Transformer {
    /// Transforms whole lines of an NDJSON input, as [`Self::run`] does with all of them at once. Batches count from
    /// the first one of the input; bytes, lines and messages from the first one here: [`Before`] places them.
    ///
    /// `receipt` is that of the input's first batch.
    #[must_use]
    pub fn run_lines(&self, text: &str, before: Before, receipt: Receipt, form: Option<Form>) -> Transformed {
        let mut collector = Collector::new(self, receipt, form, Detail::Everything);
        collector.large_told = before.large_told;
        let start = if before.bytes == 0 { byte_order_mark(text, &mut collector) } else { 0 };
        lines(text, start, before.batches, &mut collector);
        Transformed { kind: InputKind::Ndjson, is_part: true, ..collector.outcome }
    }
}
