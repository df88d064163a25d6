//! Reads the settings of a connection from a file: TOML, or JSON by its name or its first character.

use std::fs;
use std::path::{Path, PathBuf};

use shared::ConnectionSettings;
use thiserror::Error;

/// Why the file gives no settings.
#[derive(Debug, Error)]
pub(in crate::cli) enum ConnectionError {
    #[error("{path} cannot be read: {cause}")]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{path} is not a connection: {cause}\n`headgate settings` lists the settings.")]
    Toml { path: PathBuf, cause: Box<toml::de::Error> },
    #[error("{path} is not a connection: {cause}\n`headgate settings` lists the settings.")]
    Json { path: PathBuf, cause: serde_json::Error },
}

pub(in crate::cli) fn read(path: &Path) -> Result<ConnectionSettings, ConnectionError> {
    let named = |cause| ConnectionError::Unreadable { path: path.to_path_buf(), cause };
    let text = fs::read_to_string(path).map_err(named)?;
    let is_json = path.extension().is_some_and(|it| it == "json") || text.trim_start().starts_with('{');
    if is_json {
        serde_json::from_str(&text).map_err(|cause| ConnectionError::Json { path: path.to_path_buf(), cause })
    } else {
        toml::from_str(&text)
            .map_err(|cause| ConnectionError::Toml { path: path.to_path_buf(), cause: Box::new(cause) })
    }
}
