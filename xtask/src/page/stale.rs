//! Whether `dist/` was built from what is there now.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Mode;
use crate::Error;

/// What the page is made of.
const INPUTS: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    ".cargo/config.toml",
    "index.html",
    "frontend",
    "shared/Cargo.toml",
    "shared/src",
    "xtask/Cargo.toml",
    "xtask/src",
];

/// A hash over the names and contents of all inputs.
pub(super) fn fingerprint(root: &Path, mode: Mode) -> Result<String, Error> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&root.join(input), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    hash.update(format!("{mode:?}"));
    for path in files {
        let contents = fs::read(&path)?;
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(contents.len().to_be_bytes());
        hash.update(contents);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(super) fn is_current(root: &Path, fingerprint: &str) -> bool {
    root.join("dist/index.html").is_file() && fs::read_to_string(stamp(root)).is_ok_and(|it| it == fingerprint)
}

pub(super) fn remember(root: &Path, fingerprint: &str) -> Result<(), Error> {
    Ok(fs::write(stamp(root), fingerprint)?)
}

fn stamp(root: &Path) -> PathBuf {
    root.join("target/page/built-from")
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if path.is_dir() && path.file_name().is_none_or(|name| name != "node_modules") {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    }
    Ok(())
}
