//! `headgate preview`: what will be published for a batch.

mod account;
mod connection;
mod input;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use shared::batch::pretty;
use shared::issue::{Severity, utf8};
use shared::{Form, Outcome, Receipt, Record, transform};

use self::input::InputError;
use super::report::report;
use super::{Io, OK, PROBLEM};
use crate::sandbox::now_ms;

#[derive(Debug, Args)]
pub(super) struct Preview {
    /// The file to read: a batch, an array of batches, or one a line, also packed with gzip or zstd; `-` or none is
    /// standard input
    file: Option<PathBuf>,
    /// Settings of the connection, as TOML or JSON (`headgate settings` lists them)
    #[arg(long, value_name = "FILE")]
    connection: Option<PathBuf>,
    /// When the input was received, in milliseconds since 1970. The same time gives the same ids and bytes [default: now]
    #[arg(long, value_name = "MS", allow_negative_numbers = true)]
    received_at: Option<i64>,
    /// Read batches in this form instead of the detected one
    #[arg(long, value_enum)]
    form: Option<FormName>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    format: Format,
    /// Problems as JSON, one a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormName {
    /// As a sender posts it to mParticle
    Incoming,
    /// As mParticle forwards it
    Outgoing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The exact message values, one a line
    Values,
    /// One JSON object a line: key, value, sha256, bytes
    Records,
    /// Indented, for people
    Pretty,
    /// What happened to each event and member, and why; with --json as JSON
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

impl Preview {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let settings = match &self.connection {
            None => shared::ConnectionSettings::default(),
            Some(path) => match connection::read(path) {
                Ok(settings) => settings,
                Err(error) => return io.usage(&error.to_string()),
            },
        };
        let name = self.file.as_ref().map_or("-".to_owned(), |path| path.display().to_string());
        let path = self.file.as_deref().filter(|it| it.as_os_str() != "-");
        if self.file.is_none() && io.stdin_is_terminal {
            return io.usage("give a file, or pipe a batch into standard input");
        }
        let bytes = match input::read(path, &mut io.stdin) {
            Ok(bytes) => bytes,
            Err(error @ InputError::Damaged { .. }) => return io.fail(PROBLEM, &error.to_string()),
            Err(error) => return io.usage(&error.to_string()),
        };
        let text = match utf8(&bytes) {
            Ok(text) => text,
            Err(issue) => {
                report(io, &name, &String::from_utf8_lossy(&bytes), &[*issue], self.json)?;
                return Ok(PROBLEM);
            }
        };
        let form = self.form.map(|it| match it {
            FormName::Incoming => Form::Incoming,
            FormName::Outgoing => Form::Outgoing,
        });
        let receipt = Receipt { time_ms: self.received_at.unwrap_or_else(now_ms), number: 0 };
        let outcome = transform(text, &settings, receipt, form);
        self.print(io, &outcome)?;
        report(io, &name, text, &outcome.issues, self.json)?;
        Ok(exit_code(&outcome))
    }

    fn print(&self, io: &mut Io, outcome: &Outcome) -> io::Result<()> {
        if self.format == Format::Account {
            return self.print_account(io, outcome);
        }
        for (index, record) in outcome.records.iter().enumerate() {
            match self.format {
                Format::Values => writeln!(io.stdout, "{}", record.value)?,
                Format::Records => {
                    serde_json::to_writer(&mut io.stdout, &RecordLine::of(record))?;
                    writeln!(io.stdout)?;
                }
                _ => print_pretty(io, index + 1, record)?,
            }
        }
        io.stdout.flush()
    }

    fn print_account(&self, io: &mut Io, outcome: &Outcome) -> io::Result<()> {
        if self.json {
            serde_json::to_writer(&mut io.stdout, &outcome.account)?;
            writeln!(io.stdout)?;
        } else {
            account::print(&mut io.stdout, outcome)?;
        }
        io.stdout.flush()
    }
}

impl<'a> RecordLine<'a> {
    fn of(record: &'a Record) -> Self {
        Self { key: record.key.as_deref(), value: &record.value, sha256: record.sha256(), bytes: record.value.len() }
    }
}

fn print_pretty(io: &mut Io, number: usize, record: &Record) -> io::Result<()> {
    let key = record.key.as_deref().map_or("no key: random partition".to_owned(), |key| format!("key {key}"));
    writeln!(io.stdout, "message {number} · {key} · {} bytes · sha256 {}", record.value.len(), record.sha256())?;
    writeln!(io.stdout, "{}\n", pretty(&record.value))
}

/// A warning is no failure: the message is published.
fn exit_code(outcome: &Outcome) -> u8 {
    if outcome.issues.iter().any(|issue| issue.severity == Severity::Error) { PROBLEM } else { OK }
}
