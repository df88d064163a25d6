//! How far the reading of a large input is, for a person who watches.

use std::io::{self, Write};

use crate::cli::Io;
use crate::cli::input::Parts;

/// Progress is shown anew after so many bytes.
const STEP: u64 = 8 * 1024 * 1024;

const MEGABYTE: u64 = 1_000_000;

/// Moves to the beginning of the line and clears it.
const CLEAR: &str = "\r\u{1b}[K";

/// A line on standard error that is written over.
#[derive(Default)]
pub(super) struct Progress {
    /// Whether it is to be seen.
    pub(super) wanted: bool,
    events: usize,
    /// When it is shown next.
    next: u64,
    visible: bool,
}

impl Progress {
    /// Takes note of `events` more events.
    pub(super) fn add(&mut self, io: &mut Io, parts: &Parts<'_>, events: usize) -> io::Result<()> {
        self.events += events;
        let (done, total) = parts.progress();
        if !self.wanted || done < self.next {
            return Ok(());
        }
        (self.next, self.visible) = (done + STEP, true);
        let of_total = total.map_or(String::new(), |total| format!(" of {}", total.div_ceil(MEGABYTE)));
        write!(io.stderr, "{CLEAR}{}{of_total} MB read; events: {}", done / MEGABYTE, self.events)?;
        io.stderr.flush()
    }

    /// Makes room for something else on the line.
    pub(super) fn clear(&mut self, io: &mut Io) -> io::Result<()> {
        if std::mem::take(&mut self.visible) {
            write!(io.stderr, "{CLEAR}")?;
        }
        Ok(())
    }
}
