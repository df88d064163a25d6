//! Strings, numbers and ids of the generated batches.

use crate::random::Random;

const WORDS: [&str; 16] = [
    "checkout",
    "home",
    "a",
    "banner_3",
    "Sale",
    "recommendation",
    "promo-2024",
    "add_to_cart",
    "ok",
    "Paris",
    "newsletter",
    "searchResults",
    "profile",
    "v2",
    "gift",
    "outdoor",
];
/// Raw UTF-8 of two, three and four bytes.
const UTF8: [&str; 8] = [
    "Z\u{fc}rich",
    "caf\u{e9}",
    "\u{6771}\u{4eac}",
    "\u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430}",
    "\u{20ac}5",
    "\u{1f600}",
    "ni\u{f1}o",
    "\u{d55c}\u{ad6d}",
];
const ESCAPES: [&str; 8] =
    [r#"\"quoted\""#, r"a\/b", r"caf\u00e9", r"\ud83d\ude00", r"line\nbreak", r"tab\t", r"C:\\dir", r"\u0026amp;"];
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "42",
    "-7",
    "1.50",
    "19.990",
    "1E+2",
    "2.5e-3",
    "100.00",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551615",
];

/// A string in quotes: mostly one to five words; one in 60 is long.
pub(super) fn string(json: &mut String, random: &mut Random) {
    json.push('"');
    let words = if random.below(60) == 0 { 20 + random.below(60) } else { 1 + random.below(5) };
    for at in 0..words {
        if at > 0 {
            json.push(' ');
        }
        json.push_str(word(random));
    }
    json.push('"');
}

fn word(random: &mut Random) -> &'static str {
    match random.below(100) {
        0..=7 => random.pick(&UTF8),
        8..=13 => random.pick(&ESCAPES),
        _ => random.pick(&WORDS),
    }
}

/// A number, literal or string.
pub(super) fn value(json: &mut String, random: &mut Random) {
    match random.below(10) {
        0..=4 => string(json, random),
        5..=6 => json.push_str(random.pick(&NUMBERS)),
        7 => json.push_str(&random.below(1_000_000).to_string()),
        8 => json.push_str(random.pick(&["true", "false", "null"])),
        _ => json.push_str(&format!("{}.{:02}", random.below(1000), random.below(100))),
    }
}

/// A signed 64-bit integer of any length.
pub(super) fn id(random: &mut Random) -> i64 {
    let shift = random.below(40);
    (random.next() >> shift).cast_signed()
}

pub(super) fn time(random: &mut Random) -> usize {
    1_700_000_000_000 + random.below(10_000_000_000)
}

/// Looks like a UUID.
pub(super) fn identifier(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xfff);
    let (d, e) = (low >> 48 & 0x3fff | 0x8000, low & 0xffff_ffff_ffff);
    format!("{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")
}
