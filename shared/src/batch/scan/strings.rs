//! Where strings begin and end.

use super::block::{Classify, Structure};

/// What carries over from block to block.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// 1 if the next byte is escaped.
    escaping: u64,
    /// All ones if the next byte is inside of a string.
    inside: u64,
}

/// The strings of a block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quoted {
    /// From the opening quote on, without the closing one.
    pub(super) inside: u64,
    pub(super) open: u64,
    pub(super) close: u64,
    /// The bytes behind a backslash.
    pub(super) escaped: u64,
}

impl Strings {
    #[inline(always)]
    pub(super) fn next<C: Classify>(&mut self, structure: &Structure) -> Quoted {
        let escaped = self.escaped(structure.backslash);
        let quotes = structure.quote & !escaped;
        let inside = C::prefix_xor(quotes) ^ self.inside;
        self.inside = (inside >> 63).wrapping_neg();
        Quoted { inside, open: quotes & inside, close: quotes & !inside, escaped }
    }

    /// In a run of backslashes each second one is escaped, and so is what follows a run of odd length. A subtraction
    /// carries along all runs at once; technique: simdjson.
    #[inline(always)]
    fn escaped(&mut self, backslash: u64) -> u64 {
        const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;
        if backslash == 0 {
            return std::mem::take(&mut self.escaping);
        }
        let potential = backslash & !self.escaping;
        let pairs = ((potential << 1) | ODD).wrapping_sub(potential) ^ ODD;
        let escaped = pairs ^ (backslash | self.escaping);
        self.escaping = (pairs & backslash) >> 63;
        escaped
    }
}

/// Whether the escapes whose characters (behind the backslash) stand at the places of `escaped` are ones that JSON has.
#[inline(always)]
pub(super) fn are_escapes(text: &[u8], base: usize, mut escaped: u64) -> bool {
    while escaped != 0 {
        let at = base + escaped.trailing_zeros() as usize;
        let is_escape = match text.get(at) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
            Some(b'u') => text.get(at + 1..at + 5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            _ => false,
        };
        if !is_escape {
            return false;
        }
        escaped &= escaped - 1;
    }
    true
}
