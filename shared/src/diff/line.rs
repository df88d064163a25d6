//! One line of a diff.

use serde::{Deserialize, Serialize};

use crate::account::{Extent, Reason};

/// A line of the batch and the line of the message that came of it, or one of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// Of the batch, indented.
    pub source: Option<String>,
    /// Of the message, indented.
    pub output: Option<String>,
    /// What was done.
    pub done: Done,
    /// Why; `None` for what is kept.
    pub reason: Option<Reason>,
    /// Which member it is, as a JSON Pointer into the batch. A bracket that closes belongs to what it closes.
    pub pointer: String,
    /// Where the line of the batch is in the input.
    pub extent: Option<Extent>,
}

/// What was done to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// It is on both sides, but for a comma at its end.
    Kept,
    /// It is in no message.
    Removed,
    /// It is not from the batch.
    Added,
    /// It is written differently, or what is on it stands on another line.
    Converted,
    /// It is in another message: each event has one of its own.
    Elsewhere,
}

impl Done {
    /// What was done, in words.
    ///
    /// ```
    /// assert_eq!(shared::diff::Done::Elsewhere.words(), "in another message");
    /// ```
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Converted => "converted",
            Self::Elsewhere => "in another message",
        }
    }
}
