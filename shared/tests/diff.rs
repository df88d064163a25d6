//! A batch beside what became of it: all of both sides is there, and each line says truly what was done to it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod generators;
mod reference;

use generators::{batch, batches, form, sensitive_batch, settings, spaced, text};
use proptest::prelude::*;
use shared::account::Reason;
use shared::diff::{Diff, DiffLine, Done};
use shared::{ConnectionSettings, Form, Receipt, Transformed, Transformer};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

fn run(text: &str, settings: &ConnectionSettings, form: Option<Form>) -> Transformed {
    Transformer::new(settings).run(text, RECEIPT, form)
}

fn all(diff: &Diff) -> Vec<DiffLine> {
    diff.lines(0, usize::MAX)
}

/// One side, without white space between tokens.
fn side(lines: &[DiffLine], side: fn(&DiffLine) -> &Option<String>) -> String {
    let laid_out: Vec<&str> = lines.iter().filter_map(|it| side(it).as_deref()).collect();
    reference::compact(&laid_out.join("\n"))
}

fn source(line: &DiffLine) -> &Option<String> {
    &line.source
}

fn output(line: &DiffLine) -> &Option<String> {
    &line.output
}

/// What stands on a line; it may be indented otherwise on the other side, where what it is in was converted.
fn item(line: &Option<String>) -> Option<&str> {
    line.as_deref().map(|it| it.trim_start().strip_suffix(',').unwrap_or(it.trim_start()))
}

fn without_comma(line: &Option<String>) -> Option<&str> {
    line.as_deref().map(|it| it.strip_suffix(',').unwrap_or(it))
}

#[track_caller]
fn check_lines(lines: &[DiffLine]) {
    for line in lines {
        let (left, right) = (item(&line.source), item(&line.output));
        assert_eq!(line.done == Done::Kept, line.reason.is_none(), "{line:?}");
        match line.done {
            Done::Kept => assert!(left.is_some() && left == right, "{line:?}"),
            Done::Removed => assert!(left.is_some() && right.is_none(), "{line:?}"),
            Done::Added => assert!(left.is_none() && right.is_some(), "{line:?}"),
            Done::Converted => assert_ne!(left, right, "{line:?}"),
            Done::Elsewhere => assert_eq!(line.reason, Some(Reason::SplitByEvent), "{line:?}"),
        }
        assert_eq!(line.extent.is_some(), line.source.is_some(), "{line:?}");
    }
}

/// A line that says what an entry of the account says.
fn has(lines: &[DiffLine], pointer: &str, reason: Option<Reason>) -> bool {
    lines.iter().any(|it| it.pointer == pointer && it.reason == reason)
}

#[track_caller]
fn check_batch(text: &str, it: &Transformed, batch: usize) {
    let summary = it.batches.iter().find(|it| it.index == batch).unwrap();
    let diff = Diff::of_batch(&it.account, &it.records, text, batch).unwrap();
    let lines = all(&diff);
    assert_eq!(side(&lines, source), reference::compact(&text[summary.offset..summary.offset + summary.bytes]));
    check_lines(&lines);
    for entry in it.account.members.iter().filter(|it| it.batch == batch) {
        // Where events are sent apart, commas between them are in no message: that is at no line.
        let is_comma = entry.reason == Reason::SplitByEvent && entry.bytes_added == 0;
        assert!(is_comma || has(&lines, &entry.pointer(), Some(entry.reason)), "{entry:#?} {lines:#?}");
    }
    for entry in it.account.events.iter().filter(|it| it.batch == batch && it.reason.is_some()) {
        assert!(has(&lines, &entry.pointer(), entry.reason), "{entry:#?} {lines:#?}");
    }
    for (number, line) in lines.iter().enumerate() {
        if let Some(extent) = line.extent {
            assert_eq!(diff.line_of_source(extent.offset), Some(number), "{line:?}");
            let first = line.source.as_deref().unwrap().trim_start().chars().next();
            assert_eq!(text[extent.offset..].chars().next(), first, "{line:?}");
        }
    }
}

#[track_caller]
fn check_all(text: &str, settings: &ConnectionSettings, form: Option<Form>) {
    let it = run(text, settings, form);
    for batch in &it.batches {
        check_batch(text, &it, batch.index);
    }
    for (number, record) in it.records.iter().enumerate() {
        let diff = Diff::of_message(&it.account, &it.records, text, number).unwrap();
        let lines = all(&diff);
        assert_eq!(side(&lines, output), record.value);
        check_lines(&lines);
        let batch = it.batches.iter().find(|it| it.index == record.batch).unwrap();
        assert_eq!(side(&lines, source), reference::compact(&text[batch.offset..batch.offset + batch.bytes]));
        for offset in 0..record.value.len() {
            let line = diff.line_of_output(offset).and_then(|it| lines.get(it)).unwrap();
            assert!(line.output.is_some());
        }
    }
}

