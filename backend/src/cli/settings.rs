//! `headgate settings`: the table.

use std::io::{self, Write};

use clap::Args;
use shared::settings::{CONNECTION, KAFKA, Kind, Setting};
use shared::wire::SettingsTable;

use super::{Io, OK};

#[derive(Debug, Args)]
pub(super) struct Settings {
    /// As JSON, as the API gives it
    #[arg(long)]
    json: bool,
}

impl Settings {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        if self.json {
            serde_json::to_writer(&mut io.stdout, &SettingsTable { kafka: KAFKA, connection: CONNECTION })?;
            writeln!(io.stdout)?;
        } else {
            list(io, "Kafka configuration, of an integration", KAFKA)?;
            writeln!(io.stdout)?;
            list(io, "Connection settings, for --connection FILE", CONNECTION)?;
        }
        Ok(OK)
    }
}

fn list(io: &mut Io, title: &str, settings: &[Setting]) -> io::Result<()> {
    writeln!(io.stdout, "{title}")?;
    for it in settings {
        writeln!(io.stdout, "\n  {}  ({}; default: {})", it.key, it.label, it.default)?;
        if let Kind::Choice(choices) | Kind::Set(choices) = it.kind {
            let names: Vec<_> = choices.iter().map(|it| it.value).collect();
            writeln!(io.stdout, "      {}", names.join(", "))?;
        }
        writeln!(io.stdout, "      {}", it.help)?;
    }
    Ok(())
}
