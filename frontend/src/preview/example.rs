//! What a first visit shows.

/// Two batches as an app and a server send them: every setting does something to them.
pub(super) const FIRST: &str = include_str!("../../examples/first.json");
