//! Integers that JavaScript cannot hold.

use super::Raw;

/// The largest integer up to which JavaScript's numbers are exact, 2^53.
const EXACT: u64 = 1 << 53;

/// The number around the byte at `at`.
pub(super) fn around(text: &str, at: usize) -> Raw<'_> {
    let bytes = text.as_bytes();
    let before = bytes.get(..at).unwrap_or_default().iter().rev().take_while(|byte| is_part(**byte)).count();
    let behind = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_part(**byte)).count();
    Raw { text: text.get(at - before..at + behind).unwrap_or_default(), offset: at - before }
}

fn is_part(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whether `number` is an integer beyond 2^53.
pub(super) fn is_large(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    super::is_integer(digits) && digits.len() >= 16 && digits.parse::<u64>().map_or(true, |it| it > EXACT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_large_beyond_two_to_the_53() {
        for large in ["9007199254740993", "-9007199254740993", "18446744073709551616", "-5412031425869132287"] {
            assert!(is_large(large), "{large}");
        }
        for exact in ["9007199254740992", "-9007199254740992", "1234567890123456", "1e300", "0.12345678901234567", "7"]
        {
            assert!(!is_large(exact), "{exact}");
        }
    }
}
