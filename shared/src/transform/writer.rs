//! Writes a message by copying what is kept of the text: kept bytes are never printed anew.

use crate::batch::copy_compact;

/// Copies a text from left to right, leaving out and putting in.
pub(super) struct Writer<'a> {
    text: &'a str,
    out: String,
    /// Up to where the text has been dealt with.
    at: usize,
}

/// A point to go back to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    out: usize,
    at: usize,
}

impl Mark {
    /// The length of what was written then.
    pub(super) fn len(self) -> usize {
        self.out
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, start: usize, capacity: usize) -> Self {
        Self { text, out: String::with_capacity(capacity), at: start }
    }

    /// Copies the text up to `offset`, without its white space.
    pub(super) fn keep_to(&mut self, offset: usize) {
        copy_compact(self.text.get(self.at..offset).unwrap_or_default(), &mut self.out);
        self.at = self.at.max(offset);
    }

    /// Leaves the text out up to `offset`.
    pub(super) fn cut_to(&mut self, offset: usize) {
        self.at = self.at.max(offset);
    }

    /// Puts `text` in.
    pub(super) fn insert(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The length of what is written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { out: self.out.len(), at: self.at }
    }

    /// Takes back everything since `mark`.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.out.truncate(mark.out);
        self.at = mark.at;
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}
