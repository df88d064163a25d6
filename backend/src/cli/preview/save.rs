//! `--save-fixture`: what would be printed, kept in a folder.

use std::io::{self, Write};
use std::path::Path;

use super::PreviewError;
use crate::cli::Io;
use crate::cli::fixtures::{self, Expected, INPUT, MANIFEST, MESSAGES, Manifest, REPORT};
use crate::cli::input::{How, Input};
use crate::cli::report::Report;

/// Saves what `input` yields and gives the exit code of its preview.
pub(super) fn save(
    io: &mut Io,
    input: Input,
    how: How<'_>,
    mut report: Report,
    folder: &Path,
) -> Result<u8, PreviewError> {
    let bytes = input.into_bytes()?;
    let mut expected = Expected::default();
    for part in Input::of_bytes(bytes.clone()).parts(how)? {
        let part = part?;
        expected.add(&part)?;
        report.add(io, &part)?;
    }
    fixtures::save(folder, &bytes, &manifest(how), &expected)?;
    say(&mut io.stdout, folder, bytes.len(), expected.count)?;
    Ok(report.finish(io)?)
}

fn manifest(how: How<'_>) -> Manifest {
    Manifest { received_at: how.receipt.time_ms, form: how.form, input: None, settings: how.settings.clone() }
}

fn say(out: &mut dyn Write, folder: &Path, bytes: usize, messages: usize) -> io::Result<()> {
    let (folder, s) = (folder.display(), if messages == 1 { "" } else { "s" });
    let files = format!("{INPUT} ({bytes} bytes), {MANIFEST}, {MESSAGES} ({messages} message{s}), {REPORT}");
    writeln!(out, "{folder} is written: {files}")
}
