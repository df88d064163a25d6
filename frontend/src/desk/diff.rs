//! Batches beside what became of them. What was asked for last is kept: the next ask is for its next lines.

mod fold;
mod spot;

use shared::Transformed;
use shared::account::Reason;
use shared::diff::{Diff, DiffLine, Done};

use crate::protocol::{Beside, DiffHead, DiffRow, Seen, Spot, Told, Window};
use fold::{Fold, folded};

/// The longest text of a line that is shown, in bytes.
const LONGEST: usize = 4_000;

/// The diff that was asked for last.
#[derive(Default)]
pub(super) struct Diffs {
    last: Option<(Beside, Diff)>,
    folds: Option<(Beside, Vec<Fold>)>,
}

impl Diffs {
    pub(super) fn head(&mut self, text: &str, it: &Transformed, beside: Beside) -> Option<DiffHead> {
        let batch = batch_of(it, beside)?;
        let diff = self.get(text, it, beside)?;
        let count = |done| (0..diff.len()).filter(|line| diff.done(*line) == Some(done)).count();
        Some(DiffHead {
            batch,
            first_message: it.records.first_of_batch(batch),
            messages: it.records.of_batch(batch).0,
            removed: count(Done::Removed),
            added: count(Done::Added),
            converted: count(Done::Converted),
        })
    }

    pub(super) fn rows(
        &mut self,
        text: &str,
        it: &Transformed,
        beside: Beside,
        is_folded: bool,
        window: Window,
    ) -> Option<Seen> {
        if !is_folded {
            let diff = self.get(text, it, beside)?;
            let rows = (window.from..diff.len()).take(window.count).filter_map(|line| row(diff, line)).collect();
            return Some(Seen::Diff(diff.len(), rows));
        }
        let folds = match self.folds.take() {
            Some(it) if it.0 == beside => it.1,
            _ => folded(self.get(text, it, beside)?),
        };
        let (_, folds) = self.folds.insert((beside, folds));
        let (shown, total) =
            (folds.iter().skip(window.from).take(window.count).copied().collect::<Vec<_>>(), folds.len());
        let diff = self.get(text, it, beside)?;
        let row = |fold| match fold {
            Fold::Away(count) => Some(DiffRow::Fold(count)),
            Fold::Line(line) => row(diff, line),
        };
        Some(Seen::Diff(total, shown.into_iter().filter_map(row).collect()))
    }

    /// What was done to the member at `spot`.
    pub(super) fn why(&mut self, text: &str, it: &Transformed, spot: Spot) -> Option<Told> {
        let (beside, offset) = spot::find(text, it, spot)?;
        let diff = self.get(text, it, beside)?;
        let line = match spot {
            Spot::Input(_) => diff.line_of_source(offset),
            Spot::Card { .. } => diff.line_of_output(offset),
        };
        let line = diff.lines(line?, 1).into_iter().next()?;
        let shown = line.output.as_ref().or(line.source.as_ref());
        let is_container = shown.is_some_and(|it| it.ends_with(['{', '[']) || it.trim_start().starts_with(['}', ']']));
        let kept = || (line.done == Done::Kept && !is_container).then_some("no setting touches it");
        Some(Told {
            done: line.done.words().to_owned(),
            reason: line.reason.map(Reason::sentence).or_else(kept).map(str::to_owned),
            setting: line.reason.and_then(Reason::setting).map(str::to_owned),
            pointer: line.pointer,
        })
    }

    fn get(&mut self, text: &str, it: &Transformed, beside: Beside) -> Option<&Diff> {
        let diff = match self.last.take() {
            Some(last) if last.0 == beside => last.1,
            _ => make(text, it, beside)?,
        };
        Some(&self.last.insert((beside, diff)).1)
    }
}

fn make(text: &str, it: &Transformed, beside: Beside) -> Option<Diff> {
    match beside {
        Beside::Batch(position) => Diff::of_batch(&it.account, &it.records, text, it.batches.get(position)?.index),
        Beside::Message(message) => Diff::of_message(&it.account, &it.records, text, message),
    }
}

/// Which batch of the input it is about.
fn batch_of(it: &Transformed, beside: Beside) -> Option<usize> {
    match beside {
        Beside::Batch(position) => it.batches.get(position).map(|it| it.index),
        Beside::Message(message) => it.records.get(message).map(|it| it.batch),
    }
}

fn row(diff: &Diff, line: usize) -> Option<DiffRow> {
    let from = line.saturating_sub(1);
    let mut lines = diff.lines(from, line - from + 1).into_iter().rev();
    let (line, before) = (lines.next()?, lines.next());
    let is_first = before.is_none_or(|it| it.reason != line.reason);
    Some(DiffRow::Line { line: short(line), is_first })
}

/// A line whose text is not longer than what is shown.
fn short(mut line: DiffLine) -> DiffLine {
    for text in [&mut line.source, &mut line.output].into_iter().flatten() {
        if text.len() > LONGEST {
            text.truncate(text.floor_char_boundary(LONGEST));
            text.push('…');
        }
    }
    line
}
