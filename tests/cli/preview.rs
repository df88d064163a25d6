//! `headgate preview`: what is printed of an input.

use serde_json::Value;

use super::{BATCH, file, headgate, headgate_with};

#[test]
fn values_are_the_exact_bytes_one_a_line() {
    let printed = headgate(&["preview", "--format", "values"], BATCH.as_bytes());
    assert_eq!((printed.code, printed.out, printed.err), (0, format!("{BATCH}\n"), String::new()));
}

#[test]
fn records_are_json_lines_that_another_parser_reads() {
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/samples/incoming-mparticle-docs-json-reference-master-sample.json");
    let printed = headgate(&["preview", sample, "--format", "records", "--received-at", "1700000000000"], b"");
    assert_eq!(printed.code, 0);
    let record: Value = serde_json::from_str(printed.out.trim_end()).unwrap();
    let names: Vec<_> = printed.out.split('"').skip(1).step_by(2).take(2).collect();
    assert_eq!(names[0], "key");
    let value = record["value"].as_str().unwrap();
    assert_eq!(record["bytes"], value.len());
    assert_eq!(record["sha256"], shared::record::sha256_hex(value.as_bytes()));
    assert!(serde_json::from_str::<Value>(value).unwrap()["events"].is_array());
}

#[test]
fn pretty_is_for_people_and_the_default() {
    let printed = headgate(&["preview", "-"], br#"{"message_id":"m","n":1.50}"#);
    assert!(printed.out.starts_with("message 1 · no key: random partition · 27 bytes · sha256 "), "{}", printed.out);
    assert!(printed.out.ends_with("{\n  \"message_id\": \"m\",\n  \"n\": 1.50\n}\n\n"), "{}", printed.out);
}

#[test]
fn the_account_names_what_became_of_each_event_and_member() {
    let text = r#"{"message_id":"m","api_key":"k","events":[{"data":{},"event_type":"opt_out"},{"event_type":"push_reaction"}]}"#;
    let printed = headgate(&["preview", "--format", "account"], text.as_bytes());
    assert_eq!(
        printed.out,
        "batch 1 · outgoing: there are no user identities, and `message_id` is set · 109 bytes → 1 message, 64 bytes\n    \
         kept /events/0 opt_out\n  - dropped /events/1 push_reaction (-31 bytes): Not a supported event type\n  \
         - removed /api_key (-14 bytes): Credentials are never forwarded\n\n\
         balance: 109 source = 64 kept + 45 removed; 64 output = 64 copied + 0 added\n"
    );
    let eventless = file("eventless.toml", "send_batches_without_events = false\n");
    let printed = headgate(&["preview", "--format", "account", "--connection", &eventless], b"{\"mpid\": 7}");
    assert_eq!(
        printed.out,
        "batch 1 · incoming: there are no user identities, `message_type`, `message_id` or `batch_id` · 11 bytes → 0 messages, 0 bytes\n  \
         - no message (-10 bytes): Send Batches without Events is off\n\n\
         balance: 10 source = 0 kept + 10 removed; 0 output = 0 copied + 0 added\n"
    );
}

#[test]
fn the_account_as_json_has_a_line_an_entry_with_its_places_and_the_balance_at_the_end() {
    let text = r#"{"message_id":"m","api_key":"k","events":[{"data":{},"event_type":"opt_out"}]}"#;
    let printed = headgate(&["preview", "--format", "account", "--json"], text.as_bytes());
    let lines: Vec<_> = printed.out.lines().collect();
    assert_eq!(
        lines,
        [
            r#"{"about":"event","batch":0,"pointer":"/events/0","event_type":"opt_out","done":"kept","reason":null,"setting":null,"why":null,"source":{"offset":42,"bytes":34},"bytes_removed":0,"bytes_added":0,"places":[{"message":0,"offset":28,"bytes":34}]}"#,
            r#"{"about":"member","batch":0,"pointer":"/api_key","event_type":null,"done":"removed","reason":"credential","setting":null,"why":"Credentials are never forwarded","source":{"offset":18,"bytes":13},"bytes_removed":14,"bytes_added":0,"places":[]}"#,
            r#"{"balance":{"source":78,"kept":64,"removed":14,"output":64,"copied":64,"added":0}}"#,
        ]
    );
}

#[test]
fn a_problem_of_the_input_as_a_whole_shows_no_place_in_it() {
    let printed = headgate(&["preview"], br#"[{"user_identities":{}},{"user_identities":[]}]"#);
    assert_eq!(
        printed.err,
        "warning[mixed_forms]: The input holds batches of both forms: 1 incoming, 1 outgoing. Each is read in its own.\n\
         --> -:1:1\n = help: If they are all of one form, choose it in the page, or with --form.\n\n"
    );
}

#[test]
fn a_problem_shows_its_line_with_a_caret_and_what_to_do() {
    let printed = headgate(&["preview", "-"], b"{\n  \"a\": NaN\n}");
    assert_eq!((printed.code, printed.out.as_str()), (1, ""));
    assert_eq!(
        printed.err,
        "error[not_a_number]: `NaN` is not JSON.\n --> -:2:8 /a\n  |\n2 |   \"a\": NaN\n  |        ^^^\n  |\n  = help: JSON has no such number, and mParticle refuses it. Python senders write it for float('nan') and \
         float('inf'): send null, or leave the member out.\n\n"
    );
}

#[test]
fn of_a_long_line_the_part_around_the_caret_is_shown() {
    let text = format!(r#"{{"message_id":"m","a":"{}","mpid":1.5,"b":"{}"}}"#, "é".repeat(500), "y".repeat(500));
    let printed = headgate(&["preview", "--format", "values"], text.as_bytes());
    assert_eq!(printed.code, 0, "a warning is no failure");
    let line = printed.err.lines().find(|line| line.starts_with("1 |")).unwrap();
    assert!(line.chars().count() < 140 && line.starts_with("1 | …é") && line.ends_with("y…"), "{line}");
    assert!(printed.err.contains("--> -:1:533 /mpid"), "{}", printed.err);
}

#[test]
fn json_gives_problems_to_machines() {
    let printed = headgate(&["preview", "--json"], b"{}{}");
    let issue: Value = serde_json::from_str(&printed.err).unwrap();
    assert_eq!((issue["code"].as_str(), issue["span"]["column"].as_u64()), (Some("trailing_data"), Some(3)));
}

#[test]
fn bytes_that_are_no_utf8_are_refused_with_their_place() {
    let printed = headgate(&["preview"], b"{\n\"a\":\"\xff\"}");
    assert_eq!((printed.code, printed.out.as_str()), (1, ""));
    assert!(
        printed
            .err
            .starts_with("error[invalid_utf8]: The input is not UTF-8: byte 0xFF cannot stand here.\n --> -:2:6"),
        "{}",
        printed.err
    );
}

#[test]
fn a_file_that_cannot_be_read_and_a_terminal_without_input_are_wrong_usages() {
    let printed = headgate(&["preview", "/nowhere.json"], b"");
    assert_eq!(
        (printed.code, printed.err.as_str()),
        (2, "error: /nowhere.json cannot be read: No such file or directory (os error 2)\n")
    );
    let printed = headgate_with(&["preview"], b"", |io| io.stdin_is_terminal = true);
    assert_eq!((printed.code, printed.err.as_str()), (2, "error: give a file, or pipe a batch into standard input\n"));
}

#[test]
fn the_same_receipt_time_gives_the_same_bytes() {
    let run = || headgate(&["preview", "--format", "records", "--received-at", "5"], b"{\"events\":[]}").out;
    assert_eq!(run(), run());
}

#[test]
fn the_form_can_be_chosen() {
    let printed = headgate(&["preview", "--format", "values", "--form", "outgoing"], b"{}");
    assert_eq!(printed.out, "{}\n");
}
