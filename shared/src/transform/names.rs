//! Finding what is known of a member by its name: a table made once for the settings, asked for each member.

use super::plan::Known;
use crate::batch::{Item, Level, Name};

/// A name's bytes in three words: enough to tell names of up to 16 bytes apart, and to hash all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    length: usize,
    /// The first eight bytes.
    head: u64,
    /// The last eight bytes of a name that is longer.
    tail: u64,
}

impl Key {
    /// Of the name that stands in `text` from `start` to `end`.
    #[inline(always)]
    fn in_text(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        let Some(head) = word(text, start) else { return Self::of(text.get(start..end).unwrap_or_default()) };
        if length > 8 {
            return Self { length, head, tail: word(text, end - 8).unwrap_or_default() };
        }
        Self { length, head: head & (u64::MAX >> (64 - 8 * length.max(1))), tail: 0 }
    }

    fn of(name: &[u8]) -> Self {
        let mut bytes = [0; 8];
        let length = name.len();
        let head = length.min(8);
        bytes[..head].copy_from_slice(&name[..head]);
        let tail = if length > 8 { word(name, length - 8).unwrap_or_default() } else { 0 };
        Self { length, head: u64::from_le_bytes(bytes), tail }
    }

    /// The same for all ways of writing the name in capitals.
    #[inline(always)]
    pub(super) fn hash(self) -> u64 {
        const CASE: u64 = 0x2020_2020_2020_2020;
        let mixed = (self.head | CASE) ^ (self.tail | CASE).rotate_left(29) ^ (self.length as u64) << 57;
        let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }
}

/// The slot of a name with this hash on `level`.
#[inline(always)]
fn slot(hash: u64, level: Level) -> usize {
    ((hash >> 40) as usize ^ (level as usize) << 6) % SLOTS
}

const SLOTS: usize = 1024;

#[inline(always)]
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8).and_then(|it| it.try_into().ok()).map(u64::from_le_bytes)
}

/// What is known of a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'p> {
    Known(&'p Known),
    /// Only the case differs from a known one.
    Near(&'p Known),
    Unknown,
}

/// The known names.
#[derive(Debug)]
pub(super) struct Names {
    known: Vec<(Key, Known)>,
    /// The position in `known`, plus one; 0 is empty. What does not fit its slot is in the next one.
    slots: Box<[u8; SLOTS]>,
}

impl Names {
    pub(super) fn new(known: Vec<Known>) -> Self {
        let known: Vec<_> = known.into_iter().map(|it| (Key::of(it.name.as_bytes()), it)).collect();
        let mut slots = Box::new([0; SLOTS]);
        for (number, (key, it)) in (1..=u8::MAX).zip(&known) {
            let mut slot = slot(key.hash(), it.level);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = number;
        }
        Self { known, slots }
    }

    /// Looks for the name of `item`; gives its hash, too.
    #[inline(always)]
    pub(super) fn find<'p>(&'p self, level: Level, text: &[u8], item: &Item) -> (u64, Found<'p>) {
        let (start, end) = (item.start + 1, item.name_end - 1);
        let key = Key::in_text(text, start, end);
        let hash = key.hash();
        (hash, self.look(level, key, hash, || text.get(start..end).unwrap_or_default()))
    }

    /// The same for a name that holds an escape.
    #[cold]
    pub(super) fn find_escaped(&self, level: Level, name: Name<'_>) -> (u64, Found<'_>) {
        let decoded = name.text();
        let key = Key::of(decoded.as_bytes());
        (key.hash(), self.look(level, key, key.hash(), || decoded.as_bytes()))
    }

    #[inline(always)]
    fn look<'n>(&self, level: Level, key: Key, hash: u64, name: impl Fn() -> &'n [u8]) -> Found<'_> {
        let mut slot = slot(hash, level);
        loop {
            let number = self.slots[slot];
            if number == 0 {
                return Found::Unknown;
            }
            let Some((other, known)) = self.known.get(usize::from(number) - 1) else { return Found::Unknown };
            if known.level == level && other.length == key.length {
                let same = other.head == key.head && other.tail == key.tail;
                if same && (key.length <= 16 || known.name.as_bytes() == name()) {
                    return Found::Known(known);
                }
                if known.name.as_bytes().eq_ignore_ascii_case(name()) {
                    return Found::Near(known);
                }
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        super::super::plan::Plan::new(&crate::ConnectionSettings::default()).names
    }

    fn find(level: Level, raw: &str) -> Option<(&'static str, bool)> {
        let names = names();
        let item = Item { name_end: raw.len(), ..Item::default() };
        let found = if raw.contains('\\') {
            names.find_escaped(level, Name { raw, escaped: true })
        } else {
            names.find(level, raw.as_bytes(), &item)
        };
        match found.1 {
            Found::Known(it) => Some((it.name, true)),
            Found::Near(it) => Some((it.name, false)),
            Found::Unknown => None,
        }
    }

    #[test]
    fn every_known_name_is_found_on_its_level_and_in_other_cases_only_nearly() {
        for (_, known) in names().known {
            assert_eq!(find(known.level, &format!("\"{}\"", known.name)), Some((known.name, true)));
            let upper = format!("\"{}\"", known.name.to_uppercase());
            assert_eq!(find(known.level, &upper), Some((known.name, false)));
        }
    }

    #[test]
    fn an_escaped_name_is_found_and_others_are_not() {
        assert_eq!(find(Level::Data, r#""loc\u0061tion""#), Some(("location", true)));
        assert_eq!(find(Level::Event, r#""location""#), None);
        for name in ["", "a", "locatio", "locations", "timestamp_unixtime_mt", "timestamp_unixtime_m", "é"] {
            assert_eq!(find(Level::Data, &format!("\"{name}\"")), None, "{name}");
        }
    }
}
