//! A row of the table of problems, as the docs show it and the tests try it.

use super::Severity;

/// What there is to say about one code.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// A stable name, in snake case.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong; `{name}` stands where a word or a number is filled in.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// An input that has the problem.
    pub example: Example,
}

/// An input that has a problem.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// A text.
    Text(&'static str),
    /// Bytes that are no text.
    Bytes(&'static [u8]),
    /// A text too long to write down: each piece, and how many times it stands there.
    Long(&'static [(&'static str, usize)]),
}

impl Example {
    /// The input in full.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) => bytes.to_vec(),
            Self::Long(pieces) => pieces.iter().flat_map(|(piece, times)| piece.repeat(*times).into_bytes()).collect(),
        }
    }
}
