//! What an engine tells of a batch while it reads it.

use super::{Level, Name, Raw, skip_space};

/// Containers deeper than this are refused: a consumer's parser would refuse them too (`serde_json` stops at 128).
pub(crate) const MAX_DEPTH: usize = 128;

/// A member of an object or an element of an array, before its value is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    /// Its name; `None` for an element.
    pub(crate) name: Option<Name<'a>>,
    /// Its position in the array; 0 for a member.
    pub(crate) index: usize,
    /// Where it begins: the name, or the element.
    pub(crate) start: usize,
    /// Behind its colon; for an element, where it begins. The value is the next thing from here.
    pub(crate) after: usize,
}

impl Item<'_> {
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
    /// There is white space between tokens, from `offset` on or later.
    fn white_space(&mut self, offset: usize);
    /// An object or array is entered; its bracket is at `offset`.
    fn open(&mut self, level: Level, offset: usize);
    /// An item begins.
    fn begin(&mut self, level: Level, item: &Item<'a>) -> Step;
    /// An item ends that was taken or entered.
    fn end(&mut self, level: Level, item: &Item<'a>, value: Raw<'a>);
    /// The object or array ends; its bracket is at `offset`.
    fn close(&mut self, level: Level, offset: usize);
    /// An integer is beyond 2^53. The order is that of the text, but it may come later than what stands behind it.
    fn large_integer(&mut self, number: Raw<'a>);
}

/// Wants to know nothing: the text is only checked.
pub(crate) struct Nobody;

impl Visitor<'_> for Nobody {
    fn white_space(&mut self, _: usize) {}
    fn open(&mut self, _: Level, _: usize) {}
    fn begin(&mut self, _: Level, _: &Item<'_>) -> Step {
        Step::Pass
    }
    fn end(&mut self, _: Level, _: &Item<'_>, _: Raw<'_>) {}
    fn close(&mut self, _: Level, _: usize) {}
    fn large_integer(&mut self, _: Raw<'_>) {}
}
