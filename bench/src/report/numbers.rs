//! Numbers as a reader wants them.

/// `1234567.8` as `1,234,568`.
pub(super) fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Three digits that matter.
pub(super) fn short(value: f64) -> String {
    match value {
        it if it.is_nan() => "–".to_owned(),
        it if it >= 100.0 => thousands(it),
        it if it >= 10.0 => format!("{it:.1}"),
        it if it >= 0.1 => format!("{it:.2}"),
        it => format!("{it:.4}"),
    }
}

/// A table in Markdown.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut lines = vec![line(head.iter().copied()), line(head.iter().map(|_| "---"))];
    lines.extend(rows.iter().map(|row| line(row.iter().map(String::as_str))));
    lines.join("\n")
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}
