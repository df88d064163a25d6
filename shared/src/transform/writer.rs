//! Writes a message by copying what is kept of the text: kept bytes are never printed anew.

use crate::batch::{compact_len, copy_compact};

/// Copies a text from left to right, leaving out and putting in. What is kept is copied late, in long runs.
pub(super) struct Writer<'a> {
    text: &'a str,
    out: String,
    /// Up to where the text has been dealt with.
    at: usize,
    /// Before here there is no white space between tokens.
    white_from: usize,
}

/// A point to go back to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    out: usize,
    at: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, start: usize, capacity: usize) -> Self {
        Self { text, out: String::with_capacity(capacity), at: start, white_from: usize::MAX }
    }

    /// There is white space between tokens, from `offset` on or later.
    pub(super) fn white_space(&mut self, offset: usize) {
        self.white_from = self.white_from.min(offset);
    }

    /// Copies the text up to `offset`, without its white space.
    pub(super) fn keep_to(&mut self, offset: usize) {
        let run = self.text.get(self.at..offset).unwrap_or_default();
        if offset <= self.white_from {
            self.out.push_str(run);
        } else {
            copy_compact(run, &mut self.out);
        }
        self.at = self.at.max(offset);
    }

    /// The bytes of the text from `from` to `to`, without white space.
    pub(super) fn compact_len(&self, from: usize, to: usize) -> usize {
        // Of a text that is no JSON there may be nonsense.
        if to <= self.white_from {
            to.saturating_sub(from)
        } else {
            compact_len(self.text.get(from..to).unwrap_or_default())
        }
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

    /// Where in the message the text at `offset` comes to stand.
    pub(super) fn place(&mut self, offset: usize) -> usize {
        if offset > self.white_from {
            self.keep_to(offset);
        }
        self.out.len() + offset.saturating_sub(self.at)
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
