//! An object or array that is being read, and what of it is left out.

use crate::account::Reason;
use crate::batch::{Item, Level, skip_space, skip_space_back};
use crate::transform::plan::Known;

/// An object or array that is being read.
pub(super) struct Frame<'p> {
    pub(super) level: Level,
    /// The item that is being read, where it is one that matters.
    pub(super) item: Option<Item>,
    /// What is known of it.
    pub(super) known: Option<&'p Known>,
    /// Why it is removed, if it is.
    pub(super) removal: Option<Reason>,
    /// Up to here everything is left out: the items before the first one that is kept, with their commas.
    left_out: usize,
    /// Whether a member was added at its end.
    added: bool,
}

/// What is left out with an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Cut {
    /// Its bytes; none where a text that is no JSON has its end before its beginning.
    pub(super) fn bytes(self) -> usize {
        self.to.saturating_sub(self.from)
    }
}

impl Frame<'_> {
    pub(super) fn new(level: Level, bracket: usize) -> Self {
        Self { level, item: None, known: None, removal: None, left_out: bracket + 1, added: false }
    }

    /// What goes with the item that begins at `start` and ends at `end`: the comma before it, or, where nothing before
    /// it is kept, the one behind.
    pub(super) fn cut(&mut self, text: &str, start: usize, end: usize) -> Cut {
        let before = skip_space_back(text, start);
        if before > self.left_out {
            // The byte before is a comma.
            return Cut { from: skip_space_back(text, before - 1), to: end };
        }
        let next = skip_space(text, end);
        let to = if text.as_bytes().get(next) == Some(&b',') { next + 1 } else { end };
        let from = std::mem::replace(&mut self.left_out, to);
        Cut { from, to }
    }

    /// Where a member is added: behind the last one; and whether it needs a comma.
    pub(super) fn end(&mut self, text: &str, bracket: usize) -> (usize, bool) {
        let end = skip_space_back(text, bracket);
        let is_empty = end <= self.left_out && !std::mem::replace(&mut self.added, true);
        (end.max(self.left_out), !is_empty)
    }
}
