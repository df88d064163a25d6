//! A JSON value as it is written.

use std::borrow::Cow;

use super::quoted::decode;

/// What a value is, by its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool,
    Null,
    /// Nothing that JSON has: the reader will say so.
    Other,
}

impl Kind {
    /// The kind of the value that begins with the first byte of `text`.
    pub(crate) fn of(text: &str) -> Self {
        match text.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b'-' | b'0'..=b'9') => Self::Number,
            Some(b't' | b'f') => Self::Bool,
            Some(b'n') => Self::Null,
            _ => Self::Other,
        }
    }

    /// The kind of the value that begins at `at`.
    #[inline]
    pub(crate) fn at(text: &str, at: usize) -> Self {
        Self::of(text.get(at..).unwrap_or_default())
    }

    /// What it is called in a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Bool => "a boolean",
            Self::Null => "null",
            Self::Other => "no JSON value",
        }
    }
}

/// A value as written, and where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    pub(crate) offset: usize,
}

impl<'a> Raw<'a> {
    pub(crate) fn kind(self) -> Kind {
        Kind::of(self.text)
    }

    pub(crate) fn end(self) -> usize {
        self.offset + self.text.len()
    }

    /// It without white space between tokens.
    pub(crate) fn compact(self) -> String {
        let mut compact = String::new();
        copy_compact(self.text, &mut compact);
        compact
    }

    /// What is written between its quotes, if it is a string.
    pub(crate) fn in_quotes(self) -> Option<&'a str> {
        self.text.strip_prefix('"')?.strip_suffix('"')
    }

    /// What it says, if it is a string.
    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        (self.kind() == Kind::String).then(|| decode(self.text))
    }
}

/// Whether `text` is an integer as JSON writes it: digits, with or without a minus.
///
/// ```
/// use shared::batch::is_integer;
/// assert!(is_integer("-5412031425869132287"));
/// assert!(!is_integer("1E3") && !is_integer("") && !is_integer("-"));
/// ```
#[must_use]
pub fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The offset of the first byte at or after `at` that is no white space.
#[inline]
pub(crate) fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| is_space(**byte)).count()
}

/// The offset behind the last byte before `at` that is no white space.
#[inline]
pub(crate) fn skip_space_back(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    at.min(before.len()) - before.iter().rev().take_while(|byte| is_space(**byte)).count()
}

/// The offset behind the string, number or literal that begins at `at`; it need not be well formed.
pub(crate) fn value_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(at) == Some(&b'"') {
        return string_end(bytes, at);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| !is_space(**byte) && !matches!(byte, b',' | b']' | b'}')).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Appends `text`, which begins and ends between tokens, without its white space.
pub(crate) fn copy_compact(text: &str, out: &mut String) {
    runs(text, |run| out.push_str(run));
}

/// The bytes of `text`, a JSON text or the beginning of one, without white space between tokens.
///
/// ```
/// assert_eq!(shared::batch::compact_len("{ \"a b\" :\t1"), 8);
/// ```
#[must_use]
pub fn compact_len(text: &str) -> usize {
    let mut len = 0;
    runs(text, |run| len += run.len());
    len
}

/// Hands out the longest pieces of `text` that hold no white space between tokens.
fn runs<'a>(text: &'a str, mut each: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' {
            at = string_end(bytes, at);
        } else if is_space(byte) {
            if start < at {
                each(text.get(start..at).unwrap_or_default());
            }
            at += 1;
            start = at;
        } else {
            at += 1;
        }
    }
    if start < bytes.len() {
        each(text.get(start..).unwrap_or_default());
    }
}

