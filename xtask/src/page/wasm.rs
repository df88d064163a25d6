//! The page as WebAssembly: cargo, wasm-bindgen, wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::Mode;
use super::assets::Asset;
use super::editor::run;
use crate::Error;

const TARGET: &str = "wasm32-unknown-unknown";

/// What engines have had since 2021. `--all-features` would write a module that they refuse.
const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
];

/// What leaves the least after brotli, of all that was tried; `-Oz` leaves fewer bytes that compress worse.
const PASSES: [&str; 7] = [
    "--flatten",
    "--rereloop",
    "-O1",
    "-O1",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// The packages that become modules, and what these are called.
const MODULES: [(&str, &str); 2] = [("frontend", "app"), ("rooms", "rooms")];

/// Builds `app.js` and `app_bg.wasm`, and the same of the other modules.
pub(super) fn build(root: &Path, mode: Mode) -> Result<Vec<Asset>, Error> {
    cargo(root, profile(mode))?;
    fs::create_dir_all(root.join("target/page"))?;
    let mut assets = Vec::new();
    for (package, name) in MODULES {
        assets.extend(module(root, mode, package, name)?);
    }
    Ok(assets)
}

/// What is shown to others is small; what one looks at while changing it is built soon.
fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Release => "wasm-release",
        Mode::Dev => "wasm-dev",
    }
}

/// The script and the WebAssembly of one package.
fn module(root: &Path, mode: Mode, package: &str, name: &str) -> Result<[Asset; 2], Error> {
    let wasm = root.join("target").join(TARGET).join(profile(mode)).join(format!("{package}.wasm"));
    let out = root.join("target/page");
    let (script_name, module_name) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    Bindgen::new()
        .input_path(wasm)
        .web(true)
        .and_then(|it| it.typescript(false).out_name(name).generate(&out))
        .map_err(|error| format!("wasm-bindgen failed: {error:#}"))?;
    let (mut script, mut module) = (out.join(&script_name), out.join(&module_name));
    if mode == Mode::Release {
        (script, module) = small(root, &script, &module)?;
    }
    Ok([Asset::new(&script_name, fs::read(script)?), Asset::new(&module_name, fs::read(module)?)])
}

/// Makes both smaller.
fn small(root: &Path, script: &Path, module: &Path) -> Result<(PathBuf, PathBuf), Error> {
    let tools = root.join("frontend/editor/node_modules/.bin");
    let (small_script, small_module) = (script.with_extension("min.js"), module.with_extension("min.wasm"));
    run(Command::new(tools.join("wasm-opt")).args(FEATURES).args(PASSES).arg(module).arg("-o").arg(&small_module))?;
    let esbuild = tools.join("esbuild");
    let outfile = format!("--outfile={}", small_script.display());
    run(Command::new(esbuild).arg(script).args(["--minify", "--format=esm", "--log-level=warning"]).arg(outfile))?;
    Ok((small_script, small_module))
}

/// Builds with the default tool chain where it knows WebAssembly, else with the one that script/bootstrap made.
fn cargo(root: &Path, profile: &str) -> Result<(), Error> {
    let mut command = Command::new("cargo");
    command.args(["build", "--target", TARGET, "--profile", profile]).current_dir(root);
    command.args(MODULES.iter().flat_map(|(package, _)| ["--package", package]));
    // This program may itself run under cargo, which tells its children which compiler to use.
    for name in ["RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO", "CARGO_ENCODED_RUSTFLAGS", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    if !has_target()? {
        command.env("RUSTUP_TOOLCHAIN", "wasm-host");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    }
    run(&mut command)
}

/// Whether the default tool chain has the standard library for WebAssembly.
fn has_target() -> Result<bool, Error> {
    let mut command = Command::new("rustc");
    command.args(["--print", "sysroot"]).env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    let output = command.output().map_err(|error| format!("rustc cannot be started: {error}"))?;
    let sysroot = String::from_utf8(output.stdout)?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir())
}
