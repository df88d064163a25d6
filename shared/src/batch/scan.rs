//! The fast engine: one pass over blocks of 64 bytes, which validates everything and tells a visitor of the members on
//! the levels that it enters.
//!
//! Each block is sorted into bit masks (`block`, one classifier an instruction set), strings are masked out
//! (`strings`), and the grammar is checked for all tokens at once (`grammar`, `numbers`). Only brackets, and the names
//! on entered levels, are looked at one by one (`levels`). Masks and rules are safe code; what is unsafe is in the
//! classifiers alone.

#[cfg(target_arch = "x86_64")]
pub(super) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(super) mod avx512;
mod block;
mod grammar;
mod levels;
mod numbers;
pub(super) mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) mod simd128;
#[cfg(target_arch = "x86_64")]
pub(super) mod sse2;
mod strings;

use super::{Level, Visitor};
use block::{BLOCK, Classify};
use grammar::{Grammar, Tokens};
use levels::Levels;
use numbers::Numbers;
use strings::{Quoted, Strings, is_escape};

/// The text is no JSON, or nested too deeply. Where and why is found out by `fault`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rejected;

/// Reads the object or array that begins at `start`, the root, and gives the offset behind it. `level` is the root's;
/// without one the visitor is told of nothing.
///
/// # Errors
/// If the text is no JSON up to there; the visitor may have been told of what comes before, and of nonsense.
#[inline(always)]
fn scan<'a, C: Classify, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    let (blocks, rest) = text.as_bytes().get(start..).unwrap_or_default().as_chunks::<BLOCK>();
    let mut scanner = Scanner::new(text, level, visitor);
    let mut base = start;
    for block in blocks {
        if let Some(end) = scanner.block::<C>(block, base)? {
            return Ok(end);
        }
        base += BLOCK;
    }
    let mut last = [b' '; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    scanner.block::<C>(&last, base)?.ok_or(Rejected)
}

/// The state between blocks.
struct Scanner<'a, 'v, V> {
    text: &'a str,
    strings: Strings,
    grammar: Grammar,
    numbers: Numbers,
    levels: Levels<'a, 'v, V>,
    /// 1 if a number or literal goes on.
    in_scalar: u64,
    /// Whether the visitor knows of white space.
    white_told: bool,
    /// Up to where integers beyond 2^53 were reported.
    reported: usize,
}

impl<'a, 'v, V: Visitor<'a>> Scanner<'a, 'v, V> {
    fn new(text: &'a str, level: Option<Level>, visitor: &'v mut V) -> Self {
        Self {
            text,
            strings: Strings::default(),
            grammar: Grammar::at_value(),
            numbers: Numbers::default(),
            levels: Levels::new(text, level, visitor),
            in_scalar: 0,
            white_told: false,
            reported: 0,
        }
    }

    /// Reads one block; gives the offset behind the root if it ends there.
    #[inline(always)]
    fn block<C: Classify>(&mut self, block: &[u8; BLOCK], base: usize) -> Result<Option<usize>, Rejected> {
        let structure = C::structure(block);
        let strings = self.strings.next::<C>(&structure);
        let outside = !(strings.inside | strings.close);
        let low = (structure.control | structure.space) & outside;
        let white = if low == 0 { 0 } else { C::whitespace(block) & outside };
        let tokens = self.tokens(&structure, strings, outside, white);
        self.tell_white(white, base);
        self.levels.see(strings.open, structure.backslash);

        let nested = self.levels.walk(block, base, &tokens)?;
        let upto = nested.upto;
        let wrong = structure.control & strings.inside | structure.backslash & !strings.inside | low & !white;
        let escapes = strings.escaped & upto;
        let well_formed = wrong & upto == 0
            && self.grammar.allows(&tokens, nested.objects, upto)
            && (escapes == 0 || self.escapes(base, escapes));
        if !well_formed {
            return Err(Rejected);
        }
        if tokens.scalar != 0 || self.numbers.goes_on() {
            self.scalars::<C>(block, base, &tokens, upto)?;
        }
        self.levels.pass_block(base, strings.open, structure.backslash);
        Ok(nested.end)
    }

    #[inline(always)]
    fn tokens(&mut self, structure: &block::Structure, strings: Quoted, outside: u64, white: u64) -> Tokens {
        let (open, close) = (structure.open & outside, structure.close & outside);
        let (colon, comma) = (structure.colon & outside, structure.comma & outside);
        let scalar = outside & !(open | close | colon | comma | white);
        let scalar_start = scalar & !(scalar << 1 | self.in_scalar);
        self.in_scalar = scalar >> 63;
        Tokens { strings, open, close, colon, comma, white, scalar, scalar_start }
    }

    #[inline(always)]
    fn tell_white(&mut self, white: u64, base: usize) {
        if white != 0 && !self.white_told {
            self.white_told = true;
            self.levels.visitor.white_space(base + white.trailing_zeros() as usize);
        }
    }

    #[inline(always)]
    fn escapes(&self, base: usize, mut escaped: u64) -> bool {
        while escaped != 0 {
            if !is_escape(self.text.as_bytes(), base + escaped.trailing_zeros() as usize) {
                return false;
            }
            escaped &= escaped - 1;
        }
        true
    }

    #[inline(always)]
    fn scalars<C: Classify>(
        &mut self,
        block: &[u8; BLOCK],
        base: usize,
        tokens: &Tokens,
        upto: u64,
    ) -> Result<(), Rejected> {
        let numerals = C::numerals(block);
        let (scalar, start) = (tokens.scalar & upto, tokens.scalar_start & upto);
        if !self.numbers.allows(&numerals, self.text.as_bytes(), base, scalar, start) {
            return Err(Rejected);
        }
        let long = self.numbers.long(numerals.digit & scalar);
        if long != 0 {
            self.large_integers(base, long);
        }
        Ok(())
    }

    /// Reports the integers beyond 2^53 at the places of `long`.
    #[cold]
    fn large_integers(&mut self, base: usize, mut long: u64) {
        while long != 0 {
            let at = base + long.trailing_zeros() as usize;
            long &= long - 1;
            if at >= self.reported {
                let number = super::number::around(self.text, at);
                self.reported = number.end();
                if super::number::is_large(number.text) {
                    self.levels.visitor.large_integer(number);
                }
            }
        }
    }
}
