//! Which token may follow which, for all tokens of a block at once.
//!
//! A token's successor is the next byte that is no white space, so "stands behind a comma" is a shift, or an addition
//! that carries across white space. Six rules on such masks are the grammar of JSON, but for the nesting of brackets.

use super::block::Structure;
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

impl Tokens {
    /// `outside` is what is outside of strings. `in_scalar` carries over from block to block: 1 if a number or literal
    /// goes on.
    #[inline(always)]
    pub(super) fn new(structure: &Structure, strings: Quoted, outside: u64, white: u64, in_scalar: &mut u64) -> Self {
        let (open, close) = (structure.open & outside, structure.close & outside);
        let (colon, comma) = (structure.colon & outside, structure.comma & outside);
        let scalar = outside & !(open | close | colon | comma | white);
        let scalar_start = scalar & !(scalar << 1 | *in_scalar);
        *in_scalar = scalar >> 63;
        Self { strings, open, close, colon, comma, white, scalar, scalar_start }
    }
}

/// What carries over from block to block: 1 if the next token follows such a one.
#[derive(Debug)]
pub(super) struct Grammar {
    behind_colon_or_comma: u64,
    behind_comma_or_open: u64,
    behind_name: u64,
    /// 1 if the next byte is inside of a name.
    in_name: u64,
    /// Where in this block a name stands, if its container is an object.
    name_place: u64,
}

impl Grammar {
    /// At the place of a value.
    pub(super) fn at_value() -> Self {
        Self { behind_colon_or_comma: 1, behind_comma_or_open: 0, behind_name: 0, in_name: 0, name_place: 0 }
    }

    /// The tokens that stand where JSON has none such, whatever their container is.
    #[inline(always)]
    pub(super) fn misplaced(&mut self, tokens: &Tokens) -> u64 {
        let &Tokens { strings, open, close, colon, comma, white, scalar_start, .. } = tokens;
        let behind_colon_or_comma = follow(colon | comma, white, &mut self.behind_colon_or_comma);
        let behind_comma_or_open = follow(comma | open, white, &mut self.behind_comma_or_open);
        let value_place = behind_colon_or_comma | behind_comma_or_open;
        self.name_place = behind_comma_or_open;
        ((strings.open | scalar_start | open) & !value_place)
            | (value_place & (colon | comma))
            | (close & behind_colon_or_comma)
    }

    /// In objects, what stands in the place of a name and is none, names without a colon and colons without a name.
    /// `objects` marks the bytes whose container is an object; a bracket belongs to what is around it. To be asked
    /// after [`Grammar::misplaced`].
    #[inline(always)]
    pub(super) fn misnamed(&mut self, tokens: &Tokens, objects: u64) -> u64 {
        let name_place = self.name_place & objects;
        let names = self.names(&tokens.strings, name_place);
        let behind_name = follow(names, tokens.white, &mut self.behind_name);
        (name_place & (tokens.scalar_start | tokens.open)) | (tokens.colon ^ behind_name)
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
