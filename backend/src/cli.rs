//! The command line: one file a command.

mod check;
mod check_fixtures;
pub mod fixtures;
mod form_name;
mod input;
mod kafka_file;
mod preview;
mod report;
mod send;
mod serve;
mod settings;
mod token;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};

use clap::{Parser, Subcommand};

/// Everything is fine.
pub const OK: u8 = 0;
/// Something is wrong with the input, or the broker.
pub const PROBLEM: u8 = 1;
/// The command was used wrongly.
pub const USAGE: u8 = 2;

/// Previews, configures and performs the forwarding of mParticle batches to Apache Kafka.
#[derive(Debug, Parser)]
#[command(name = "headgate", version, arg_required_else_help = true, infer_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what will be published for a batch, without publishing it
    Preview(preview::Preview),
    /// Check a connection to Kafka, stage by stage: what works, what does not, and what to do about it
    Check(check::Check),
    /// Publish what a batch becomes, and print a receipt for each message
    Send(send::Send),
    /// Transform the inputs of saved fixtures again, and compare
    CheckFixtures(check_fixtures::CheckFixtures),
    /// List the settings
    Settings(settings::Settings),
    /// Run the server and the page
    Serve(serve::Serve),
    /// Make a new token to sign in with
    Token(token::Token),
}

/// Where a command reads and writes: the process's own streams, or a test's.
pub struct Io {
    /// Standard input.
    pub stdin: Box<dyn Read>,
    /// Whether a person types there.
    pub stdin_is_terminal: bool,
    /// Results.
    pub stdout: Box<dyn Write>,
    /// Problems.
    pub stderr: Box<dyn Write>,
    /// Whether problems may be shown in colour.
    pub colour: bool,
    /// Whether a person watches standard error while results go elsewhere.
    pub watched: bool,
    /// How many bytes of an input are looked at before it is decided how to read it.
    pub window: usize,
}

impl Io {
    /// The streams of this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            stdin: Box::new(io::stdin()),
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout: Box::new(io::BufWriter::new(io::stdout())),
            stderr: Box::new(io::stderr()),
            colour: io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            watched: io::stderr().is_terminal() && !io::stdout().is_terminal(),
            window: input::WINDOW,
        }
    }

    /// Says on standard error why the command was used wrongly.
    fn usage(&mut self, message: &str) -> io::Result<u8> {
        self.fail(USAGE, message)
    }

    /// Says on standard error what is wrong, and gives `code` back.
    fn fail(&mut self, code: u8, message: &str) -> io::Result<u8> {
        writeln!(self.stderr, "error: {message}")?;
        Ok(code)
    }
}

/// Runs the command in `args`, the first of which is the program's name; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return explain(&error, io),
    };
    let done = match cli.command {
        Command::Preview(preview) => preview.run(io),
        Command::Check(check) => check.run(io),
        Command::Send(send) => send.run(io),
        Command::CheckFixtures(check) => check.run(io),
        Command::Settings(settings) => settings.run(io),
        Command::Serve(serve) => serve.run(io),
        Command::Token(token) => token.run(io),
    };
    let done = done.and_then(|code| io.stdout.flush().map(|()| code));
    done.unwrap_or_else(|error| match error.kind() {
        // Whoever reads has seen enough: `headgate preview … | head`.
        io::ErrorKind::BrokenPipe => OK,
        _ => {
            // Where even that cannot be written there is nobody to tell.
            let _ = writeln!(io.stderr, "error: {error}");
            PROBLEM
        }
    })
}

/// Help and version go to standard output; everything else is a wrong usage.
fn explain(error: &clap::Error, io: &mut Io) -> u8 {
    let text = error.render();
    // Where even that cannot be written there is nobody to tell.
    if error.use_stderr() {
        let _ = write!(io.stderr, "{text}");
        USAGE
    } else {
        let _ = write!(io.stdout, "{text}").and_then(|()| io.stdout.flush());
        OK
    }
}
