//! The binary `headgate`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut io = backend::cli::Io::of_process();
    ExitCode::from(backend::cli::run(std::env::args_os(), &mut io))
}
