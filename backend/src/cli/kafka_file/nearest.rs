//! The name that was meant.

/// How many letters may be wrong.
const MOST: usize = 3;

/// The one of `names` that is the most like `text`, if one is like it.
pub(super) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let text = text.to_ascii_lowercase().replace(['.', '-'], "_");
    let with_distance = names.map(|name| (distance(&text, name), name));
    with_distance.filter(|(distance, _)| *distance <= MOST).min().map(|(_, name)| name)
}

/// How many letters must be added, dropped or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_right_is_found() {
        let names = ["bootstrap_servers", "topic", "username", "ssl_key"];
        for (text, name) in [
            ("bootstrap.servers", Some("bootstrap_servers")),
            ("Topics", Some("topic")),
            ("user_name", Some("username")),
            ("ssl-key", Some("ssl_key")),
            ("something_else", None),
        ] {
            assert_eq!(nearest(text, names.into_iter()), name, "{text}");
        }
    }
}
