//! What the page and its worker say to each other, in postcard's format. The input's text goes beside it, once.

use serde::{Deserialize, Serialize};
use shared::account::{Balance, Effect, EventCounts, Reason};
use shared::diff::DiffLine;
use shared::{ConnectionSettings, Form, InputKind, Issue, Receipt};

/// How many problems are shown at the most.
pub(crate) const ISSUES_SHOWN: usize = 200;

/// How many bytes of a value are shown at the most. Copying takes all.
pub(crate) const VALUE_SHOWN: usize = 20_000;

/// What the page asks of the worker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Transform the input.
    Run(Run),
    /// Some of the records that a run yielded.
    Records { run: u64, window: Window, layout: Layout },
    /// Some of the account: of the entries with one of these reasons.
    Account { run: u64, reasons: Reasons, window: Window },
    /// Where every byte is.
    Balance { run: u64 },
    /// What there is beside each other, in a few numbers.
    DiffHead { run: u64, beside: Beside },
    /// Some lines of a batch beside what became of it. `folded`: what is kept and not near a change is left out.
    Diff { run: u64, beside: Beside, folded: bool, window: Window },
    /// What was done to the member at a place, and why.
    Why { run: u64, spot: Spot },
    /// The whole value of one record.
    Value { run: u64, record: usize, layout: Layout },
    /// The SHA-256 of every record.
    Hashes { run: u64 },
    /// The input, indented.
    Formatted,
    /// What the change of a setting did that a run's summary names.
    Flipped { run: u64 },
    /// What alternative number `alternative` of a run's settings would do.
    Effect { run: u64, alternative: usize },
    /// How the outcome of other settings compares with that of a run.
    Comparison { run: u64, pinned: ConnectionSettings },
    /// Some of the differences between both.
    Differences { run: u64, pinned: ConnectionSettings, window: Window },
}

/// One run over the input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Run {
    /// Its number: answers about another run are stale.
    pub(crate) run: u64,
    /// What is forwarded, and how.
    pub(crate) settings: ConnectionSettings,
    /// When the input was received.
    pub(crate) receipt: Receipt,
    /// The form to read it in, if not the detected one.
    pub(crate) form: Option<Form>,
}

/// A part of a long list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Window {
    /// The first one, from 0.
    pub(crate) from: usize,
    /// How many.
    pub(crate) count: usize,
}

/// How a value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Layout {
    /// Indented.
    Pretty,
    /// As Kafka holds it: one line.
    Wire,
}

/// Reasons, a bit each; none of them means all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reasons(pub(crate) u32);

impl Reasons {
    pub(crate) fn of(reason: Reason) -> Self {
        Self(1 << reason as u32)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `reason` is one of them.
    pub(crate) fn has(self, reason: Option<Reason>) -> bool {
        reason.is_some_and(|it| self.0 & Self::of(it).0 != 0)
    }
}

/// What is shown beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Beside {
    /// A batch and the message with all its events: its position among those that could be read, from 0.
    Batch(usize),
    /// A message, from 0, and its batch.
    Message(usize),
}

/// A place that is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Spot {
    /// In the input, in UTF-16 code units.
    Input(usize),
    /// In the text of a record's card, in UTF-16 code units.
    Card { record: usize, layout: Layout, at: usize },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// To [`Ask::Run`].
    Summary(Box<Summary>),
    /// To [`Ask::Records`].
    Records(Vec<RecordCard>),
    /// To [`Ask::Account`], with the number of all rows.
    Account(usize, Vec<AccountRow>),
    /// To [`Ask::Balance`]; or why there is none, which is a bug.
    Balance(Result<Balance, String>),
    /// To [`Ask::DiffHead`].
    DiffHead(DiffHead),
    /// To [`Ask::Diff`], with the number of all rows.
    Diff(usize, Vec<DiffRow>),
    /// To [`Ask::Why`].
    Why(Why),
    /// To [`Ask::Value`] and [`Ask::Formatted`].
    Text(String),
    /// To [`Ask::Hashes`].
    Hashes(Vec<String>),
    /// To [`Ask::Effect`] and [`Ask::Flipped`]; `None` if there is no such alternative or change.
    Effect(Option<Effect>),
    /// To [`Ask::Comparison`].
    Comparison(Comparison),
    /// To [`Ask::Differences`], with the number of all rows.
    Differences(usize, Vec<DifferenceRow>),
    /// The run is over, or there is no such thing.
    Gone,
}

/// What a run yielded, without the parts that may be long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) run: u64,
    pub(crate) kind: InputKind,
    /// The form of the batches, and why; `None` without a batch.
    pub(crate) form: Option<DetectedForm>,
    pub(crate) batches: usize,
    /// Bytes of the largest batch, white space included.
    pub(crate) largest_batch: usize,
    pub(crate) events: EventCounts,
    pub(crate) records: usize,
    pub(crate) bytes_in: usize,
    pub(crate) bytes_out: usize,
    /// Time of the transformation, in milliseconds.
    pub(crate) ms: f64,
    pub(crate) tally: Tally,
    /// The reasons there are, and how many entries of the account each has.
    pub(crate) reasons: Vec<(Reason, usize)>,
    /// The first [`ISSUES_SHOWN`] problems.
    pub(crate) issues: Vec<PlacedIssue>,
    pub(crate) issue_count: usize,
    /// The number of the setting that was changed, if nothing else was since: [`Ask::Flipped`] tells what that did.
    pub(crate) flipped: Option<usize>,
}

/// The form that the batches were read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DetectedForm {
    pub(crate) form: Form,
    pub(crate) reason: String,
    /// Whether other batches of the input are in the other form.
    pub(crate) mixed: bool,
}

/// How many changes there are, by what was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    pub(crate) removed: usize,
    pub(crate) added: usize,
    pub(crate) converted: usize,
    /// Events and batches.
    pub(crate) dropped: usize,
    /// Events that are forwarded otherwise than they came.
    pub(crate) changed: usize,
}

impl Tally {
    /// All that was done; an event is changed by what was done in it.
    pub(crate) fn total(self) -> usize {
        self.removed + self.added + self.converted + self.dropped
    }
}

/// A range of the input's text in UTF-16 code units, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A problem and its place in the editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlacedIssue {
    pub(crate) issue: Issue,
    pub(crate) place: Place,
}

/// One record, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordCard {
    /// Its number, from 1.
    pub(crate) number: usize,
    pub(crate) key: Option<String>,
    pub(crate) bytes: usize,
    pub(crate) sha256: String,
    /// The first [`VALUE_SHOWN`] bytes of its value, laid out.
    pub(crate) text: String,
    /// Whether `text` is only the beginning.
    pub(crate) cut: bool,
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

/// What was done to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Why {
    pub(crate) line: DiffLine,
    /// Whether it holds others.
    pub(crate) is_container: bool,
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
