//! What is asked for when one looks closer at what a run did. It is answered by code of its own, fetched for the first look.

use serde::{Deserialize, Serialize};
use shared::ConnectionSettings;
use shared::account::{Balance, Reason};
use shared::diff::DiffLine;
use shared::scrub::Replaced;

use super::{Answer, Beside, Place, Reasons, Spot, Window};

/// A closer look.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Look {
    /// Some of the account: of the entries with one of these reasons.
    Account { reasons: Reasons, window: Window },
    /// Where every byte is.
    Balance,
    /// What there is beside each other, in a few numbers.
    DiffHead { beside: Beside },
    /// Some lines of a batch beside what became of it. `folded`: what is kept and not near a change is left out.
    Diff { beside: Beside, folded: bool, window: Window },
    /// What was done to the member at a place, and why.
    Why { spot: Spot },
    /// How the outcome of other settings compares.
    Comparison { pinned: ConnectionSettings },
    /// Some of the differences between both.
    Differences { pinned: ConnectionSettings, window: Window },
    /// The input and *Unique ID* with fakes of what tells of people, made with a key of 32 random bytes.
    Fakes { key: Vec<u8> },
}

/// What one sees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Seen {
    /// To [`Look::Account`], with the number of all rows.
    Account(usize, Vec<AccountRow>),
    /// To [`Look::Balance`]; or why there is none, which is a bug.
    Balance(Result<Balance, String>),
    /// To [`Look::DiffHead`].
    DiffHead(DiffHead),
    /// To [`Look::Diff`], with the number of all rows.
    Diff(usize, Vec<DiffRow>),
    /// To [`Look::Comparison`].
    Comparison(Comparison),
    /// To [`Look::Differences`], with the number of all rows.
    Differences(usize, Vec<DifferenceRow>),
    /// To [`Look::Fakes`]; or why there are none, in words.
    Fakes(Result<Fakes, String>),
}

impl Seen {
    /// As the worker answers it.
    pub(crate) fn answer(&self) -> Answer {
        // It can always be written.
        Answer::Seen(postcard::to_allocvec(self).unwrap_or_default())
    }

    /// What a worker answered; `None` if that is something else.
    pub(crate) fn read(answer: &Answer) -> Option<Self> {
        let Answer::Seen(bytes) = answer else { return None };
        postcard::from_bytes(bytes).ok()
    }
}

/// What may be shared, and what was replaced in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fakes {
    pub(crate) input: String,
    pub(crate) unique_id: Option<String>,
    /// In the order of the input.
    pub(crate) replaced: Vec<Replaced>,
}

/// What was done to a member, an event or a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Done {
    Removed,
    Added,
    Converted,
    EventKept,
    /// An event is forwarded with members removed, added or converted.
    EventChanged,
    /// An event is not forwarded.
    EventDropped,
    /// A batch yields no message.
    BatchDropped,
}

/// One row of the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct AccountRow {
    /// Which batch of the input, from 0.
    pub(crate) batch: usize,
    pub(crate) pointer: String,
    pub(crate) done: Done,
    pub(crate) reason: Option<Reason>,
    /// For an event: its type, and the name it was given.
    pub(crate) event_type: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) bytes_removed: usize,
    pub(crate) bytes_added: usize,
    pub(crate) place: Place,
}

/// What is shown beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DiffHead {
    /// Which batch of the input, from 0.
    pub(crate) batch: usize,
    /// Its messages: the first one's number, from 0, and how many there are.
    pub(crate) first_message: usize,
    pub(crate) messages: usize,
    /// Lines, by what was done.
    pub(crate) removed: usize,
    pub(crate) added: usize,
    pub(crate) converted: usize,
}

/// One row of a diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DiffRow {
    /// This many lines that are kept are left out.
    Fold(usize),
    /// A line. `is_first`: the line before has another reason.
    Line { line: DiffLine, is_first: bool },
}

/// The outcome of pinned settings beside that of the present ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Comparison {
    pub(crate) pinned: Figures,
    pub(crate) present: Figures,
    /// How many differences there are.
    pub(crate) differences: usize,
}

/// An outcome in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// Events that are forwarded.
    pub(crate) events: usize,
    pub(crate) messages: usize,
    /// Of all messages.
    pub(crate) bytes: usize,
}

/// A member, an event or a batch that comes out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DifferenceRow {
    /// Which batch of the input, from 0.
    pub(crate) batch: usize,
    /// Empty for the batch itself.
    pub(crate) pointer: String,
    /// For an event: its type.
    pub(crate) event_type: Option<String>,
    pub(crate) pinned: Side,
    pub(crate) present: Side,
    pub(crate) place: Place,
}

/// What becomes of it with one of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Side {
    pub(crate) fate: Fate,
    pub(crate) reason: Option<Reason>,
    /// The beginning of what is put in.
    pub(crate) put_in: String,
}

/// What becomes of a member, an event or a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Fate {
    /// The member is neither in the input nor in a message.
    Absent,
    /// The member is as it is in the input.
    AsItCame,
    /// The event or the batch is forwarded.
    Forwarded,
    /// Something is done to it.
    Done(Done),
}
