//! `--format account`: what happened to each event and member, and why, and the proof that it is everything.

use std::io::{self, Write};

use serde::Serialize;
use shared::Records;
use shared::account::{Balance, BatchEntry, Change, EventEntry, Fate, Imbalance, MemberEntry};
use shared::transform::BatchSummary;
use thiserror::Error;

use crate::cli::input::Part;

/// The account and what it is of do not agree.
#[derive(Debug, Error)]
#[error(
    "the account does not balance: {0}\nThis is a bug of Headgate; what it says of this input may be wrong. Please \
     report it."
)]
pub struct Unbalanced(#[from] Imbalance);

/// Proves that every byte of `part` is in its account.
pub(in crate::cli) fn check(part: &Part) -> Result<Balance, Unbalanced> {
    let messages = part.transformed.records.iter().map(|it| it.value);
    Ok(part.transformed.account.check(&part.text, messages)?)
}

/// Prints the account for people, batch by batch.
pub(in crate::cli) fn print(out: &mut dyn Write, part: &Part) -> io::Result<()> {
    let account = &part.transformed.account;
    for batch in &part.transformed.batches {
        writeln!(out, "{}", heading(batch, &part.transformed.records))?;
        for it in of_batch(&account.batches, batch, |it| it.batch) {
            writeln!(out, "{}", no_message(it))?;
        }
        for it in of_batch(&account.events, batch, |it| it.batch) {
            writeln!(out, "{}", event(it))?;
        }
        for it in of_batch(&account.members, batch, |it| it.batch) {
            writeln!(out, "{}", member(it))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints the account for machines, an entry a line.
pub(super) fn print_json(out: &mut dyn Write, part: &Part) -> io::Result<()> {
    for line in part.transformed.account.lines() {
        serde_json::to_writer(&mut *out, &part.before.place_line(line))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The last line: where every byte is, in words.
pub(in crate::cli) fn balance(it: &Balance) -> String {
    format!(
        "balance: {} source = {} kept + {} removed; {} output = {} copied + {} added",
        it.source, it.kept, it.removed, it.output, it.copied, it.added
    )
}

/// The last line for machines.
pub(super) fn balance_json(out: &mut dyn Write, balance: Balance) -> io::Result<()> {
    #[derive(Serialize)]
    struct Last {
        balance: Balance,
    }
    serde_json::to_writer(&mut *out, &Last { balance })?;
    writeln!(out)
}

/// The entries of `batch`: they are in the order of the input.
fn of_batch<'a, T>(entries: &'a [T], batch: &BatchSummary, index: fn(&T) -> usize) -> &'a [T] {
    let start = entries.partition_point(|it| index(it) < batch.index);
    let end = entries.partition_point(|it| index(it) <= batch.index);
    entries.get(start..end).unwrap_or_default()
}

fn heading(batch: &BatchSummary, records: &Records) -> String {
    let (count, bytes) = records.of_batch(batch.index);
    let form = format!("{:?}", batch.form).to_lowercase();
    let messages = if count == 1 { "message" } else { "messages" };
    format!(
        "batch {} · {form}: {} · {} bytes → {count} {messages}, {bytes} bytes",
        batch.index + 1,
        batch.form_reason,
        batch.bytes
    )
}

fn no_message(entry: &BatchEntry) -> String {
    format!("  - no message (-{} bytes): {}", entry.bytes_removed, entry.reason.sentence())
}

fn event(entry: &EventEntry) -> String {
    let fate = match entry.fate {
        Fate::Kept => "  kept",
        Fate::Changed => "~ changed",
        Fate::Dropped => "- dropped",
    };
    let name = entry.event_type.as_deref().unwrap_or("(no type)");
    let why = |reason: shared::account::Reason| format!(" (-{} bytes): {}", entry.bytes_removed, reason.sentence());
    format!("  {fate} {} {name}{}", entry.pointer(), entry.reason.map(why).unwrap_or_default())
}

fn member(entry: &MemberEntry) -> String {
    let (sign, bytes) = match entry.change {
        Change::Removed => ("- removed", format!("-{}", entry.bytes_removed)),
        Change::Added => ("+ added", format!("+{}", entry.bytes_added)),
        Change::Converted => ("~ converted", format!("-{} +{}", entry.bytes_removed, entry.bytes_added)),
    };
    format!("  {sign} {} ({bytes} bytes): {}", entry.pointer(), entry.reason.sentence())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_that_does_not_balance_is_called_a_bug() {
        let unbalanced = Unbalanced(Imbalance::Message { message: 2, offset: 40 });
        assert_eq!(
            unbalanced.to_string(),
            "the account does not balance: message 2 differs at byte 40 from what the account says\nThis is a bug of \
             Headgate; what it says of this input may be wrong. Please report it."
        );
    }
}
