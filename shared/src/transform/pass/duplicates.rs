//! Names that occur more than once in an object.

use std::borrow::Cow;

use crate::batch::{Item, Name, value_end};

/// The names of the objects that are being read, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    names: Vec<Seen>,
    /// Of the innermost object.
    own: Names,
    /// Of those around it.
    outer: Vec<Names>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    hash: u64,
    /// Where the name stands in the text.
    start: usize,
}

/// The names of one object.
#[derive(Debug, Default)]
struct Names {
    /// Its first one among those of all objects.
    from: usize,
    /// A bit for eight bits of each hash: what is not here is new.
    seen: [u64; 4],
    /// Once they are many: positions of the first `listed` of them, plus one, by hash; what does not find its place free is
    /// in the next one.
    table: Vec<u32>,
    listed: usize,
}

/// Up to so many names are compared one by one.
const FEW: usize = 64;

impl Duplicates {
    /// With room for the usual, if they are `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        let (names, outer) = if wanted { (2 * FEW, 8) } else { (0, 0) };
        Self { names: Vec::with_capacity(names), own: Names::default(), outer: Vec::with_capacity(outer) }
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
    pub(super) fn is_known(&mut self, text: &str, hash: u64, item: Item) -> bool {
        let (word, bit) = ((hash >> 6 & 3) as usize, 1 << (hash & 63));
        let known = self.own.seen[word] & bit != 0 && self.find(text, hash, item.start);
        self.own.seen[word] |= bit;
        self.names.push(Seen { hash, start: item.start });
        known
    }

    #[inline(never)]
    fn find(&mut self, text: &str, hash: u64, start: usize) -> bool {
        let own = self.names.get(self.own.from..).unwrap_or_default();
        let is_same = |it: &Seen| it.hash == hash && name_at(text, it.start) == name_at(text, start);
        if own.len() <= FEW {
            return own.iter().any(is_same);
        }
        self.own.list(own);
        self.own.places_from(hash).map_while(|at| own.get(at)).any(is_same)
    }
}

impl Names {
    /// Brings the table up to date with the names; at least half of it stays empty.
    fn list(&mut self, names: &[Seen]) {
        if self.table.len() < names.len() * 2 {
            self.table.clear();
            self.table.resize((names.len() * 4).next_power_of_two(), 0);
            self.listed = 0;
        }
        let mask = self.table.len() - 1;
        for (at, name) in names.iter().enumerate().skip(self.listed) {
            let mut place = name.hash as usize & mask;
            while self.table[place] != 0 {
                place = (place + 1) & mask;
            }
            self.table[place] = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
        self.listed = names.len();
    }

    /// The names that may have this hash, by their positions.
    fn places_from(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mask = self.table.len() - 1;
        let from = hash as usize & mask;
        (from..).map(move |place| self.table[place & mask]).take_while(|it| *it != 0).map(|it| it as usize - 1)
    }
}

fn name_at(text: &str, start: usize) -> Cow<'_, str> {
    let raw = text.get(start..value_end(text, start)).unwrap_or_default();
    Name { raw, escaped: raw.contains('\\') }.text()
}
