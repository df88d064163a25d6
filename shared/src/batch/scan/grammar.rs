//! Which token may follow which, for all tokens of a block at once.
//!
//! A token's successor is the next byte that is no white space, so "stands behind a comma" is a shift, or an addition
//! that carries across white space. Six rules on such masks are the grammar of JSON, but for the nesting of brackets.

use super::strings::Quoted;

/// The tokens of a block, all outside of strings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens {
    pub(super) strings: Quoted,
    pub(super) open: u64,
    pub(super) close: u64,
    pub(super) colon: u64,
    pub(super) comma: u64,
    pub(super) white: u64,
    /// Bytes of numbers and literals.
    pub(super) scalar: u64,
    pub(super) scalar_start: u64,
}

/// What carries over from block to block: 1 if the next token follows such a one.
#[derive(Debug)]
pub(super) struct Grammar {
    after_colon: u64,
    after_comma: u64,
    after_open: u64,
    after_name: u64,
    /// 1 if the next byte is inside of a name.
    in_name: u64,
}

impl Grammar {
    /// At the place of a value.
    pub(super) fn at_value() -> Self {
        Self { after_colon: 1, after_comma: 0, after_open: 0, after_name: 0, in_name: 0 }
    }

    /// Whether the tokens up to the last bit of `upto` stand in an order that JSON has. `objects` marks the bytes
    /// whose container is an object; a bracket belongs to what is around it.
    #[inline(always)]
    pub(super) fn allows(&mut self, tokens: &Tokens, objects: u64, upto: u64) -> bool {
        let &Tokens { strings, open, close, colon, comma, white, scalar_start, .. } = tokens;
        let behind_colon = follow(colon, white, &mut self.after_colon);
        let behind_comma = follow(comma, white, &mut self.after_comma);
        let behind_open = follow(open, white, &mut self.after_open);

        let name_place = (behind_comma | behind_open) & objects;
        let names = self.names(&strings, name_place);
        let behind_name = follow(names, white, &mut self.after_name);

        let values = strings.open | scalar_start | open;
        let value_place = behind_colon | behind_comma | behind_open;
        let wrong = (values & !value_place)
            | (value_place & (colon | comma))
            | (close & (behind_colon | behind_comma))
            | (name_place & (scalar_start | open))
            | (colon ^ behind_name);
        wrong & upto == 0
    }

    /// The closing quotes of the strings that open at `place`: a bit added at the opening quote carries through the
    /// string to its end.
    #[inline(always)]
    fn names(&mut self, strings: &Quoted, place: u64) -> u64 {
        let (sum, over) = strings.inside.overflowing_add(strings.open & place);
        let (sum, over_again) = sum.overflowing_add(self.in_name);
        self.in_name = u64::from(over | over_again);
        sum & strings.close
    }
}

/// The tokens behind `tokens`: the next bytes that are not white.
#[inline(always)]
fn follow(tokens: u64, white: u64, carry: &mut u64) -> u64 {
    let next = tokens << 1 | *carry;
    if white == 0 {
        *carry = tokens >> 63;
        return next;
    }
    let (sum, over) = (next & white).overflowing_add(white);
    *carry = tokens >> 63 | u64::from(over);
    (next | sum) & !white
}
