//! NDJSON read part by part yields what it yields in one piece, wherever it is cut.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use shared::batch::is_ndjson;
use shared::transform::Before;
use shared::{ConnectionSettings, Outcome, Receipt, transform, transform_lines};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 40 };

/// Good lines, bad ones, blank ones, and lines that would be something else if they stood alone.
const TEXT: &str = "\u{feff}{\"mpid\":1,\"events\":[{\"event_type\":\"opt_out\",\"data\":{}},{}]}\r\n\n \t\r\n\
    {\"mpid\":NaN}\n[{\"mpid\":2}]\n\u{feff}{\"mpid\":3}\n{\"mpid\":4,\"mpid\":1.5} x\n  {\"mpid\":5,\"ip\":1}\n\
    7\n{\"é\":\"é\",\"events\":{}}\n{\"mpid\":6";

fn parts(text: &str, lines_each: usize) -> Vec<Outcome> {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let mut before = Before::default();
    let part = |lines: &[&str]| {
        let text = lines.concat();
        let outcome = transform_lines(&text, before, &ConnectionSettings::default(), RECEIPT, None);
        before = before.and(text.as_bytes());
        outcome
    };
    lines.chunks(lines_each).map(part).collect()
}

#[test]
fn the_parts_together_are_the_whole() {
    let whole = transform(TEXT, &ConnectionSettings::default(), RECEIPT, None);
    assert!(whole.issues.len() > 6 && whole.records.len() == 2, "{whole:#?}");
    for lines_each in 1..12 {
        let parts = parts(TEXT, lines_each);
        let all = |of: fn(&Outcome) -> String| parts.iter().map(of).collect::<String>();
        let shown: [fn(&Outcome) -> String; 4] = [
            |it| it.batches.iter().map(|it| format!("{it:?}\n")).collect(),
            |it| it.records.iter().map(|it| format!("{it:?}\n")).collect(),
            |it| it.issues.iter().map(|it| format!("{it:?}\n")).collect(),
            |it| it.account.events.iter().map(|it| format!("{it:?}\n")).collect(),
        ];
        for show in shown {
            assert_eq!(all(show), show(&whole), "{lines_each} lines at a time");
        }
        let members = parts.iter().flat_map(|it| it.account.members.clone()).collect::<Vec<_>>();
        assert_eq!(members, whole.account.members, "{lines_each} lines at a time");
    }
}

#[test]
fn the_beginning_of_an_input_tells_whether_it_has_one_batch_a_line() {
    for text in ["{}\n{}\n", "\u{feff}{}\n\n{\n", "{\"a\":NaN}\n{}\n{}\n", "7\n[\n"] {
        assert!(is_ndjson(text, true), "{text:?}");
    }
    for text in ["", "\n\n", "{}\n", "{\n{\n", "[{},\n{},\n", " [1]\n[2]\n", "{\"a\":[\n{},\n{},\n"] {
        assert!(!is_ndjson(text, true), "{text:?}");
    }
    let cut_off = "{\"events\":[\n{},\n{}";
    assert!(!is_ndjson(cut_off, true), "a batch may go on behind it");
    assert!(is_ndjson(cut_off, false), "nothing can make it one batch");
}
