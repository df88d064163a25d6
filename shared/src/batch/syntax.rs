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

    pub(super) fn too_deep(offset: usize) -> Self {
        Self::of(Problem::TooDeep { limit: super::MAX_DEPTH }, offset, 1)
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
        Self::expected(text, offset, "a comma or a closing bracket")
    }

    /// A control character stands inside of a string.
    pub(super) fn control(text: &str, offset: usize) -> Self {
        Self::of(Problem::ControlCharacter { found: found(text, offset) }, offset, 1)
    }

    /// Something other than `wanted` stands at `offset`.
    pub(super) fn expected(text: &str, offset: usize, wanted: &'static str) -> Self {
        if let Some((word, offset)) = bare_word(text, offset) {
            return Self::of(Problem::NotANumber { word }, offset, word.len());
        }
        let problem = Problem::Syntax { expected: wanted, found: found(text, offset) };
        Self::of(problem, offset, char_len(text, offset))
    }
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
