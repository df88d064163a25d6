//! Rows of a diff as HTML.

use shared::account::Reason;
use shared::diff::{DiffLine, Done};

use crate::highlight;
use crate::html::Html;
use crate::protocol::{DiffRow, Reasons};
use ui::words::counted;

/// The rows. Those with one of the `flashed` reasons flash once.
pub(super) fn html(rows: &[DiffRow], flashed: Reasons) -> String {
    let mut html = Html::default();
    for row in rows {
        match row {
            DiffRow::Fold(count) => {
                let words = "⋯ ".to_owned() + &counted(*count, "line") + " kept";
                html.element("div", &[("class", "diff-fold"), ("role", "listitem")], &words);
            }
            DiffRow::Line { line, is_first } => push(&mut html, line, *is_first, flashed),
        }
    }
    html.finish()
}

/// A sign, the two sides, and the reason where it is another one than before.
fn push(html: &mut Html, line: &DiffLine, is_first: bool, flashed: Reasons) {
    let done = line.done.words();
    let reason = line.reason.map_or("", Reason::sentence);
    let setting = line.reason.and_then(Reason::setting).unwrap_or_default();
    html.open(
        "div",
        &[
            ("class", if flashed.has(line.reason) { "diff-row is-flashed" } else { "diff-row" }),
            ("role", "listitem"),
            ("tabindex", "-1"),
            ("data-testid", "diff-row"),
            ("data-row", "1"),
            ("data-pointer", &line.pointer),
            ("data-done", done),
            ("data-reason", if line.done == Done::Kept { "no setting touches it" } else { reason }),
            ("data-setting", setting),
            ("data-go", if setting.is_empty() { "" } else { "setting" }),
        ],
    );
    html.element("span", &[("class", "sign"), ("aria-hidden", "true")], sign(line.done));
    if line.done != Done::Kept {
        html.element("span", &[("class", "unseen")], done);
    }
    side(html, "source", line.source.as_deref(), line.done);
    side(html, "output", line.output.as_deref(), line.done);
    if is_first && line.done != Done::Kept {
        html.element("span", &[("class", "diff-why")], reason);
    }
    html.close("div");
}

/// One side of a line; how deep it stands is a class.
fn side(html: &mut Html, side: &str, text: Option<&str>, done: Done) {
    let Some(text) = text else { return };
    let tag = match (side, done) {
        ("source", Done::Removed | Done::Converted) => "del",
        ("output", Done::Added | Done::Converted) => "ins",
        _ => "span",
    };
    let item = text.trim_start();
    const DEPTHS: [&str; 10] = ["d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"];
    let depth = DEPTHS.get((text.len() - item.len()) / 2).unwrap_or(&"d9");
    html.open(tag, &[("class", &("diff-".to_owned() + side + " " + depth))]);
    html.raw(&highlight::html(item));
    html.close(tag);
}

fn sign(done: Done) -> &'static str {
    match done {
        Done::Kept => "",
        Done::Removed => "−",
        Done::Added => "+",
        Done::Converted => "~",
        Done::Elsewhere => "→",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(done: Done, reason: Option<Reason>) -> DiffRow {
        let line = DiffLine {
            source: Some("    \"ip\": \"<1>\",".to_owned()),
            output: None,
            done,
            reason,
            pointer: "/ip".to_owned(),
            extent: None,
        };
        DiffRow::Line { line, is_first: true }
    }

    #[test]
    fn a_removed_line_is_struck_and_says_why_and_which_setting_is_behind_it() {
        let html = html(&[line(Done::Removed, Some(Reason::IpAddressExcluded))], Reasons::default());
        assert!(html.contains("<del class=\"diff-source d2\">"), "{html}");
        assert!(html.contains("data-setting=\"metadata_field_exclusion\""), "{html}");
        assert!(html.contains("<span class=\"unseen\">removed</span>"), "{html}");
        assert!(html.contains(">Metadata Field Exclusion names IP Address</span>"), "{html}");
        assert!(html.contains("&lt;1&gt;") && !html.contains("<1>"), "{html}");
    }

    #[test]
    fn only_rows_of_the_setting_that_was_changed_flash() {
        let rows = [line(Done::Removed, Some(Reason::IpAddressExcluded)), line(Done::Kept, None)];
        let flashes = |reasons| html(&rows, reasons).matches("is-flashed").count();
        assert_eq!(flashes(Reasons::of(Reason::IpAddressExcluded)), 1);
        assert_eq!(flashes(Reasons::of(Reason::LocationOff)), 0);
    }

    #[test]
    fn lines_that_are_left_out_are_counted() {
        let html = html(&[DiffRow::Fold(1234)], Reasons::default());
        assert!(html.contains("⋯ 1,234 lines kept"), "{html}");
    }
}
