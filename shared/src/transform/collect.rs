//! Puts the outcomes of an input's batches together.

use super::facts::Facts;
use super::pass::{Found, Job, Pass};
use super::plan::Plan;
use super::{BatchSummary, Outcome, Receipt, sizes};
use crate::account::{Account, BatchEntry, Reason};
use crate::batch::{BatchText, Form, Input, InputKind, Kind, Level, Lines, SyntaxError};
use crate::batch::{batches, byte_order_mark, lines, skip, walk};
use crate::issue::{Issue, Problem};
use crate::record::{Key, Record};

/// Takes the batches of an input as they are read.
pub(super) struct Collector {
    plan: Plan,
    receipt: Receipt,
    form: Option<Form>,
    outcome: Outcome,
    found: Vec<(Option<usize>, Found)>,
    /// How much there was before the batch that was read last.
    before: Lengths,
}

#[derive(Debug, Clone, Copy, Default)]
struct Lengths {
    batches: usize,
    records: usize,
    events: usize,
    members: usize,
    eventless: usize,
    found: usize,
}

impl Collector {
    pub(super) fn new(plan: Plan, receipt: Receipt, form: Option<Form>) -> Self {
        let outcome = Outcome {
            kind: InputKind::Batch,
            batches: Vec::new(),
            records: Vec::new(),
            account: Account::default(),
            issues: Vec::new(),
        };
        Self { plan, receipt, form, outcome, found: Vec::new(), before: Lengths::default() }
    }

    pub(super) fn collect(mut self, text: &str) -> Outcome {
        self.outcome.kind = batches(text, &mut self);
        self.finish(text)
    }

    /// Takes lines of NDJSON, the first of which is batch `index`.
    pub(super) fn collect_lines(mut self, text: &str, index: usize, is_first: bool) -> Outcome {
        self.outcome.kind = InputKind::Ndjson;
        let start = if is_first { byte_order_mark(text, &mut self) } else { 0 };
        lines(text, start, index, &mut self);
        self.finish(text)
    }

    fn finish(mut self, text: &str) -> Outcome {
        self.found.extend(sizes::input_problems(text, &self.outcome).into_iter().map(|it| (None, it)));
        if !self.found.is_empty() {
            let lines = Lines::new(text);
            let several = self.outcome.kind != InputKind::Batch;
            self.outcome.issues = self
                .found
                .into_iter()
                .map(|(batch, it)| {
                    let span = lines.span(it.offset, it.bytes);
                    Issue::new(&it.problem, batch.filter(|_| several), it.pointer, span)
                })
                .collect();
        }
        self.outcome
    }

    fn lengths(&self) -> Lengths {
        Lengths {
            batches: self.outcome.batches.len(),
            records: self.outcome.records.len(),
            events: self.outcome.account.events.len(),
            members: self.outcome.account.members.len(),
            eventless: self.outcome.account.batches.len(),
            found: self.found.len(),
        }
    }

    fn push(&mut self, done: Done) {
        let Done { summary, key, records, account, found } = done;
        let index = summary.index;
        self.found.extend(found.into_iter().map(|it| (Some(index), it)));
        self.outcome.batches.push(summary);
        self.outcome.account.events.extend(account.events);
        self.outcome.account.members.extend(account.members);
        self.outcome.account.batches.extend(account.batches);
        let records = records.into_iter().map(|value| Record { batch: index, key: key.clone(), value });
        self.outcome.records.extend(records);
    }
}

/// Makes the pass, and a second one where the first was made on a wrong guess.
fn read<'a, 'p>(job: Job<'a, 'p>, end: usize, form: Option<Form>) -> Result<(usize, Facts, Pass<'a, 'p>), SyntaxError> {
    let facts = Facts::guess(job.text, job.start, end, form);
    let (end, pass) = run(job, facts.clone())?;
    let facts = pass.seen.facts(form, end);
    if !pass.misled_by(&facts) {
        return Ok((end, facts, pass));
    }
    let (end, pass) = run(job, facts.clone())?;
    Ok((end, facts, pass))
}

fn run<'a, 'p>(job: Job<'a, 'p>, facts: Facts) -> Result<(usize, Pass<'a, 'p>), SyntaxError> {
    let mut pass = Pass::new(job, facts);
    match walk(job.text, job.start, Level::Batch, &mut pass) {
        Ok(end) => Ok((end, pass)),
        Err(error) => Err(SyntaxError { pointer: Some(pass.pointer()).filter(|it| !it.is_empty()), ..error }),
    }
}

