//! What touches the browser, outside of views: one thing a file, each behind plain Rust types.

pub mod clipboard;
pub mod clock;
pub mod files;
pub mod history;
pub mod page;
