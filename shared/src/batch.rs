//! Reading JSON text without building a tree.

use serde::{Deserialize, Serialize};

/// Which of the two forms a batch is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As a sender posts it to mParticle.
    Incoming,
    /// As mParticle forwards it.
    Outgoing,
}

/// What the input's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// One batch.
    Batch,
    /// A JSON array of batches.
    Bulk,
    /// One batch a line.
    Ndjson,
}
