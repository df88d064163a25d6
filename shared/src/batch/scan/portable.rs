//! Sorts bytes eight at a time in ordinary registers, for machines without a vector unit of ours.

use super::block::{BLOCK, Classify, Numerals, Steps, Structure};
use super::checker::Checker;
use super::tokenizer::Tokenizer;
use super::window::{Tokens, Window};
use super::{Rejected, scan};
use crate::batch::{Level, Visitor};

/// See `scan`.
pub(in crate::batch) fn run<'a, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    scan::<Portable, V>(text, start, level, visitor)
}

/// See [`Classify`].
pub(super) struct Portable;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The eight words of a block; every byte test below answers in the top bit of each byte.
fn mask(block: &[u8; BLOCK], test: impl Fn(u64) -> u64) -> u64 {
    block.chunks_exact(8).rev().fold(0, |mask, chunk| {
        let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        mask << 8 | gather(test(word))
    })
}

/// The top bit of each byte, in eight bits.
fn gather(tops: u64) -> u64 {
    // The multiplication puts bit 8i on place 56 + i; no two products meet.
    ((tops >> 7 & LOW).wrapping_mul(0x0102_0408_1020_4080)) >> 56
}

/// Bytes below `limit`, which is at most 0x80.
fn below(word: u64, limit: u8) -> u64 {
    let low_bits = (word | HIGH).wrapping_sub(LOW * u64::from(limit));
    !low_bits & !word & HIGH
}

fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ (LOW * u64::from(byte)), 1)
}

/// Bytes that are `byte` once their bit 5 is set.
fn equal_folded(word: u64, byte: u8) -> u64 {
    equal(word | (LOW * 0x20), byte)
}

impl Steps for Portable {
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
        tokenizer.fill::<Self>(text, base, window)
    }

    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
        checker.check::<Self>(text, base, window)
    }
}

impl Classify for Portable {
    fn structure(block: &[u8; BLOCK]) -> Structure {
        Structure {
            quote: mask(block, |word| equal(word, b'"')),
            backslash: mask(block, |word| equal(word, b'\\')),
            open: mask(block, |word| equal_folded(word, b'{')),
            close: mask(block, |word| equal_folded(word, b'}')),
            colon: mask(block, |word| equal(word, b':')),
            comma: mask(block, |word| equal(word, b',')),
            control: mask(block, |word| below(word, 0x20)),
            space: mask(block, |word| equal(word, b' ')),
        }
    }

    fn numerals(block: &[u8; BLOCK]) -> Numerals {
        Numerals {
            digit: mask(block, |word| below(word, b':') & !below(word, b'0')),
            zero: mask(block, |word| equal(word, b'0')),
            dot: mask(block, |word| equal(word, b'.')),
            minus: mask(block, |word| equal(word, b'-')),
        }
    }

    fn exponents(block: &[u8; BLOCK]) -> (u64, u64) {
        (mask(block, |word| equal_folded(word, b'e')), mask(block, |word| equal(word, b'+')))
    }

    fn whitespace(block: &[u8; BLOCK]) -> u64 {
        mask(block, |word| [b' ', b'\t', b'\n', b'\r'].into_iter().fold(0, |found, it| found | equal(word, it)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_sorted_as_a_byte_wise_reader_would() {
        super::super::block::tests::sorts_every_byte::<Portable>();
    }
}
