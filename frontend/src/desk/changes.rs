//! The account as one list, in the order of the source.

use shared::Outcome;
use shared::account::{Account, Change, Fate};

use super::utf16::Utf16;
use crate::protocol::{ChangeRow, Done, Tally, Window};

/// The lines of the list. A line is only an index: an account may be long, and few lines are ever shown.
pub(super) struct Changes {
    lines: Vec<Line>,
    tally: Tally,
}

#[derive(Clone, Copy)]
enum Line {
    Member(usize),
    Event(usize),
    Batch(usize),
}

impl Changes {
    pub(super) fn of(account: &Account) -> Self {
        let members = (0..account.members.len()).map(Line::Member);
        let is_dropped = |index: &usize| account.events.get(*index).is_some_and(|it| it.fate == Fate::Dropped);
        let events = (0..account.events.len()).filter(is_dropped).map(Line::Event);
        let batches = (0..account.batches.len()).map(Line::Batch);

        let lines = merged(account, merged(account, members, events).into_iter(), batches);
        Self { tally: tally(account, &lines), lines }
    }

    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    /// The lines in `window`, in full.
    pub(super) fn rows(&self, text: &str, outcome: &Outcome, window: Window) -> Vec<ChangeRow> {
        let mut utf16 = Utf16::new(text);
        let lines = self.lines.iter().skip(window.from).take(window.count);
        lines.filter_map(|line| row(outcome, *line, &mut utf16)).collect()
    }
}

/// Both, in the order of the source, in which each already is.
fn merged(account: &Account, first: impl Iterator<Item = Line>, second: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut second = second.peekable();
    let mut lines = Vec::new();
    for line in first {
        let place = place_in_source(account, line);
        while let Some(before) = second.next_if(|it| place_in_source(account, *it) < place) {
            lines.push(before);
        }
        lines.push(line);
    }
    lines.extend(second);
    lines
}

/// Batch by batch; within one by the offset, and what befell the batch as a whole at its end.
fn place_in_source(account: &Account, line: Line) -> Option<(usize, usize)> {
    match line {
        Line::Member(index) => account.members.get(index).map(|it| (it.batch, it.offset)),
        Line::Event(index) => account.events.get(index).map(|it| (it.batch, it.offset)),
        Line::Batch(index) => account.batches.get(index).map(|it| (it.batch, usize::MAX)),
    }
}

fn tally(account: &Account, lines: &[Line]) -> Tally {
    let count = |change| account.members.iter().filter(|it| it.change == change).count();
    Tally {
        removed: count(Change::Removed),
        added: count(Change::Added),
        converted: count(Change::Converted),
        dropped: lines.len() - account.members.len(),
    }
}

fn row(outcome: &Outcome, line: Line, utf16: &mut Utf16<'_>) -> Option<ChangeRow> {
    let account = &outcome.account;
    Some(match line {
        Line::Member(index) => {
            let member = account.members.get(index)?;
            ChangeRow {
                batch: member.batch,
                pointer: member.pointer.clone(),
                done: done(member.change),
                reason: Some(member.reason),
                event_type: None,
                bytes_removed: member.bytes_removed,
                bytes_added: member.bytes_added,
                place: utf16
                    .place(member.offset, if member.change == Change::Added { 0 } else { member.bytes_removed }),
            }
        }
        Line::Event(index) => {
            let event = account.events.get(index)?;
            ChangeRow {
                batch: event.batch,
                pointer: event.pointer.clone(),
                done: Done::EventDropped,
                reason: event.reason,
                event_type: event.event_type.clone(),
                bytes_removed: event.bytes,
                bytes_added: 0,
                place: utf16.place(event.offset, event.bytes),
            }
        }
        Line::Batch(index) => batch_row(outcome, index, utf16)?,
    })
}

fn done(change: Change) -> Done {
    match change {
        Change::Removed => Done::Removed,
        Change::Added => Done::Added,
        Change::Converted => Done::Converted,
    }
}

fn batch_row(outcome: &Outcome, index: usize, utf16: &mut Utf16<'_>) -> Option<ChangeRow> {
    let entry = outcome.account.batches.get(index)?;
    let source = outcome.batches.iter().find(|it| it.index == entry.batch);
    let (offset, bytes) = source.map_or((0, 0), |it| (it.offset, it.bytes));
    Some(ChangeRow {
        batch: entry.batch,
        pointer: String::new(),
        done: Done::BatchDropped,
        reason: Some(entry.reason),
        event_type: None,
        bytes_removed: bytes,
        bytes_added: 0,
        place: utf16.place(offset, bytes),
    })
}
