//! What touches the browser and only the workbench needs: one thing a file, each behind plain Rust types.

pub(crate) mod desk;
mod doorway;
pub(crate) mod drag;
pub(crate) mod editor;
pub(crate) mod fragment;
pub(crate) mod rows;
pub(crate) mod sight;
pub(crate) mod storage;
pub(crate) mod tools;

pub use doorway::Doorway;
