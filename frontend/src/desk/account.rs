//! The account as one list, in the order of the source.

use shared::Transformed;
use shared::account::{Account, Balance, BatchEntry, Change, EventEntry, Fate, MemberEntry, Reason};

use super::event_name::event_name;
use super::utf16::Utf16;
use crate::protocol::{AccountRow, Done, Reasons, Seen, Tally, Window};

/// The entries that are listed, as positions: an account may be long, and few rows are ever shown. They are found when
/// they are first asked for.
#[derive(Default)]
pub(super) struct Rows {
    entries: Option<(Reasons, Vec<Entry>)>,
}

#[derive(Clone, Copy)]
enum Entry {
    Event(usize),
    Member(usize),
    Batch(usize),
}

impl Rows {
    /// The rows in `window` of those with one of the `reasons`.
    pub(super) fn answer(&mut self, text: &str, account: &Account, reasons: Reasons, window: Window) -> Seen {
        let (_, entries) = match self.entries.take() {
            Some(it) if it.0 == reasons => self.entries.insert(it),
            _ => self.entries.insert((reasons, entries(account, reasons))),
        };
        let mut utf16 = Utf16::new(text);
        let shown = entries.iter().skip(window.from).take(window.count);
        Seen::Account(entries.len(), shown.filter_map(|it| row(account, *it, text, &mut utf16)).collect())
    }
}

fn entries(account: &Account, reasons: Reasons) -> Vec<Entry> {
    let all = (0..account.events.len()).map(Entry::Event);
    let all = all.chain((0..account.members.len()).map(Entry::Member));
    let all = all.chain((0..account.batches.len()).map(Entry::Batch));
    let is_asked_for = |it: &Entry| reasons == Reasons::default() || reasons.has(reason(account, *it));
    let mut entries: Vec<_> = all.filter(is_asked_for).collect();
    // What befell an event stands before what befell its members.
    entries.sort_by_key(|it| place_in_source(account, *it));
    entries
}

/// Batch by batch; within one by the offset, and what befell the batch as a whole at its end.
fn place_in_source(account: &Account, entry: Entry) -> Option<(usize, usize)> {
    match entry {
        Entry::Member(index) => account.members.get(index).map(|it| (it.batch, it.offset)),
        Entry::Event(index) => account.events.get(index).map(|it| (it.batch, it.offset)),
        Entry::Batch(index) => account.batches.get(index).map(|it| (it.batch, usize::MAX)),
    }
}

fn reason(account: &Account, entry: Entry) -> Option<Reason> {
    match entry {
        Entry::Member(index) => account.members.get(index).map(|it| it.reason),
        Entry::Event(index) => account.events.get(index).and_then(|it| it.reason),
        Entry::Batch(index) => account.batches.get(index).map(|it| it.reason),
    }
}

/// How much was done, by what was done.
pub(super) fn tally(account: &Account) -> Tally {
    let count = |change| account.members.iter().filter(|it| it.change == change).count();
    Tally {
        removed: count(Change::Removed),
        added: count(Change::Added),
        converted: count(Change::Converted),
        dropped: account.event_counts().dropped + account.batches.len(),
        changed: account.events.iter().filter(|it| it.fate == Fate::Changed).count(),
    }
}

/// The reasons that entries have, the most frequent ones first.
pub(super) fn reasons(account: &Account) -> Vec<(Reason, usize)> {
    let mut counts: Vec<(Reason, usize)> = Vec::new();
    let events = account.events.iter().filter_map(|it| it.reason);
    let members = account.members.iter().map(|it| it.reason);
    for reason in events.chain(members).chain(account.batches.iter().map(|it| it.reason)) {
        match counts.iter_mut().find(|it| it.0 == reason) {
            Some((_, count)) => *count += 1,
            None => counts.push((reason, 1)),
        }
    }
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    counts
}

/// Proves that every byte is accounted for.
pub(super) fn balance(text: &str, it: &Transformed) -> Result<Balance, String> {
    it.account.check(text, it.records.iter().map(|it| it.value)).map_err(|it| it.to_string())
}

fn row(account: &Account, entry: Entry, text: &str, utf16: &mut Utf16<'_>) -> Option<AccountRow> {
    Some(match entry {
        Entry::Member(index) => member_row(account.members.get(index)?, utf16),
        Entry::Event(index) => event_row(account.events.get(index)?, text, utf16),
        Entry::Batch(index) => batch_row(account.batches.get(index)?, utf16),
    })
}

fn member_row(entry: &MemberEntry, utf16: &mut Utf16<'_>) -> AccountRow {
    AccountRow {
        batch: entry.batch,
        pointer: entry.pointer(),
        done: match entry.change {
            Change::Removed => Done::Removed,
            Change::Added => Done::Added,
            Change::Converted => Done::Converted,
        },
        reason: Some(entry.reason),
        event_type: None,
        name: None,
        bytes_removed: entry.bytes_removed,
        bytes_added: entry.bytes_added,
        place: utf16.place(entry.offset, entry.bytes),
    }
}

fn event_row(entry: &EventEntry, text: &str, utf16: &mut Utf16<'_>) -> AccountRow {
    AccountRow {
        batch: entry.batch,
        pointer: entry.pointer(),
        done: match entry.fate {
            Fate::Kept => Done::EventKept,
            Fate::Changed => Done::EventChanged,
            Fate::Dropped => Done::EventDropped,
        },
        reason: entry.reason,
        event_type: entry.event_type.as_deref().map(str::to_owned),
        name: event_name(text.get(entry.offset..entry.offset + entry.bytes).unwrap_or_default()),
        bytes_removed: entry.bytes_removed,
        bytes_added: 0,
        place: utf16.place(entry.offset, entry.bytes),
    }
}

fn batch_row(entry: &BatchEntry, utf16: &mut Utf16<'_>) -> AccountRow {
    AccountRow {
        batch: entry.batch,
        pointer: String::new(),
        done: Done::BatchDropped,
        reason: Some(entry.reason),
        event_type: None,
        name: None,
        bytes_removed: entry.bytes_removed,
        bytes_added: 0,
        place: utf16.place(entry.offset, entry.bytes),
    }
}