/// What one batch came to.
struct Done {
    summary: BatchSummary,
    key: Option<String>,
    records: Vec<String>,
    account: Account,
    found: Vec<Found>,
}

impl Done {
    fn new(job: Job<'_, '_>, end: usize, facts: &Facts, mut pass: Pass<'_, '_>, chosen: bool) -> Self {
        let reason = if chosen { "chosen by you" } else { pass.seen.form().1 };
        let summary = BatchSummary {
            index: job.index,
            form: facts.form,
            form_reason: reason.to_owned(),
            offset: job.start,
            bytes: end - job.start,
        };
        let mut found = std::mem::take(&mut pass.notes).finish(job.start);
        found.extend(sizes::batch_problem(&summary));
        let key = key(&pass, &mut found);
        let mut account = Account {
            events: std::mem::take(&mut pass.events),
            members: std::mem::take(&mut pass.members),
            batches: Vec::new(),
        };
        let records = match no_message(&pass, job.plan) {
            Some(reason) => {
                account.batches.push(BatchEntry { batch: job.index, reason });
                Vec::new()
            }
            None => messages(pass, job.plan),
        };
        found.extend(records.iter().filter_map(|it| sizes::message_problem(it, &summary, &account)));
        Self { summary, key, records, account, found }
    }
}

/// Why the batch yields no message, if it yields none.
fn no_message(pass: &Pass<'_, '_>, plan: &Plan) -> Option<Reason> {
    if pass.malformed {
        Some(Reason::MalformedBatch)
    } else if plan.drop_eventless && pass.layout.events.is_empty() {
        Some(Reason::EventlessOff)
    } else {
        None
    }
}

fn messages(pass: Pass<'_, '_>, plan: &Plan) -> Vec<String> {
    if !plan.split || pass.layout.events.is_empty() {
        return vec![pass.finish().0];
    }
    let ids: Vec<_> = (0..pass.layout.events.len()).map(|index| format!("\"{}\"", pass.ids().message(index))).collect();
    let (batch, layout) = pass.finish();
    layout.split(&batch, &ids)
}

fn key(pass: &Pass<'_, '_>, found: &mut Vec<Found>) -> Option<String> {
    let mpid = pass.seen.mpid?;
    let (key, problem) = match Key::of(mpid) {
        Key::None => (None, None),
        Key::Mpid(key) => (Some(key), None),
        Key::OutOfRange(key) => (Some(key), Some(Problem::MpidOutOfRange)),
        Key::NotAnInteger(kind) => (None, Some(Problem::MpidNotAnInteger { found: kind })),
    };
    found.extend(problem.map(|problem| Found {
        problem,
        pointer: Some("/mpid".to_owned()),
        offset: mpid.offset,
        bytes: mpid.text.len(),
    }));
    key
}

impl<'a> Input<'a> for Collector {
    fn batch(&mut self, batch: BatchText<'a>) -> Result<usize, SyntaxError> {
        let BatchText { text, start, index, .. } = batch;
        self.before = self.lengths();
        let kind = Kind::of(text.get(start..).unwrap_or_default());
        if kind != Kind::Object {
            let end = skip(text, start)?;
            let problem = Problem::NotABatch { found: kind.words() };
            self.found.push((Some(index), Found { problem, pointer: None, offset: start, bytes: end - start }));
            return Ok(end);
        }
        let receipt = Receipt { number: self.receipt.number.wrapping_add(index as u64), ..self.receipt };
        let job = Job { text, start, index, plan: &self.plan, receipt };
        let (end, facts, pass) = read(job, batch.likely_end(), self.form)?;
        let done = Done::new(job, end, &facts, pass, self.form.is_some());
        self.push(done);
        Ok(end)
    }

    fn forget(&mut self) {
        let before = self.before;
        self.outcome.batches.truncate(before.batches);
        self.outcome.records.truncate(before.records);
        self.outcome.account.events.truncate(before.events);
        self.outcome.account.members.truncate(before.members);
        self.outcome.account.batches.truncate(before.eventless);
        self.found.truncate(before.found);
    }

    fn problem(&mut self, batch: Option<usize>, error: SyntaxError) {
        let SyntaxError { problem, pointer, offset, bytes } = error;
        self.found.push((batch, Found { problem, pointer, offset, bytes }));
    }
}
