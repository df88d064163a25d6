//! Runs the server until it is told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use shared::settings::Secret;
use thiserror::Error;
use tokio::net::TcpListener;

use crate::auth;
use crate::config::{Config, ConfigError};
use crate::routes::router;
use crate::sandbox::{Sandbox, SandboxError};
use crate::state::AppState;
use crate::store::{Store, StoreError};

pub use crate::routes::{Access, ROUTES, Route};
pub use crate::store::OpenError;

/// How long requests that were accepted may take to end once the server is told to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// How long the messages that are on their way then may take to be acknowledged.
pub const CLOSING: Duration = Duration::from_secs(5);

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
    /// The data cannot be used.
    #[error(transparent)]
    Data(#[from] OpenError),
    /// The data cannot be written.
    #[error("the data in {path} cannot be used: {cause}")]
    Store {
        /// The folder.
        path: PathBuf,
        /// What went wrong.
        cause: String,
    },
    /// The system failed while the server ran.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    state: AppState,
    address: String,
    first_token: Option<Secret>,
}

impl Server {
    /// Checks the configuration, listens, opens the store and starts the sandbox.
    ///
    /// # Errors
    /// If the configuration is refused, the address is taken, the data cannot be used, or the sandbox does not start.
    pub async fn bind(config: &Config) -> Result<Self, ServerError> {
        config.check()?;
        let listen = config.listen;
        let listener = TcpListener::bind(listen).await.map_err(|cause| ServerError::Listen { listen, cause })?;
        let local = listener.local_addr()?;
        let address = config.public_url.as_ref().map_or_else(|| format!("http://{local}"), ToString::to_string);
        let (folder, key) = (config.data.clone(), config.key.clone());
        let opening = tokio::task::spawn_blocking(move || Store::open(&folder, key.as_ref()));
        let store = Arc::new(opening.await.map_err(std::io::Error::other)??);
        let sandbox = tokio::task::spawn_blocking(Sandbox::start).await.map_err(std::io::Error::other)??;
        // At last: a token that is made and then not printed would be lost.
        let known_as = address.clone();
        let first_token = store.with(move |store| first_token(store, &known_as)).await;
        let failed = |error: StoreError| ServerError::Store { path: config.data.clone(), cause: error.to_string() };
        let first_token = first_token.map_err(failed)?;
        let state = AppState::new(config, local.port(), Arc::new(sandbox), store);
        Ok(Self { listener, state, address, first_token })
    }

    /// The address that browsers use: `http://127.0.0.1:8080`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.address
    }

    /// The token that was made, if this is the first start with this data. It is not known again.
    #[must_use]
    pub fn first_token(&self) -> Option<&Secret> {
        self.first_token.as_ref()
    }

    /// The address with the token in it, as a person opens it; at the first start only.
    #[must_use]
    pub fn first_link(&self) -> Option<String> {
        self.first_token.as_ref().map(|token| auth::link(&self.address, token))
    }

    /// Where it listens.
    ///
    /// # Errors
    /// If the system does not say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `shutdown`, and then until what was accepted is answered, at most [`GRACE`], and acknowledged by
    /// Kafka, at most [`CLOSING`].
    ///
    /// # Errors
    /// If the system fails.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), ServerError> {
        let (stopping, stopped) = tokio::sync::oneshot::channel();
        let deliveries = Arc::clone(&self.state.deliveries);
        let signal = async move {
            shutdown.await;
            deliveries.close();
            tracing::info!(grace_s = GRACE.as_secs(), "stopping");
            // Nobody listens if the server has failed meanwhile.
            let _ = stopping.send(());
        };
        let (sandbox, publishers) = (Arc::clone(&self.state.sandbox), Arc::clone(&self.state.publishers));
        let serving = axum::serve(self.listener, router(self.state)).with_graceful_shutdown(signal);
        tokio::select! {
            done = serving.into_future() => done?,
            () = async { if stopped.await.is_ok() { tokio::time::sleep(GRACE).await } else { std::future::pending().await } } => {
                tracing::warn!("requests that did not end in time are cut off");
            }
        }
        publishers.close(CLOSING).await;
        // The client library waits for its threads: not on a thread that answers requests.
        tokio::task::spawn_blocking(move || drop(sandbox)).await.map_err(std::io::Error::other)?;
        Ok(())
    }
}

/// Notes the address for `headgate token`, and makes the token unless there is one.
fn first_token(store: &Store, address: &str) -> Result<Option<Secret>, StoreError> {
    let database = store.database();
    database.set_address(address)?;
    match database.token()? {
        Some(_) => Ok(None),
        None => auth::replace(database).map(Some),
    }
}
