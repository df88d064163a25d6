//! From a batch to its messages.
//!
//! A [`Transformer`] reads the batches of an input one after the other. Each is one `pass` over its text: the settings,
//! compiled to a `plan`, say what to remove; kept bytes are copied by the `writer`. One rule a file.

mod collect;
mod credentials;
mod facts;
mod include_event_batch_location;
mod include_location;
mod include_metadata;
mod include_mp_deviceid;
mod include_user_attribute_change_events;
mod include_user_identity_change_events;
mod lines;
mod metadata_field_exclusion;
mod names;
mod pass;
mod plan;
mod send_as_batch;
mod send_batches_without_events;
mod send_network_performance_events;
pub mod sizes;
#[cfg(test)]
mod testing;
mod unique_id;
mod writer;

pub use lines::Before;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::batch::{Engine, Form, InputKind, Lines, batches};
use crate::issue::{Issue, Problem};
use crate::outgoing::Digests;
use crate::record::{Record, Records};
use crate::settings::ConnectionSettings;
pub(crate) use pass::Ledger;
use pass::{Found, Pointer};
use plan::Plan;

/// When and as which a batch was received. The same receipt gives the same ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Milliseconds since 1970.
    pub time_ms: i64,
    /// The position of the first batch in the request, or the inbox's number.
    pub number: u64,
}

/// How much is told of an input besides its messages. The messages are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What is not forwarded, and why: the problems that are errors.
    Errors,
    /// That, and the account.
    Account,
    /// That, and warnings.
    Everything,
}

impl Detail {
    fn has_account(self) -> bool {
        self != Self::Errors
    }

    fn has_warnings(self) -> bool {
        self == Self::Everything
    }
}

/// Settings, compiled once, and the engine that reads.
///
/// ```
/// use shared::transform::Detail;
/// use shared::{ConnectionSettings, Receipt, Transformer};
/// let transformer = Transformer::new(&ConnectionSettings::default());
/// let text = r#"{"message_id":"m","mpid":7,"mp_deviceid":"d"}"#;
/// let transformed = transformer.run_with(Detail::Errors, text, Receipt { time_ms: 0, number: 0 }, None);
/// transformed.records.for_each(|it| assert_eq!((it.key, it.value), (Some("7"), r#"{"message_id":"m","mpid":7}"#)));
/// ```
#[derive(Debug)]
pub struct Transformer {
    plan: Plan,
    engine: Engine,
}

/// What an input yields. Messages are put together, and problems put into words, when they are asked for.
#[derive(Debug, Clone, Default)]
pub struct Transformed {
    /// What the input's text is.
    pub kind: InputKind,
    /// One a batch that could be read.
    pub batches: Vec<BatchSummary>,
    /// The messages, in order.
    pub records: Records,
    /// What was done, and why.
    pub account: Account,
    /// What was wrong, and in which batch.
    found: Vec<(Option<usize>, Found)>,
    /// Whether warnings are among it.
    warnings: bool,
    /// Whether it is of a part of an input: what is said of the input as a whole is said at its end.
    is_part: bool,
}

/// What an input yields, with everything made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the input's text is.
    pub kind: InputKind,
    /// One a batch that could be read.
    pub batches: Vec<BatchSummary>,
    /// The messages, in order.
    pub records: Vec<Record>,
    /// What was done, and why.
    pub account: Account,
    /// What was wrong, in the order of the input.
    pub issues: Vec<Issue>,
}

/// One batch of the input, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BatchSummary {
    /// Which batch of the input, from 0.
    pub index: usize,
    /// The form it was read in.
    pub form: Form,
    /// Why it was taken to be in that form, in a sentence.
    pub form_reason: &'static str,
    /// Its first byte in the input.
    pub offset: usize,
    /// Its bytes in the input, white space included.
    pub bytes: usize,
}

/// Transforms the batches of `text`: one batch, an array of them, or one a line.
///
/// `receipt` is that of the first batch; each further one has the next number. `form` overrides the detection.
///
/// A bad batch or event is an issue of the outcome; the good ones go on.
#[must_use]
pub fn transform(text: &str, settings: &ConnectionSettings, receipt: Receipt, form: Option<Form>) -> Outcome {
    Transformer::new(settings).run(text, receipt, form).into_outcome(text)
}

