//! The parts of an input, transformed one after the other.

use shared::issue::utf8;
use shared::transform::Before;
use shared::{ConnectionSettings, Form, Issue, Receipt, Transformed, Transformer};

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
    /// What stands before it in the input.
    pub(in crate::cli) before: Before,
    /// What it yields. Places are those in `text`.
    pub(in crate::cli) transformed: Transformed,
    /// What is wrong with it. Places are those in the whole input.
    pub(in crate::cli) issues: Vec<Issue>,
}

/// Transforms an input while it is read.
pub(in crate::cli) struct Parts<'a> {
    window: Window,
    is_ndjson: bool,
    how: How<'a>,
    transformer: Transformer,
    before: Before,
    done: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn new(window: Window, is_ndjson: bool, how: How<'a>) -> Self {
        let transformer = Transformer::new(how.settings);
        Self { window, is_ndjson, how, transformer, before: Before::default(), done: false }
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
        let bytes = if self.is_ndjson { self.window.next_lines()? } else { Some(self.window.rest()?) };
        self.done = !self.is_ndjson || bytes.is_none();
        let Some(bytes) = bytes else { return Ok(self.end()) };
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => self.part(text),
            Err(error) => self.no_text(error.as_bytes()),
        }))
    }

    fn part(&mut self, text: String) -> Part {
        let (How { receipt, form, .. }, before) = (self.how, self.before);
        let transformed = if self.is_ndjson {
            self.transformer.run_lines(&text, before, receipt, form)
        } else {
            self.transformer.run(&text, receipt, form)
        };
        let issues = transformed.issues(&text).into_iter().map(|it| before.place_issue(it)).collect();
        self.before = before.and(text.as_bytes(), &transformed);
        Part { text, before, transformed, issues }
    }

    /// Bytes that are not UTF-8: a line of NDJSON, which counts as a batch, or a whole input.
    fn no_text(&mut self, bytes: &[u8]) -> Part {
        let before = self.before;
        let batch = self.is_ndjson.then_some(before.batches);
        let issue = utf8(bytes).err().map(|issue| before.place_issue(Issue { batch, ..*issue }));
        let (text, transformed) = (String::from_utf8_lossy(bytes).into_owned(), Transformed::default());
        self.before = before.and(bytes, &transformed);
        Part { text, before, transformed, issues: issue.into_iter().collect() }
    }

    /// What can be said only behind the last line.
    fn end(&self) -> Option<Part> {
        let issue = self.before.last_issue()?;
        let (text, before, transformed) = (String::new(), self.before, Transformed::default());
        Some(Part { text, before, transformed, issues: vec![issue] })
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
