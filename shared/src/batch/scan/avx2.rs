//! Sorts bytes with AVX2.
//!
//! # Safety
//! The instructions must be there: [`Avx2`] is used only inside of `run`, behind `is_available`.

#![allow(unsafe_code)]

use std::arch::asm;
use std::arch::x86_64::{
    __m256i, _mm_clmulepi64_si128, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_set1_epi8, _mm256_cmpeq_epi8,
    _mm256_loadu_si256, _mm256_min_epu8, _mm256_or_si256, _mm256_set1_epi8, _mm256_sub_epi8,
};

use super::block::{BLOCK, Classify, Numerals, Steps, Structure};
use super::checker::Checker;
use super::tokenizer::Tokenizer;
use super::window::{Tokens, Window};
use super::{Rejected, scan, sse2};
use crate::batch::{Level, Visitor};

/// Whether this processor has the instructions.
pub(in crate::batch) fn is_available() -> bool {
    is_x86_feature_detected!("avx2")
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
        return sse2::run(text, start, level, visitor);
    }
    // SAFETY: the instructions are there.
    unsafe { with_instructions(text, start, level, visitor) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
fn with_instructions<'a, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    scan::<Avx2, V>(text, start, level, visitor)
}

/// See [`Classify`].
pub(super) struct Avx2;

const PARTS: usize = BLOCK / 32;

#[inline(always)]
fn load(block: &[u8; BLOCK]) -> [__m256i; PARTS] {
    // SAFETY: as the module says; each of the two parts lies within the block, and the load takes any alignment.
    std::array::from_fn(|part| unsafe { _mm256_loadu_si256(block.as_ptr().add(part * 32).cast()) })
}

#[inline(always)]
fn mask(parts: [__m256i; PARTS], test: impl Fn(__m256i) -> __m256i) -> u64 {
    let mut mask = 0;
    for (part, bytes) in parts.into_iter().enumerate() {
        // SAFETY: as the module says.
        mask |= u64::from(unsafe { top_bits(test(bytes)) }) << (part * 32);
    }
    mask
}

/// `_mm256_movemask_epi8`, in words that the compiler does not take apart: it was seen to make 32 single bits of it.
#[target_feature(enable = "avx2")]
#[inline]
fn top_bits(bytes: __m256i) -> u32 {
    let bits: u32;
    // SAFETY: it reads one register and writes another.
    unsafe {
        asm!("vpmovmskb {0:e}, {1}", out(reg) bits, in(ymm_reg) bytes, options(pure, nomem, nostack, preserves_flags));
    }
    bits
}

#[inline(always)]
fn equal(bytes: __m256i, wanted: u8) -> __m256i {
    // SAFETY: as the module says.
    unsafe { _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(wanted.cast_signed())) }
}

/// Bytes that are `wanted` once their bit 5 is set.
#[inline(always)]
fn equal_folded(bytes: __m256i, wanted: u8) -> __m256i {
    // SAFETY: as the module says.
    equal(unsafe { _mm256_or_si256(bytes, _mm256_set1_epi8(0x20)) }, wanted)
}

#[inline(always)]
fn at_most(bytes: __m256i, limit: u8) -> __m256i {
    // SAFETY: as the module says.
    unsafe { _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(limit.cast_signed())), bytes) }
}

impl Steps for Avx2 {
    fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
        // SAFETY: as the module says.
        unsafe { fill(tokenizer, text, base, window) }
    }

    fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
        // SAFETY: as the module says.
        unsafe { check(checker, text, base, window) }
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
#[inline(never)]
fn fill(tokenizer: &mut Tokenizer, text: &[u8], base: usize, window: &mut Window) -> usize {
    tokenizer.fill::<Avx2>(text, base, window)
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,pclmulqdq")]
#[inline(never)]
fn check(checker: &mut Checker, text: &[u8], base: usize, window: &mut [Tokens]) -> Result<(), Rejected> {
    checker.check::<Avx2>(text, base, window)
}

impl Classify for Avx2 {
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
        // SAFETY: as the module says.
        let from_zero = |it| unsafe { _mm256_sub_epi8(it, _mm256_set1_epi8(b'0'.cast_signed())) };
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
            super::super::block::tests::sorts_every_byte::<Avx2>();
        }
    }
}
