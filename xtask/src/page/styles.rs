//! Style sheets, put together and made smaller.

use std::fs;
use std::path::Path;

use super::assets::Asset;
use super::editor::minified;
use super::{Mode, sorted};
use crate::Error;

/// The style sheets of `folder` as one, in the order of their names: tokens come first.
pub(super) fn bundle(root: &Path, mode: Mode, name: &str, folder: &str) -> Result<Asset, Error> {
    let sheets: Result<Vec<_>, _> = sorted(&root.join(folder), "css")?.into_iter().map(fs::read).collect();
    let whole = root.join("target/page").join(name);
    fs::write(&whole, sheets?.join(&b'\n'))?;
    let path = if mode == Mode::Release { minified(root, &whole)? } else { whole };
    Ok(Asset::new(name, fs::read(path)?))
}
