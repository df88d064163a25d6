//! Texts that look for the seams of a reader: broken in few places, made of odd pieces, shifted over block borders.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::batch::batches;
use super::unusual::sensitive_batch;

/// Pieces that mean something to a reader, most of them in the wrong place.
const PIECES: [&str; 36] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\\\",
    "\\\"",
    "\"\"",
    "\"a\"",
    "\"a\":",
    "{}",
    "[]",
    "[[",
    "{\"a\":1}",
    "true",
    "false",
    "null",
    "nul",
    "truee",
    "NaN",
    "-",
    "0",
    "01",
    "1.5",
    "1e5",
    "-0.0E+1",
    "12345678901234567890",
    "\\u00e9",
    "\u{1}",
    "é",
    "😀",
    " ",
    "\n",
];

/// Any text worth reading.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let whole = prop_oneof![
        3 => batches(),
        1 => sensitive_batch(),
        4 => broken(),
        2 => inside(soup()),
        1 => inside("[0-9.eE+\\-]{1,24}"),
        1 => inside("[truefalsn]{3,6}"),
        1 => inside("\"[\\\\\"u0-9a-fnxé\u{1}\u{7f}]{0,24}\""),
        1 => inside(nested()),
        1 => soup(),
        1 => "\\PC{0,40}",
    ];
    (whole, pad()).prop_map(|(text, pad)| shifted(&text, &pad))
}

/// A good input with one to three things wrong.
fn broken() -> impl Strategy<Value = String> {
    let change = (any::<Index>(), 0usize..4, prop::sample::select(&PIECES), any::<bool>());
    (prop_oneof![batches(), sensitive_batch()], vec(change, 1..4)).prop_map(|(mut text, changes)| {
        for (place, cut, piece, put) in changes {
            let from = text.floor_char_boundary(place.index(text.len() + 1));
            let to = text.floor_char_boundary((from + cut).min(text.len())).max(from);
            text.replace_range(from..to, if put { piece } else { "" });
        }
        text
    })
}

fn soup() -> impl Strategy<Value = String> {
    vec(prop::sample::select(&PIECES), 0..40).prop_map(|it| it.concat())
}

/// About as many open containers as are allowed, some closed by the wrong bracket.
fn nested() -> impl Strategy<Value = String> {
    (120usize..132, any::<u64>(), any::<Index>(), any::<bool>()).prop_map(|(depth, kinds, wrong, is_wrong)| {
        let is_array = |level: usize| kinds >> (level % 64) & 1 == 1;
        let open: String = (0..depth).map(|it| if is_array(it) { "[" } else { "{\"a\":" }).collect();
        let wrong = wrong.index(depth);
        let close = (0..depth).rev().map(|it| is_array(it) ^ (is_wrong && it == wrong));
        format!("{open}1{}", close.map(|it| if it { ']' } else { '}' }).collect::<String>())
    })
}

/// A batch with this value where most rules look at nothing, and where some do.
fn inside(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let frames = [
        ("{\"a\":", "}"),
        ("{\"message_id\":\"m\",\"a\":[1,", ",{}]}"),
        ("{\"events\":[{\"data\":{\"location\":", "},\"event_type\":\"opt_out\"}]}"),
        ("{\"events\":[", "],\"mpid\":7}"),
        ("[{},", ",{}]"),
        ("{", ":1}"),
    ];
    (value, prop::sample::select(frames.to_vec()))
        .prop_map(|(value, (before, behind))| format!("{before}{value}{behind}"))
}

/// What shifts a text: white space, a member, or nothing.
fn pad() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just(String::new()),
        2 => (0usize..131).prop_map(|it| " ".repeat(it)),
        2 => (0usize..126).prop_map(|it| format!("\"p\":\"{}\",", "x".repeat(it))),
        1 => "[ \t\n\r]{0,130}",
    ]
}

/// Blocks are counted from the first brace, so the pad stands behind it.
fn shifted(text: &str, pad: &str) -> String {
    match text.find('{') {
        Some(at) => format!("{}{pad}{}", &text[..=at], &text[at + 1..]),
        None => text.to_owned(),
    }
}
