//! Puts the outcomes of an input's batches together.

use super::facts::Facts;
use super::pass::{Found, Job, Pass, Pointer};
use super::{BatchSummary, Detail, Receipt, Transformed, Transformer, sizes};
use crate::account::{BatchEntry, Reason, Source};
use crate::batch::{BatchText, Form, Input, Kind, Level, SyntaxError, compact_len};
use crate::issue::Problem;
use crate::outgoing::Digests;
use crate::record::{BatchRecords, Key};

/// Takes the batches of an input as they are read.
pub(super) struct Collector<'t> {
    transformer: &'t Transformer,
    receipt: Receipt,
    form: Option<Form>,
    detail: Detail,
    pub(super) digests: Option<&'t Digests>,
    pub(super) outcome: Transformed,
    /// Whether an integer beyond 2^53 was reported: once an input is enough.
    pub(super) large_told: bool,
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
    edits: usize,
    sources: usize,
    found: usize,
    large_told: bool,
}

impl<'t> Collector<'t> {
    pub(super) fn new(transformer: &'t Transformer, receipt: Receipt, form: Option<Form>, detail: Detail) -> Self {
        let outcome = Transformed { warnings: detail.has_warnings(), ..Transformed::default() };
        Self {
            transformer,
            receipt,
            form,
            detail,
            digests: None,
            outcome,
            large_told: false,
            before: Lengths::default(),
        }
    }

    fn lengths(&self) -> Lengths {
        let account = &self.outcome.account;
        Lengths {
            batches: self.outcome.batches.len(),
            records: self.outcome.records.batches(),
            events: account.events.len(),
            members: account.members.len(),
            eventless: account.batches.len(),
            edits: account.edits.len(),
            sources: account.sources.len(),
            found: self.outcome.found.len(),
            large_told: self.large_told,
        }
    }

    /// Makes the pass, and again where it was made on a wrong guess: each time more is known.
    fn read<'a>(&self, job: Job<'a, 't>) -> Result<(usize, Form, Pass<'a, 't>), SyntaxError> {
        let before = self.outcome.batches.last().filter(|_| job.end.is_none()).map(|it| it.form);
        let mut facts = Facts::guess(job.text, job.start, job.end, self.form, before, job.plan.split);
        loop {
            let mut pass = Pass::new(job, facts.clone());
            let end = job.engine.walk(job.text, job.start, Level::Batch, &mut pass)?;
            let now = pass.seen.facts(self.form);
            if !pass.misled_by(&now) {
                return Ok((end, facts.form, pass));
            }
            facts = now;
        }
    }

    fn finish(&mut self, job: Job<'_, '_>, end: usize, form: Form, mut pass: Pass<'_, '_>) {
        let reason = if self.form.is_some() { "chosen by you" } else { pass.seen.form().1 };
        let (index, offset, bytes) = (job.index, job.start, end - job.start);
        let summary = BatchSummary { index, form, form_reason: reason, offset, bytes };
        let mut found = pass.take_notes(job.text, !self.large_told);
        self.large_told |= found.iter().any(|it| matches!(it.problem, Problem::LargeInteger { .. }));
        if self.detail.has_warnings() {
            found.extend(sizes::batch_problem(&summary));
        }
        let key = key(&pass, &mut found);
        match no_message(&pass, job) {
            Some(reason) => self.no_message(job, end, pass, reason),
            None => self.messages(job, &summary, key, pass, &mut found),
        }
        self.outcome.found.extend(found.into_iter().map(|it| (Some(index), it)));
        self.outcome.batches.push(summary);
    }

    fn messages(
        &mut self,
        job: Job<'_, '_>,
        summary: &BatchSummary,
        key: Option<String>,
        mut pass: Pass<'_, '_>,
        found: &mut Vec<Found>,
    ) {
        if pass.layout.is_split() {
            // They are made when the messages are put together.
            pass.ids();
        }
        let mut ledger = std::mem::take(&mut pass.ledger);
        let (whole, layout, ids) = pass.finish();
        if self.detail.has_account() {
            ledger.lose(job.index, &layout);
            let account = &mut self.outcome.account;
            let edits = account.edits.len()..account.edits.len() + ledger.edits.len();
            let (offset, bytes, first_message) = (summary.offset, summary.bytes, self.outcome.records.len());
            account.take(ledger);
            account.sources.push(Source {
                batch: job.index,
                offset,
                bytes,
                edits,
                first_message,
                layout: layout.clone(),
            });
        }
        let ids = ids.filter(|_| layout.is_split());
        let records = BatchRecords { batch: job.index, key, whole, layout, ids };
        if self.detail.has_warnings() {
            found.extend(sizes::message_problems(&records, summary));
        }
        self.outcome.records.push(records);
    }

    /// The batch as a whole is left out; what was left out of it before keeps its own reason.
    fn no_message(&mut self, job: Job<'_, '_>, end: usize, mut pass: Pass<'_, '_>, reason: Reason) {
        if !self.detail.has_account() {
            return;
        }
        let (batch, offset, bytes) = (job.index, job.start, end - job.start);
        let bytes_source = compact_len(job.text.get(offset..end).unwrap_or_default());
        let events = std::mem::take(&mut pass.ledger).events;
        let bytes_removed = bytes_source - events.iter().map(|it| it.bytes_removed).sum::<usize>();
        let account = &mut self.outcome.account;
        account.events.extend(events);
        account.batches.push(BatchEntry { batch, reason, offset, bytes, bytes_source, bytes_removed });
    }
}

