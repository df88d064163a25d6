//! Sorts bytes with AVX-512 (F and BW): a block is one register, and a comparison gives its mask.
//!
//! # Safety
//! The instructions must be there: [`Avx512`] is used only inside of `run`, behind `is_available`.

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m512i, _mm_clmulepi64_si128, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_set1_epi8, _mm512_cmpeq_epi8_mask,
    _mm512_cmple_epu8_mask, _mm512_loadu_si512, _mm512_or_si512, _mm512_set1_epi8, _mm512_sub_epi8,
};

use super::block::{BLOCK, Classify, Numerals, Steps, Structure};
use super::checker::Checker;
use super::tokenizer::Tokenizer;
use super::window::{Tokens, Window};
use super::{Rejected, avx2, scan};
use crate::batch::{Level, Visitor};

/// Whether this processor has the instructions.
pub(in crate::batch) fn is_available() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
        && is_x86_feature_detected!("pclmulqdq")
}

/// See `scan`. Where the instructions are missing, it is done with fewer.
pub(in crate::batch) fn run<'a, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    if !is_available() {
        return avx2::run(text, start, level, visitor);
    }
    // SAFETY: the instructions are there.
    unsafe { with_instructions(text, start, level, visitor) }
}

#[target_feature(enable = "avx512f,avx512bw,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
fn with_instructions<'a, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    scan::<Avx512, V>(text, start, level, visitor)
}

/// See [`Classify`].
pub(super) struct Avx512;

#[inline(always)]
fn load(block: &[u8; BLOCK]) -> __m512i {
    // SAFETY: as the module says; the load takes any alignment.
    unsafe { _mm512_loadu_si512(block.as_ptr().cast()) }
}

#[inline(always)]
fn all(byte: u8) -> __m512i {
    // SAFETY: as the module says.
    unsafe { _mm512_set1_epi8(byte.cast_signed()) }
}

#[inline(always)]
fn equal(bytes: __m512i, wanted: u8) -> u64 {
    // SAFETY: as the module says.
    unsafe { _mm512_cmpeq_epi8_mask(bytes, all(wanted)) }
}

/// Bytes that are `wanted` once their bit 5 is set.
#[inline(always)]
fn equal_folded(bytes: __m512i, wanted: u8) -> u64 {
    // SAFETY: as the module says.
    equal(unsafe { _mm512_or_si512(bytes, all(0x20)) }, wanted)
}

#[inline(always)]
fn at_most(bytes: __m512i, limit: u8) -> u64 {
    // SAFETY: as the module says.
    unsafe { _mm512_cmple_epu8_mask(bytes, all(limit)) }
}

impl Steps for Avx512 {
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
        // SAFETY: as the module says.
        unsafe { fill(tokenizer, text, base, window) }
    }

    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
        // SAFETY: as the module says.
        unsafe { check(checker, text, base, window) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
#[inline(never)]
fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
    tokenizer.fill::<Avx512>(text, base, window)
}

#[target_feature(enable = "avx512f,avx512bw,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
#[inline(never)]
fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
    checker.check::<Avx512>(text, base, window)
}

impl Classify for Avx512 {
    #[inline(always)]
    fn structure(block: &[u8; BLOCK]) -> Structure {
        let bytes = load(block);
        Structure {
            quote: equal(bytes, b'"'),
            backslash: equal(bytes, b'\\'),
            open: equal_folded(bytes, b'{'),
            close: equal_folded(bytes, b'}'),
            colon: equal(bytes, b':'),
            comma: equal(bytes, b','),
            control: at_most(bytes, 0x1f),
            space: equal(bytes, b' '),
        }
    }

    #[inline(always)]
    fn numerals(block: &[u8; BLOCK]) -> Numerals {
        let bytes = load(block);
        // SAFETY: as the module says.
        let from_zero = unsafe { _mm512_sub_epi8(bytes, all(b'0')) };
        Numerals {
            digit: at_most(from_zero, 9),
            zero: equal(bytes, b'0'),
            dot: equal(bytes, b'.'),
            minus: equal(bytes, b'-'),
        }
    }

    #[inline(always)]
    fn exponents(block: &[u8; BLOCK]) -> (u64, u64) {
        let bytes = load(block);
        (equal_folded(bytes, b'e'), equal(bytes, b'+'))
    }

    #[inline(always)]
    fn whitespace(block: &[u8; BLOCK]) -> u64 {
        let bytes = load(block);
        equal(bytes, b' ') | equal(bytes, b'\t') | equal(bytes, b'\n') | equal(bytes, b'\r')
    }

    /// A carry-less multiplication by all ones.
    #[inline(always)]
    fn prefix_xor(bits: u64) -> u64 {
        // SAFETY: as the module says.
        let product = unsafe {
            _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128(bits.cast_signed()), _mm_set1_epi8(-1), 0))
        };
        product.cast_unsigned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_sorted_as_a_byte_wise_reader_would() {
        if is_available() {
            super::super::block::tests::sorts_every_byte::<Avx512>();
        }
    }
}
