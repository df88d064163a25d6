//! The account as one list, in the order of the source.

use shared::account::{Account, BatchEntry, Change, EventEntry, Fate, MemberEntry};

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

        let mut lines: Vec<_> = members.chain(events).chain(batches).collect();
        lines.sort_by_key(|line| place_in_source(account, *line));
        Self { tally: tally(account, &lines), lines }
    }

    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    /// The lines in `window`, in full.
    pub(super) fn rows(&self, text: &str, account: &Account, window: Window) -> Vec<ChangeRow> {
        let mut utf16 = Utf16::new(text);
        let lines = self.lines.iter().skip(window.from).take(window.count);
        lines.filter_map(|line| row(account, *line, &mut utf16)).collect()
    }
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

fn row(account: &Account, line: Line, utf16: &mut Utf16<'_>) -> Option<ChangeRow> {
    Some(match line {
        Line::Member(index) => member_row(account.members.get(index)?, utf16),
        Line::Event(index) => event_row(account.events.get(index)?, utf16),
        Line::Batch(index) => batch_row(account.batches.get(index)?, utf16),
    })
}

fn member_row(entry: &MemberEntry, utf16: &mut Utf16<'_>) -> ChangeRow {
    ChangeRow {
        batch: entry.batch,
        pointer: entry.pointer(),
        done: done(entry.change),
        reason: Some(entry.reason),
        event_type: None,
        bytes_removed: entry.bytes_removed,
        bytes_added: entry.bytes_added,
        place: utf16.place(entry.offset, entry.bytes),
    }
}

fn event_row(entry: &EventEntry, utf16: &mut Utf16<'_>) -> ChangeRow {
    ChangeRow {
        batch: entry.batch,
        pointer: entry.pointer(),
        done: Done::EventDropped,
        reason: entry.reason,
        event_type: entry.event_type.as_deref().map(str::to_owned),
        bytes_removed: entry.bytes_removed,
        bytes_added: 0,
        place: utf16.place(entry.offset, entry.bytes),
    }
}

fn batch_row(entry: &BatchEntry, utf16: &mut Utf16<'_>) -> ChangeRow {
    ChangeRow {
        batch: entry.batch,
        pointer: String::new(),
        done: Done::BatchDropped,
        reason: Some(entry.reason),
        event_type: None,
        bytes_removed: entry.bytes_removed,
        bytes_added: 0,
        place: utf16.place(entry.offset, entry.bytes),
    }
}

fn done(change: Change) -> Done {
    match change {
        Change::Removed => Done::Removed,
        Change::Added => Done::Added,
        Change::Converted => Done::Converted,
    }
}
