//! `headgate check`: the connection check, a line a stage as it happens.

mod print;

use std::io;
use std::path::PathBuf;

use clap::Args;
use shared::KafkaSettings;
use shared::wire::CheckEvent;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::kafka_file::{self, Destination};
use super::{Io, OK, PROBLEM};
use crate::check::{self, AllowedBrokers, CheckOptions, Pattern};
use crate::sandbox::now_ms;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The Kafka configuration to check, as TOML or JSON (`headgate settings` lists its keys). A value may be `env:NAME`
    /// or `file:PATH`; one that begins so itself is `literal:…`
    #[arg(long, value_name = "FILE")]
    kafka: PathBuf,
    /// What happens as JSON, one event a line
    #[arg(long)]
    json: bool,
    /// Publish one test record at the end
    #[arg(long)]
    test_record: bool,
    /// Connect only to brokers like this, as HOST:PORT where * stands for any characters; may be given several times
    /// [default: all]
    #[arg(long, value_name = "PATTERN")]
    allow_broker: Vec<Pattern>,
}

impl Check {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let settings = match kafka_file::destination(&self.kafka) {
            Ok(Destination::Kafka(settings)) => *settings,
            Ok(Destination::Sandbox) => {
                return io.usage("the built-in sandbox is part of this program: there is no connection to check");
            }
            Err(error) => return io.usage(&error.to_string()),
        };
        let options = CheckOptions {
            test_record: self.test_record,
            allowed: AllowedBrokers::new(self.allow_broker),
            ..CheckOptions::default()
        };
        tokio::runtime::Runtime::new()?.block_on(check(io, settings, options, self.json))
    }
}

/// The check runs beside the printing, so that each stage is seen when it happens; it ends when nobody reads on.
async fn check(io: &mut Io, settings: KafkaSettings, options: CheckOptions, json: bool) -> io::Result<u8> {
    let (tell, told) = unbounded_channel();
    let checking = tokio::spawn(async move { check::check(&settings, now_ms(), &options, tell).await });
    let printed = print_all(io, told, json).await;
    checking.abort();
    match printed? {
        Some(true) => Ok(OK),
        Some(false) => Ok(PROBLEM),
        None => io.fail(PROBLEM, "the check ended before its time"),
    }
}

/// Whether all stages passed; `None` if that was not told.
async fn print_all(io: &mut Io, mut told: UnboundedReceiver<CheckEvent>, json: bool) -> io::Result<Option<bool>> {
    let mut passed = None;
    while let Some(event) = told.recv().await {
        if let CheckEvent::Done { passed: all, .. } = &event {
            passed = Some(*all);
        }
        if json {
            print::json(&mut io.stdout, &event)?;
        } else {
            print::words(&mut io.stdout, &event)?;
        }
        io.stdout.flush()?;
    }
    Ok(passed)
}
