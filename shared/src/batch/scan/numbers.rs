//! Numbers and literals, for all of a block at once.

use super::block::{BLOCK, Classify, Numerals};

/// Digits in a row from which an integer may be beyond 2^53.
const LONG: u32 = 16;

/// What carries over from block to block.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The last byte's kind, in one bit each.
    last: Last,
    /// 1 if the digits that go on are behind a dot or an exponent.
    in_tail: u64,
    /// 1 if the digits that go on are behind an exponent.
    in_exponent: u64,
    /// Bytes of a literal that stand in the next block.
    literal: u32,
    /// Digits in a row at the end of the last block.
    digits: u32,
}

#[derive(Debug, Default)]
struct Last {
    digit: u64,
    dot: u64,
    exponent: u64,
    sign: u64,
    exponent_sign: u64,
    first_minus: u64,
    first_zero: u64,
}

impl Numbers {
    /// Whether something of the block before goes on.
    #[inline(always)]
    pub(super) fn goes_on(&self) -> bool {
        let last = &self.last;
        last.digit | last.dot | last.exponent | last.sign != 0 || self.literal != 0
    }

    /// Whether all numbers and literals of a block are well formed. `scalar` has their bytes, `start` the first of each.
    #[inline(always)]
    pub(super) fn allows<C: Classify>(
        &mut self,
        block: &[u8; BLOCK],
        numerals: &Numerals,
        text: &[u8],
        base: usize,
        scalar: u64,
        start: u64,
    ) -> bool {
        let letters = start & !(numerals.digit | numerals.minus);
        let mut number = scalar;
        if letters != 0 || self.literal != 0 {
            let Some(literals) = self.literals(text, base, letters) else { return false };
            number &= !literals;
        }
        let digit = numerals.digit & number;
        let dot = numerals.dot & number;
        let minus = numerals.minus & number;
        let carried = self.last.exponent | self.last.exponent_sign | self.in_exponent;
        let has_exponent = number & !(digit | dot | minus) | minus & !start | carried;
        if has_exponent != 0 {
            let (exponent, plus) = C::exponents(block);
            return self.allows_exponents(
                numerals.zero,
                digit,
                dot,
                minus,
                exponent & number,
                plus & number,
                number,
                start,
            );
        }
        let (behind_tail, in_tail) = behind_run(digit, behind(dot, self.last.dot), self.in_tail);
        let first_zero = numerals.zero & digit & (start | behind(minus, self.last.first_minus));
        let wrong = (dot & !behind(digit, self.last.digit))
            | (behind(dot | minus, self.last.dot | self.last.sign) & !digit)
            | (behind(first_zero, self.last.first_zero) & digit)
            | (behind_tail & dot);
        self.last = Last {
            digit: digit >> 63,
            dot: dot >> 63,
            sign: minus >> 63,
            first_minus: minus >> 63,
            first_zero: first_zero >> 63,
            ..Last::default()
        };
        self.in_tail = in_tail;
        wrong == 0
    }

    /// The same where there may be exponents, which are rare.
    #[inline(never)]
    #[allow(clippy::too_many_arguments, reason = "masks of one block")]
    fn allows_exponents(
        &mut self,
        zero: u64,
        digit: u64,
        dot: u64,
        minus: u64,
        exponent: u64,
        plus: u64,
        number: u64,
        start: u64,
    ) -> bool {
        let last = &self.last;
        let behind_digit = behind(digit, last.digit);
        let behind_dot = behind(dot, last.dot);
        let behind_exponent = behind(exponent, last.exponent);
        let behind_sign = behind(minus | plus, last.sign);
        let first_minus = minus & start;
        let exponent_sign = (minus | plus) & behind_exponent;
        let behind_exponent_sign = behind(exponent_sign, last.exponent_sign);
        let first_zero = zero & digit & (start | behind(first_minus, last.first_minus));
        let behind_first_zero = behind(first_zero, last.first_zero);

        let exponent_place = behind_exponent | behind_exponent_sign;
        let (behind_tail, in_tail) = behind_run(digit, behind_dot | exponent_place, self.in_tail);
        let (behind_exponent_digits, in_exponent) = behind_run(digit, exponent_place, self.in_exponent);

        let wrong = (number & !(digit | dot | exponent | minus | plus))
            | (minus & !(start | behind_exponent))
            | (plus & !behind_exponent)
            | ((dot | exponent) & !behind_digit)
            | ((behind_dot | behind_sign) & !digit)
            | (behind_exponent & !(digit | minus | plus))
            | (behind_first_zero & digit)
            | (behind_tail & dot)
            | (behind_exponent_digits & exponent);
        self.last = Last {
            digit: digit >> 63,
            dot: dot >> 63,
            exponent: exponent >> 63,
            sign: (minus | plus) >> 63,
            exponent_sign: exponent_sign >> 63,
            first_minus: first_minus >> 63,
            first_zero: first_zero >> 63,
        };
        self.in_tail = in_tail;
        self.in_exponent = in_exponent;
        wrong == 0
    }

    /// The bytes of `true`, `false` and `null`; `None` if something else begins at one of `starts`.
    #[inline(always)]
    fn literals(&mut self, text: &[u8], base: usize, mut starts: u64) -> Option<u64> {
        let mut bytes = (1u64 << self.literal) - 1;
        self.literal = 0;
        while starts != 0 {
            let at = starts.trailing_zeros();
            starts &= starts - 1;
            let length = literal(text, base + at as usize)?;
            bytes |= ((1 << length) - 1) << at;
            self.literal = (at + length).saturating_sub(64);
        }
        Some(bytes)
    }

    /// The bits at or before which so many digits stand that an integer may be beyond 2^53.
    #[inline(always)]
    pub(super) fn long(&mut self, digit: u64) -> u64 {
        let mut long = digit & digit >> 1;
        for shift in [2, 4, 8] {
            long &= long >> shift;
        }
        let leading = digit.trailing_ones();
        if self.digits > 0 && leading > 0 && self.digits + leading >= LONG {
            long |= 1;
        }
        self.digits = if leading == 64 { self.digits.saturating_add(64).min(1 << 16) } else { digit.leading_ones() };
        long
    }
}

/// The bytes behind those of `mask`; `carry` is 1 if the last byte of the block before was one.
#[inline(always)]
fn behind(mask: u64, carry: u64) -> u64 {
    mask << 1 | carry
}

/// The bytes behind those runs of `digit` that begin at `place` or go on; and whether the last goes on.
#[inline(always)]
fn behind_run(digit: u64, place: u64, carry: u64) -> (u64, u64) {
    let (sum, over) = digit.overflowing_add(digit & place);
    let (sum, over_again) = sum.overflowing_add(carry);
    (sum & !digit, u64::from(over | over_again))
}

/// The length of the literal at `at`, if it is one.
#[inline(always)]
fn literal(text: &[u8], at: usize) -> Option<u32> {
    let rest = text.get(at..).unwrap_or_default();
    let length = match rest.first()? {
        b't' if rest.starts_with(b"true") => 4,
        b'n' if rest.starts_with(b"null") => 4,
        b'f' if rest.starts_with(b"false") => 5,
        _ => return None,
    };
    let ends = matches!(rest.get(length), None | Some(b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r'));
    ends.then_some(length as u32)
}
