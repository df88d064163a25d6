//! What a desk is asked and answers; between the page and its worker in postcard's format. The input's text goes beside it, once.

mod look;

use serde::{Deserialize, Serialize};
use shared::account::{Effect, EventCounts, Reason};
use shared::{ConnectionSettings, Form, InputKind, Issue, Receipt};

pub(crate) use look::{
    AccountRow, Comparison, DiffHead, DiffRow, DifferenceRow, Done, Fakes, Fate, Figures, Look, Seen, Side,
};

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
    /// A closer look at what a run did.
    Look { run: u64, look: Look },
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
    /// To [`Ask::Value`] and [`Ask::Formatted`].
    Text(String),
    /// To [`Ask::Hashes`].
    Hashes(Vec<String>),
    /// To [`Ask::Effect`] and [`Ask::Flipped`]; `None` if there is no such alternative or change.
    Effect(Option<Effect>),
    /// To [`Look::Why`].
    Told(Told),
    /// To every other [`Ask::Look`]: a [`Seen`] in postcard's format, which only those who look can read.
    Seen(Vec<u8>),
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

/// What was done to the member that one points at, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// Where it is; empty for a batch.
    pub(crate) pointer: String,
    /// What was done.
    pub(crate) done: String,
    /// Why.
    pub(crate) reason: Option<String>,
    /// The setting behind it.
    pub(crate) setting: Option<String>,
}
