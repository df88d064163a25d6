//! The database: opened, brought up to date, and behind a lock.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use rusqlite_migration::{Error as MigrationError, MigrationDefinitionError};

use super::{OpenError, StoreError, folder, schema};

/// Its name in the folder.
const FILE: &str = "headgate.db";
/// How long to wait for another process: `headgate token rotate` while a server runs.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database of a folder. A server has it within its [`Store`](super::Store); the command line opens it beside a server.
pub(crate) struct Database {
    connection: Mutex<Connection>,
    path: PathBuf,
}

impl Database {
    /// Opens the database in `folder` and brings it up to date; makes it unless it is there.
    ///
    /// # Errors
    /// If it cannot be opened, or was written by a newer version.
    pub(crate) fn open(folder: &Path) -> Result<Self, OpenError> {
        let path = folder.join(FILE);
        folder::private(&path).map_err(|cause| folder::unusable(&path, cause))?;
        let failed = |cause: String| OpenError::Database { path: path.clone(), cause };
        let mut connection = Connection::open(&path).map_err(|error| failed(error.to_string()))?;
        prepare(&connection).map_err(|error| failed(error.to_string()))?;
        schema::MIGRATIONS.to_latest(&mut connection).map_err(|error| match error {
            MigrationError::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
                OpenError::Newer { path: path.clone() }
            }
            error => failed(error.to_string()),
        })?;
        Ok(Self { connection: Mutex::new(connection), path })
    }

    /// The same, of a folder where there is one.
    ///
    /// # Errors
    /// If there is none, and as [`Database::open`].
    pub(crate) fn open_existing(folder: &Path) -> Result<Self, OpenError> {
        if folder.join(FILE).is_file() {
            Self::open(folder)
        } else {
            Err(OpenError::NoData { path: folder.to_path_buf() })
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        work(&self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes all of it, or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// A value that is kept once for all.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT value FROM meta WHERE name = ?1";
        self.read(|it| Ok(it.query_row(sql, [name], |row| row.get(0)).optional()?))
    }

    /// Keeps a value, in place of what was kept under the name.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn set_meta(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.write(|it| set_meta(it, name, value))
    }
}

/// The same, within a transaction.
pub(super) fn set_meta(transaction: &Transaction, name: &str, value: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    transaction.execute(sql, params![name, value])?;
    Ok(())
}

/// What is removed is overwritten, and what is committed is on the disk.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)
}
