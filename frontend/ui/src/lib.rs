//! What Preview (`frontend`) and the other places (`rooms`) share: HTTP, the browser, words and small parts of views.

// Leptos' `#[component]` writes `pub` whatever the visibility that one gives it.
#![allow(unreachable_pub)]
// The properties of a component are taken by value: that is how Leptos hands them over.
#![allow(clippy::needless_pass_by_value)]

pub mod api;
pub mod browser;
pub mod copy;
pub mod drop;
pub mod failure;
pub mod link;
pub mod session;
pub mod when;
pub mod words;
