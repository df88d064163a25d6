//! Reads the settings of a connection from a file: TOML, or JSON by its first character.

use std::fs;
use std::path::{Path, PathBuf};

use shared::ConnectionSettings;
use shared::settings::file::{self, FileFault};
use thiserror::Error;

/// Why the file gives no settings.
#[derive(Debug, Error)]
pub(in crate::cli) enum ConnectionError {
    #[error("{path} cannot be read: {cause}")]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{path} is not a connection:\n{}\n`headgate settings` lists the settings.", lines(faults))]
    Faulty { path: PathBuf, faults: Vec<FileFault> },
}

fn lines(faults: &[FileFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

pub(in crate::cli) fn read(path: &Path) -> Result<ConnectionSettings, ConnectionError> {
    let named = |cause| ConnectionError::Unreadable { path: path.to_path_buf(), cause };
    let text = fs::read_to_string(path).map_err(named)?;
    file::read(&text).map_err(|faults| ConnectionError::Faulty { path: path.to_path_buf(), faults })
}
