//! The bytes of an input that are held at a time.

use shared::batch::is_ndjson;

use super::InputError;
use super::source::Source;

/// Lines are handed out in parts of about so many bytes: what is made of them is many times as large.
const PART: usize = 128 * 1024;

/// A part has no more lines than this: two bytes can be a batch.
const PART_LINES: usize = 1000;

/// A stretch of the input that moves forward.
pub(super) struct Window {
    source: Source,
    /// How much is looked at first.
    size: usize,
    held: Vec<u8>,
    /// Where in `held` the bytes begin that were not handed out.
    start: usize,
    /// Up to where in `held` there are lines for the part that is being handed out.
    ready: usize,
    ended: bool,
    handed_out: bool,
    /// Why the reading ended too early; said when everything before has been handed out.
    failure: Option<InputError>,
}

impl Window {
    pub(super) fn new(source: Source, size: usize) -> Self {
        Self { source, size, held: Vec::new(), start: 0, ready: 0, ended: false, handed_out: false, failure: None }
    }

    /// Whether the input has one batch a line. More than the first look is needed where it shows no two lines,
    /// or the beginning of what may still become one JSON value.
    pub(super) fn look(&mut self) -> Result<bool, InputError> {
        self.more(self.size as u64)?;
        loop {
            let lines = if self.ended { self.held.len() } else { behind_last_line(&self.held) };
            let text = String::from_utf8_lossy(self.held.get(..lines).unwrap_or_default());
            if is_ndjson(&text, !self.ended) {
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
            let has_two = text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some();
            let more = if has_two { u64::MAX } else { self.held.len() as u64 };
            self.more(more)?;
        }
    }

    /// Whether the input is larger than what was looked at.
    pub(super) fn goes_on(&self) -> bool {
        !self.ended
    }

    /// The next lines: all in UTF-8, or one that is not. `None` at the end.
    pub(super) fn next_lines(&mut self) -> Result<Option<Vec<u8>>, InputError> {
        if self.start == self.ready {
            self.make_ready()?;
        }
        let lines = self.held.get(self.start..self.ready).unwrap_or_default();
        let good = std::str::from_utf8(lines)
            .map_or_else(|error| behind_last_line(lines.get(..error.valid_up_to()).unwrap_or_default()), str::len);
        let bytes = if good == 0 { behind_line(lines, 0).unwrap_or(lines.len()) } else { good };
        let taken = lines.get(..bytes).unwrap_or_default().to_vec();
        self.start += bytes;
        self.handed_out = true;
        match self.failure.take_if(|_| taken.is_empty()) {
            Some(error) => Err(error),
            None => Ok(Some(taken).filter(|it| !it.is_empty())),
        }
    }

    /// Everything that was not handed out.
    pub(super) fn rest(&mut self) -> Result<Vec<u8>, InputError> {
        self.more(u64::MAX)?;
        Ok(std::mem::take(&mut self.held))
    }

    /// Bytes read and, where it is known, bytes in all.
    pub(super) fn progress(&self) -> (u64, Option<u64>) {
        self.source.progress()
    }

    /// Holds at least one whole line that was not handed out, unless there is none.
    fn make_ready(&mut self) -> Result<(), InputError> {
        loop {
            let held = self.held.get(self.start..).unwrap_or_default();
            if let Some(bytes) = part(held, self.part_bytes(), self.ended) {
                self.ready = self.start + bytes;
                return Ok(());
            }
            // Twice as much each time: otherwise a very long line would be searched over and over.
            self.more(held.len().max(self.part_bytes()) as u64)?;
        }
    }

    fn part_bytes(&self) -> usize {
        PART.min(self.size)
    }

    /// Drops what was handed out and reads up to `bytes` more.
    fn more(&mut self, bytes: u64) -> Result<(), InputError> {
        self.held.drain(..self.start);
        (self.start, self.ready) = (0, 0);
        if self.ended {
            return Ok(());
        }
        match self.source.read(&mut self.held, bytes, self.handed_out) {
            Ok(ended) => self.ended = ended,
            Err(error) if self.handed_out => self.end_behind_last_line(error),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Lines that were whole before the input failed are good.
    fn end_behind_last_line(&mut self, error: InputError) {
        self.held.truncate(behind_last_line(&self.held));
        self.ended = true;
        self.failure = Some(error);
    }
}

/// How many bytes of `held` are the next part, of about `most` bytes; `None` if more must be read to know.
fn part(held: &[u8], most: usize, ended: bool) -> Option<usize> {
    if held.len() < most && !ended {
        return None;
    }
    let ends = held.iter().take(most).enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    ends.take(PART_LINES).last().or_else(|| behind_line(held, most)).or(ended.then_some(held.len()))
}

/// The offset behind the first line break at or behind `from`.
fn behind_line(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter().position(|byte| *byte == b'\n').map(|at| from + at + 1)
}

/// The offset behind the last line break; 0 if there is none.
fn behind_last_line(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
}
