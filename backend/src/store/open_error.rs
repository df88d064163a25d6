//! Why the store does not open. Each says what to do; none changes anything that is stored.

use std::path::PathBuf;

use thiserror::Error;

/// Why the store does not open.
#[derive(Debug, Error)]
pub enum OpenError {
    /// No folder, or none that may be written to.
    #[error("{path} cannot be used to keep data in: {cause}. Give another folder with --data")]
    Folder {
        /// The folder, or the file in it.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Two servers would not know of each other's changes.
    #[error("another server uses {path}. Stop it, or give another folder with --data")]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// There is no database.
    #[error("there is no data of Headgate in {path}. Give the folder that the server was started with: --data")]
    NoData {
        /// The folder.
        path: PathBuf,
    },
    /// The file is no database, or is damaged.
    #[error("{path} cannot be opened: {cause}. Nothing was changed")]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database said.
        cause: String,
    },
    /// Written by a later version.
    #[error("{path} was written by a newer version of Headgate. Nothing was changed. Run that version")]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// There are sealed secrets, and no key.
    #[error(
        "the secrets in {database} are sealed, and their key is gone: {key} is not there. Nothing was changed. Put the \
         file back, or give the key in HEADGATE_KEY. Without the key the secrets cannot be read by anybody: to begin \
         anew, move the database away"
    )]
    KeyLost {
        /// The database.
        database: PathBuf,
        /// Where the key file is expected.
        key: PathBuf,
    },
    /// The key file is there and cannot be read.
    #[error("the key file {path} cannot be read: {cause}. Nothing was changed")]
    KeyUnreadable {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Others on the machine could read the key.
    #[error("others may read the key file {path} (mode {mode:04o}). Nothing was changed. Run: chmod 600 {path}")]
    KeyOpen {
        /// The key file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// What was given is no key.
    #[error(
        "{source_of_key} is not a key: it must be 32 bytes, as 64 hexadecimal digits or in base64. Nothing was changed"
    )]
    KeyFormat {
        /// Where the key came from.
        source_of_key: String,
    },
    /// The key is another one.
    #[error(
        "{source_of_key} is not the key that the secrets in {database} were sealed with. Nothing was changed. Give that \
         key: it is in the file headgate.key of this folder's first start, or in HEADGATE_KEY"
    )]
    KeyWrong {
        /// Where the key came from.
        source_of_key: String,
        /// The database.
        database: PathBuf,
    },
    /// The store does not do its first work.
    #[error("the data in {path} cannot be used: {cause}")]
    Store {
        /// The folder.
        path: PathBuf,
        /// What went wrong.
        cause: String,
    },
}
