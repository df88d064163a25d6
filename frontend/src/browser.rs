//! What touches the browser, outside of views: one thing a file, each behind plain Rust types.

pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod desk;
mod doorway;
pub(crate) mod editor;
pub(crate) mod files;
pub(crate) mod history;
pub(crate) mod page;
pub(crate) mod sight;
pub(crate) mod storage;

pub use doorway::Doorway;