impl Transformer {
    /// Compiles `settings`, for the fastest engine of this machine.
    #[must_use]
    pub fn new(settings: &ConnectionSettings) -> Self {
        Self { plan: Plan::new(settings), engine: Engine::best() }
    }

    /// Reads with `engine` instead. One that this machine cannot run is replaced by one that it can.
    #[must_use]
    pub fn with_engine(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// Does what [`transform`] does.
    #[must_use]
    pub fn run(&self, text: &str, receipt: Receipt, form: Option<Form>) -> Transformed {
        self.run_with(Detail::Everything, text, receipt, form)
    }

    /// Does the same, but tells of it only what `detail` says.
    #[must_use]
    pub fn run_with(&self, detail: Detail, text: &str, receipt: Receipt, form: Option<Form>) -> Transformed {
        self.collect(collect::Collector::new(self, receipt, form, detail), text)
    }

    /// Does the same, and hashes no batch that is among the `digests`: those of `text`.
    ///
    /// ```
    /// use shared::outgoing::Digests;
    /// use shared::transform::Detail;
    /// use shared::{ConnectionSettings, Receipt, Transformer};
    /// let (text, receipt) = (r#"{"mpid":7,"user_identities":{}}"#, Receipt { time_ms: 0, number: 0 });
    /// let (transformer, digests) = (Transformer::new(&ConnectionSettings::default()), Digests::default());
    /// let run = || transformer.run_again(Detail::Errors, text, &digests, receipt, None).into_outcome(text);
    /// assert_eq!(run(), run());
    /// assert_eq!(run(), transformer.run_with(Detail::Errors, text, receipt, None).into_outcome(text));
    /// ```
    #[must_use]
    pub fn run_again(
        &self,
        detail: Detail,
        text: &str,
        digests: &Digests,
        receipt: Receipt,
        form: Option<Form>,
    ) -> Transformed {
        let mut collector = collect::Collector::new(self, receipt, form, detail);
        collector.digests = Some(digests);
        self.collect(collector, text)
    }

    fn collect(&self, mut collector: collect::Collector<'_>, text: &str) -> Transformed {
        let has_warnings = collector.outcome.warnings;
        collector.outcome.kind = batches(text, &mut collector);
        let mut outcome = collector.outcome;
        if outcome.kind == InputKind::Bulk && has_warnings {
            let problems = sizes::bulk_problems(text.len(), outcome.batches.len());
            outcome.found.extend(problems.map(|it| (None, it)));
        }
        outcome
    }
}

impl Transformed {
    /// What was wrong with `text`, in words and in the order of the input.
    #[must_use]
    pub fn issues(&self, text: &str) -> Vec<Issue> {
        let several = self.kind != InputKind::Batch;
        let mut lines = Lines::new(text);
        let mut issue = |(batch, it): &(Option<usize>, Found)| {
            let pointer = match &it.pointer {
                Pointer::Nowhere => None,
                Pointer::At(pointer) => Some(pointer.clone()),
                Pointer::Behind(start) => crate::batch::pointer(text, *start, it.offset),
            };
            Issue::new(&it.problem, batch.filter(|_| several), pointer, lines.span(it.offset, it.bytes))
        };
        let mut issues: Vec<_> = self.found.iter().map(&mut issue).collect();
        let mixed = mixed_forms(self.forms()).filter(|_| self.warnings && !self.is_part);
        let nowhere = |problem| Found { problem, pointer: Pointer::Nowhere, offset: 0, bytes: 0 };
        issues.extend(mixed.map(|it| issue(&(None, nowhere(it)))));
        issues
    }

    /// Makes everything.
    #[must_use]
    pub fn into_outcome(self, text: &str) -> Outcome {
        let issues = self.issues(text);
        let Self { kind, batches, records, account, .. } = self;
        Outcome { kind, batches, records: records.into_vec(), account, issues }
    }

    /// Batches that were read in incoming form, and in outgoing form.
    fn forms(&self) -> [usize; 2] {
        let incoming = self.batches.iter().filter(|it| it.form == Form::Incoming).count();
        [incoming, self.batches.len() - incoming]
    }
}

fn mixed_forms([incoming, outgoing]: [usize; 2]) -> Option<Problem> {
    (incoming > 0 && outgoing > 0).then_some(Problem::MixedForms { incoming, outgoing })
}