proptest! {
    #[test]
    fn both_sides_are_whole_and_every_entry_is_at_a_line(tokens in batch(), settings in settings(), form in form()) {
        check_all(&spaced(&tokens, &["", " ", "\n\t"]), &settings, form);
    }

    #[test]
    fn so_are_they_of_each_batch_of_an_input(text in batches(), settings in settings(), form in form()) {
        check_all(&text, &settings, form);
    }

    #[test]
    fn so_are_they_however_unusually_it_is_written(text in sensitive_batch(), settings in settings(), form in form()) {
        check_all(&text, &settings, form);
    }

    #[test]
    fn no_text_panics(text in prop_oneof![text(), "\\PC*".boxed()], settings in settings(), batch in 0usize..3, at in any::<usize>()) {
        let it = run(&text, &settings, None);
        let diffs = [
            Diff::of_batch(&it.account, &it.records, &text, batch),
            Diff::of_message(&it.account, &it.records, &text, batch),
        ];
        for diff in diffs.into_iter().flatten() {
            prop_assert!(!diff.is_empty() && diff.lines(diff.len(), 1).is_empty());
            let _ = (diff.lines(at, at), diff.line_of_source(at), diff.line_of_output(at), diff.done(at));
        }
    }

    #[test]
    fn a_window_shows_what_the_whole_shows(tokens in batch(), settings in settings(), from in 0usize..40, count in 0usize..40) {
        let text = tokens.concat();
        let it = run(&text, &settings, None);
        let diff = Diff::of_batch(&it.account, &it.records, &text, 0).unwrap();
        let whole = all(&diff);
        prop_assert_eq!(whole.len(), diff.len());
        let expected: Vec<_> = whole.into_iter().skip(from).take(count).collect();
        prop_assert_eq!(diff.lines(from, count), expected);
    }
}

/// Each line as people read it: a sign, what stands there, and why.
fn shown(text: &str, settings: &ConnectionSettings) -> Vec<String> {
    let it = run(text, settings, None);
    let lines = all(&Diff::of_batch(&it.account, &it.records, text, 0).unwrap());
    lines.iter().map(line_shown).collect()
}

fn line_shown(line: &DiffLine) -> String {
    let sign = match line.done {
        Done::Kept => ' ',
        Done::Removed => '-',
        Done::Added => '+',
        Done::Converted => '~',
        Done::Elsewhere => '>',
    };
    let sides = match (without_comma(&line.source), without_comma(&line.output)) {
        (Some(left), Some(right)) if left == right => left.to_owned(),
        (left, right) => format!("{} | {}", left.unwrap_or_default(), right.unwrap_or_default().trim_start()),
    };
    let pointer = &line.pointer;
    line.reason.map_or_else(|| format!("{sign} {sides}"), |it| format!("{sign} {sides} ({pointer}: {})", it.sentence()))
}

#[test]
fn what_is_removed_stands_alone_with_its_reason_and_what_is_kept_on_both_sides() {
    let text = r#"{"message_id":"m","events":[{"data":{"n":1.50,"location":{"latitude":1}},"event_type":"opt_out"},{"event_type":"push_reaction"}]}"#;
    let settings = ConnectionSettings { include_location: false, ..ConnectionSettings::default() };
    let expected = [
        "  {",
        "    \"message_id\": \"m\"",
        "    \"events\": [",
        "      {",
        "        \"data\": {",
        "          \"n\": 1.50",
        "-         \"location\": { |  (/events/0/data/location: Include Location Information is off)",
        "-           \"latitude\": 1 |  (/events/0/data/location/latitude: Include Location Information is off)",
        "-         } |  (/events/0/data/location: Include Location Information is off)",
        "        }",
        "        \"event_type\": \"opt_out\"",
        "      }",
        "-     { |  (/events/1: Not a supported event type)",
        "-       \"event_type\": \"push_reaction\" |  (/events/1/event_type: Not a supported event type)",
        "-     } |  (/events/1: Not a supported event type)",
        "    ]",
        "  }",
    ];
    assert_eq!(shown(text, &settings), expected);
}

