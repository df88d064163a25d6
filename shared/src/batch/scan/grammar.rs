//! Which token may follow which, for all tokens of a block at once.
//!
//! A token's successor is the next byte that is no white space, so "stands behind a comma" is a shift, or an addition
//! that carries across white space. A few rules on such masks are the grammar of JSON, but for the nesting of brackets.

use super::strings::Quoted;
use super::window::Tokens;

/// Where values and names may stand. It carries over from block to block: 1 if the next token follows such a one.
#[derive(Debug)]
pub(super) struct Placement {
    behind_colon_or_comma: u64,
    behind_comma_or_open: u64,
}

/// What the places of a block's tokens come to.
pub(super) struct Placed {
    /// The tokens that stand where JSON has none such, whatever their container is.
    pub(super) wrong: u64,
    /// Where a name stands, if its container is an object.
    pub(super) name_place: u64,
}

impl Default for Placement {
    /// At the place of a value.
    fn default() -> Self {
        Self { behind_colon_or_comma: 1, behind_comma_or_open: 0 }
    }
}

impl Placement {
    /// `values` are the beginnings of values.
    #[inline(always)]
    pub(super) fn next(&mut self, values: u64, open: u64, close: u64, colon: u64, comma: u64, white: u64) -> Placed {
        let behind_colon_or_comma = follow(colon | comma, white, &mut self.behind_colon_or_comma);
        let behind_comma_or_open = follow(comma | open, white, &mut self.behind_comma_or_open);
        let value_place = behind_colon_or_comma | behind_comma_or_open;
        let wrong = (values & !value_place) | (value_place & (colon | comma)) | (close & behind_colon_or_comma);
        Placed { wrong, name_place: behind_comma_or_open }
    }
}

/// Names and their colons. It carries over from block to block.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// 1 if the next token follows a name.
    behind_name: u64,
    /// 1 if the next byte is inside of a name.
    in_name: u64,
}

impl Naming {
    /// In objects, what stands in the place of a name and is none, names without a colon and colons without a name.
    /// `objects` marks the bytes whose container is an object; a bracket belongs to what is around it.
    #[inline(always)]
    pub(super) fn misnamed(&mut self, tokens: &Tokens, objects: u64) -> u64 {
        let name_place = tokens.name_place & objects;
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
