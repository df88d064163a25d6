//! Every user-facing problem of an input: what, where, what to do. The only place where they are worded.

pub(crate) mod macros;
mod problem;
mod row;

use serde::{Deserialize, Serialize};

pub use problem::{PROBLEMS, Problem};
pub use row::{Example, Row};

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// A stable name, in snake case.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Which batch of the input, from 0, where it has several.
    pub batch: Option<usize>,
    /// Where, as a JSON Pointer into the batch.
    pub pointer: Option<String>,
    /// Where, in the input's text.
    pub span: Span,
}

impl Issue {
    /// Puts `problem` into words.
    #[must_use]
    pub fn new(problem: &Problem, batch: Option<usize>, pointer: Option<String>, span: Span) -> Self {
        Self {
            code: problem.code().to_owned(),
            severity: problem.severity(),
            message: problem.to_string(),
            help: problem.help().to_owned(),
            batch,
            pointer,
            span,
        }
    }
}

/// Reads `bytes` as the UTF-8 that JSON is written in.
///
/// # Errors
/// If they are not UTF-8: the issue names the first byte that is wrong.
pub fn utf8(bytes: &[u8]) -> Result<&str, Box<Issue>> {
    // The standard library says where the fault is; it is slower, so it is only asked once there is one.
    simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes)).map_err(|error| {
        let offset = error.valid_up_to();
        let before = std::str::from_utf8(bytes.get(..offset).unwrap_or_default()).unwrap_or_default();
        let mut span = crate::batch::Lines::new(before).span(offset, error.error_len().unwrap_or(1));
        span.offset = offset;
        let byte = bytes.get(offset).copied().unwrap_or_default();
        Box::new(Issue::new(&Problem::InvalidUtf8 { byte }, None, None, span))
    })
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something that should be forwarded is not.
    Error,
    /// Worth a look; what should be forwarded is.
    Warning,
}

/// A place in the input's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first byte, from 0.
    pub offset: usize,
    /// Its bytes.
    pub bytes: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_utf8_are_named_with_their_place() {
        let issue = utf8(b"{\n \"a\": \"\xff\"}").unwrap_err();
        assert_eq!(issue.code, "invalid_utf8");
        assert_eq!(issue.message, "The input is not UTF-8: byte 0xFF cannot stand here.");
        assert_eq!((issue.span.offset, issue.span.line, issue.span.column), (9, 2, 8));
    }
}
