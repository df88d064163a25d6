//! A block of 64 bytes, and what its bytes are: bit *i* of a mask stands for byte *i*.

use super::Rejected;
use super::checker::Checker;
use super::tokenizer::Tokenizer;
use super::window::{Tokens, Window};

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// The bytes that give a text its structure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Structure {
    pub(super) quote: u64,
    pub(super) backslash: u64,
    /// `{` and `[`.
    pub(super) open: u64,
    /// `}` and `]`.
    pub(super) close: u64,
    pub(super) colon: u64,
    pub(super) comma: u64,
    /// Below U+0020.
    pub(super) control: u64,
    /// U+0020 itself.
    pub(super) space: u64,
}

/// The bytes that numbers without an exponent are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Numerals {
    pub(super) digit: u64,
    pub(super) zero: u64,
    pub(super) dot: u64,
    pub(super) minus: u64,
}

/// The steps that are compiled for an instruction set; the one between them goes through brackets and members.
pub(super) trait Steps {
    /// See [`Tokenizer::fill`].
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize;
    /// See [`Checker::check`].
    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected>;
}

/// Sorts the bytes of a block: one implementation an instruction set.
pub(super) trait Classify {
    fn structure(block: &[u8; BLOCK]) -> Structure;
    fn numerals(block: &[u8; BLOCK]) -> Numerals;
    /// `e` and `E`, and the plus sign.
    fn exponents(block: &[u8; BLOCK]) -> (u64, u64);
    /// Space, tab, line feed and carriage return.
    fn whitespace(block: &[u8; BLOCK]) -> u64;

    /// Bit *i* is the exclusive or of the bits up to *i*: from the quotes of a block, what is inside of strings.
    #[inline(always)]
    fn prefix_xor(bits: u64) -> u64 {
        let bits = bits ^ (bits << 1);
        let bits = bits ^ (bits << 2);
        let bits = bits ^ (bits << 4);
        let bits = bits ^ (bits << 8);
        let bits = bits ^ (bits << 16);
        bits ^ (bits << 32)
    }
}

/// The block at `at`; what the text lacks of it is white space, in `last`.
#[inline(always)]
pub(super) fn block_at<'b>(text: &'b [u8], at: usize, last: &'b mut [u8; BLOCK]) -> &'b [u8; BLOCK] {
    match text.get(at..at + BLOCK).and_then(|it| it.try_into().ok()) {
        Some(block) => block,
        None => {
            let rest = text.get(at..).unwrap_or_default();
            last[..rest.len()].copy_from_slice(rest);
            last
        }
    }
}

/// Bit *i* tells whether `is` holds for byte *i*.
#[cfg(test)]
pub(super) fn by_byte(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    block.iter().rev().fold(0, |mask, &byte| mask << 1 | u64::from(is(byte)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Checks a classifier on every byte at every place.
    pub(in crate::batch::scan) fn sorts_every_byte<C: Classify>() {
        // Miri is slow: some shifts are enough there.
        for shift in (0..256).step_by(if cfg!(miri) { 32 } else { 1 }) {
            let block: [u8; BLOCK] = std::array::from_fn(|at| u8::try_from((at * 7 + shift) % 256).unwrap());
            let is = |wanted: &[u8]| by_byte(&block, |byte| wanted.contains(&byte));
            let structure = Structure {
                quote: is(b"\""),
                backslash: is(b"\\"),
                open: is(b"{["),
                close: is(b"}]"),
                colon: is(b":"),
                comma: is(b","),
                control: by_byte(&block, |byte| byte < 0x20),
                space: is(b" "),
            };
            assert_eq!(C::structure(&block), structure);
            let numerals = Numerals { digit: is(b"0123456789"), zero: is(b"0"), dot: is(b"."), minus: is(b"-") };
            assert_eq!(C::numerals(&block), numerals);
            assert_eq!(C::exponents(&block), (is(b"eE"), is(b"+")));
            assert_eq!(C::whitespace(&block), is(b" \t\n\r"));
        }
        for bits in [0u64, 1, 0b1010, u64::MAX, 0x8000_0000_0000_0001, 0x0123_4567_89ab_cdef] {
            let slow = (0..64).fold(0, |mask, at| mask | u64::from((bits << (63 - at)).count_ones() % 2 == 1) << at);
            assert_eq!(C::prefix_xor(bits), slow);
        }
    }
}
