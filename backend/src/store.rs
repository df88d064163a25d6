//! What outlives the process: integrations with their sealed secrets, connections, the token and the sessions,
//! and what was sent, without its payloads.
//!
//! An SQLite database with a write-ahead log, `headgate.db`, in a folder of its own. Its one connection is behind a lock:
//! each piece of work takes a millisecond or less, that on a submission of thousands of messages some ten, and runs on a
//! thread that may wait ([`Store::with`]).

mod connections;
mod database;
mod error;
mod folder;
mod integrations;
mod key;
mod open_error;
mod schema;
mod seal;
mod secrets;
mod sign_in;
mod submissions;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use shared::settings::Secret;

pub(crate) use connections::NewConnection;
pub(crate) use database::Database;
pub(crate) use error::{StoreError, Thing};
pub(crate) use integrations::NewIntegration;
pub use open_error::OpenError;
pub(crate) use sign_in::Hash;
pub(crate) use submissions::{Limits, SubmissionFilter};

use seal::Sealer;

/// The store of a server. At most one process has a folder's store open.
pub(crate) struct Store {
    database: Database,
    sealer: Sealer,
    _lock: File,
}

impl Store {
    /// Opens the store in `folder`, made at the first start. `key` goes before the key file.
    ///
    /// # Errors
    /// If the folder cannot be used or another server does, or the key is not the one that the secrets are sealed with.
    pub(crate) fn open(folder: &Path, key: Option<&Secret>) -> Result<Self, OpenError> {
        folder::make(folder)?;
        let lock = folder::lock(folder)?;
        let database = Database::open(folder)?;
        let sealer = key::unlock(folder, &database, key)?;
        Ok(Self { database, sealer, _lock: lock })
    }

    /// Does `work` on a thread that may wait.
    ///
    /// # Errors
    /// Those of the work.
    pub(crate) async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let store = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&store)).await.map_err(|_panicked| StoreError::Ended)?
    }

    /// The token and the sessions.
    pub(crate) fn database(&self) -> &Database {
        &self.database
    }
}

/// A new id: 128 random bits in hexadecimal.
fn new_id() -> Result<String, StoreError> {
    Ok(hex(&random::<16>()?))
}

/// Bytes that nobody can guess.
pub(crate) fn random<const BYTES: usize>() -> Result<[u8; BYTES], StoreError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|_none| StoreError::Random)?;
    Ok(bytes)
}

/// In hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
