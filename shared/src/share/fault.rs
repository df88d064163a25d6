//! Why a link cannot be made or read, in words.

use thiserror::Error;

use super::{FORMAT, LARGEST, LONGEST};
use crate::number::grouped;

/// What is wrong with a link.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the fields are the words that the message names")]
pub enum LinkFault {
    /// It was made by a version that this one does not know.
    #[error("This link was made by a newer Headgate (format {found}); this one reads format {FORMAT}. Open it there.")]
    Newer { found: u32 },
    /// The same, known by what it sets.
    #[error("This link sets `{key}`, which this Headgate does not know: it was made by a newer one. Open it there.")]
    UnknownKey { key: String },
    /// It is not what was made.
    #[error("This link is damaged: a part of it is missing or was changed. Copy the whole link again.")]
    Damaged,
    /// It has too many characters.
    #[error("The link would have {} characters; at most {} are allowed. Shorten the input, or send it as a file.", grouped(*characters), grouped(LONGEST))]
    TooLong { characters: usize },
    /// It holds too much.
    #[error("The input and its settings have {} bytes; a link holds at most {}. Shorten the input, or send it as a file.", grouped(*bytes), grouped(LARGEST))]
    TooLarge { bytes: usize },
}
