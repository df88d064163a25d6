//! Reading JSON text without building a tree.
//!
//! An [`Engine`] tells a `Visitor` of each member on the few levels that matter; everything below is one piece of text.
//! Numbers and escapes are never parsed into values, so they cannot change.

mod engine;
mod event_type;
mod fault;
mod input;
mod level;
mod lines;
mod lookup;
mod name;
mod number;
mod quoted;
mod raw;
#[cfg(not(target_arch = "wasm32"))]
mod safe;
mod scan;
mod syntax;
mod visitor;

use serde::{Deserialize, Serialize};

pub use engine::Engine;
pub use event_type::EventType;
pub(crate) use fault::pointer;
pub use input::is_ndjson;
pub(crate) use input::{BatchText, Input, batches, byte_order_mark, lines};
pub(crate) use level::Level;
pub(crate) use lines::Lines;
pub use lookup::string_at;
pub(crate) use name::{Name, pointer_token};
pub(crate) use quoted::encode;
pub(crate) use raw::{Kind, Raw, copy_compact, skip_space, skip_space_back, string_end, value_end};
pub use raw::{compact_len, is_integer, pretty, pretty_start};
pub(crate) use syntax::SyntaxError;
pub(crate) use visitor::{Item, MAX_DEPTH, Nobody, Step, Visitor};

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// One batch.
    #[default]
    Batch,
    /// A JSON array of batches.
    Bulk,
    /// One batch a line.
    Ndjson,
}
