//! `--format account`: what happened to each event and member, and why.

use std::io::{self, Write};

use serde::Serialize;
use shared::account::{BatchEntry, Change, EventEntry, Fate, MemberEntry, Reason};
use shared::transform::BatchSummary;
use shared::{Outcome, Record};

/// What was done to one batch.
#[derive(Serialize)]
struct BatchAccount<'a> {
    events: &'a [EventEntry],
    members: &'a [MemberEntry],
    batches: &'a [BatchEntry],
}

impl<'a> BatchAccount<'a> {
    fn of(batch: &BatchSummary, outcome: &'a Outcome) -> Self {
        let account = &outcome.account;
        Self {
            events: of_batch(&account.events, batch, |it| it.batch),
            members: of_batch(&account.members, batch, |it| it.batch),
            batches: of_batch(&account.batches, batch, |it| it.batch),
        }
    }
}

/// The entries of `batch`: they are in the order of the input.
fn of_batch<'a, T>(entries: &'a [T], batch: &BatchSummary, index: fn(&T) -> usize) -> &'a [T] {
    let start = entries.partition_point(|it| index(it) < batch.index);
    let end = entries.partition_point(|it| index(it) <= batch.index);
    entries.get(start..end).unwrap_or_default()
}

/// Prints the account for people, batch by batch.
pub(in crate::cli) fn print(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    for batch in &outcome.batches {
        let account = BatchAccount::of(batch, outcome);
        writeln!(out, "{}", heading(batch, outcome))?;
        for it in account.batches {
            writeln!(out, "{}", no_message(it))?;
        }
        for it in account.events {
            writeln!(out, "{}", event(it))?;
        }
        for it in account.members {
            writeln!(out, "{}", member(it))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints the account for machines, a batch a line.
pub(super) fn print_json(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    for batch in &outcome.batches {
        serde_json::to_writer(&mut *out, &BatchAccount::of(batch, outcome))?;
        writeln!(out)?;
    }
    Ok(())
}

/// How many events were read.
pub(super) fn events(outcome: &Outcome) -> usize {
    outcome.account.events.len()
}

fn heading(batch: &BatchSummary, outcome: &Outcome) -> String {
    let records: &[Record] = of_batch(&outcome.records, batch, |it| it.batch);
    let bytes: usize = records.iter().map(|it| it.value.len()).sum();
    let form = format!("{:?}", batch.form).to_lowercase();
    let messages = if records.len() == 1 { "message" } else { "messages" };
    format!(
        "batch {} · {form}: {} · {} bytes → {} {messages}, {bytes} bytes",
        batch.index + 1,
        batch.form_reason,
        batch.bytes,
        records.len()
    )
}

fn no_message(entry: &BatchEntry) -> String {
    format!("  no message: {}", entry.reason.sentence())
}

fn event(entry: &EventEntry) -> String {
    let fate = match entry.fate {
        Fate::Kept => "  kept",
        Fate::Changed => "~ changed",
        Fate::Dropped => "- dropped",
    };
    let name = entry.event_type.as_deref().unwrap_or("(no type)");
    let why = entry.reason.map_or(String::new(), |it: Reason| format!(": {}", it.sentence()));
    format!("  {fate} {} {name}{why}", entry.pointer)
}

fn member(entry: &MemberEntry) -> String {
    let (sign, bytes) = match entry.change {
        Change::Removed => ("- removed", format!("-{}", entry.bytes_removed)),
        Change::Added => ("+ added", format!("+{}", entry.bytes_added)),
        Change::Converted => ("~ converted", format!("-{} +{}", entry.bytes_removed, entry.bytes_added)),
    };
    format!("  {sign} {} ({bytes} bytes): {}", entry.pointer, entry.reason.sentence())
}
