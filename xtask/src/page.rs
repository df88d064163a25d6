//! Builds the page into `dist/`: WebAssembly, scripts, styles and the shell, each under a name that holds its hash.

mod assets;
mod editor;
mod examples;
mod sizes;
mod stale;
mod styles;
mod wasm;

use std::fs;
use std::path::Path;

use crate::{Error, root};
use assets::{Asset, Dist};

/// How much is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Everything.
    Release,
    /// Built in parts and again only where something changed; no wasm-opt and no compression.
    Dev,
}

/// Builds the page, unless it is up to date.
///
/// # Errors
/// If a tool fails, or a limit of size is passed.
pub fn build(mode: Mode) -> Result<String, Error> {
    let root = root();
    let inputs = stale::fingerprint(&root, mode)?;
    if stale::is_current(&root, &inputs) {
        return Ok("dist/ is up to date".to_owned());
    }
    editor::install(&root)?;
    let page = wasm::build(&root, mode)?;
    let mut assets = vec![page.script.naming(&page.parts), page.module, editor::bundle(&root)?];
    let loads = page.loads;
    assets.extend(page.parts);
    assets.extend(scripts(&root, mode)?);
    assets.push(examples::bundle(&root, mode)?);
    assets.push(styles::bundle(&root, mode, "app.css", "frontend/style")?);
    assets.push(styles::bundle(&root, mode, "rooms.css", "frontend/rooms/style")?);

    let shell = fs::read_to_string(root.join("index.html"))?;
    let dist = Dist::new(&shell, assets, mode)?;
    dist.write(&root.join("dist"))?;
    let said = match mode {
        Mode::Release => sizes::check(&dist, &loads)?,
        Mode::Dev => "dist/ is built (dev)".to_owned(),
    };
    stale::remember(&root, &inputs)?;
    Ok(said)
}

fn scripts(root: &Path, mode: Mode) -> Result<Vec<Asset>, Error> {
    sorted(&root.join("frontend/js"), "js")?
        .into_iter()
        .map(|path| {
            let name = path.file_name().and_then(|it| it.to_str()).ok_or("a script's name is not UTF-8")?.to_owned();
            let path = if mode == Mode::Release { editor::minified(root, &path)? } else { path };
            Ok(Asset::new(&name, fs::read(path)?))
        })
        .collect()
}

fn sorted(folder: &Path, extension: &str) -> Result<Vec<std::path::PathBuf>, Error> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path())).collect();
    let mut paths: Vec<_> =
        entries?.into_iter().filter(|it| it.extension().is_some_and(|it| it == extension)).collect();
    paths.sort();
    Ok(paths)
}
