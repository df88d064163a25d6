//! Problems found on the way, and where in the batch the pass is.

use super::Pass;
use crate::batch::{Item, Raw, pointer_token};
use crate::issue::{Problem, Severity};
use crate::outgoing::INTEGERS;
use crate::transform::plan::Known;

/// A problem and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::transform) struct Found {
    pub(in crate::transform) problem: Problem,
    pub(in crate::transform) pointer: Pointer,
    pub(in crate::transform) offset: usize,
    pub(in crate::transform) bytes: usize,
}

/// Where in a batch a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::transform) enum Pointer {
    /// It is about the batch or the input as a whole.
    Nowhere,
    /// At this JSON Pointer.
    At(String),
    /// Wherever the batch that begins here has what stands at the problem's offset.
    Behind(usize),
}

impl From<Option<String>> for Pointer {
    fn from(pointer: Option<String>) -> Self {
        pointer.map_or(Self::Nowhere, Self::At)
    }
}

/// The problems of a batch, up to a limit for errors and one for warnings: a hostile input has as many as bytes.
#[derive(Debug, Default)]
pub(in crate::transform) struct Notes {
    pub(super) found: Vec<Found>,
    /// How many errors and how many warnings are among them.
    pub(super) listed: [usize; 2],
    pub(super) omitted: usize,
    /// Which of the 64-bit members were reported as null: Java senders write it for everything that is unset.
    pub(super) nulls: [bool; INTEGERS.len()],
    /// A member of an event that is written as senders write it, in a batch that is in outgoing form.
    pub(super) incoming_member: Option<Found>,
    /// The first integer beyond 2^53: its text is looked up when it is reported.
    large: Option<(usize, usize)>,
    large_count: usize,
}

impl Notes {
    const LIMIT: usize = 1000;

    /// Problems, the last of which says how many more there are. `start` is where the batch begins.
    pub(in crate::transform) fn finish(mut self, text: &str, start: usize, tell_large: bool) -> Vec<Found> {
        self.found.extend(self.incoming_member.take());
        if let Some((offset, bytes)) = self.large.filter(|_| tell_large) {
            let first = text.get(offset..offset + bytes).unwrap_or_default().to_owned();
            let problem = Problem::LargeInteger { first, more: self.large_count - 1 };
            self.found.push(Found { problem, pointer: Pointer::Behind(start), offset, bytes });
        }
        if self.omitted > 0 {
            let problem = Problem::MoreProblems { count: self.omitted };
            self.found.push(Found { problem, pointer: Pointer::Nowhere, offset: start, bytes: 0 });
        }
        self.found
    }

    pub(super) fn large_integer(&mut self, number: Raw<'_>) {
        self.large_count += 1;
        self.large.get_or_insert((number.offset, number.text.len()));
    }
}

impl Pass<'_, '_> {
    /// Reports a problem of the item that is being read.
    pub(super) fn note(&mut self, problem: Problem, offset: usize, bytes: usize) {
        let is_warning = problem.severity() == Severity::Warning;
        if is_warning && !self.has_warnings() {
            return;
        }
        let listed = &mut self.notes.listed[usize::from(is_warning)];
        if *listed >= Notes::LIMIT {
            self.notes.omitted += 1;
            return;
        }
        *listed += 1;
        let pointer = Pointer::At(self.pointer());
        self.notes.found.push(Found { problem, pointer, offset, bytes });
    }

    /// Reports a problem of the name of `item`, which need not be one that matters.
    #[cold]
    pub(super) fn note_name(&mut self, item: Item, problem: Problem) {
        if let Some(frame) = self.frames.last_mut() {
            frame.item = Some(item);
        }
        self.note(problem, item.start, item.name_bytes());
    }

    /// The batch is in outgoing form, but `known` is a number as senders write it. Said once a batch.
    pub(super) fn note_incoming_member(&mut self, item: Item, known: &Known) {
        if self.notes.incoming_member.is_none() && !self.facts.chosen {
            let problem = Problem::IncomingMembers { member: known.name.to_owned() };
            let pointer = Pointer::At(self.pointer());
            let (offset, bytes) = (item.start, item.name_bytes());
            self.notes.incoming_member = Some(Found { problem, pointer, offset, bytes });
        }
    }

    /// Where the item that is being read is, as a JSON Pointer.
    pub(in crate::transform) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for item in self.frames.iter().filter_map(|frame| frame.item) {
            pointer.push('/');
            match item.name(self.job.text) {
                Some(name) => pointer.push_str(&pointer_token(&name.text())),
                None => pointer.push_str(&item.index.to_string()),
            }
        }
        pointer
    }
}
