//! What the page's two modules share. Each is WebAssembly of its own: `frontend` is loaded first, `rooms` when one
//! opens another place than Preview. They meet in the document only: at the address bar and by events of the window.

// Leptos' `#[component]` writes `pub` whatever the visibility that one gives it.
#![allow(unreachable_pub)]
// The properties of a component are taken by value: that is how Leptos hands them over.
#![allow(clippy::needless_pass_by_value)]

pub mod api;
pub mod browser;
pub mod copy;
pub mod failure;
pub mod link;
pub mod session;
pub mod words;
