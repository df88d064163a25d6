//! `headgate token rotate`: a new token to sign in with.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use shared::settings::Secret;

use super::{Io, OK, PROBLEM};
use crate::auth;
use crate::config::{LISTEN, data_folder};
use crate::store::Database;

#[derive(Debug, Args)]
pub(super) struct Token {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new token, end all sessions, and print the link once; a running server takes it at once
    Rotate(Rotate),
}

#[derive(Debug, Args)]
struct Rotate {
    /// The folder that the server keeps its data in [default: as of headgate serve]
    #[arg(long, value_name = "DIR", env = "HEADGATE_DATA")]
    data: Option<PathBuf>,
}

impl Token {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let Command::Rotate(rotate) = self.command;
        let folder = match rotate.data.map_or_else(data_folder, Ok) {
            Ok(folder) => folder,
            Err(error) => return io.usage(&error.to_string()),
        };
        match replace(&folder) {
            Ok((address, token)) => {
                writeln!(io.stdout, "Open {}", auth::link(&address, &token))?;
                writeln!(
                    io.stdout,
                    "The token before it and all sessions have ended. Programs send what stands behind"
                )?;
                writeln!(io.stdout, "`token=` in the header `Authorization: Bearer …`.")?;
                Ok(OK)
            }
            Err(message) => io.fail(PROBLEM, &message),
        }
    }
}

/// The server's address, and the new token.
fn replace(folder: &Path) -> Result<(String, Secret), String> {
    let database = Database::open_existing(folder).map_err(|error| error.to_string())?;
    let token = auth::replace(&database).map_err(|error| error.to_string())?;
    let address = database.address().map_err(|error| error.to_string())?;
    Ok((address.unwrap_or_else(|| format!("http://{LISTEN}")), token))
}
