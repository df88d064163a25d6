//! `headgate preview`: what will be published for a batch.

pub(super) mod account;
mod connection;
pub(super) mod print;
mod progress;
mod save;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use shared::{ConnectionSettings, Form, Receipt};

use self::print::{Format, Printer};
use self::progress::Progress;
use super::input::{How, Input, InputError, Parts};
use super::report::Report;
use super::{Io, PROBLEM};
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
    /// Instead of printing messages, save them with the input, the settings and the receipt time in this folder, for
    /// `headgate check-fixtures`
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    save_fixture: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormName {
    /// As a sender posts it to mParticle
    Incoming,
    /// As mParticle forwards it
    Outgoing,
}

impl From<FormName> for Form {
    fn from(name: FormName) -> Self {
        match name {
            FormName::Incoming => Self::Incoming,
            FormName::Outgoing => Self::Outgoing,
        }
    }
}

impl Preview {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let settings = match self.connection.as_deref().map(connection::read) {
            None => ConnectionSettings::default(),
            Some(Ok(settings)) => settings,
            Some(Err(error)) => return io.usage(&error.to_string()),
        };
        if self.file.is_none() && io.stdin_is_terminal {
            return io.usage("give a file, or pipe a batch into standard input");
        }
        let receipt = Receipt { time_ms: self.received_at.unwrap_or_else(now_ms), number: 0 };
        let how = How { settings: &settings, receipt, form: self.form.map(Into::into) };
        let report = Report::new(self.name(), self.json);
        match (self.open(io), &self.save_fixture) {
            (Err(error), _) => unreadable(io, &error),
            (Ok(input), Some(folder)) => save::save(io, input, how, report, folder),
            (Ok(input), None) => match input.parts(how) {
                Err(error) => unreadable(io, &error),
                Ok(parts) => self.show(io, parts, report),
            },
        }
    }

    /// What the input is called.
    fn name(&self) -> String {
        self.file.as_ref().map_or("-".to_owned(), |path| path.display().to_string())
    }

    fn open(&self, io: &mut Io) -> Result<Input, InputError> {
        match self.file.as_deref().filter(|it| it.as_os_str() != "-") {
            Some(path) => Input::open(path, io.window),
            None => Input::stdin(std::mem::replace(&mut io.stdin, Box::new(io::empty())), io.window),
        }
    }

    /// Prints part by part; nothing of a part stays.
    fn show(&self, io: &mut Io, mut parts: Parts<'_>, mut report: Report) -> io::Result<u8> {
        let mut progress = Progress::new(io.watched && !self.json && parts.are_many());
        let mut printer = Printer { format: self.format, json: self.json, messages: 0 };
        while let Some(part) = parts.next() {
            let part = match part {
                Ok(part) => part,
                Err(error) => {
                    progress.clear(io)?;
                    report.finish(io)?;
                    return unreadable(io, &error);
                }
            };
            printer.print(&mut io.stdout, &part.outcome)?;
            if !part.outcome.issues.is_empty() {
                io.stdout.flush()?;
                progress.clear(io)?;
                report.add(io, &part)?;
            }
            progress.add(io, &parts, account::events(&part.outcome))?;
        }
        progress.clear(io)?;
        report.finish(io)
    }
}

/// A file that is not there is a wrong usage; one that is damaged is a problem of the input.
fn unreadable(io: &mut Io, error: &InputError) -> io::Result<u8> {
    io.stdout.flush()?;
    match error {
        InputError::Damaged { .. } => io.fail(PROBLEM, &error.to_string()),
        InputError::Unreadable { .. } => io.usage(&error.to_string()),
    }
}
