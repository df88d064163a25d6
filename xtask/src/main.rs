//! `cargo xtask page | docs | tidy`.

#![allow(clippy::print_stdout, reason = "a build step talks to the person who runs it")]

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask page [--dev]    build the page into dist/ (--dev: soon built, not small: no wasm-opt, no compression)
cargo xtask docs [--check]  write the generated docs (--check: fail if they are stale)
cargo xtask tidy            check the directions between the rooms";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["page"] => xtask::page::build(xtask::page::Mode::Release),
        ["page", "--dev"] => xtask::page::build(xtask::page::Mode::Dev),
        ["docs"] => xtask::docs::write(),
        ["docs", "--check"] => xtask::docs::check(),
        ["tidy"] => xtask::tidy::check(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
