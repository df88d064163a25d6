//! Finding what is known of a member by its name: a table made once for the settings, asked for each member.

use super::plan::Known;
use crate::batch::{Level, Name};

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
    #[inline]
    fn in_text(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        let Some(head) = word(text, start) else { return Self::of(text.get(start..end).unwrap_or_default()) };
        if length >= 8 {
            let tail = if length == 8 { 0 } else { word(text, end - 8).unwrap_or_default() };
            return Self { length, head, tail };
        }
        Self { length, head: head & ((1 << (8 * length)) - 1), tail: 0 }
    }

    fn of(name: &[u8]) -> Self {
        let mut bytes = [0; 8];
        let length = name.len();
        let head = length.min(8);
        bytes[..head].copy_from_slice(&name[..head]);
        let tail = if length > 8 { word(name, length - 8).unwrap_or_default() } else { 0 };
        Self { length, head: u64::from_le_bytes(bytes), tail }
    }

    /// Tells names apart, by case too.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        let mixed = (self.head ^ self.tail.rotate_left(29) ^ (self.length as u64) << 57).wrapping_mul(FACTOR);
        mixed ^ mixed >> 29
    }

    /// The slot of a name on `level`, the same for all ways of writing it in capitals.
    #[inline]
    fn slot(self, level: Level) -> usize {
        const CASE: u64 = 0x2020_2020_2020_2020;
        let head = self.head | CASE >> (64 - 8 * self.length.clamp(1, 8));
        let tail = if self.tail == 0 { 0 } else { self.tail | CASE };
        let mixed = head ^ tail.rotate_left(23) ^ (self.length as u64) << 40 ^ (level as u64) << 48;
        (mixed.wrapping_mul(FACTOR) >> (64 - SLOT_BITS)) as usize
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const SLOT_BITS: u32 = 9;
const SLOTS: usize = 1 << SLOT_BITS;

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
    pub(super) fn new(known: impl Iterator<Item = Known>) -> Self {
        let known: Vec<_> = known.map(|it| (Key::of(it.name.as_bytes()), it)).collect();
        let mut slots = Box::new([0; SLOTS]);
        for (number, (key, it)) in (1..=u8::MAX).zip(&known) {
            let mut slot = key.slot(it.level);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = number;
        }
        Self { known, slots }
    }

    /// Looks for `name`, which stands at `start` of `text` in its quotes.
    #[inline]
    pub(super) fn find<'p>(&'p self, level: Level, text: &str, start: usize, name: Name<'_>) -> (Key, Found<'p>) {
        if name.escaped {
            let decoded = name.text();
            let key = Key::of(decoded.as_bytes());
            return (key, self.look(level, key, &decoded));
        }
        let key = Key::in_text(text.as_bytes(), start + 1, start + name.raw.len() - 1);
        (key, self.look(level, key, name.written()))
    }

    #[inline]
    fn look(&self, level: Level, key: Key, name: &str) -> Found<'_> {
        let mut slot = key.slot(level);
        loop {
            let Some((other, known)) = self.known.get((self.slots[slot] as usize).wrapping_sub(1)) else {
                return Found::Unknown;
            };
            if known.level == level {
                if *other == key && (key.length <= 16 || known.name == name) {
                    return Found::Known(known);
                }
                if known.name.eq_ignore_ascii_case(name) {
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
        match names.find(level, raw, 0, Name { raw, escaped: raw.contains('\\') }).1 {
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
