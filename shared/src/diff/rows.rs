//! Which line of the batch stands beside which line of the message, and what was done to them.

use super::line::Done;
use super::pieces::{Piece, Why};
use super::side::Side;
use crate::account::Reason;

/// A line of the batch, of the message, or both.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) source: Option<usize>,
    pub(super) output: Option<usize>,
    pub(super) done: Done,
    pub(super) reason: Option<Reason>,
}

/// What is known of a line from the pieces that are on it.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// The line beside it.
    pair: Option<usize>,
    /// Why something on it was cut out or put in, other than a comma.
    reason: Option<Reason>,
    /// Whether something of it, other than brackets and commas, is on both sides.
    is_kept: bool,
    /// Whether something of it is in another message.
    is_elsewhere: bool,
}

/// Pairs the lines of both sides, and tells them their rows.
pub(super) fn rows(source: &mut Side, output: &mut Side, pieces: &[Piece]) -> Vec<Row> {
    let (of_source, of_output) = marks(source, output, pieces);
    let mut rows = Vec::with_capacity(of_source.len().max(of_output.len()));
    let mut next = 0;
    for (line, mark) in of_source.iter().enumerate() {
        let until = mark.pair.unwrap_or(next);
        rows.extend((next..until).map(|it| one_sided(None, Some(it), of_output.get(it))));
        next = until;
        if let Some(pair) = mark.pair {
            rows.push(paired(source, output, line, pair, mark, of_output.get(pair)));
            next = pair + 1;
        } else {
            rows.push(one_sided(Some(line), None, Some(mark)));
        }
    }
    rows.extend((next..of_output.len()).map(|it| one_sided(None, Some(it), of_output.get(it))));
    give_reasons(&mut rows);
    for (number, row) in rows.iter().enumerate() {
        row.source.into_iter().for_each(|line| source.set_row(line, number));
        row.output.into_iter().for_each(|line| output.set_row(line, number));
    }
    rows
}

fn paired(source: &Side, output: &Side, line: usize, pair: usize, left: &Mark, right: Option<&Mark>) -> Row {
    let is_same = source.item(line) == output.item(pair);
    let reason = left.reason.or(right.and_then(|it| it.reason)).filter(|_| !is_same);
    let done = if is_same {
        Done::Kept
    } else if left.is_elsewhere && reason.is_none() {
        Done::Elsewhere
    } else {
        Done::Converted
    };
    Row { source: Some(line), output: Some(pair), done, reason }
}

fn one_sided(source: Option<usize>, output: Option<usize>, mark: Option<&Mark>) -> Row {
    let mark = mark.copied().unwrap_or_default();
    let done = match source {
        _ if mark.is_elsewhere => Done::Elsewhere,
        _ if mark.is_kept => Done::Converted,
        Some(_) => Done::Removed,
        None => Done::Added,
    };
    Row { source, output, done, reason: mark.reason }
}

/// A bracket that stands on a line of its own on one side only goes with what was done in it.
fn give_reasons(rows: &mut [Row]) {
    let mut last = None;
    for row in rows.iter_mut() {
        let is_open = row.source.is_some() && row.output.is_some();
        if row.done != Done::Kept && row.reason.is_none() && !is_open {
            row.reason = last;
        }
        last = row.reason.or(last);
    }
    let mut next = None;
    for row in rows.iter_mut().rev() {
        if row.done != Done::Kept && row.reason.is_none() {
            row.reason = next;
        }
        next = row.reason.or(next);
    }
    for row in rows {
        if row.done == Done::Elsewhere {
            row.reason = Some(Reason::SplitByEvent);
        }
    }
}

fn marks(source: &Side, output: &Side, pieces: &[Piece]) -> (Vec<Mark>, Vec<Mark>) {
    let mut marker = Marker {
        of_source: vec![Mark::default(); source.len()],
        of_output: vec![Mark::default(); output.len()],
        line: 0,
        pair: 0,
    };
    for piece in pieces {
        if piece.why == Why::Kept {
            marker.kept(source, output, piece);
        } else {
            marker.edited(source, output, piece);
        }
    }
    (marker.of_source, marker.of_output)
}

/// Goes along both sides.
struct Marker {
    of_source: Vec<Mark>,
    of_output: Vec<Mark>,
    /// The line of the source that it is at.
    line: usize,
    /// The line of the output that it is at.
    pair: usize,
}

impl Marker {
    fn kept(&mut self, source: &Side, output: &Side, piece: &Piece) {
        let mut at = piece.source.start;
        while at < piece.source.end {
            let beside = piece.output.start + (at - piece.source.start);
            self.line = source.find(self.line, at);
            self.pair = output.find(self.pair, beside);
            let left = source.range(self.line).end.saturating_sub(at);
            let right = output.range(self.pair).end.saturating_sub(beside);
            let bytes = left.min(right).clamp(1, piece.source.end - at);
            self.join();
            if source.piece(at..at + bytes).bytes().any(|it| !is_punctuation(it)) {
                self.each(|mark| mark.is_kept = true);
            }
            at += bytes;
        }
    }

    fn edited(&mut self, source: &Side, output: &Side, piece: &Piece) {
        if !piece.source.is_empty() {
            self.line = source.find(self.line, piece.source.start);
        }
        if !piece.output.is_empty() {
            self.pair = output.find(self.pair, piece.output.start);
        }
        if !piece.source.is_empty() && !piece.output.is_empty() {
            self.join();
        }
        mark(source, &mut self.of_source, self.line, piece.source.clone(), piece.why);
        mark(output, &mut self.of_output, self.pair, piece.output.clone(), piece.why);
    }

    /// The two lines stand side by side, unless one of them stands beside another already.
    fn join(&mut self) {
        let (line, pair) = (self.line, self.pair);
        if let (Some(left), Some(right)) = (self.of_source.get_mut(line), self.of_output.get_mut(pair))
            && left.pair.is_none()
            && right.pair.is_none()
        {
            (left.pair, right.pair) = (Some(pair), Some(line));
        }
    }

    fn each(&mut self, change: impl Fn(&mut Mark)) {
        self.of_source.get_mut(self.line).into_iter().for_each(&change);
        self.of_output.get_mut(self.pair).into_iter().for_each(&change);
    }
}

/// Tells the lines of one side, from `line` on, that what they have of `range` is on no other.
fn mark(side: &Side, marks: &mut [Mark], mut line: usize, range: std::ops::Range<usize>, why: Why) {
    let mut at = range.start;
    while at < range.end {
        line = side.find(line, at);
        let end = side.range(line).end.clamp(at + 1, range.end.max(at + 1));
        if let Some(mark) = marks.get_mut(line).filter(|_| side.piece(at..end) != ",") {
            match why {
                Why::Edited(reason) => mark.reason = mark.reason.or(Some(reason)),
                Why::Elsewhere | Why::Kept => mark.is_elsewhere = true,
            }
        }
        at = end;
    }
}

fn is_punctuation(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b',')
}
