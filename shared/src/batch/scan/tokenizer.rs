//! The first step: bytes are sorted, strings masked out, and the tokens' order is checked as far as it does not depend on
//! their containers.

use super::block::{BLOCK, Classify, block_at};
use super::grammar::Placement;
use super::strings::Strings;
use super::window::{Tokens, Window};

/// What carries over from block to block.
#[derive(Debug, Default)]
pub(super) struct Tokenizer {
    strings: Strings,
    placement: Placement,
    /// 1 if a number or literal goes on.
    in_scalar: u64,
}

impl Tokenizer {
    /// Fills `window` with the tokens from `base` on; gives the number of blocks.
    #[inline(always)]
    pub(super) fn fill<C: Classify>(&mut self, text: &[u8], base: usize, window: &mut Window) -> usize {
        let mut last = [b' '; BLOCK];
        let mut count = 0;
        for (tokens, at) in window.iter_mut().zip((base..text.len()).step_by(BLOCK)) {
            self.block::<C>(block_at(text, at, &mut last), tokens);
            count += 1;
        }
        count
    }

    /// Every field is written: nothing is left of the block that was there before.
    #[inline(always)]
    fn block<C: Classify>(&mut self, block: &[u8; BLOCK], tokens: &mut Tokens) {
        let structure = C::structure(block);
        let strings = self.strings.next::<C>(&structure);
        let outside = !(strings.inside | strings.close);
        let low = (structure.control | structure.space) & outside;
        let white = if low == 0 { 0 } else { C::whitespace(block) & outside };
        let (open, close) = (structure.open & outside, structure.close & outside);
        let (colon, comma) = (structure.colon & outside, structure.comma & outside);
        let scalar = outside & !(open | close | colon | comma | white);
        let scalar_start = scalar & !(scalar << 1 | self.in_scalar);
        self.in_scalar = scalar >> 63;

        let values = strings.open | scalar_start | open;
        let placed = self.placement.next(values, open, close, colon, comma, white);
        let stray = structure.control & strings.inside | structure.backslash & !strings.inside | low & !white;
        tokens.strings = strings;
        tokens.backslash = structure.backslash;
        tokens.white = white;
        tokens.open = open;
        tokens.brackets = open | close;
        tokens.colon = colon;
        tokens.scalar = scalar;
        tokens.scalar_start = scalar_start;
        tokens.name_place = placed.name_place;
        tokens.wrong = stray | placed.wrong;
        tokens.long = 0;
    }
}
