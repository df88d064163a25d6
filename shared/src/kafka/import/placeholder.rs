//! Values that stand for the real ones, as in the snippets of hosted clusters.

/// Whether all of `value`, or for lists of servers a part of it, is to be filled in by somebody.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let between = |open: &str, close: &str| {
        value.len() > open.len() + close.len() - 1 && value.starts_with(open) && value.ends_with(close)
    };
    let is_stars = value.chars().count() > 2 && value.chars().all(|it| matches!(it, '*' | '•' | '…' | '.'));
    let is_yours = ["your-", "your_", "your "]
        .iter()
        .any(|it| value.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it)));
    between("{{", "}}")
        || between("<", ">")
        || between("${", "}")
        || between("$(", ")")
        || is_stars
        || is_yours
        || value == "…"
}

/// Whether one of the servers has a placeholder in it.
pub(super) fn is_in_list(servers: &str) -> bool {
    is_placeholder(servers) || servers.contains(['<', '>', '{', '}', '$'])
}
