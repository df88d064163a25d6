//! Prints an input part by part. Nothing of a part stays.

use std::io::Write;

use super::PreviewError;
use super::print::{Format, Printer};
use super::progress::Progress;
use crate::cli::Io;
use crate::cli::input::{Part, Parts};
use crate::cli::report::Report;

/// What is said of an input while it is read: messages, problems, and how far it is.
pub(super) struct Show {
    printer: Printer,
    report: Report,
    progress: Progress,
}

impl Show {
    pub(super) fn new(format: Format, report: Report) -> Self {
        let printer = Printer::new(format, report.json);
        Self { printer, report, progress: Progress::default() }
    }

    /// Shows all parts and gives the exit code.
    pub(super) fn show(mut self, io: &mut Io, mut parts: Parts<'_>) -> Result<u8, PreviewError> {
        self.progress.wanted = io.watched && !self.report.json && parts.are_many();
        let shown = self.all(io, &mut parts);
        self.progress.clear(io)?;
        let code = self.report.finish(io)?;
        shown.map(|()| code)
    }

    fn all(&mut self, io: &mut Io, parts: &mut Parts<'_>) -> Result<(), PreviewError> {
        while let Some(part) = parts.next() {
            let part = part?;
            self.part(io, &part)?;
            self.progress.add(io, parts, part.transformed.account.events.len())?;
        }
        Ok(self.printer.finish(&mut io.stdout)?)
    }

    /// A person reads the messages before their problems.
    fn part(&mut self, io: &mut Io, part: &Part) -> Result<(), PreviewError> {
        self.printer.print(&mut io.stdout, part)?;
        if part.issues.is_empty() {
            return Ok(());
        }
        io.stdout.flush()?;
        self.progress.clear(io)?;
        Ok(self.report.add(io, part)?)
    }
}