#[test]
fn what_is_converted_stands_beside_what_it_was_and_what_is_added_alone() {
    let text = r#"{"user_identities":{"email":"a@b"},"batch_id":1,"environment":null,"message_id":"m","message_type":"events","schema_version":1,"deleted_user_attributes":[],"system_notifications":[],"context":{},"timestamp_unixtime_ms":7,"events":[{"data":{"event_id":22},"event_type":"opt_out"}]}"#;
    let lines = shown(text, &ConnectionSettings::default());
    let changed: Vec<_> = lines.iter().filter(|it| !it.starts_with("  ")).map(String::as_str).collect();
    let expected = [
        "~   \"user_identities\": { | \"user_identities\": [ (/user_identities: Outgoing form has identities as an array)",
        "+  | { (/user_identities/0: Outgoing form has identities as an array)",
        "~     \"email\": \"a@b\" | \"identity_type\": \"email\" (/user_identities/email: Outgoing form has identities as an array)",
        "~  | \"identity\": \"a@b\" (/user_identities/0/identity: Outgoing form has identities as an array)",
        "+  | \"timestamp_unixtime_ms\": 7 (/user_identities/0/timestamp_unixtime_ms: Outgoing form has identities as an array)",
        "+  | } (/user_identities/0: Outgoing form has identities as an array)",
        "~   } | ] (/user_identities: Outgoing form has identities as an array)",
        "~   \"environment\": null | \"environment\": \"production\" (/environment: Outgoing form always has it)",
        "~         \"event_id\": 22 | \"event_id\": \"22\" (/events/0/data/event_id: Outgoing form has 64-bit integers of an event as strings)",
        "+  | \"timestamp_unixtime_ms\": \"7\" (/events/0/data/timestamp_unixtime_ms: Outgoing form always has it)",
        "+  | \"event_start_unixtime_ms\": \"7\" (/events/0/data/event_start_unixtime_ms: Outgoing form always has it)",
    ];
    assert_eq!(changed, expected);
}

#[test]
fn where_two_reasons_meet_on_a_line_the_one_of_what_stood_there_counts() {
    let lines = shown(r#"{"user_identities":{"CUSTOMER_ID":"7"}}"#, &ConnectionSettings::default());
    let line = "~     \"CUSTOMER_ID\": \"7\" | \"identity_type\": \"customer_id\" (/user_identities/CUSTOMER_ID: Written in its documented spelling)";
    assert!(lines.iter().any(|it| it == line), "{lines:#?}");
}

#[test]
fn a_message_of_one_event_has_the_others_elsewhere() {
    let text = r#"{"message_id":"m","events":[{"event_type":"opt_out"},{"event_type":"profile"}],"ip":1}"#;
    let settings = ConnectionSettings { send_as_batch: false, ..ConnectionSettings::default() };
    let it = run(text, &settings, None);
    let lines = all(&Diff::of_message(&it.account, &it.records, text, 1).unwrap());
    let shown: Vec<_> = lines.iter().map(line_shown).collect();
    let id = lines[1].output.clone().unwrap();
    let id = without_comma(&Some(id)).unwrap().trim().to_owned();
    let expected = [
        "  {".to_owned(),
        format!("~   \"message_id\": \"m\" | {id} (/message_id: Send as Batch is off)"),
        "    \"events\": [".to_owned(),
        ">     { |  (/events/0: Send as Batch is off)".to_owned(),
        ">       \"event_type\": \"opt_out\" |  (/events/0/event_type: Send as Batch is off)".to_owned(),
        ">     } |  (/events/0: Send as Batch is off)".to_owned(),
        "      {".to_owned(),
        "        \"event_type\": \"profile\"".to_owned(),
        "      }".to_owned(),
        "    ]".to_owned(),
        "    \"ip\": 1".to_owned(),
        "  }".to_owned(),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_batch_without_a_message_is_removed_and_each_event_keeps_its_own_reason() {
    let text = r#"{"message_id":"m","events":[{"event_type":"push_reaction"}]}"#;
    let settings = ConnectionSettings { send_batches_without_events: false, ..ConnectionSettings::default() };
    let expected = [
        "- { |  (: Send Batches without Events is off)",
        "-   \"message_id\": \"m\" |  (/message_id: Send Batches without Events is off)",
        "-   \"events\": [ |  (/events: Send Batches without Events is off)",
        "-     { |  (/events/0: Not a supported event type)",
        "-       \"event_type\": \"push_reaction\" |  (/events/0/event_type: Not a supported event type)",
        "-     } |  (/events/0: Not a supported event type)",
        "-   ] |  (/events: Send Batches without Events is off)",
        "- } |  (: Send Batches without Events is off)",
    ];
    assert_eq!(shown(text, &settings), expected);
}

#[test]
fn there_is_no_diff_of_a_batch_that_could_not_be_read() {
    let it = run("[7, {\"mpid\":NaN}]", &ConnectionSettings::default(), None);
    for number in 0..3 {
        assert!(Diff::of_batch(&it.account, &it.records, "", number).is_none());
        assert!(Diff::of_message(&it.account, &it.records, "", number).is_none());
    }
}
