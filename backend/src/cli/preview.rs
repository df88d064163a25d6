//! `headgate preview`: what will be published for a batch.

pub(super) mod account;
pub(super) mod connection;
pub(super) mod print;
mod progress;
mod save;
mod show;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use shared::Receipt;
use thiserror::Error;

use self::account::Unbalanced;
use self::connection::ConnectionError;
use self::print::Format;
use self::show::Show;
use super::fixtures::FixtureError;
use super::form_name::FormName;
use super::input::{How, Input, InputError};
use super::report::Report;
use super::{Io, PROBLEM, USAGE};
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

/// Why there is no preview, or not to the end of the input.
#[derive(Debug, Error)]
enum PreviewError {
    #[error("give a file, or pipe a batch into standard input")]
    NoInput,
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Input(#[from] InputError),
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    #[error(transparent)]
    Account(#[from] Unbalanced),
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl Preview {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let error = match self.preview(io) {
            Ok(code) => return Ok(code),
            Err(PreviewError::Output(error)) => return Err(error),
            Err(error) => error,
        };
        io.stdout.flush()?;
        // A file that is not there is a wrong usage; one that is damaged is a problem of the input.
        let is_problem = matches!(error, PreviewError::Input(InputError::Damaged { .. }) | PreviewError::Account(_));
        io.fail(if is_problem { PROBLEM } else { USAGE }, &error.to_string())
    }

    fn preview(&self, io: &mut Io) -> Result<u8, PreviewError> {
        let settings = self.connection.as_deref().map(connection::read).transpose()?.unwrap_or_default();
        let receipt = Receipt { time_ms: self.received_at.unwrap_or_else(now_ms), number: 0 };
        let how = How { settings: &settings, receipt, form: self.form.map(Into::into) };
        let input = Input::of_arguments(self.file.as_deref(), io)?.ok_or(PreviewError::NoInput)?;
        let report = Report::new(self.name(), self.json);
        match &self.save_fixture {
            Some(folder) => save::save(io, input, how, report, folder),
            None => Show::new(self.format, report).show(io, input.parts(how)?),
        }
    }

    /// What the input is called.
    fn name(&self) -> String {
        self.file.as_ref().map_or("-".to_owned(), |path| path.display().to_string())
    }
}
