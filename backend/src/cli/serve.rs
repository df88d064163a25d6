//! `headgate serve`: the server and the page.

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use shared::settings::Secret;
use tracing_subscriber::EnvFilter;

use super::{Io, OK, PROBLEM};
use crate::check::{AllowedBrokers, Pattern};
use crate::config::{BODY_LIMIT, Config, ConfigError, ConfigFile, KeptDeliveries, LISTEN, PublicUrl, data_folder};
use crate::server::{Server, ServerError};

/// What is printed at later starts, when nobody knows the token any more.
const SIGN_IN: &str = "Sign in with the token of the first start, or make a new one: headgate token rotate";

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "HEADGATE_LISTEN")]
    listen: Option<SocketAddr>,
    /// The address that browsers use, if it is another one
    #[arg(long, value_name = "URL", env = "HEADGATE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// The largest body of a request, in bytes [default: 33554432]
    #[arg(long, value_name = "BYTES", env = "HEADGATE_BODY_LIMIT")]
    body_limit: Option<usize>,
    /// The folder to keep data in [default: headgate in the platform's data folder, such as ~/.local/share/headgate]
    #[arg(long, value_name = "DIR", env = "HEADGATE_DATA")]
    data: Option<PathBuf>,
    /// A pattern of the brokers that may be connected to, such as *.example.com:9093; may be repeated [default: all]
    #[arg(long, value_name = "HOST:PORT", env = "HEADGATE_ALLOW_BROKER", value_delimiter = ',')]
    allow_broker: Vec<Pattern>,
    /// A TOML file with listen, public_url, body_limit, data and allow_broker; what is given here or in the environment goes before it
    #[arg(long, value_name = "FILE", env = "HEADGATE_CONFIG")]
    config: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        start_logging();
        let config = match self.config() {
            Ok(config) => config,
            Err(error) => return io.usage(&error.to_string()),
        };
        match tokio::runtime::Runtime::new()?.block_on(serve(&config, io)) {
            Ok(()) => Ok(OK),
            Err(ServerError::Config(error)) => io.usage(&error.to_string()),
            Err(error) => {
                writeln!(io.stderr, "error: {error}")?;
                Ok(PROBLEM)
            }
        }
    }

    /// The words of the command line, then the environment, then the file, then the defaults.
    fn config(self) -> Result<Config, ConfigError> {
        let file = self.config.as_deref().map(ConfigFile::read).transpose()?.unwrap_or_default();
        Ok(Config {
            listen: self.listen.or(file.listen).unwrap_or(LISTEN),
            public_url: self.public_url.or(file.public_url),
            body_limit: self.body_limit.or(file.body_limit).unwrap_or(BODY_LIMIT),
            data: self.data.or(file.data).map_or_else(data_folder, Ok)?,
            allowed: AllowedBrokers::new(if self.allow_broker.is_empty() {
                file.allow_broker
            } else {
                self.allow_broker
            }),
            // Not an argument: those can be seen by everybody on the machine.
            key: std::env::var_os("HEADGATE_KEY").map(|it| Secret::new(it.to_string_lossy())),
            deliveries: KeptDeliveries::default(),
        })
    }
}

async fn serve(config: &Config, io: &mut Io) -> Result<(), ServerError> {
    let server = Server::bind(config).await?;
    writeln!(io.stdout, "Headgate is at {}", server.url())?;
    match server.first_link() {
        Some(link) => writeln!(io.stdout, "Open {link}")?,
        None => writeln!(io.stdout, "{SIGN_IN}")?,
    }
    io.stdout.flush()?;
    server.run(stop_signal()?).await
}

/// Ends at Ctrl-C or SIGTERM.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Structured lines on standard error; `HEADGATE_LOG` chooses what (`info` by default).
fn start_logging() {
    let filter =
        EnvFilter::try_from_env("HEADGATE_LOG").unwrap_or_else(|_unset| EnvFilter::new("info,tower_http=info"));
    let subscriber =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    // Only the first one counts: a test may have started it.
    let _ = subscriber.try_init();
}
