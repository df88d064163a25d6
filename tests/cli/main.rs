//! The command line, as a user meets it: what is printed, where, and the exit code. One file a command.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod check;
mod connection;
mod fixtures;
mod kafka_file;
mod kcat;
mod large;
mod packed;
mod preview;
mod send;
mod serve;
mod settings;

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use headgate_tests::command_line::{Printed, headgate, headgate_with};

/// A file with `contents`, removed with the folder that cargo gives to tests.
fn file(name: &str, contents: impl AsRef<[u8]>) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{}-{name}", std::process::id()));
    fs::write(&path, contents).unwrap();
    path.display().to_string()
}

const BATCH: &str = r#"{"message_id":"m","mpid":7,"events":[{"data":{"location":1,"n":1.50},"event_type":"opt_out"}]}"#;

fn gzip(text: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(text.as_ref(), 1).unwrap()
}

#[test]
fn wrong_words_are_a_wrong_usage_and_help_is_not() {
    assert_eq!(headgate(&["preview", "--formats"], b"").code, 2);
    assert_eq!(headgate(&["nothing"], b"").code, 2);
    let help = headgate(&["preview", "--help"], b"");
    assert_eq!(help.code, 0);
    assert!(help.out.contains("The same time gives the same ids and bytes"), "{}", help.out);
}
