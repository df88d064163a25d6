//! Rows of the account as HTML.

use shared::account::Reason;

use crate::html::Html;
use crate::protocol::{AccountRow, Done, Reasons};
use ui::words::grouped;

/// The rows. Those with one of the `flashed` reasons flash once. `many`: there are several batches.
pub(super) fn html(rows: &[AccountRow], flashed: Reasons, many: bool) -> String {
    let mut html = Html::default();
    for row in rows {
        push(&mut html, row, flashed.has(row.reason), many);
    }
    html.finish()
}

fn push(html: &mut Html, row: &AccountRow, is_flashed: bool, many: bool) {
    let (sign, done) = words(row.done);
    let reason = row.reason.map_or("", Reason::sentence);
    let setting = row.reason.and_then(Reason::setting).unwrap_or_default();
    let event = if row.event_type.is_some() { " is-event" } else { "" };
    let class = "change".to_owned() + event + if is_flashed { " is-flashed" } else { "" };
    html.open(
        "div",
        &[
            ("class", &class),
            ("role", "listitem"),
            ("tabindex", "-1"),
            ("data-testid", "change"),
            ("data-row", "1"),
            ("data-pointer", &row.pointer),
            ("data-done", done),
            ("data-reason", reason),
            ("data-setting", setting),
            ("data-from", &row.place.from.to_string()),
            ("data-to", &row.place.to.to_string()),
        ],
    );
    html.open("span", &[("class", "change-done")]);
    html.element("span", &[("class", "sign"), ("aria-hidden", "true")], sign);
    html.element("span", &[], done);
    html.close("span");
    place(html, row, many);
    html.element("span", &[("class", "change-bytes")], &bytes(row));
    if let Some(event_type) = &row.event_type {
        let name = row.name.as_ref().map(|it| ": ".to_owned() + it).unwrap_or_default();
        html.element("span", &[("class", "change-type")], &(event_type.clone() + &name));
    }
    match setting {
        "" => html.element("span", &[("class", "change-why")], reason),
        _ => {
            let link = [
                ("class", "change-why is-link"),
                ("tabindex", "-1"),
                ("title", "Go to this setting"),
                ("data-go", "setting"),
            ];
            html.element("button", &link, reason);
        }
    }
    html.close("div");
}

/// Which member or event; a click shows it in the input.
fn place(html: &mut Html, row: &AccountRow, many: bool) {
    let link =
        [("class", "change-place mono"), ("tabindex", "-1"), ("title", "Show it in the input"), ("data-go", "input")];
    html.open("button", &link);
    if many {
        html.element("span", &[], &("batch ".to_owned() + &grouped(row.batch + 1) + " "));
    }
    let pointer = if row.pointer.is_empty() { "the batch" } else { &row.pointer };
    html.element("span", &[("class", "pointer")], pointer);
    html.close("button");
}

/// A sign and a word: never the colour alone.
fn words(done: Done) -> (&'static str, &'static str) {
    match done {
        Done::Removed => ("−", "removed"),
        Done::Added => ("+", "added"),
        Done::Converted => ("~", "converted"),
        Done::EventKept => ("", "kept"),
        Done::EventChanged => ("~", "changed"),
        Done::EventDropped => ("−", "dropped"),
        Done::BatchDropped => ("−", "no message"),
    }
}

fn bytes(row: &AccountRow) -> String {
    let (removed, added) = (grouped(row.bytes_removed), grouped(row.bytes_added));
    match (row.bytes_removed, row.bytes_added) {
        (0, 0) => String::new(),
        (_, 0) => "−".to_owned() + &removed + " bytes",
        (0, _) => "+".to_owned() + &added + " bytes",
        _ => "−".to_owned() + &removed + " +" + &added + " bytes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Place;

    fn row() -> AccountRow {
        AccountRow {
            batch: 0,
            pointer: "/events/1".to_owned(),
            done: Done::EventDropped,
            reason: Some(Reason::NetworkPerformanceOff),
            event_type: Some("network_performance".to_owned()),
            name: Some("<b>".to_owned()),
            bytes_removed: 1_234,
            bytes_added: 0,
            place: Place { from: 7, to: 99 },
        }
    }

    #[test]
    fn a_row_says_what_was_done_to_which_event_why_and_how_many_bytes_that_is() {
        let html = html(&[row()], Reasons::default(), false);
        for part in [
            "<span>dropped</span>",
            ">/events/1</span>",
            ">network_performance: &lt;b&gt;</span>",
            ">−1,234 bytes</span>",
            "data-go=\"setting\">Send Network Performance Events is off</button>",
            "data-from=\"7\" data-to=\"99\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("batch 1"));
    }

    #[test]
    fn the_batch_is_named_where_there_are_several() {
        assert!(html(&[row()], Reasons::default(), true).contains("<span>batch 1 </span>"));
    }
}
