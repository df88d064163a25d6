//! What happened to every event and member, and why.

mod check;
mod difference;
mod effect;
mod entry;
mod line;
mod lines;
mod reason;

use serde::{Deserialize, Serialize};

pub use check::{Balance, Imbalance};
pub use difference::Difference;
pub use effect::Effect;
pub(crate) use entry::Path;
pub use entry::{BatchEntry, Change, EventEntry, Fate, MemberEntry};
pub use line::{About, Done, Extent, Line, Place};
pub use reason::Reason;

use crate::record::Layout;
use crate::transform::Ledger;

/// Everything that was done to the input. [`Account::check`] proves that it is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// One entry an event, in the order of the source.
    pub events: Vec<EventEntry>,
    /// One entry a member that was removed, added or converted, in the order of the source.
    pub members: Vec<MemberEntry>,
    /// One entry a batch that yields no message.
    pub batches: Vec<BatchEntry>,
    /// What was cut out and put in for these entries, batch by batch in the order of the source.
    pub(crate) edits: Vec<Edit>,
    /// The batches that yield messages.
    pub(crate) sources: Vec<Source>,
}

/// A place where the message that holds all events of a batch differs from the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) by: Entry,
    /// What was cut out of the input: its first byte, and its bytes.
    pub(crate) offset: usize,
    pub(crate) bytes: usize,
    /// What was put into the message: its first byte, and its bytes.
    pub(crate) at: usize,
    pub(crate) added: usize,
}

/// The entry behind an edit, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Event(usize),
    Member(usize),
    /// There is no account.
    Nowhere,
}

impl Entry {
    /// The same entry behind others.
    fn behind(self, events: usize, members: usize) -> Self {
        match self {
            Self::Event(index) => Self::Event(index + events),
            Self::Member(index) => Self::Member(index + members),
            Self::Nowhere => Self::Nowhere,
        }
    }
}

/// A batch of the input, and its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// Which batch of the input, from 0.
    pub(crate) batch: usize,
    pub(crate) offset: usize,
    pub(crate) bytes: usize,
    /// Its edits, members and events, by their positions.
    pub(crate) edits: std::ops::Range<usize>,
    /// Which message is its first.
    pub(crate) first_message: usize,
    pub(crate) layout: Layout,
}

/// How many events there were, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCounts {
    /// Events in the input.
    pub total: usize,
    /// Forwarded, as they came or changed.
    pub kept: usize,
    /// Not forwarded.
    pub dropped: usize,
}

impl Account {
    /// Takes the entries of one batch, which are numbered from 0.
    pub(crate) fn take(&mut self, ledger: Ledger) {
        let (events, members) = (self.events.len(), self.members.len());
        self.events.extend(ledger.events);
        self.members.extend(ledger.members);
        self.edits.extend(ledger.edits.into_iter().map(|edit| Edit { by: edit.by.behind(events, members), ..edit }));
    }

    /// Counts the events.
    #[must_use]
    pub fn event_counts(&self) -> EventCounts {
        let total = self.events.len();
        let dropped = self.events.iter().filter(|it| it.fate == Fate::Dropped).count();
        EventCounts { total, kept: total - dropped, dropped }
    }
}
