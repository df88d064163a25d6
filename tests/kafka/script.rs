//! Calls the script that makes and runs a cluster.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// `tests/kafka/kafka` for one cluster.
#[derive(Debug)]
pub(super) struct Script {
    folder: PathBuf,
    /// The process whose end is the cluster's.
    owner: u32,
}

impl Script {
    pub(super) fn new(folder: PathBuf, owner: u32) -> Self {
        Self { folder, owner }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs `arguments[0] FOLDER arguments[1..]` and gives back what it printed.
    pub(super) fn run(&self, arguments: &[&str]) -> String {
        self.run_with_input(arguments, "")
    }

    /// The same, with `input` as its standard input.
    pub(super) fn run_with_input(&self, arguments: &[&str], input: &str) -> String {
        let (command, rest) = arguments.split_first().unwrap();
        let mut script = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/kafka/kafka"));
        script.arg(command).arg(&self.folder).args(rest).env("KAFKA_OWNER", self.owner.to_string());
        script.env("KAFKA_TEMPORARY", "1");
        let mut running = script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = running.stdin.take().unwrap();
        let input = input.to_owned();
        // A pipe that nobody reads yet would block whoever writes into it.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = running.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "kafka {arguments:?}: {}\n{told}", output.status);
        writer.join().unwrap().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Cargo's folder for what tests write. The variable `CARGO_TARGET_TMPDIR` is not there for a library.
pub(super) fn target_tmp() -> PathBuf {
    // target/debug/deps/test-0123456789abcdef
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().join("tmp")
}
