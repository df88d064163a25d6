//! Fakes: each character is replaced by one of its kind, drawn from a keyed hash of the value.

use sha2::{Digest as _, Sha256};

use super::letters::is_replaced;
use super::{Key, Kind, looks};

const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
const VOWELS: &[u8] = b"aeiou";
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const HEX: &[u8] = b"abcdef";
const DIGITS: &[u8] = b"0123456789";

/// The fake of `value`, which is in small letters. Another `round` gives another one.
pub(super) fn invent(key: &Key, round: u32, value: &[char], kind: Kind, is_number: bool) -> Vec<char> {
    let mut dice = Dice::new(key, round, value);
    if is_number || value.iter().all(char::is_ascii_digit) {
        return number(&mut dice, value);
    }
    match kind {
        Kind::Email if value.contains(&'@') => email(&mut dice, value),
        Kind::Ip if looks::is_ipv4(value) => ipv4(&mut dice, value),
        Kind::Ip if looks::is_ipv6(value) => ipv6(&mut dice, value),
        Kind::Name => spoken(&mut dice, value),
        _ => id(&mut dice, value),
    }
}

/// Random bytes that depend on the key and the value.
struct Dice {
    start: Sha256,
    block: [u8; 32],
    used: usize,
    blocks: u32,
}

impl Dice {
    /// Everything before the value has a fixed size, so no two values are hashed as the same bytes.
    fn new(key: &Key, round: u32, value: &[char]) -> Self {
        let value: String = value.iter().collect();
        let start = Sha256::new().chain_update(key.0).chain_update(round.to_be_bytes()).chain_update(value);
        let start = Sha256::new().chain_update(key.0).chain_update(start.finalize());
        Self { start, block: [0; 32], used: 32, blocks: 0 }
    }

    fn below(&mut self, limit: u32) -> u32 {
        if self.used + 4 > self.block.len() {
            let block = self.start.clone().chain_update(self.blocks.to_be_bytes()).finalize();
            self.block.iter_mut().zip(block).for_each(|(to, from)| *to = from);
            (self.used, self.blocks) = (0, self.blocks + 1);
        }
        let bytes = self.block.get(self.used..self.used + 4).and_then(|it| it.try_into().ok()).unwrap_or_default();
        self.used += 4;
        u32::from_be_bytes(bytes) % limit.max(1)
    }

    fn one_of(&mut self, from: &[u8]) -> char {
        let index = self.below(u32::try_from(from.len()).unwrap_or(1));
        from.get(index as usize).copied().map_or('0', char::from)
    }

    fn digit(&mut self, from: u8, to: u8) -> char {
        self.one_of(DIGITS.get(usize::from(from)..=usize::from(to)).unwrap_or(DIGITS))
    }

    /// One of the kind of `c`; ASCII letters are drawn from `letters`.
    fn like(&mut self, c: char, letters: &[u8]) -> char {
        let beyond = |first: u32, count: u32, dice: &mut Self| char::from_u32(first + dice.below(count)).unwrap_or(c);
        match c {
            '0'..='9' => self.digit(0, 9),
            c if c.is_ascii_alphabetic() => self.one_of(letters),
            c if !is_replaced(c) => c,
            // Of as many bytes: accented letters, common ideographs, and rarer ones.
            c if c.len_utf8() == 2 && c.is_uppercase() => beyond(0xc0, 23, self),
            c if c.len_utf8() == 2 => beyond(0xe0, 23, self),
            c if c.len_utf8() == 3 => beyond(0x4e00, 20_000, self),
            _ => beyond(0x2_0000, 42_000, self),
        }
    }
}

/// Letters that can be read out.
fn spoken(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let mut letters = 0;
    let one = |c: &char| {
        letters = if c.is_ascii_alphabetic() { letters + 1 } else { 0 };
        dice.like(*c, if letters % 2 == 1 { CONSONANTS } else { VOWELS })
    };
    value.iter().map(one).collect()
}

