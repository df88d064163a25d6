//! The page as WebAssembly: cargo, wasm-split, wasm-bindgen, wasm-opt.

use std::collections::BTreeMap;
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
const PASSES: [&str; 8] = [
    "--flatten",
    "--rereloop",
    "-O1",
    "-O1",
    "--reorder-locals",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// What script and module call each other by. These names are long and hold hashes, which do not compress.
const BINDINGS: &str = "--mangle-props=^(__wb|wasm_bindgen_)";

/// What the page and its worker use of the script. The rest, which serves Leptos' streams, is left out of the bundle.
const ENTRY: &str = r#"export { default, mount, Desk } from "./app.js";"#;

const PACKAGE: &str = "frontend";

/// Builds `app.js`, `app_bg.wasm`, and the parts that `app.js` fetches later.
pub(super) fn build(root: &Path, mode: Mode) -> Result<Page, Error> {
    cargo(root, mode)?;
    let out = root.join("target/page/app");
    super::assets::remove(&out)?;
    fs::create_dir_all(&out)?;
    let (parts, loads) =
        split(&root.join("target").join(TARGET).join(profile(mode)).join(format!("{PACKAGE}.wasm")), &out)?;
    bind(&out)?;
    let module = out.join("app_bg.wasm");
    let script = bundle(root, &out.join("app.js"), mode)?;
    if mode == Mode::Release {
        shrink(&module, &names(&script)?)?;
        parts.iter().chain([&module]).try_for_each(|it| optimise(root, it))?;
    }
    let parts: Result<Vec<_>, Error> = parts.iter().map(|it| part(it)).collect();
    let script = fs::read(script)?;
    Ok(Page {
        script: Asset::new("app.js", script),
        module: Asset::new("app_bg.wasm", fs::read(module)?),
        parts: parts?,
        loads,
    })
}

/// The page's WebAssembly, and the script that starts it.
pub(super) struct Page {
    pub(super) script: Asset,
    pub(super) module: Asset,
    /// What the script fetches later, by these names.
    pub(super) parts: Vec<Asset>,
    pub(super) loads: Loads,
}

/// The files that each part loads, by their names without `.wasm`: its own, and what it shares with others.
pub(super) type Loads = BTreeMap<String, Vec<String>>;

/// What is shown to others is small; what one looks at while changing it is built soon.
fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Release => "wasm-release",
        Mode::Dev => "wasm-dev",
    }
}

/// Cuts the module at its split points: `main.wasm`, `loaders.js`, and a file a part, whose paths are given.
fn split(module: &Path, out: &Path) -> Result<(Vec<PathBuf>, Loads), Error> {
    let module = fs::read(module)?;
    let main = out.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = out;
    options.main_out_path = &main;
    options.link_name = "./loaders.js";
    options.main_module = "./app.js";
    let done = wasm_split_cli_support::transform(options).map_err(|error| format!("splitting failed: {error:#}"))?;
    let loads = done.prefetch_map.into_iter().collect();
    Ok((done.split_modules.into_iter().filter(|it| it.is_file()).collect(), loads))
}

/// The parts use the table of functions, which the linker exports.
fn bind(out: &Path) -> Result<(), Error> {
    Bindgen::new()
        .input_path(out.join("main.wasm"))
        .web(true)
        .and_then(|it| it.typescript(false).keep_lld_exports(true).out_name("app").generate(out))
        .map_err(|error| format!("wasm-bindgen failed: {error:#}").into())
}

fn part(path: &Path) -> Result<Asset, Error> {
    let name = path.file_name().and_then(|it| it.to_str()).ok_or("a part's name is not UTF-8")?;
    Ok(Asset::new(name, fs::read(path)?))
}

/// Takes out what nothing calls, and gives what script and module call each other by the names that the script has now.
fn shrink(module: &Path, names: &BTreeMap<String, String>) -> Result<(), Error> {
    let fail = |error| format!("{}: {error:#}", module.display());
    let mut wasm = walrus::Module::from_file(module).map_err(fail)?;
    drop_streams(&mut wasm);
    let short = |name: &mut String| {
        if let Some(short) = names.get(name) {
            name.clone_from(short);
        }
    };
    wasm.imports.iter_mut().for_each(|it| short(&mut it.name));
    wasm.exports.iter_mut().for_each(|it| short(&mut it.name));
    wasm.emit_wasm_file(module).map_err(fail)?;
    Ok(())
}

