//! `headgate serve`: the server and the page.

use std::io::{self, Write};
use std::net::SocketAddr;

use clap::Args;
use tracing_subscriber::EnvFilter;

use super::{Io, OK, PROBLEM};
use crate::config::{BODY_LIMIT, Config, PublicUrl};
use crate::server::{Server, ServerError};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", env = "HEADGATE_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address that browsers use, if it is another one
    #[arg(long, value_name = "URL", env = "HEADGATE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// The largest body of a request, in bytes
    #[arg(long, value_name = "BYTES", env = "HEADGATE_BODY_LIMIT", default_value_t = BODY_LIMIT)]
    body_limit: usize,
}

impl Serve {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        start_logging();
        let config = Config { listen: self.listen, public_url: self.public_url, body_limit: self.body_limit };
        match tokio::runtime::Runtime::new()?.block_on(serve(&config, io)) {
            Ok(()) => Ok(OK),
            Err(ServerError::Config(error)) => io.usage(&error.to_string()),
            Err(error) => {
                writeln!(io.stderr, "error: {error}")?;
                Ok(PROBLEM)
            }
        }
    }
}

async fn serve(config: &Config, io: &mut Io) -> Result<(), ServerError> {
    let server = Server::bind(config).await?;
    match &config.public_url {
        Some(url) => writeln!(io.stdout, "Headgate is at {}://{}", url.scheme, url.authority)?,
        None => writeln!(io.stdout, "Headgate is at http://{}", server.address()?)?,
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
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Only the first one counts: a test may have started it.
    let _ = subscriber.try_init();
}
