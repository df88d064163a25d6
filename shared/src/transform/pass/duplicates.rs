//! Names that occur more than once in an object.

use crate::batch::{Name, value_end};

/// The names of one object: where they begin among those of all that are open.
#[derive(Debug, Default)]
pub(super) struct Names {
    from: usize,
    /// Six bits of each hash: what is not here is new.
    seen: u64,
    /// Once they are many: their positions by hash, in steps of one where a place is taken.
    table: Vec<u32>,
    /// How many are in the table.
    filled: usize,
}

/// The names of the objects that are being read, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    names: Vec<Seen>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    hash: u64,
    /// Where the name stands in the text.
    start: usize,
}

/// Up to so many names are compared one by one.
const FEW: usize = 64;

impl Duplicates {
    pub(super) fn with_capacity(names: usize) -> Self {
        Self { names: Vec::with_capacity(names) }
    }

    pub(super) fn open(&self) -> Names {
        Names { from: self.names.len(), ..Names::default() }
    }

    pub(super) fn close(&mut self, names: &Names) {
        self.names.truncate(names.from);
    }

    /// Whether `names` have had this one, which stands at `start`.
    #[inline]
    pub(super) fn is_known(&mut self, names: &mut Names, text: &str, hash: u64, start: usize) -> bool {
        let bit = 1 << (hash >> 58);
        let known = names.seen & bit != 0 && self.find(names, text, hash, start);
        names.seen |= bit;
        if !known {
            self.names.push(Seen { hash, start });
        }
        known
    }

    #[inline(never)]
    fn find(&self, names: &mut Names, text: &str, hash: u64, start: usize) -> bool {
        let is_same = |it: &Seen| it.hash == hash && name_at(text, it.start) == name_at(text, start);
        let own = self.names.get(names.from..).unwrap_or_default();
        if own.len() <= FEW {
            return own.iter().any(is_same);
        }
        self.fill(names);
        let mask = names.table.len() - 1;
        let mut slot = hash as usize & mask;
        while names.table[slot] != 0 {
            if self.names.get(names.table[slot] as usize - 1).is_some_and(is_same) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        false
    }

    /// Brings the table up to date. At least half of it is empty.
    fn fill(&self, names: &mut Names) {
        let count = self.names.len() - names.from;
        if names.table.len() < count * 2 {
            names.table.clear();
            names.table.resize((count * 4).next_power_of_two(), 0);
            names.filled = 0;
        }
        let mask = names.table.len() - 1;
        for index in names.from + names.filled..self.names.len() {
            let mut slot = self.names[index].hash as usize & mask;
            while names.table[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            names.table[slot] = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        names.filled = count;
    }
}

fn name_at(text: &str, start: usize) -> std::borrow::Cow<'_, str> {
    let raw = text.get(start..value_end(text, start)).unwrap_or_default();
    Name { raw, escaped: raw.contains('\\') }.text()
}
