//! Problems found on the way, and where in the batch the pass is.

use super::Pass;
use crate::batch::pointer_token;
use crate::issue::Problem;
use crate::outgoing::INTEGERS;

/// A problem and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::transform) struct Found {
    pub(in crate::transform) problem: Problem,
    pub(in crate::transform) pointer: Option<String>,
    pub(in crate::transform) offset: usize,
    pub(in crate::transform) bytes: usize,
}

/// The problems of a batch, up to a limit: a hostile input has as many as bytes.
#[derive(Debug, Default)]
pub(in crate::transform) struct Notes {
    pub(super) found: Vec<Found>,
    pub(super) omitted: usize,
    /// Which of the 64-bit members were reported as null: Java senders write it for everything that is unset.
    pub(super) nulls: [bool; INTEGERS.len()],
}

impl Notes {
    const LIMIT: usize = 1000;

    /// The problems, the last of which says how many more there are.
    pub(in crate::transform) fn finish(mut self, offset: usize) -> Vec<Found> {
        if self.omitted > 0 {
            let problem = Problem::MoreProblems { count: self.omitted };
            self.found.push(Found { problem, pointer: None, offset, bytes: 0 });
        }
        self.found
    }
}

impl Pass<'_, '_> {
    /// Reports a problem of the item that is being read.
    pub(super) fn note(&mut self, problem: Problem, offset: usize, bytes: usize) {
        if self.notes.found.len() >= Notes::LIMIT {
            self.notes.omitted += 1;
            return;
        }
        let pointer = Some(self.pointer());
        self.notes.found.push(Found { problem, pointer, offset, bytes });
    }

    /// Where the item that is being read is, as a JSON Pointer.
    pub(in crate::transform) fn pointer(&self) -> String {
        self.pointer_of(self.frames.len())
    }

    /// Where the object that is being read is, as a JSON Pointer.
    pub(super) fn container_pointer(&self) -> String {
        self.pointer_of(self.frames.len().saturating_sub(1))
    }

    fn pointer_of(&self, depth: usize) -> String {
        let mut pointer = String::new();
        for item in self.frames.iter().take(depth).filter_map(|frame| frame.item) {
            pointer.push('/');
            match item.name {
                Some(name) => pointer.push_str(&pointer_token(&name.text())),
                None => pointer.push_str(&item.index.to_string()),
            }
        }
        pointer
    }
}