/// The offset behind the string that begins at `at`.
pub(crate) fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(&eight) = bytes.get(at..).and_then(<[u8]>::first_chunk)
        && !has(eight, b'"')
        && !has(eight, b'\\')
    {
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Whether one of `bytes` is `wanted`: a byte that is less than one borrows from its top bit.
fn has(bytes: [u8; 8], wanted: u8) -> bool {
    let differing = u64::from_ne_bytes(bytes) ^ u64::from_ne_bytes([wanted; 8]);
    let (ones, tops) = (u64::from_ne_bytes([1; 8]), u64::from_ne_bytes([0x80; 8]));
    differing.wrapping_sub(ones) & !differing & tops != 0
}

/// `value`, a valid JSON text, indented by two spaces a level. Every number and string stays as it is written.
///
/// ```
/// assert_eq!(shared::batch::pretty(r#"{"a":[1E+2,{}]}"#), "{\n  \"a\": [\n    1E+2,\n    {}\n  ]\n}");
/// ```
#[must_use]
pub fn pretty(value: &str) -> String {
    let mut compact = String::with_capacity(value.len());
    copy_compact(value, &mut compact);
    pretty_start(&compact, usize::MAX)
}

/// The beginning of `value`, a JSON text without white space between tokens, as [`pretty`] has it: up to the end of a
/// token, with more than `bytes` bytes if there are as many.
///
/// ```
/// assert_eq!(shared::batch::pretty_start(r#"{"a":[1,2]}"#, 5), "{\n  \"a\"");
/// ```
#[must_use]
pub fn pretty_start(compact: &str, bytes: usize) -> String {
    let text = compact.as_bytes();
    let mut out = String::with_capacity((compact.len() * 2).min(bytes));
    let (mut at, mut depth) = (0, 0usize);
    while let Some(&byte) = text.get(at)
        && out.len() <= bytes
    {
        let end = if byte == b'"' { string_end(text, at) } else { at + 1 };
        let token = compact.get(at..end).unwrap_or_default();
        let next_closes = matches!(text.get(end), Some(b'}' | b']'));
        match byte {
            b'{' | b'[' if next_closes => out.push_str(token),
            b'{' | b'[' => {
                depth += 1;
                out.push_str(token);
                new_line(&mut out, depth);
            }
            b'}' | b']' => {
                if !out.ends_with(['{', '[']) {
                    depth = depth.saturating_sub(1);
                    new_line(&mut out, depth);
                }
                out.push_str(token);
            }
            b',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            b':' => out.push_str(": "),
            _ => {
                // A scalar that is no string ends at the next separator, and is copied byte for byte.
                let run = text
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|it| !matches!(it, b',' | b'}' | b']' | b':'))
                    .count();
                let end = if byte == b'"' { end } else { at + run };
                out.push_str(compact.get(at..end).unwrap_or_default());
                at = end;
                continue;
            }
        }
        at = end;
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_between_tokens_is_dropped() {
        let text = "{ \"a b\" :\t[ 1.50 ,\r\n \"x \\\" y\" ] }";
        let mut out = String::new();
        copy_compact(text, &mut out);
        assert_eq!(out, r#"{"a b":[1.50,"x \" y"]}"#);
        assert_eq!(compact_len(text), out.len());
    }

    #[test]
    fn pretty_keeps_empty_containers_and_every_character_of_scalars() {
        let text = r#"{"a":[],"b":{},"c":"\ud83d, {","d":-0.0,"e":[[1],true,null]}"#;
        let pretty = pretty(text);
        let mut back = String::new();
        copy_compact(&pretty, &mut back);
        assert_eq!(back, text);
        assert!(pretty.contains("\"a\": [],\n  \"b\": {},"), "{pretty}");
    }

    #[test]
    fn a_string_ends_at_its_quote_however_long_it_is() {
        for length in 0..40 {
            for escaped in [String::new(), "\\\"".to_owned(), "\\\\".to_owned()] {
                let string = format!("\"{}{escaped}{}\"", "é".repeat(length), "x".repeat(length));
                let text = format!("[{string},\"\"]");
                assert_eq!(string_end(text.as_bytes(), 1), 1 + string.len(), "{text}");
            }
        }
        assert_eq!(string_end(b"\"abcdefghij\\", 0), 12, "it need not end");
    }

    #[test]
    fn the_beginning_is_that_of_the_whole() {
        let text = r#"{"a":[],"é":{},"c":"\ud83d, {","d":-0.0,"e":[[1],true,null]}"#;
        let whole = pretty(text);
        for bytes in 0..=whole.len() {
            let start = pretty_start(text, bytes);
            assert!(whole.starts_with(&start), "{start}");
            assert!(start.len() > bytes || start == whole, "{bytes}: {start}");
        }
    }
}
