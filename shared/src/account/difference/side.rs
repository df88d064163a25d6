//! One of the two outcomes that are compared.

use std::ops::Range;

use crate::account::lines::spans;
use crate::account::{Account, Change, Fate, MemberEntry, Reason};
use crate::transform::Transformed;

/// An outcome, with what finding the differences asks for.
pub(super) struct Side<'a> {
    pub(super) account: &'a Account,
    transformed: &'a Transformed,
    /// What each member's entry put in, in the message that holds all events of its batch.
    put_in: Vec<Option<Range<usize>>>,
    /// The parts of the input that are in no message, in order; none is inside of another.
    gone: Vec<Range<usize>>,
}

/// A member's entry, by its position.
#[derive(Clone, Copy)]
pub(super) struct Key<'a> {
    /// Where it is in the input, whether it is added there, and its name: the entry of the same member on the other side
    /// has the same. The order is that of the input.
    pub(super) member: (usize, bool, &'a str),
    pub(super) index: usize,
}

impl<'a> Side<'a> {
    pub(super) fn new(transformed: &'a Transformed) -> Self {
        let account = &transformed.account;
        let put_in = spans(&account.edits, &(0..account.members.len()));
        Self { account, transformed, put_in, gone: gone(account) }
    }

    /// The keys of all members, in order.
    pub(super) fn keys(&self) -> Vec<Key<'a>> {
        let key = |(index, it): (usize, &'a MemberEntry)| Key {
            member: (it.offset, it.change == Change::Added, it.path.name.as_ref()),
            index,
        };
        let mut keys: Vec<_> = self.account.members.iter().enumerate().map(key).collect();
        // They are nearly in order already.
        keys.sort_by(|a, b| a.member.cmp(&b.member));
        keys
    }

    /// What is done to a member, why, and what is put in.
    pub(super) fn what(&self, key: Key<'_>) -> Option<(Change, Reason, &'a str)> {
        let entry = self.account.members.get(key.index)?;
        let span = self.put_in.get(key.index).cloned().flatten();
        Some((entry.change, entry.reason, text(self.transformed, entry.batch, span)))
    }

    /// Whether what is at `offset` of the input goes with something around it.
    pub(super) fn is_gone(&self, offset: usize) -> bool {
        let behind = self.gone.partition_point(|it| it.start <= offset);
        behind.checked_sub(1).and_then(|it| self.gone.get(it)).is_some_and(|it| offset < it.end)
    }
}

/// What the entry of member number `index` put in.
pub(super) fn put_in(transformed: &Transformed, index: usize) -> &str {
    let account = &transformed.account;
    let Some(entry) = account.members.get(index) else { return "" };
    let span = spans(&account.edits, &(index..index + 1)).pop().flatten();
    text(transformed, entry.batch, span)
}

fn text(transformed: &Transformed, batch: usize, span: Option<Range<usize>>) -> &str {
    span.and_then(|span| transformed.records.whole(batch)?.get(span)).unwrap_or_default()
}

/// The batches without a message, the dropped events and the removed members.
fn gone(account: &Account) -> Vec<Range<usize>> {
    let range = |offset: usize, bytes: usize| offset..offset + bytes;
    let batches = account.batches.iter().map(|it| range(it.offset, it.bytes));
    let events = account.events.iter().filter(|it| it.fate == Fate::Dropped).map(|it| range(it.offset, it.bytes));
    let removed = account.members.iter().filter(|it| it.change == Change::Removed);
    let mut all: Vec<_> = batches.chain(events).chain(removed.map(|it| range(it.offset, it.bytes))).collect();
    // Where two begin at the same byte, the larger one first: the other is inside of it.
    all.sort_unstable_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut end = 0;
    all.retain(|it| {
        let is_outer = it.end > end;
        end = end.max(it.end);
        is_outer
    });
    all
}
