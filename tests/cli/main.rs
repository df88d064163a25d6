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

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use backend::cli::{self, Io};

/// What a command printed.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    code: u8,
    out: String,
    err: String,
}

/// A stream that can be looked at afterwards.
#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

fn headgate(args: &[&str], stdin: &[u8]) -> Printed {
    headgate_with(args, stdin, |_| {})
}

/// Runs the command with streams that are changed before.
fn headgate_with(args: &[&str], stdin: &[u8], change: impl FnOnce(&mut Io)) -> Printed {
    let (out, err) = (Stream::default(), Stream::default());
    let mut io = Io {
        stdin: Box::new(io::Cursor::new(stdin.to_vec())),
        stdin_is_terminal: false,
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        colour: false,
        watched: false,
        window: 8 * 1024 * 1024,
    };
    change(&mut io);
    let args = std::iter::once("headgate").chain(args.iter().copied()).map(Into::into);
    let code = cli::run(args, &mut io);
    Printed { code, out: out.text(), err: err.text() }
}

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
