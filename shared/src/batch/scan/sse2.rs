//! Sorts bytes with SSE2, which every x86-64 processor has.
//!
//! # Safety
//! The instructions need no detection: they are part of x86-64.

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    _mm_sub_epi8,
};

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
    scan::<Sse2, V>(text, start, level, visitor)
}

/// See [`Classify`].
pub(super) struct Sse2;

const PARTS: usize = BLOCK / 16;

#[inline(always)]
fn load(block: &[u8; BLOCK]) -> [__m128i; PARTS] {
    // SAFETY: each of the four parts lies within the block, and the load takes any alignment.
    std::array::from_fn(|part| unsafe { _mm_loadu_si128(block.as_ptr().add(part * 16).cast()) })
}

#[inline(always)]
fn mask(parts: [__m128i; PARTS], test: impl Fn(__m128i) -> __m128i) -> u64 {
    let mut mask = 0;
    for (part, bytes) in parts.into_iter().enumerate() {
        // SAFETY: SSE2 is part of x86-64.
        let bits = unsafe { _mm_movemask_epi8(test(bytes)) };
        mask |= u64::from(bits.cast_unsigned()) << (part * 16);
    }
    mask
}

#[inline(always)]
fn equal(bytes: __m128i, wanted: u8) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted.cast_signed())) }
}

/// Bytes that are `wanted` once their bit 5 is set.
#[inline(always)]
fn equal_folded(bytes: __m128i, wanted: u8) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    equal(unsafe { _mm_or_si128(bytes, _mm_set1_epi8(0x20)) }, wanted)
}

#[inline(always)]
fn at_most(bytes: __m128i, limit: u8) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(limit.cast_signed())), bytes) }
}

impl Steps for Sse2 {
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
        tokenizer.fill::<Self>(text, base, window)
    }

    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
        checker.check::<Self>(text, base, window)
    }
}

impl Classify for Sse2 {
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
        // SAFETY: SSE2 is part of x86-64.
        let from_zero = |it| unsafe { _mm_sub_epi8(it, _mm_set1_epi8(b'0'.cast_signed())) };
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
        super::super::block::tests::sorts_every_byte::<Sse2>();
    }
}
