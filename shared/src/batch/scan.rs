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
mod nesting;
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
use levels::{Levels, Place};
use nesting::Nesting;
use numbers::Numbers;
use strings::{Strings, are_escapes};

/// The text is no JSON, or nested too deeply. Where and why is found out by `fault`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rejected;

/// Reads the object or array that begins at `start`, the root, and gives the offset behind it. `level` is the root's;
/// without one the visitor is told of nothing.
///
/// # Errors
/// If the text is no JSON up to there; the visitor may have been told of what comes before, and of nonsense.
// One function with its state in variables, not a struct with methods: so the state stays in registers.
#[inline(always)]
fn scan<'a, C: Classify, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    let bytes = text.as_bytes();
    let mut strings = Strings::default();
    let mut grammar = Grammar::at_value();
    let mut numbers = Numbers::default();
    let mut nesting = Nesting::default();
    let mut in_scalar = 0;
    let mut levels = Levels::new(text, level, visitor);
    let (mut base, mut last) = (start, [b' '; BLOCK]);
    while base < bytes.len() {
        let block = bytes.get(base..base + BLOCK).and_then(|it| it.try_into().ok()).unwrap_or_else(|| {
            let rest = bytes.get(base..).unwrap_or_default();
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        let structure = C::structure(block);
        let quoted = strings.next::<C>(&structure);
        let outside = !(quoted.inside | quoted.close);
        let low = (structure.control | structure.space) & outside;
        let white = if low == 0 { 0 } else { C::whitespace(block) & outside };
        let tokens = Tokens::new(&structure, quoted, outside, white, &mut in_scalar);
        levels.tell_white(white, base);
        // What can be checked before the brackets are counted is, so that less has to be kept meanwhile.
        let stray = structure.control & quoted.inside | structure.backslash & !quoted.inside | low & !white;
        let wrong = stray | grammar.misplaced(&tokens);
        let place = Place { base, open_quotes: quoted.open, backslash: structure.backslash };

        let nested = levels.walk(&mut nesting, block, &place, &tokens)?;
        let upto = nested.upto;
        let wrong = wrong | grammar.misnamed(&tokens, nested.objects);
        let escaped = quoted.escaped & upto;
        if wrong & upto != 0 || (escaped != 0 && !are_escapes(bytes, base, escaped)) {
            return Err(Rejected);
        }
        let scalar = tokens.scalar & upto;
        if scalar != 0 || numbers.goes_on() {
            let numerals = C::numerals(block);
            if !numbers.allows::<C>(block, &numerals, bytes, base, scalar, tokens.scalar_start & upto) {
                return Err(Rejected);
            }
            if V::WANTS_LARGE_INTEGERS {
                levels.large_integers(base, numbers.long(numerals.digit & scalar));
            }
        }
        if let Some(end) = nested.end {
            return Ok(end);
        }
        levels.leave(&place);
        base += BLOCK;
    }
    Err(Rejected)
}
