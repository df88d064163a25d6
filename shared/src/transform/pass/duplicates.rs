//! Names that occur more than once in an object.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::batch::{Item, Name, value_end};

/// The names of the objects that are being read, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Duplicates<'a> {
    names: Vec<Seen>,
    /// Of the innermost object.
    own: Names<'a>,
    /// Of those around it.
    outer: Vec<Names<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    hash: u64,
    /// Where the name stands in the text.
    start: usize,
}

/// The names of one object.
#[derive(Debug, Default)]
struct Names<'a> {
    /// Its first one among those of all objects.
    from: usize,
    /// A bit for eight bits of each hash: what is not here is new.
    seen: [u64; 4],
    /// Once they are many: the first `listed` of them.
    many: HashSet<Cow<'a, str>>,
    listed: usize,
}

/// Up to so many names are compared one by one.
const FEW: usize = 64;

impl<'a> Duplicates<'a> {
    pub(super) fn new() -> Self {
        Self { names: Vec::with_capacity(2 * FEW), own: Names::default(), outer: Vec::with_capacity(8) }
    }

    pub(super) fn open(&mut self) {
        let own = Names { from: self.names.len(), ..Names::default() };
        self.outer.push(std::mem::replace(&mut self.own, own));
    }

    pub(super) fn close(&mut self) {
        self.names.truncate(self.own.from);
        self.own = self.outer.pop().unwrap_or_default();
    }

    /// Whether the innermost object has had a member of the name of `item`, whose hash is `hash`.
    #[inline(always)]
    pub(super) fn is_known(&mut self, text: &'a str, hash: u64, item: Item) -> bool {
        let (word, bit) = ((hash >> 6 & 3) as usize, 1 << (hash & 63));
        let known = self.own.seen[word] & bit != 0 && self.find(text, hash, item.start);
        self.own.seen[word] |= bit;
        self.names.push(Seen { hash, start: item.start });
        known
    }

    #[inline(never)]
    fn find(&mut self, text: &'a str, hash: u64, start: usize) -> bool {
        let own = self.names.get(self.own.from..).unwrap_or_default();
        if own.len() <= FEW {
            return own.iter().any(|it| it.hash == hash && name_at(text, it.start) == name_at(text, start));
        }
        self.own.many.extend(own.get(self.own.listed..).unwrap_or_default().iter().map(|it| name_at(text, it.start)));
        self.own.listed = own.len();
        self.own.many.contains(&name_at(text, start))
    }
}

fn name_at(text: &str, start: usize) -> Cow<'_, str> {
    let raw = text.get(start..value_end(text, start)).unwrap_or_default();
    Name { raw, escaped: raw.contains('\\') }.text()
}
