//! Rows of what differs, as HTML.

use shared::account::Reason;

use crate::html::Html;
use crate::protocol::{DifferenceRow, Done, Fate, Side};
use ui::words::grouped;

/// The rows. `many`: there are several batches.
pub(super) fn html(rows: &[DifferenceRow], many: bool) -> String {
    let mut html = Html::default();
    for row in rows {
        push(&mut html, row, many);
    }
    html.finish()
}

fn push(html: &mut Html, row: &DifferenceRow, many: bool) {
    let told = if row.present.reason.is_some() { &row.present } else { &row.pinned };
    html.open(
        "div",
        &[
            ("class", "difference"),
            ("role", "listitem"),
            ("tabindex", "-1"),
            ("data-testid", "difference"),
            ("data-row", "1"),
            ("data-pointer", &row.pointer),
            ("data-done", fate_word(row.present.fate)),
            ("data-reason", told.reason.map_or("", Reason::sentence)),
            ("data-setting", told.reason.and_then(Reason::setting).unwrap_or_default()),
            ("data-from", &row.place.from.to_string()),
            ("data-to", &row.place.to.to_string()),
        ],
    );
    place(html, row, many);
    if let Some(event_type) = &row.event_type {
        html.element("span", &[("class", "difference-type")], event_type);
    }
    side(html, &row.pinned);
    html.element("span", &[], "→");
    side(html, &row.present);
    html.close("div");
}

/// Which member or event; a click shows it in the input.
fn place(html: &mut Html, row: &DifferenceRow, many: bool) {
    let link =
        [("class", "change-place mono"), ("tabindex", "-1"), ("title", "Show it in the input"), ("data-go", "input")];
    html.open("button", &link);
    if many {
        html.element("span", &[], &("batch ".to_owned() + &grouped(row.batch + 1) + " "));
    }
    html.element("span", &[], if row.pointer.is_empty() { "the batch" } else { &row.pointer });
    html.close("button");
}

/// What becomes of it with one of the settings, and why.
fn side(html: &mut Html, side: &Side) {
    let word = fate_word(side.fate);
    html.open("span", &[("class", "difference-side")]);
    html.element("b", &[("data-done", word)], word);
    if !side.put_in.is_empty() {
        html.element("code", &[], &side.put_in);
    }
    if let Some(reason) = side.reason {
        html.element("span", &[("class", "help")], reason.sentence());
    }
    html.close("span");
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Absent => "not there",
        Fate::AsItCame => "as in the input",
        Fate::Forwarded | Fate::Done(Done::EventKept | Done::EventChanged) => "forwarded",
        Fate::Done(Done::Removed) => "removed",
        Fate::Done(Done::Added) => "added",
        Fate::Done(Done::Converted) => "converted",
        Fate::Done(Done::EventDropped) => "dropped",
        Fate::Done(Done::BatchDropped) => "no message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Place;

    #[test]
    fn a_row_says_what_becomes_of_it_with_both_and_why() {
        let row = DifferenceRow {
            batch: 0,
            pointer: "/unique_id".to_owned(),
            event_type: None,
            pinned: Side { fate: Fate::Absent, reason: None, put_in: String::new() },
            present: Side {
                fate: Fate::Done(Done::Added),
                reason: Some(Reason::UniqueId),
                put_in: r#""unique_id":"<b>""#.to_owned(),
            },
            place: Place { from: 7, to: 7 },
        };
        let one = html(std::slice::from_ref(&row), false);
        for part in [
            ">/unique_id</span>",
            ">not there</b>",
            ">added</b><code>\"unique_id\":\"&lt;b&gt;\"</code>",
            ">Unique ID is set</span>",
            "data-setting=\"unique_id\"",
        ] {
            assert!(one.contains(part), "{part} in {one}");
        }
        assert!(!one.contains("batch 1") && html(&[row], true).contains("batch 1"));
    }
}
