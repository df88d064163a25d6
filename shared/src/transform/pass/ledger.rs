//! Writes a message's differences from its source, each with its entry in the account.

use std::borrow::Cow;

use super::Pass;
use super::frame::Cut;
use crate::account::{Change, Edit, Entry, EventEntry, MemberEntry, Path, Reason};
use crate::batch::{Level, Raw};
use crate::record::Layout;

/// The account of one batch, as it is kept while the batch is read.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Whether an account is kept.
    pub(super) on: bool,
    pub(crate) events: Vec<EventEntry>,
    pub(crate) members: Vec<MemberEntry>,
    pub(crate) edits: Vec<Edit>,
    /// The first `events`.
    pub(super) array: Option<Cut>,
}

impl Ledger {
    /// Where each event has a message of its own, the commas between events are in none.
    pub(in crate::transform) fn lose(&mut self, batch: usize, layout: &Layout) {
        let bytes_removed = layout.lost();
        if let Some(array) = self.array.filter(|_| bytes_removed > 0) {
            let (offset, bytes) = (array.from, array.to - array.from);
            let path = Path { level: Level::Batch, event: 0, name: Cow::Borrowed("events") };
            let (change, reason) = (Change::Converted, Reason::SplitByEvent);
            let entry = MemberEntry { batch, path, change, reason, offset, bytes, bytes_removed, bytes_added: 0 };
            self.members.push(entry);
        }
    }

    fn count(&mut self, by: Entry, removed: usize, added: usize) {
        match by {
            Entry::Event(index) => {
                if let Some(it) = self.events.get_mut(index) {
                    it.bytes_removed += removed;
                }
            }
            Entry::Member(index) => {
                if let Some(it) = self.members.get_mut(index) {
                    it.bytes_removed += removed;
                    it.bytes_added += added;
                }
            }
            Entry::Nowhere => {}
        }
    }
}

impl<'a> Pass<'a, '_> {
    /// Opens the entry of the member that is being read. `place` is its place in the source.
    pub(super) fn entry(&mut self, change: Change, reason: Reason, place: Cut) -> Entry {
        if !self.ledger.on {
            return Entry::Nowhere;
        }
        let Some(frame) = self.frames.last() else { return Entry::Nowhere };
        let known = frame.known.map(|it| Cow::Borrowed(it.name));
        let written = || frame.item.and_then(|it| it.name(self.job.text)).map(|it| Cow::Owned(it.text().into_owned()));
        let name = known.or_else(written).unwrap_or_default();
        self.entry_of(frame.level, name, change, reason, place)
    }

    /// Opens the entry of the member `name` on `level`.
    pub(super) fn entry_of(
        &mut self,
        level: Level,
        name: Cow<'static, str>,
        change: Change,
        reason: Reason,
        place: Cut,
    ) -> Entry {
        if !self.ledger.on {
            return Entry::Nowhere;
        }
        let path = Path { level, event: self.event.index, name };
        let (batch, offset, bytes) = (self.job.index, place.from, place.bytes());
        let entry = MemberEntry { batch, path, change, reason, offset, bytes, bytes_removed: 0, bytes_added: 0 };
        self.ledger.members.push(entry);
        Entry::Member(self.ledger.members.len() - 1)
    }

    /// Writes `text` in the place of what stands from `cut.from` to `cut.to`.
    pub(super) fn edit(&mut self, cut: Cut, text: &str, by: Entry) {
        self.writer.keep_to(cut.from);
        if self.ledger.on {
            let removed = self.writer.compact_len(cut.from, cut.to);
            self.ledger.count(by, removed, text.len());
            let (offset, bytes, at, added) = (cut.from, cut.bytes(), self.writer.len(), text.len());
            self.ledger.edits.push(Edit { by, offset, bytes, at, added });
        }
        self.writer.insert(text);
        self.writer.cut_to(cut.to);
    }

    /// Puts `text` in at `offset`.
    pub(super) fn put(&mut self, offset: usize, text: &str, by: Entry) {
        self.edit(Cut { from: offset, to: offset }, text, by);
    }

    /// Leaves out the member that ends, with a comma.
    pub(super) fn remove_member(&mut self, start: usize, value: Raw<'a>, reason: Reason) {
        let by = self.entry(Change::Removed, reason, Cut { from: start, to: value.end() });
        self.cut_item(start, value.end(), by);
    }

    /// Leaves out an item, with a comma.
    pub(super) fn cut_item(&mut self, start: usize, end: usize, by: Entry) {
        let text = self.job.text;
        let Some(frame) = self.frames.last_mut() else { return };
        let cut = frame.cut(text, start, end);
        if cut.to > end + 1 {
            // What stands before the comma may be in a part of the text that the scanner has not come to.
            self.writer.white_space(end);
        }
        self.edit(cut, "", by);
    }

    /// Writes `text` in the place of the value that ends.
    pub(super) fn replace_value(&mut self, value: Raw<'a>, text: &str, reason: Reason) {
        let cut = Cut { from: value.offset, to: value.end() };
        let by = self.entry(Change::Converted, reason, cut);
        self.edit(cut, text, by);
    }

    /// Adds a member at the end of the object whose bracket closes at `bracket`; gives where its value is in the
    /// message.
    pub(super) fn add_member(
        &mut self,
        bracket: usize,
        name: &'static str,
        value: &str,
        reason: Reason,
    ) -> std::ops::Range<usize> {
        let text = self.job.text;
        let Some(frame) = self.frames.last_mut() else { return 0..0 };
        let level = frame.level;
        let (offset, comma) = frame.end(text, bracket);
        let place = Cut { from: offset, to: offset };
        let by = self.entry_of(level, Cow::Borrowed(name), Change::Added, reason, place);
        let mut member = std::mem::take(&mut self.scratch);
        member.clear();
        member.push_str(if comma { ",\"" } else { "\"" });
        member.push_str(name);
        member.push_str("\":");
        member.push_str(value);
        self.put(offset, &member, by);
        self.scratch = member;
        let end = self.writer.len();
        end - value.len()..end
    }
}
