//! Fixtures: an input, what it is transformed with, and what it yielded, in a folder.
//!
//! They tell when a change of Headgate, or of settings, changes what is published. The project's golden files are
//! such folders too.

mod check;
mod difference;
mod expected;
mod find;
mod line_changes;
mod manifest;
mod pointer;
mod save;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

pub use self::check::{Verdict, check};
pub use self::difference::{Difference, MessageDifference};
pub(super) use self::expected::Expected;
pub use self::find::find;
pub use self::manifest::Manifest;
pub(super) use self::save::save;
use super::input::InputError;
use super::preview::account::Unbalanced;

/// The input's exact bytes.
pub(super) const INPUT: &str = "input.json";
/// What it is transformed with.
pub(super) const MANIFEST: &str = "fixture.toml";
/// The exact message values, one a line.
pub(super) const MESSAGES: &str = "messages.ndjson";
/// Keys, hashes, problems and the account, for people.
pub(super) const REPORT: &str = "report.txt";

/// Why a fixture cannot be checked or saved.
#[derive(Debug, Error)]
pub enum FixtureError {
    /// A file or folder cannot be read.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("{path} cannot be written: {cause}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// `fixture.toml` says something else than it should.
    #[error("{path} does not describe a fixture: {cause}")]
    Manifest {
        /// Which.
        path: PathBuf,
        /// What is wrong, and where.
        cause: Box<toml::de::Error>,
    },
    /// The input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The account of the input does not balance.
    #[error(transparent)]
    Account(#[from] Unbalanced),
    /// The folder that a fixture should be saved in is used for something else.
    #[error("{folder} holds {name}, which is no part of a fixture. Nothing was written: name another folder.")]
    Occupied {
        /// Which.
        folder: PathBuf,
        /// What is in it.
        name: String,
    },
}

impl FixtureError {
    fn unreadable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Unreadable { path, cause }
    }

    fn unwritable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Unwritable { path, cause }
    }
}
