//! `headgate send`: publishes what a batch becomes.

mod lines;
mod progress;
mod publish;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use shared::Receipt;
use shared::issue::Severity;
use thiserror::Error;

use self::publish::Publish;
use super::form_name::FormName;
use super::input::{How, Input, InputError};
use super::kafka_file::{self, Destination, KafkaFileError};
use super::preview::connection::{self, ConnectionError};
use super::report::Report;
use super::{Io, PROBLEM, USAGE};
use crate::sandbox::{SandboxError, now_ms};

#[derive(Debug, Args)]
pub(super) struct Send {
    /// The file to read: a batch, an array of batches, or one a line, also packed with gzip or zstd; `-` or none is
    /// standard input
    file: Option<PathBuf>,
    /// Where to publish: a Kafka configuration as TOML or JSON (`headgate settings` lists its keys), or `sandbox` for
    /// the built-in broker. A value may be `env:NAME` or `file:PATH`; one that begins so itself is `literal:…`
    #[arg(long, value_name = "FILE")]
    kafka: PathBuf,
    /// Settings of the connection, as TOML or JSON (`headgate settings` lists them)
    #[arg(long, value_name = "FILE")]
    connection: Option<PathBuf>,
    /// When the input was received, in milliseconds since 1970. The same time gives the same ids and bytes [default: now]
    #[arg(long, value_name = "MS", allow_negative_numbers = true)]
    received_at: Option<i64>,
    /// Read batches in this form instead of the detected one
    #[arg(long, value_enum)]
    form: Option<FormName>,
    /// Problems of the input as JSON, one a line; receipts always are
    #[arg(long)]
    json: bool,
}

/// Why nothing is sent, or not to the end of the input.
#[derive(Debug, Error)]
enum SendError {
    #[error("give a file, or pipe a batch into standard input")]
    NoInput,
    #[error(transparent)]
    Kafka(#[from] KafkaFileError),
    #[error("{path}: {problems}", path = .0.display(), problems = .1)]
    Unsound(PathBuf, String),
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Input(#[from] InputError),
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    #[error("stopped after message {0}: none of the last ones arrived. What stands behind it was not sent.")]
    Stopped(usize),
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl SendError {
    /// A file that is not there is a wrong usage; one that is damaged, and a broker, are problems.
    fn code(&self) -> u8 {
        match self {
            Self::Input(InputError::Damaged { .. }) | Self::Sandbox(_) | Self::Stopped(_) => PROBLEM,
            _ => USAGE,
        }
    }
}

impl Send {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        match self.send(io) {
            Ok(code) => Ok(code),
            Err(SendError::Output(error)) => Err(error),
            Err(error) => {
                io.stdout.flush()?;
                io.fail(error.code(), &error.to_string())
            }
        }
    }

    fn send(&self, io: &mut Io) -> Result<u8, SendError> {
        let destination = self.destination()?;
        let settings = self.connection.as_deref().map(connection::read).transpose()?.unwrap_or_default();
        let receipt = Receipt { time_ms: self.received_at.unwrap_or_else(now_ms), number: 0 };
        let input = Input::of_arguments(self.file.as_deref(), io)?.ok_or(SendError::NoInput)?;
        let parts = input.parts(How { settings: &settings, receipt, form: self.form.map(Into::into) })?;
        let name = self.file.as_ref().map_or("-".to_owned(), |path| path.display().to_string());
        let runtime = tokio::runtime::Runtime::new()?;
        let publish = Publish::new(destination, Report::new(name, self.json))?;
        runtime.block_on(publish.all(io, parts))
    }

    /// Where to publish: nothing is transformed for settings that cannot work.
    fn destination(&self) -> Result<Destination, SendError> {
        let destination = kafka_file::destination(&self.kafka)?;
        if let Destination::Kafka(settings) = &destination {
            let (_, problems) = shared::kafka::check(settings, now_ms());
            let errors = problems.iter().filter(|it| it.severity() == Severity::Error);
            let words: Vec<_> = errors.map(|it| format!("{}: {} {}", it.field, it.problem, it.help())).collect();
            if !words.is_empty() {
                return Err(SendError::Unsound(self.kafka.clone(), words.join("\n")));
            }
        }
        Ok(destination)
    }
}
