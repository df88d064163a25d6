//! The real process: its address, its exit.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod serving;

use std::io::Write;
use std::process::{Command, Stdio};

use serving::{Serving, folder};

#[test]
fn the_server_prints_its_address_answers_and_ends_well_when_told_to() {
    let server = Serving::start(&folder("process"));
    let answer = server.ask("GET", "/healthz", "", "");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains(r#""status":"ok""#), "{answer}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut preview = Command::new(env!("CARGO_BIN_EXE_headgate"))
        .args(["preview", "--format", "values"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(preview.stdout.take());
    let batches = "{\"message_id\":\"m\"}\n".repeat(10_000);
    preview.stdin.take().unwrap().write_all(batches.as_bytes()).unwrap();
    let done = preview.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}
