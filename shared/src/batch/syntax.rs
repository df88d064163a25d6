//! What is wrong with a text that is no JSON, and where.

use crate::issue::Problem;

/// The first fault of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) problem: Problem,
    /// Where in the batch, as a JSON Pointer.
    pub(crate) pointer: Option<String>,
    pub(crate) offset: usize,
    pub(crate) bytes: usize,
}

impl SyntaxError {
    pub(crate) fn of(problem: Problem, offset: usize, bytes: usize) -> Self {
        Self { problem, pointer: None, offset, bytes }
    }

    /// Reads what `serde_json` says of the text that begins at `start`.
    pub(crate) fn new(text: &str, start: usize, error: &serde_json::Error) -> Self {
        if error.is_eof() {
            let end = text.trim_end().len();
            return Self::of(Problem::UnexpectedEnd { inside: inside(error) }, end, 0);
        }
        let offset = char_start(text, offset_in(text, start, error));
        Self::at(text, offset, error)
    }

    pub(crate) fn too_deep(offset: usize) -> Self {
        Self::of(Problem::TooDeep { limit: super::walk::MAX_DEPTH }, offset, 1)
    }

    /// Something stands behind the end of the value.
    pub(crate) fn trailing(text: &str, offset: usize) -> Self {
        Self::of(Problem::TrailingData { found: found(text, offset) }, offset, char_len(text, offset))
    }

    /// In an array something other than a comma or the closing bracket follows a batch.
    pub(crate) fn in_bulk(text: &str, offset: usize) -> Self {
        if offset >= text.len() {
            return Self::of(Problem::UnexpectedEnd { inside: "an array" }, text.trim_end().len(), 0);
        }
        let problem = Problem::Syntax { expected: "a comma or a closing bracket", found: found(text, offset) };
        Self::of(problem, offset, char_len(text, offset))
    }

    fn at(text: &str, offset: usize, error: &serde_json::Error) -> Self {
        if let Some((word, offset)) = bare_word(text, offset) {
            return Self::of(Problem::NotANumber { word }, offset, word.len());
        }
        let said = error.to_string();
        if said.starts_with("control character") {
            // The column is that of the character before.
            let rest = text.get(offset..).unwrap_or_default();
            let offset = offset + rest.find(|c: char| c < ' ').unwrap_or(0);
            return Self::of(Problem::ControlCharacter { found: found(text, offset) }, offset, 1);
        }
        let problem = Problem::Syntax { expected: expected(&said), found: found(text, offset) };
        Self::of(problem, offset, char_len(text, offset))
    }
}

/// The byte offset behind the line and the column (in bytes, from 1; 0 is the line break before) of an error.
fn offset_in(text: &str, start: usize, error: &serde_json::Error) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    (start + line + error.column()).saturating_sub(1).min(text.len())
}

fn char_start(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn char_len(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// `NaN` and `Infinity` are what Python and JavaScript write where JSON has no number.
fn bare_word(text: &str, offset: usize) -> Option<(&'static str, usize)> {
    let before = offset.saturating_sub(1);
    [("-Infinity", before), ("-Infinity", offset), ("Infinity", offset), ("-NaN", before), ("NaN", offset)]
        .into_iter()
        .find(|&(word, at)| text.get(at..).is_some_and(|rest| rest.starts_with(word)))
}

/// The character at `offset`, in words.
fn found(text: &str, offset: usize) -> String {
    match text.get(offset..).and_then(|rest| rest.chars().next()) {
        None => "the end of the input".to_owned(),
        Some(c) if c.is_control() || c == '\u{feff}' => format!("U+{:04X}", u32::from(c)),
        Some(c) => format!("`{c}`"),
    }
}

fn inside(error: &serde_json::Error) -> &'static str {
    let said = error.to_string();
    ["an object", "a list", "a string"].into_iter().find(|it| said.contains(it)).map_or("a value", |it| match it {
        "a list" => "an array",
        other => other,
    })
}

fn expected(said: &str) -> &'static str {
    let known = [
        ("expected `:`", "a colon after the name"),
        ("expected `,` or `}`", "a comma or a closing brace"),
        ("expected `,` or `]`", "a comma or a closing bracket"),
        ("key must be a string", "a name in double quotes"),
        ("trailing comma", "something after the comma"),
        ("expected ident", "`true`, `false` or `null`"),
        ("invalid number", "a digit"),
        ("invalid escape", "one of the escapes that JSON has"),
        ("unexpected end of hex escape", "four hexadecimal digits"),
    ];
    known.into_iter().find(|(sign, _)| said.starts_with(sign)).map_or("a value", |(_, words)| words)
}
