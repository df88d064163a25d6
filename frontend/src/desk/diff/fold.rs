//! Leaving out what is kept and not near a change.

use shared::diff::{Diff, Done};

/// Lines that are kept and shown before and behind a change.
const AROUND: usize = 3;

/// A row of a diff that is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// This line.
    Line(usize),
    /// So many lines are left out.
    Away(usize),
}

/// The rows of `diff`, folded.
pub(super) fn folded(diff: &Diff) -> Vec<Fold> {
    rows((0..diff.len()).map(|line| diff.done(line) == Some(Done::Kept)))
}

/// The same, by whether each line is kept.
fn rows(kept: impl Iterator<Item = bool>) -> Vec<Fold> {
    let (mut rows, mut since) = (Vec::new(), 0);
    let mut is_behind_change = false;
    let mut len = 0;
    for (line, is_kept) in kept.enumerate() {
        len = line + 1;
        if !is_kept {
            fold(&mut rows, since, line, is_behind_change, true);
            rows.push(Fold::Line(line));
            (since, is_behind_change) = (line + 1, true);
        }
    }
    fold(&mut rows, since, len, is_behind_change, false);
    rows
}

/// Adds the lines from `from` to `to`, which are kept; `before` and `behind`: there is a change at that end.
fn fold(rows: &mut Vec<Fold>, from: usize, to: usize, before: bool, behind: bool) {
    let head = if before { AROUND.min(to - from) } else { 0 };
    let tail = if behind { AROUND.min(to - from - head) } else { 0 };
    let away = to - from - head - tail;
    // A line takes no more room than the words that say it is left out.
    if away < 2 {
        return rows.extend((from..to).map(Fold::Line));
    }
    rows.extend((from..from + head).map(Fold::Line));
    rows.push(Fold::Away(away));
    rows.extend((to - tail..to).map(Fold::Line));
}

#[cfg(test)]
mod tests {
    use super::Fold::{Away, Line};
    use super::*;

    fn folded(kept: &str) -> Vec<Fold> {
        rows(kept.chars().map(|it| it == '.'))
    }

    #[test]
    fn three_lines_are_shown_around_a_change_and_the_others_counted() {
        assert_eq!(
            folded("......-......"),
            [Away(3), Line(3), Line(4), Line(5), Line(6), Line(7), Line(8), Line(9), Away(3)]
        );
    }

    #[test]
    fn a_single_line_is_never_left_out() {
        assert_eq!(folded("....-"), (0..5).map(Line).collect::<Vec<_>>());
        assert_eq!(folded("-......."), [Line(0), Line(1), Line(2), Line(3), Away(4)]);
        assert_eq!(folded("-.......-"), (0..9).map(Line).collect::<Vec<_>>());
    }

    #[test]
    fn where_nothing_is_changed_everything_is_left_out() {
        assert_eq!(folded("....."), [Away(5)]);
        assert_eq!(folded(""), []);
    }
}
