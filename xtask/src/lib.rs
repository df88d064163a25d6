//! The build steps that cargo does not have.

pub mod docs;
pub mod page;
pub mod tidy;

use std::path::{Path, PathBuf};

/// What went wrong, in words.
pub type Error = Box<dyn std::error::Error>;

/// The project's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
