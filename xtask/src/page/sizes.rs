//! How much is loaded, and when. All sizes are in bytes after brotli.

use super::assets::Dist;
use super::wasm::Loads;
use crate::Error;

/// What a visit may load, without the editor and what one asks for.
const PAGE_LIMIT: usize = 180 * 1024;
/// What the editor may weigh, which comes behind the first preview.
const EDITOR_LIMIT: usize = 130 * 1024;
/// What may be loaded at once when one asks for something, such as another place.
const PART_LIMIT: usize = 230 * 1024;

/// Says how large the page is.
///
/// # Errors
/// If it is larger than it may be.
pub(super) fn check(dist: &Dist, loads: &Loads) -> Result<String, Error> {
    let is_editor = |name: &str| name == "editor.js";
    let page = dist.brotli_bytes(|name| !is_editor(name) && !is_later(name));
    let editor = dist.brotli_bytes(is_editor);
    let parts: Vec<_> = loads.iter().map(|(part, files)| (part, part_bytes(dist, part, files))).collect();
    let mut said = format!("dist/ is built: the page {page} bytes, the editor {editor}");
    for (part, bytes) in &parts {
        said += &format!(", {part} {bytes}");
    }
    said += " (brotli)";
    if page > PAGE_LIMIT || editor > EDITOR_LIMIT || parts.iter().any(|(_, bytes)| *bytes > PART_LIMIT) {
        return Err(
            format!("{said}; the limits are {PAGE_LIMIT}, {EDITOR_LIMIT}, and {PART_LIMIT} for each part").into()
        );
    }
    Ok(said)
}

/// All that a part loads, what it shares with others included.
fn part_bytes(dist: &Dist, part: &str, files: &[String]) -> usize {
    let is_of = |name: &str| {
        name == format!("{part}.css")
            || name.strip_suffix(".wasm").is_some_and(|stem| files.iter().any(|it| it == stem))
    };
    dist.brotli_bytes(is_of)
}

/// Whether a file is loaded only when one asks for what is in it.
fn is_later(name: &str) -> bool {
    matches!(name, "files.js" | "examples.js" | "rooms.css") || name.starts_with("split_") || name.starts_with("chunk_")
}