/// Leptos brings bindings for streams of server functions, which nothing here calls. They are exported and stand in the
/// table of functions all the same, so nothing removes them before they are gone from there.
fn drop_streams(wasm: &mut walrus::Module) {
    let exported: Vec<_> =
        wasm.exports.iter().filter(|it| it.name.contains("intounderlying")).map(walrus::Export::id).collect();
    exported.into_iter().for_each(|it| wasm.exports.delete(it));
    let is_unused = |it: &walrus::Function| it.name.as_ref().is_some_and(|name| name.contains("wasm_streams"));
    let unused: Vec<_> = wasm.funcs.iter().filter(|it| is_unused(it)).map(walrus::Function::id).collect();
    for element in wasm.elements.iter_mut() {
        if let walrus::ElementItems::Functions(functions) = &mut element.items {
            // The places of the others stay as they are.
            let Some(other) = functions.iter().find(|it| !unused.contains(it)).copied() else { continue };
            functions.iter_mut().filter(|it| unused.contains(it)).for_each(|it| *it = other);
        }
    }
}

/// Makes a module smaller, in its place.
fn optimise(root: &Path, module: &Path) -> Result<(), Error> {
    let tool = root.join("frontend/editor/node_modules/.bin/wasm-opt");
    run(Command::new(tool).args(FEATURES).args(PASSES).arg(module).arg("-o").arg(module))
}

/// The script and the loaders of the parts, which name each other, as one.
fn bundle(root: &Path, script: &Path, mode: Mode) -> Result<PathBuf, Error> {
    let (entry, bundle) = (script.with_extension("entry.js"), script.with_extension("bundle.js"));
    fs::write(&entry, ENTRY)?;
    let mut esbuild = Command::new(root.join("frontend/editor/node_modules/.bin/esbuild"));
    esbuild.arg(entry).args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"]);
    // wasm-bindgen names the loaders once for each function that it takes from them.
    esbuild.arg("--log-override:duplicate-object-key=silent");
    if mode == Mode::Release {
        let names = names_of(&bundle);
        fs::write(&names, "{}")?;
        esbuild
            .args(["--minify", BINDINGS, "--define:Symbol.dispose=undefined", "--pure:FinalizationRegistry"])
            .arg(format!("--mangle-cache={}", names.display()));
    }
    run(esbuild.arg(format!("--outfile={}", bundle.display())))?;
    Ok(bundle)
}

/// Where esbuild says how it has called what in a bundle.
fn names_of(bundle: &Path) -> PathBuf {
    bundle.with_extension("names.json")
}

/// The names in a bundle, by those before it was made.
fn names(bundle: &Path) -> Result<BTreeMap<String, String>, Error> {
    Ok(serde_json::from_slice(&fs::read(names_of(bundle))?)?)
}

/// Builds with the default tool chain where it knows WebAssembly, else with the one that script/bootstrap made.
fn cargo(root: &Path, mode: Mode) -> Result<(), Error> {
    let mut command = Command::new("cargo");
    command.args(["build", "--target", TARGET, "--profile", profile(mode), "--package", PACKAGE]).current_dir(root);
    // This program may itself run under cargo, which tells its children which compiler to use.
    for name in ["RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO", "CARGO_ENCODED_RUSTFLAGS", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    if !has_target()? {
        command.env("RUSTUP_TOOLCHAIN", "wasm-host");
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    } else if mode == Mode::Release && has_source()? {
        small_std(&mut command);
    }
    run(&mut command)
}

/// Builds the standard library too, so that what it says when it panics is not in the page: input reaches no panic.
/// It takes switches that are not stable, in this one build; without them the page is about 17 KB bigger.
fn small_std(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    let flags = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
    // They come on top of those in .cargo/config.toml.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
}

/// Whether the default tool chain has the standard library for WebAssembly.
fn has_target() -> Result<bool, Error> {
    Ok(sysroot()?.join("lib/rustlib").join(TARGET).is_dir())
}

/// Whether the default tool chain has the standard library's source.
fn has_source() -> Result<bool, Error> {
    Ok(sysroot()?.join("lib/rustlib/src/rust/library").is_dir())
}

/// Where the default tool chain is.
fn sysroot() -> Result<PathBuf, Error> {
    let mut command = Command::new("rustc");
    command.args(["--print", "sysroot"]).env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    let output = command.output().map_err(|error| format!("rustc cannot be started: {error}"))?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}
