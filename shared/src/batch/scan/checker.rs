//! The last step: what depends on containers, and the inside of scalars and escapes.

use super::Rejected;
use super::block::{BLOCK, Classify, block_at};
use super::grammar::Naming;
use super::numbers::Numbers;
use super::strings::are_escapes;
use super::window::Tokens;

/// What carries over from block to block.
#[derive(Debug)]
pub(super) struct Checker {
    naming: Naming,
    numbers: Numbers,
    /// Whether long integers are looked for.
    long: bool,
}

impl Checker {
    pub(super) fn new(long: bool) -> Self {
        Self { naming: Naming::default(), numbers: Numbers::default(), long }
    }

    /// Checks the blocks of `window`, whose brackets are counted.
    #[inline(always)]
    pub(super) fn check<C: Classify>(
        &mut self,
        text: &[u8],
        base: usize,
        window: &mut [Tokens],
    ) -> Result<(), Rejected> {
        let mut last = [b' '; BLOCK];
        for (tokens, at) in window.iter_mut().zip((base..).step_by(BLOCK)) {
            let upto = tokens.upto;
            let wrong = tokens.wrong | self.naming.misnamed(tokens, tokens.objects);
            let escaped = tokens.strings.escaped & upto;
            if wrong & upto != 0 || (escaped != 0 && !are_escapes(text, at, escaped)) {
                return Err(Rejected);
            }
            let scalar = tokens.scalar & upto;
            if scalar != 0 || self.numbers.goes_on() {
                let block = block_at(text, at, &mut last);
                let numerals = C::numerals(block);
                let start = tokens.scalar_start & upto;
                if !self.numbers.allows::<C>(block, &numerals, text, at, scalar, start) {
                    return Err(Rejected);
                }
                if self.long {
                    tokens.long = self.numbers.long(numerals.digit & scalar);
                }
            }
        }
        Ok(())
    }
}
