//! What an engine tells of a batch while it reads it.

use super::{Level, Name, Raw, skip_space};

/// Containers deeper than this are refused: a consumer's parser would refuse them too (`serde_json` stops at 128).
pub(crate) const MAX_DEPTH: usize = 128;

/// A member of an object or an element of an array, before its value is read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Item {
    /// Where it begins: the name, or the element.
    pub(crate) start: usize,
    /// Behind the name; for an element, where it begins.
    pub(crate) name_end: usize,
    /// Behind its colon; for an element, where it begins. The value is the next thing from here.
    pub(crate) after: usize,
    /// Its position in the array; 0 for a member.
    pub(crate) index: usize,
    /// Whether the name may hold an escape.
    pub(crate) escaped: bool,
}

impl Item {
    /// The element number `index`, which begins at `start`.
    pub(crate) fn element(index: usize, start: usize) -> Self {
        Self { start, name_end: start, after: start, index, escaped: false }
    }

    /// Its name; `None` for an element.
    pub(crate) fn name<'a>(&self, text: &'a str) -> Option<Name<'a>> {
        let raw = text.get(self.start..self.name_end).filter(|raw| raw.len() >= 2)?;
        Some(Name { raw, escaped: self.escaped })
    }

    /// Bytes of its name as it is written.
    pub(crate) fn name_bytes(&self) -> usize {
        self.name_end - self.start
    }

    /// Where its value begins.
    #[inline]
    pub(crate) fn value(&self, text: &str) -> usize {
        skip_space(text, self.after)
    }
}

/// How to read a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// It does not matter, and its end is not told.
    Pass,
    /// In one piece.
    Take,
    /// Member by member, if it is an object or an array; otherwise in one piece.
    Enter(Level),
}

/// Is told of what is read, in the order of the text.
pub(crate) trait Visitor<'a> {
    /// Whether it wants to know of integers beyond 2^53 at all.
    fn wants_large_integers(&self) -> bool;
    /// There is white space between tokens, from `offset` on or later.
    fn white_space(&mut self, offset: usize);
    /// An object or array is entered; its bracket is at `offset`.
    fn open(&mut self, level: Level, offset: usize);
    /// An item begins.
    fn begin(&mut self, level: Level, item: Item) -> Step;
    /// An item ends that was taken or entered.
    fn end(&mut self, level: Level, item: &Item, value: Raw<'a>);
    /// The object or array ends; its bracket is at `offset`.
    fn close(&mut self, level: Level, offset: usize);
    /// An integer is beyond 2^53. The order is that of the text, but it may come later than what stands behind it.
    fn large_integer(&mut self, number: Raw<'a>);
}

/// Wants to know nothing: the text is only checked.
pub(crate) struct Nobody;

impl Visitor<'_> for Nobody {
    fn wants_large_integers(&self) -> bool {
        false
    }
    fn white_space(&mut self, _: usize) {}
    fn open(&mut self, _: Level, _: usize) {}
    fn begin(&mut self, _: Level, _: Item) -> Step {
        Step::Pass
    }
    fn end(&mut self, _: Level, _: &Item, _: Raw<'_>) {}
    fn close(&mut self, _: Level, _: usize) {}
    fn large_integer(&mut self, _: Raw<'_>) {}
}
