//! Why the store did not do what it was asked for.

use rusqlite::ErrorCode;
use thiserror::Error;

/// What the store keeps under names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    Integration,
    Connection,
    Submission,
}

impl Thing {
    fn word(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::Connection => "connection",
            Self::Submission => "delivery",
        }
    }
}

/// Why the store did not do what it was asked for. The words hold no secret.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    #[error("There is no such {}.", _0.word())]
    NotFound(Thing),
    #[error("Another {} has the name `{name}`.", thing.word())]
    NameTaken { thing: Thing, name: String },
    #[error("The {} was changed meanwhile: version {stored} is stored, the update is of version {given}.", thing.word())]
    Conflict { thing: Thing, stored: u64, given: u64 },
    #[error("There is no room left where the server keeps its data.")]
    Full,
    #[error("The server may not write where it keeps its data.")]
    ReadOnly,
    #[error("A stored secret cannot be read: `{key}` was changed outside of Headgate, or sealed with another key.")]
    Unsealable { key: String },
    #[error("The system gives no random numbers.")]
    Random,
    #[error("The work on the store ended before it was done.")]
    Ended,
    #[error("The database failed: {0}")]
    Database(rusqlite::Error),
    #[error("What is stored is not what this version reads: {0}")]
    Unreadable(serde_json::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// The error of writing a row whose name must be the only one.
    pub(super) fn of_write(error: rusqlite::Error, thing: Thing, name: &str) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Self::NameTaken { thing, name: name.to_owned() },
            _ => error.into(),
        }
    }
}