/// A UUID keeps its version and variant; what is hexadecimal stays so.
fn id(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let is_uuid = looks::is_uuid(value);
    let is_hex = value.len() >= 8 && value.iter().all(|it| !it.is_ascii_alphabetic() || it.is_ascii_hexdigit());
    let letters = if is_hex { HEX } else { LETTERS };
    let one =
        |(index, c): (usize, &char)| if is_uuid && matches!(index, 14 | 19) { *c } else { dice.like(*c, letters) };
    value.iter().enumerate().map(one).collect()
}

/// An address at a domain that cannot exist: no country will ever have a code that begins with x, and nothing else
/// begins with xq.
fn email(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let mut fake = spoken(dice, value);
    let top = value.len() - value.iter().rev().take_while(|it| **it != '.').count();
    let signs: &[char] = if value.len() - top == 2 { &['x'] } else { &['x', 'q'] };
    for (at, sign) in (top..).zip(signs) {
        if let (Some(place), Some(true)) = (fake.get_mut(at), value.get(at).map(char::is_ascii_alphabetic)) {
            *place = *sign;
        }
    }
    fake
}

/// Each number keeps its digits and stays below 256.
fn ipv4(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let octet = |digits: &[char]| -> String {
        let first = match digits.len() {
            1 => dice.digit(0, 9),
            2 => dice.digit(1, 9),
            _ => '1',
        };
        std::iter::once(first).chain(digits.iter().skip(1).map(|_| dice.digit(0, 9))).collect()
    };
    let octets: Vec<String> = value.split(|it| *it == '.').map(octet).collect();
    octets.join(".").chars().collect()
}

/// Each group keeps its length, and begins with no zero where it did not.
fn ipv6(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let tail = value.iter().rev().take_while(|it| **it != ':').count();
    let (head, tail) = value.split_at(value.len() - tail);
    let mut fake = Vec::with_capacity(value.len());
    for c in head {
        let begins = fake.last().is_none_or(|it| *it == ':');
        fake.push(if begins && matches!(c, '1'..='9') { dice.digit(1, 9) } else { dice.like(*c, HEX) });
    }
    fake.extend(if tail.contains(&'.') { ipv4(dice, tail) } else { id_of_group(dice, tail) });
    fake
}

fn id_of_group(dice: &mut Dice, group: &[char]) -> Vec<char> {
    group.iter().map(|c| dice.like(*c, HEX)).collect()
}

/// As many digits, no leading zero, and on the same side of what 64 bits and JavaScript's numbers hold.
fn number(dice: &mut Dice, value: &[char]) -> Vec<char> {
    let mut fake = Vec::with_capacity(value.len());
    let mut is_exponent = false;
    for (index, c) in value.iter().enumerate() {
        is_exponent |= *c == 'e';
        let begins = index == 0 || value.get(index - 1) == Some(&'-');
        fake.push(match c {
            '0'..='9' if is_exponent || (begins && *c == '0') => *c,
            '0'..='9' if begins => dice.digit(1, 9),
            '0'..='9' => dice.digit(0, 9),
            _ => *c,
        });
    }
    if value.iter().all(char::is_ascii_digit) && value.first() != Some(&'0') {
        let (first, second) = range(value);
        if let [a, b, ..] = fake.as_mut_slice() {
            *a = dice.digit(first.0, first.1);
            *b = dice.digit(second.0, second.1);
        }
    }
    fake
}

type Digits = (u8, u8);

/// From which digits the first two of the fake of an integer may be.
fn range(value: &[char]) -> (Digits, Digits) {
    let number = value.iter().collect::<String>().parse::<u128>().unwrap_or(u128::MAX);
    match value.len() {
        16 if number > 1 << 53 => ((9, 9), (1, 9)),
        16 => ((1, 8), (0, 9)),
        // Also that of the least one, which has a minus.
        19 if number <= 1 << 63 => ((1, 8), (0, 9)),
        19 => ((9, 9), (3, 9)),
        20 if number <= u128::from(u64::MAX) => ((1, 1), (0, 7)),
        20 => ((2, 9), (0, 9)),
        _ => ((1, 9), (0, 9)),
    }
}
