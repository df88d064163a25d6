//! `--save-fixture`: what would be printed, kept in a folder.

use std::io::{self, Write};
use std::path::Path;

use super::unreadable;
use crate::cli::fixtures::{self, Expected, INPUT, MANIFEST, MESSAGES, Manifest, REPORT};
use crate::cli::input::{How, Input};
use crate::cli::report::Report;
use crate::cli::{Io, USAGE};

pub(super) fn save(io: &mut Io, input: Input, how: How<'_>, mut report: Report, folder: &Path) -> io::Result<u8> {
    let read = input.into_bytes().and_then(|bytes| Ok((bytes.clone(), Input::of_bytes(bytes).parts(how)?)));
    let (bytes, parts) = match read {
        Ok(read) => read,
        Err(error) => return unreadable(io, &error),
    };
    let mut expected = Expected::default();
    for part in parts {
        match part {
            Ok(part) => {
                expected.add(&part);
                report.add(io, &part)?;
            }
            Err(error) => return unreadable(io, &error),
        }
    }
    if let Err(error) = fixtures::save(folder, &bytes, &manifest(how), &expected) {
        return io.fail(USAGE, &error.to_string());
    }
    let (messages, s) = (expected.count, if expected.count == 1 { "" } else { "s" });
    writeln!(
        io.stdout,
        "{} is written: {INPUT} ({} bytes), {MANIFEST}, {MESSAGES} ({messages} message{s}), {REPORT}",
        folder.display(),
        bytes.len()
    )?;
    report.finish(io)
}

fn manifest(how: How<'_>) -> Manifest {
    Manifest { received_at: how.receipt.time_ms, form: how.form, input: None, settings: how.settings.clone() }
}
