//! Every user-facing problem of an input: what, where, what to do. The only place where they are worded.

use serde::{Deserialize, Serialize};

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

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is not forwarded.
    Error,
    /// It is forwarded, and worth a look.
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
