//! A server as a process of its own, with data of its own, and a client of few words.

#![allow(dead_code, reason = "no test uses all of it")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The process; killed when this is dropped.
pub(crate) struct Serving {
    process: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// What it printed behind its address.
    pub(crate) second_line: String,
}

impl Serving {
    /// Starts the server on the data in `folder`, with its log in a file beside it.
    pub(crate) fn start(folder: &Path) -> Self {
        let log = File::options().append(true).create(true).open(log(folder)).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_headgate"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .env("HEADGATE_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut line = || lines.next().unwrap().unwrap();
        let address = line().strip_prefix("Headgate is at http://").unwrap().to_owned();
        Self { process, address, second_line: line() }
    }

    /// The token in the link that is printed at the first start.
    pub(crate) fn token(&self) -> &str {
        self.second_line.split_once("/#token=").unwrap().1
    }

    /// Tells the server to stop; gives its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        self.process.wait().unwrap().code()
    }

    /// Head and body of the answer.
    pub(crate) fn ask(&self, method: &str, path: &str, token: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let Self { address, .. } = self;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A path where nothing is, in the folder that cargo gives to tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    // Of an earlier process with the same number.
    let _ = std::fs::remove_dir_all(&path);
    let _ = std::fs::remove_file(log(&path));
    path
}

/// Where the server's log is.
pub(crate) fn log(folder: &Path) -> PathBuf {
    folder.with_extension("log")
}
