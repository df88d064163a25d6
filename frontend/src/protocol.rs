//! What the page and its worker say to each other, in postcard's format. The input's text goes beside it, once.

use serde::{Deserialize, Serialize};
use shared::account::{Effect, EventCounts, Reason};
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
    /// Some of the changes that a run made.
    Changes { run: u64, window: Window },
    /// The whole value of one record.
    Value { run: u64, record: usize, layout: Layout },
    /// The SHA-256 of every record.
    Hashes { run: u64 },
    /// The input, indented.
    Formatted,
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

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// To [`Ask::Run`].
    Summary(Box<Summary>),
    /// To [`Ask::Records`].
    Records(Vec<RecordCard>),
    /// To [`Ask::Changes`].
    Changes(Vec<ChangeRow>),
    /// To [`Ask::Value`] and [`Ask::Formatted`].
    Text(String),
    /// To [`Ask::Hashes`].
    Hashes(Vec<String>),
    /// To [`Ask::Effect`]; `None` if there is no such alternative.
    Effect(Option<Effect>),
    /// To [`Ask::Comparison`].
    Comparison(Comparison),
    /// To [`Ask::Differences`].
    Differences(Vec<DifferenceRow>),
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
    /// The first [`ISSUES_SHOWN`] problems.
    pub(crate) issues: Vec<PlacedIssue>,
    pub(crate) issue_count: usize,
    /// What the last change of a setting did, if that was the last change.
    pub(crate) flip: Option<Flip>,
}

/// A setting that was changed alone, and what that did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Flip {
    /// Its number in the table.
    pub(crate) setting: usize,
    pub(crate) effect: Effect,
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
    pub(crate) dropped: usize,
}

impl Tally {
    /// All of them.
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
    /// An event is not forwarded.
    EventDropped,
    /// A batch yields no message.
    BatchDropped,
}

/// One line of the list of changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct ChangeRow {
    /// Which batch of the input, from 0.
    pub(crate) batch: usize,
    pub(crate) pointer: String,
    pub(crate) done: Done,
    pub(crate) reason: Option<Reason>,
    /// For an event: its type.
    pub(crate) event_type: Option<String>,
    pub(crate) bytes_removed: usize,
    pub(crate) bytes_added: usize,
    pub(crate) place: Place,
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Side {
    pub(crate) fate: Fate,
    pub(crate) reason: Option<Reason>,
    /// The beginning of what is put in.
    pub(crate) put_in: String,
}

/// What becomes of a member, an event or a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
