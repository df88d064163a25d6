//! Sorts bytes with the 128-bit vectors of WebAssembly.
//!
//! # Safety
//! The only unsafe code is the load of a block's parts. Whether there are vectors is known when it is compiled.

#![allow(unsafe_code)]

use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, u8x16_sub, v128, v128_load, v128_or};

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
    scan::<Simd128, V>(text, start, level, visitor)
}

/// See [`Classify`].
pub(super) struct Simd128;

const PARTS: usize = BLOCK / 16;

#[inline(always)]
fn load(block: &[u8; BLOCK]) -> [v128; PARTS] {
    let start = block.as_ptr().cast::<v128>();
    // SAFETY: each of the four parts lies within the block, and the load takes any alignment.
    unsafe { [v128_load(start), v128_load(start.add(1)), v128_load(start.add(2)), v128_load(start.add(3))] }
}

/// Without loops, here and above: where the compiler is to save space it leaves them as they are.
#[inline(always)]
fn mask([a, b, c, d]: [v128; PARTS], test: impl Fn(v128) -> v128) -> u64 {
    let low = u64::from(u8x16_bitmask(test(a))) | u64::from(u8x16_bitmask(test(b))) << 16;
    low | u64::from(u8x16_bitmask(test(c))) << 32 | u64::from(u8x16_bitmask(test(d))) << 48
}

#[inline(always)]
fn equal(bytes: v128, wanted: u8) -> v128 {
    u8x16_eq(bytes, u8x16_splat(wanted))
}

/// Bytes that are `wanted` once their bit 5 is set.
#[inline(always)]
fn equal_folded(bytes: v128, wanted: u8) -> v128 {
    equal(v128_or(bytes, u8x16_splat(0x20)), wanted)
}

#[inline(always)]
fn at_most(bytes: v128, limit: u8) -> v128 {
    u8x16_le(bytes, u8x16_splat(limit))
}

impl Steps for Simd128 {
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
        tokenizer.fill::<Self>(text, base, window)
    }

    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
        checker.check::<Self>(text, base, window)
    }
}

impl Classify for Simd128 {
    #[inline(always)]
    fn structure(block: &[u8; BLOCK]) -> Structure {
        let parts = load(block);
        Structure {
            quote: mask(parts, |it| equal(it, b'"')),
            backslash: mask(parts, |it| equal(it, b'\\')),
            open: mask(parts, |it| equal_folded(it, b'{')),
            close: mask(parts, |it| equal_folded(it, b'}')),
            colon: mask(parts, |it| equal(it, b':')),
            comma: mask(parts, |it| equal(it, b',')),
            control: mask(parts, |it| at_most(it, 0x1f)),
            space: mask(parts, |it| equal(it, b' ')),
        }
    }

    #[inline(always)]
    fn numerals(block: &[u8; BLOCK]) -> Numerals {
        let parts = load(block);
        let from_zero = |it| u8x16_sub(it, u8x16_splat(b'0'));
        Numerals {
            digit: mask(parts, |it| at_most(from_zero(it), 9)),
            zero: mask(parts, |it| equal(it, b'0')),
            dot: mask(parts, |it| equal(it, b'.')),
            minus: mask(parts, |it| equal(it, b'-')),
        }
    }

    #[inline(always)]
    fn exponents(block: &[u8; BLOCK]) -> (u64, u64) {
        let parts = load(block);
        (mask(parts, |it| equal_folded(it, b'e')), mask(parts, |it| equal(it, b'+')))
    }

    #[inline(always)]
    fn whitespace(block: &[u8; BLOCK]) -> u64 {
        let parts = load(block);
        mask(parts, |it| equal(it, b' '))
            | mask(parts, |it| equal(it, b'\t'))
            | mask(parts, |it| equal(it, b'\n'))
            | mask(parts, |it| equal(it, b'\r'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_sorted_as_a_byte_wise_reader_would() {
        super::super::block::tests::sorts_every_byte::<Simd128>();
    }
}
