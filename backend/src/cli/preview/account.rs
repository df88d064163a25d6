//! `--format account`: what happened to each event and member, and why.

use std::io::{self, Write};

use shared::Outcome;
use shared::account::{BatchEntry, Change, EventEntry, Fate, MemberEntry, Reason};
use shared::transform::BatchSummary;

/// Prints the account for people, batch by batch.
pub(super) fn print(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    for batch in &outcome.batches {
        let account = &outcome.account;
        writeln!(out, "{}", heading(batch, outcome))?;
        for it in account.batches.iter().filter(|it| it.batch == batch.index) {
            writeln!(out, "{}", no_message(it))?;
        }
        for it in account.events.iter().filter(|it| it.batch == batch.index) {
            writeln!(out, "{}", event(it))?;
        }
        for it in account.members.iter().filter(|it| it.batch == batch.index) {
            writeln!(out, "{}", member(it))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn heading(batch: &BatchSummary, outcome: &Outcome) -> String {
    let records: Vec<_> = outcome.records.iter().filter(|it| it.batch == batch.index).collect();
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
