//! Runs the server until it is told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;

use crate::config::{Config, ConfigError};
use crate::routes::router;
use crate::sandbox::{Sandbox, SandboxError};
use crate::state::AppState;

/// How long requests that were accepted may take to end once the server is told to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// Why the server does not run.
#[derive(Debug, Error)]
pub enum ServerError {
    /// The configuration is refused.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address cannot be listened at.
    #[error("{listen} cannot be listened at: {cause}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The built-in broker did not start.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The system failed while the server ran.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    state: AppState,
}

impl Server {
    /// Checks the configuration, listens, and starts the sandbox.
    ///
    /// # Errors
    /// If the configuration is refused, the address is taken, or the sandbox does not start.
    pub async fn bind(config: &Config) -> Result<Self, ServerError> {
        config.check()?;
        let listen = config.listen;
        let listener = TcpListener::bind(listen).await.map_err(|cause| ServerError::Listen { listen, cause })?;
        let port = listener.local_addr()?.port();
        let sandbox = tokio::task::spawn_blocking(Sandbox::start).await.map_err(std::io::Error::other)??;
        Ok(Self { listener, state: AppState::new(config, port, Arc::new(sandbox)) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// If the system does not say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `shutdown`, and then until what was accepted is answered, at most [`GRACE`].
    ///
    /// # Errors
    /// If the system fails.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServerError> {
        let (stopping, stopped) = tokio::sync::oneshot::channel();
        let signal = async move {
            shutdown.await;
            tracing::info!(grace_s = GRACE.as_secs(), "stopping");
            // Nobody listens if the server has failed meanwhile.
            let _ = stopping.send(());
        };
        let sandbox = Arc::clone(&self.state.sandbox);
        let serving = axum::serve(self.listener, router(self.state)).with_graceful_shutdown(signal);
        tokio::select! {
            done = serving.into_future() => done?,
            () = async { if stopped.await.is_ok() { tokio::time::sleep(GRACE).await } else { std::future::pending().await } } => {
                tracing::warn!("requests that did not end in time are cut off");
            }
        }
        // The client library waits for its threads: not on a thread that answers requests.
        tokio::task::spawn_blocking(move || drop(sandbox)).await.map_err(std::io::Error::other)?;
        Ok(())
    }
}
