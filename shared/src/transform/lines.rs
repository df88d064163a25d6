//! Some of the lines of an NDJSON input that is too large to be held.

use super::collect::Collector;
use super::plan::Plan;
use super::{Outcome, Receipt};
use crate::batch::Form;
use crate::settings::ConnectionSettings;

/// How much of an NDJSON input stands before some of its lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// Bytes.
    pub bytes: usize,
    /// Line breaks.
    pub lines: usize,
    /// Lines with something on them, each of which counts as a batch.
    pub batches: usize,
}

impl Before {
    /// What stands before the lines that follow `text`, which are whole lines, in UTF-8 or not.
    #[must_use]
    pub fn and(self, text: &[u8]) -> Self {
        Self {
            bytes: self.bytes + text.len(),
            lines: self.lines + text.iter().filter(|&&byte| byte == b'\n').count(),
            batches: self.batches + text.split(|&byte| byte == b'\n').filter(|line| !is_blank(line)).count(),
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// Transforms whole lines of an NDJSON input, as [`transform`](super::transform) does with all of them at once: every
/// number and place of the outcome is that in the whole input.
///
/// `receipt` is that of the input's first batch.
#[must_use]
pub fn transform_lines(
    text: &str,
    before: Before,
    settings: &ConnectionSettings,
    receipt: Receipt,
    form: Option<Form>,
) -> Outcome {
    let collector = Collector::new(Plan::new(settings), receipt, form);
    moved(collector.collect_lines(text, before.batches, before.bytes == 0), before)
}

/// Counts the places from the beginning of the input instead of that of the text.
fn moved(mut outcome: Outcome, before: Before) -> Outcome {
    for offset in outcome.batches.iter_mut().map(|it| &mut it.offset) {
        *offset += before.bytes;
    }
    for offset in outcome.account.events.iter_mut().map(|it| &mut it.offset) {
        *offset += before.bytes;
    }
    for offset in outcome.account.members.iter_mut().map(|it| &mut it.offset) {
        *offset += before.bytes;
    }
    for span in outcome.issues.iter_mut().map(|it| &mut it.span) {
        span.offset += before.bytes;
        span.line += before.lines;
    }
    outcome
}
