//! From an input's text to its batches: one, an array of them, or one a line.

use memchr::memchr;

use super::{Engine, InputKind, Kind, SyntaxError, skip_space, skip_space_back};
use crate::issue::Problem;

/// A place where a batch should be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BatchText<'a> {
    /// The input up to where the batch may reach: its line in NDJSON, everything otherwise.
    pub(crate) text: &'a str,
    /// Where it begins.
    pub(crate) start: usize,
    /// Which of the input's batches it is, from 0.
    pub(crate) index: usize,
    /// Whether others may follow it in `text`.
    pub(crate) in_bulk: bool,
}

impl BatchText<'_> {
    /// Where it ends, if nothing can stand behind it and it is well formed.
    pub(crate) fn end(&self) -> Option<usize> {
        (!self.in_bulk).then(|| skip_space_back(self.text, self.text.len()))
    }
}

/// Takes the batches of an input, one by one.
pub(crate) trait Input<'a> {
    /// Reads one batch; gives the offset behind it.
    ///
    /// # Errors
    /// If it is no JSON.
    fn batch(&mut self, batch: BatchText<'a>) -> Result<usize, SyntaxError>;
    /// Forgets the batch that was read last: what stands behind it makes it malformed.
    fn forget(&mut self);
    /// Something is wrong at a place, in a batch or (`None`) in the input as a whole.
    fn problem(&mut self, batch: Option<usize>, error: SyntaxError);
}

/// Hands the batches of `text` to `input`.
pub(crate) fn batches<'a>(text: &'a str, input: &mut impl Input<'a>) -> InputKind {
    let mark = byte_order_mark(text, input);
    let start = skip_space(text, mark);
    if start == text.len() {
        input.problem(None, SyntaxError::of(Problem::EmptyInput, start, 0));
        return InputKind::Batch;
    }
    if Kind::at(text, start) == Kind::Array {
        bulk(text, start, input);
        InputKind::Bulk
    } else if is_one_a_line(text.get(mark..).unwrap_or_default(), false) {
        lines(text, mark, 0, input);
        InputKind::Ndjson
    } else {
        alone(BatchText { text, start, index: 0, in_bulk: false }, None, input);
        InputKind::Batch
    }
}

/// Skips the mark at the beginning of `text` and reports it; gives its bytes.
pub(crate) fn byte_order_mark<'a>(text: &'a str, input: &mut impl Input<'a>) -> usize {
    let mark = mark_of(text);
    if mark > 0 {
        input.problem(None, SyntaxError::of(Problem::ByteOrderMark, 0, mark));
    }
    mark
}

fn mark_of(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Whether an input has one batch a line. `more`: `text` is its beginning, whole lines, and it goes on behind them.
///
/// ```
/// use shared::batch::is_ndjson;
/// assert!(is_ndjson("{}\n{}\n", true) && !is_ndjson("[{},\n{}]", false));
/// ```
#[must_use]
pub fn is_ndjson(text: &str, more: bool) -> bool {
    let rest = text.get(mark_of(text)..).unwrap_or_default();
    Kind::of(rest.get(skip_space(rest, 0)..).unwrap_or_default()) != Kind::Array && is_one_a_line(rest, more)
}

/// One batch with nothing behind it.
fn alone<'a>(batch: BatchText<'a>, named: Option<usize>, input: &mut impl Input<'a>) {
    match input.batch(batch) {
        Ok(end) => {
            let rest = skip_space(batch.text, end);
            if rest < batch.text.len() {
                input.forget();
                input.problem(named, SyntaxError::trailing(batch.text, rest));
            }
        }
        Err(error) => input.problem(named, error),
    }
}

/// An array: its batches stand up to the first syntax error.
fn bulk<'a>(text: &'a str, start: usize, input: &mut impl Input<'a>) {
    let mut at = skip_space(text, start + 1);
    if text.as_bytes().get(at) == Some(&b']') {
        input.problem(None, SyntaxError::of(Problem::EmptyBulk, start, at + 1 - start));
        return after_bulk(text, at + 1, input);
    }
    for index in 0.. {
        match input.batch(BatchText { text, start: at, index, in_bulk: true }) {
            Ok(end) => at = skip_space(text, end),
            Err(error) => return input.problem(Some(index), error),
        }
        match text.as_bytes().get(at) {
            Some(b',') => at = skip_space(text, at + 1),
            Some(b']') => return after_bulk(text, at + 1, input),
            _ => return input.problem(Some(index + 1), SyntaxError::in_bulk(text, at)),
        }
    }
}

fn after_bulk<'a>(text: &'a str, end: usize, input: &mut impl Input<'a>) {
    let rest = skip_space(text, end);
    if rest < text.len() {
        input.problem(None, SyntaxError::trailing(text, rest));
    }
}

/// One batch a line, from the offset `at` on: a bad line does not touch the others. `index` is the first one's.
pub(crate) fn lines<'a>(text: &'a str, mut at: usize, mut index: usize, input: &mut impl Input<'a>) {
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let start = skip_space(text, at);
        at += line.len();
        if start < at {
            let text = text.get(..at).unwrap_or(text);
            alone(BatchText { text, start, index, in_bulk: false }, Some(index), input);
            index += 1;
        }
    }
}

/// Whether there is one batch a line: there are several lines with something on them, and the first is a whole JSON
/// value; or (it may be the broken one) the first two and the last each begin a batch at the margin, and all together
/// are no JSON value. `more`: the input goes on behind `text`, which may be the beginning of a JSON value.
fn is_one_a_line(text: &str, more: bool) -> bool {
    if memchr(b'\n', text.trim_ascii_end().as_bytes()).is_none() {
        return false;
    }
    let may_be_json = |text: &str, more: bool| match Engine::best().skip(text, skip_space(text, 0)) {
        Ok(end) => skip_space(text, end) == text.len(),
        Err(error) => more && matches!(error.problem, Problem::UnexpectedEnd { .. }),
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let last = lines.next_back().unwrap_or(second);
    let at_margin = first.len() > 1 && [first, second, last].iter().all(|line| line.starts_with('{'));
    may_be_json(first, false) || (at_margin && !may_be_json(text, more))
}