/// Why the batch yields no message, if it yields none.
fn no_message(pass: &Pass<'_, '_>, job: Job<'_, '_>) -> Option<Reason> {
    if pass.malformed {
        Some(Reason::MalformedBatch)
    } else if job.plan.drop_eventless && pass.layout.events.is_empty() {
        Some(Reason::EventlessOff)
    } else {
        None
    }
}

fn key(pass: &Pass<'_, '_>, found: &mut Vec<Found>) -> Option<String> {
    let mpid = pass.seen.mpid?;
    let (key, problem) = match Key::of(mpid) {
        Key::None => (None, None),
        Key::Mpid(key) => (Some(key), None),
        Key::OutOfRange(key) => (Some(key), Some(Problem::MpidOutOfRange)),
        Key::NotAnInteger(kind) => (None, Some(Problem::MpidNotAnInteger { found: kind })),
    };
    found.extend(problem.filter(|_| pass.has_warnings()).map(|problem| Found {
        problem,
        pointer: Pointer::At("/mpid".to_owned()),
        offset: mpid.offset,
        bytes: mpid.text.len(),
    }));
    key
}

impl<'a> Input<'a> for Collector<'_> {
    fn batch(&mut self, batch: BatchText<'a>) -> Result<usize, SyntaxError> {
        let BatchText { text, start, index, .. } = batch;
        self.before = self.lengths();
        let Transformer { plan, engine } = self.transformer;
        let kind = Kind::at(text, start);
        if kind != Kind::Object {
            let end = engine.skip(text, start)?;
            let problem = Problem::NotABatch { found: kind.words() };
            let found = Found { problem, pointer: Pointer::Nowhere, offset: start, bytes: end - start };
            self.outcome.found.push((Some(index), found));
            return Ok(end);
        }
        let receipt = Receipt { number: self.receipt.number.wrapping_add(index as u64), ..self.receipt };
        let (engine, end, detail, digests) = (*engine, batch.end(), self.detail, self.digests);
        let job = Job { text, start, end, index, plan, receipt, engine, detail, digests };
        let (end, form, pass) = self.read(job)?;
        self.finish(job, end, form, pass);
        Ok(end)
    }

    fn forget(&mut self) {
        let before = self.before;
        let account = &mut self.outcome.account;
        account.events.truncate(before.events);
        account.members.truncate(before.members);
        account.batches.truncate(before.eventless);
        account.edits.truncate(before.edits);
        account.sources.truncate(before.sources);
        self.outcome.batches.truncate(before.batches);
        self.outcome.records.truncate(before.records);
        self.outcome.found.truncate(before.found);
        self.large_told = before.large_told;
    }

    fn problem(&mut self, batch: Option<usize>, error: SyntaxError) {
        let SyntaxError { problem, pointer, offset, bytes } = error;
        self.outcome.found.push((batch, Found { problem, pointer: pointer.into(), offset, bytes }));
    }
}
