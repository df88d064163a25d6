//! What is printed of a part of the input.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;
use shared::Record;
use shared::account::Balance;
use shared::batch::pretty;

use super::{PreviewError, account};
use crate::cli::input::Part;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The exact message values, one a line
    Values,
    /// One JSON object a line: key, value, sha256, bytes
    Records,
    /// Indented, for people
    Pretty,
    /// What happened to each event and member, and why; with --json as JSON, one object an entry
    Account,
}

/// One line of `--format records`.
#[derive(Serialize)]
struct RecordLine<'a> {
    key: Option<&'a str>,
    value: &'a str,
    sha256: String,
    bytes: usize,
}

/// Prints the outcomes of an input's parts as those of one.
pub(super) struct Printer {
    format: Format,
    json: bool,
    /// How many messages there were.
    messages: usize,
    /// Of the account, so far.
    balance: Balance,
}

impl Printer {
    pub(super) fn new(format: Format, json: bool) -> Self {
        Self { format, json, messages: 0, balance: Balance::default() }
    }

    pub(super) fn print(&mut self, out: &mut dyn Write, part: &Part) -> Result<(), PreviewError> {
        if self.format != Format::Account {
            return Ok(part.transformed.records.iter().try_for_each(|record| self.record(out, &record))?);
        }
        self.balance += account::check(part)?;
        Ok(if self.json { account::print_json(out, part) } else { account::print(out, part) }?)
    }

    /// Prints what stands behind the last part.
    pub(super) fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        match (self.format, self.json) {
            (Format::Account, true) => account::balance_json(out, self.balance),
            (Format::Account, false) => writeln!(out, "{}", account::balance(&self.balance)),
            _ => Ok(()),
        }
    }

    fn record(&mut self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        self.messages += 1;
        match self.format {
            Format::Values => writeln!(out, "{}", record.value),
            Format::Records => {
                serde_json::to_writer(&mut *out, &RecordLine::of(record))?;
                writeln!(out)
            }
            _ => writeln!(out, "{}\n{}\n", heading(self.messages, record), pretty(&record.value)),
        }
    }
}

impl<'a> RecordLine<'a> {
    fn of(record: &'a Record) -> Self {
        Self { key: record.key.as_deref(), value: &record.value, sha256: record.sha256(), bytes: record.value.len() }
    }
}

/// What is said of a message in a line; `number` counts from 1.
pub(in crate::cli) fn heading(number: usize, record: &Record) -> String {
    let key = record.key.as_deref().map_or("no key: random partition".to_owned(), |key| format!("key {key}"));
    format!("message {number} · {key} · {} bytes · sha256 {}", record.value.len(), record.sha256())
}
