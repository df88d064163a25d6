//! The docs that are made from the code: each file and what makes it.

mod diagnostics;
mod settings;

use std::fs;

use crate::{Error, root};

/// A file of the docs, and its text.
type Page = (&'static str, fn() -> Result<String, Error>);

const PAGES: [Page; 2] = [("docs/SETTINGS.md", settings::page), ("docs/DIAGNOSTICS.md", diagnostics::page)];

/// Writes the generated docs.
///
/// # Errors
/// If a file cannot be written.
pub fn write() -> Result<String, Error> {
    for (path, page) in PAGES {
        fs::write(root().join(path), page()?)?;
    }
    Ok(format!("{} are written", names()))
}

/// Compares the generated docs with what is there.
///
/// # Errors
/// If one differs, or cannot be read.
pub fn check() -> Result<String, Error> {
    for (path, page) in PAGES {
        let there = fs::read_to_string(root().join(path)).unwrap_or_default();
        if there != page()? {
            return Err(format!("{path} is stale: run `cargo xtask docs`").into());
        }
    }
    Ok(format!("{} are up to date", names()))
}

fn names() -> String {
    PAGES.map(|(path, _)| path).join(" and ")
}
