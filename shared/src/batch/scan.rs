//! The fast engine: one pass over blocks of 64 bytes, which validates everything and tells a visitor of the members on
//! the levels that it enters.
//!
//! It goes through windows of some blocks in three steps: `tokenizer` sorts the bytes of each block into bit masks (with
//! one classifier an instruction set), masks out `strings` and checks the order of tokens for all at once; `levels` goes
//! from bracket to bracket, and from name to name on entered levels; `checker` checks what depends on containers, and
//! `numbers`. Masks and rules are safe code; what is unsafe is in the classifiers alone.

#[cfg(target_arch = "x86_64")]
pub(super) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(super) mod avx512;
mod block;
mod checker;
mod grammar;
mod levels;
mod nesting;
mod numbers;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) mod simd128;
#[cfg(target_arch = "x86_64")]
pub(super) mod sse2;
mod strings;
mod tokenizer;
mod window;

use super::{Level, Visitor};
use block::{BLOCK, Steps};
use checker::Checker;
use levels::Levels;
use tokenizer::Tokenizer;
use window::{BLOCKS, Tokens};

/// The text is no JSON, or nested too deeply. Where and why is found out by `fault`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rejected;

/// Reads the object or array that begins at `start`, the root, and gives the offset behind it. `level` is the root's;
/// without one the visitor is told of nothing.
///
/// # Errors
/// If the text is no JSON up to there; the visitor may have been told of what comes before, and of nonsense.
#[inline(always)]
fn scan<'a, S: Steps, V: Visitor<'a>>(
    text: &'a str,
    start: usize,
    level: Option<Level>,
    visitor: &mut V,
) -> Result<usize, Rejected> {
    let bytes = text.as_bytes();
    let mut tokenizer = Tokenizer::default();
    let mut checker = Checker::new(visitor.wants_large_integers());
    let mut levels = Levels::new(text, level, visitor);
    let mut window = [Tokens::default(); BLOCKS];
    let mut base = start;
    while base < bytes.len() {
        let count = S::fill(&mut tokenizer, bytes, base, &mut window);
        let blocks = &mut window[..count];
        let end = levels.walk(base, blocks)?;
        let blocks = &mut blocks[..end.map_or(count, |end| (end - base).div_ceil(BLOCK))];
        S::check(&mut checker, bytes, base, blocks)?;
        levels.large_integers(base, blocks);
        if let Some(end) = end {
            return Ok(end);
        }
        base += count * BLOCK;
    }
    Err(Rejected)
}
