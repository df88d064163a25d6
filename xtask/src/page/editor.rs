//! The packages of `frontend/editor`, and the editor's bundle.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::assets::Asset;
use crate::Error;

const FOLDER: &str = "frontend/editor";

/// Installs the locked packages, unless they are there.
pub(super) fn install(root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|it| it == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))?;
    fs::write(installed, lock)?;
    Ok(())
}

/// Bundles the editor.
pub(super) fn bundle(root: &Path) -> Result<Asset, Error> {
    let out = root.join("target/page/editor.js");
    let esbuild = root.join(FOLDER).join("node_modules/.bin/esbuild");
    run(Command::new(esbuild)
        .args(["editor.js", "--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
        .arg(format!("--outfile={}", out.display()))
        .current_dir(root.join(FOLDER)))?;
    Ok(Asset::new("editor.js", fs::read(out)?))
}

/// Makes a script or a style sheet smaller.
pub(super) fn minified(root: &Path, file: &Path) -> Result<PathBuf, Error> {
    let name = file.file_name().ok_or("a file without a name")?;
    let small = root.join("target/page/small").join(name);
    let esbuild = root.join(FOLDER).join("node_modules/.bin/esbuild");
    let outfile = format!("--outfile={}", small.display());
    run(Command::new(esbuild).arg(file).args(["--minify", "--log-level=warning"]).arg(outfile))?;
    Ok(small)
}

/// Runs a command to its end.
pub(super) fn run(command: &mut Command) -> Result<(), Error> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} failed ({status})").into()) }
}
