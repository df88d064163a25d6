//! The parts of an input, transformed one after the other.

use shared::issue::utf8;
use shared::transform::Before;
use shared::{ConnectionSettings, Form, InputKind, Issue, Outcome, Receipt, transform, transform_lines};

use super::InputError;
use super::window::Window;

/// What an input is transformed with.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct How<'a> {
    pub(in crate::cli) settings: &'a ConnectionSettings,
    /// That of the input's first batch.
    pub(in crate::cli) receipt: Receipt,
    pub(in crate::cli) form: Option<Form>,
}

/// Lines of an input, or all of it.
pub(in crate::cli) struct Part {
    /// Its text; what is not UTF-8 is replaced.
    pub(in crate::cli) text: String,
    /// Where it begins in the input.
    pub(in crate::cli) offset: usize,
    /// What it yields. All numbers and places are those of the whole input.
    pub(in crate::cli) outcome: Outcome,
}

/// Transforms an input while it is read.
pub(in crate::cli) struct Parts<'a> {
    window: Window,
    is_ndjson: bool,
    how: How<'a>,
    before: Before,
    done: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn new(window: Window, is_ndjson: bool, how: How<'a>) -> Self {
        Self { window, is_ndjson, how, before: Before::default(), done: false }
    }

    /// Whether there is so much that a person wants to see how far it is.
    pub(in crate::cli) fn are_many(&self) -> bool {
        self.is_ndjson && self.window.goes_on()
    }

    /// Bytes read and, where it is known, bytes in all; packed ones, if the input is packed.
    pub(in crate::cli) fn progress(&self) -> (u64, Option<u64>) {
        self.window.progress()
    }

    fn read(&mut self) -> Result<Option<Part>, InputError> {
        let before = self.before;
        let bytes = if self.is_ndjson {
            self.window.next_lines()?
        } else {
            self.done = true;
            Some(self.window.rest()?)
        };
        Ok(bytes.map(|bytes| {
            self.before = before.and(&bytes);
            self.part(bytes, before)
        }))
    }

    fn part(&self, bytes: Vec<u8>, before: Before) -> Part {
        let How { settings, receipt, form } = self.how;
        let (text, outcome) = match String::from_utf8(bytes) {
            Ok(text) if self.is_ndjson => {
                let outcome = transform_lines(&text, before, settings, receipt, form);
                (text, outcome)
            }
            Ok(text) => {
                let outcome = transform(&text, settings, receipt, form);
                (text, outcome)
            }
            Err(error) => {
                let batch = self.is_ndjson.then_some(before.batches);
                let bytes = error.as_bytes();
                (String::from_utf8_lossy(bytes).into_owned(), no_text(bytes, batch, before))
            }
        };
        Part { text, offset: before.bytes, outcome }
    }
}

impl Iterator for Parts<'_> {
    type Item = Result<Part, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let part = self.read();
        self.done |= part.is_err();
        part.transpose()
    }
}

/// What bytes that are not UTF-8 yield: a line of NDJSON, which counts as `batch`, or a whole input.
fn no_text(bytes: &[u8], batch: Option<usize>, before: Before) -> Outcome {
    let placed = |mut issue: Issue| {
        issue.batch = batch;
        issue.span.offset += before.bytes;
        issue.span.line += before.lines;
        issue
    };
    Outcome {
        kind: InputKind::Batch,
        batches: Vec::new(),
        records: Vec::new(),
        account: shared::Account::default(),
        issues: utf8(bytes).err().map(|issue| placed(*issue)).into_iter().collect(),
    }
}
