//! Bad input gets a clear answer: what is wrong, where, and what to do. Every message is asserted as it is shown.

mod engines;

use engines::transform;
use shared::issue::Severity;
use shared::{ConnectionSettings, Issue, Outcome, Receipt};

fn run(text: &str) -> Outcome {
    transform(text, &ConnectionSettings::default(), Receipt { time_ms: 1_700_000_000_000, number: 0 }, None)
}

/// The only issue: `code line:column pointer message`.
#[track_caller]
fn issue(text: &str) -> String {
    let outcome = run(text);
    assert_eq!(outcome.issues.len(), 1, "{:#?}", outcome.issues);
    line(&outcome.issues[0])
}

fn line(issue: &Issue) -> String {
    let pointer = issue.pointer.as_deref().unwrap_or("-");
    format!("{} {}:{} {pointer} {}", issue.code, issue.span.line, issue.span.column, issue.message)
}

/// The only issue of a text that yields no message at all.
#[track_caller]
fn refusal(text: &str) -> String {
    let outcome = run(text);
    assert_eq!(outcome.records, [], "nothing may be published of it");
    assert_eq!(outcome.issues[0].severity, Severity::Error);
    issue(text)
}

#[test]
fn empty_input_asks_for_a_batch() {
    assert_eq!(refusal(""), "empty_input 1:1 - There is nothing to read.");
    assert_eq!(refusal(" \n\t"), "empty_input 2:2 - There is nothing to read.");
    assert_eq!(run("").issues[0].help, "Give a batch: a JSON object, an array of them, or one a line.");
}

#[test]
fn a_text_that_ends_too_early_says_what_is_open() {
    assert_eq!(refusal("{"), "unexpected_end 1:2 - The JSON ends too early: an object is not closed.");
    assert_eq!(
        refusal("{\"events\": ["),
        "unexpected_end 1:13 /events The JSON ends too early: an array is not closed."
    );
    assert_eq!(issue("[{}"), "unexpected_end 1:4 - The JSON ends too early: an array is not closed.");
    assert_eq!(refusal("{\"a\":\"b"), "unexpected_end 1:8 /a The JSON ends too early: a string is not closed.");
}

#[test]
fn an_array_without_batches_is_refused() {
    assert_eq!(refusal("[]"), "empty_bulk 1:1 - The array holds no batch.");
}

#[test]
fn a_batch_that_is_no_object_is_named_by_what_it_is() {
    assert_eq!(refusal("null"), "not_a_batch 1:1 - A batch is a JSON object; this is null.");
    assert_eq!(refusal("42"), "not_a_batch 1:1 - A batch is a JSON object; this is a number.");
    assert_eq!(refusal("\"x\""), "not_a_batch 1:1 - A batch is a JSON object; this is a string.");
    assert_eq!(refusal("true"), "not_a_batch 1:1 - A batch is a JSON object; this is a boolean.");
}

#[test]
fn ten_thousand_levels_are_refused_and_do_not_overflow_the_stack() {
    let text = format!("{{\"a\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(refusal(&text), "too_deep 1:133 - Objects and arrays are nested more than 128 deep.");
    let open = "{\"events\":[".repeat(10_000);
    assert_eq!(run(&open).records.len(), 0);
    let bulk = "[".repeat(10_000);
    assert_eq!(run(&bulk).records.len(), 0);
}

#[test]
fn a_depth_of_128_is_carried() {
    let text = format!("{{\"message_id\":\"m\",\"a\":{}1{}}}", "[".repeat(127), "]".repeat(127));
    assert_eq!(run(&text).records[0].value, text);
}

#[test]
fn bare_nan_and_infinity_are_named() {
    assert_eq!(refusal(r#"{"a":NaN}"#), "not_a_number 1:6 /a `NaN` is not JSON.");
    assert_eq!(refusal("{\n \"a\":\n  -Infinity}"), "not_a_number 3:3 /a `-Infinity` is not JSON.");
    assert_eq!(refusal(r#"{"a":Infinity}"#), "not_a_number 1:6 /a `Infinity` is not JSON.");
    assert!(run(r#"{"a":NaN}"#).issues[0].help.contains("send null, or leave the member out"));
}

#[test]
fn a_byte_order_mark_is_skipped_and_reported() {
    let outcome = run("\u{feff}{\"message_id\":\"m\"}");
    assert_eq!(outcome.records[0].value, r#"{"message_id":"m"}"#);
    assert_eq!(
        line(&outcome.issues[0]),
        "byte_order_mark 1:1 - The input begins with a byte order mark, which is not part of JSON. It was skipped."
    );
    assert_eq!(outcome.issues[0].severity, Severity::Warning);
}

#[test]
fn a_nul_byte_is_named_inside_and_outside_of_strings() {
    assert_eq!(
        refusal("{\"a\":\"\0\"}"),
        "control_character 1:7 /a A string holds the control character U+0000, which must be escaped."
    );
    assert_eq!(refusal("{\0}"), "syntax 1:2 - Expected a name in double quotes, found U+0000.");
    assert_eq!(refusal("{}\0"), "trailing_data 1:3 - The JSON is complete, but U+0000 follows it.");
    assert_eq!(
        refusal("{\"a\":\"x\ny\"}"),
        "control_character 1:8 /a A string holds the control character U+000A, which must be escaped."
    );
}

#[test]
fn syntax_errors_say_what_was_expected_and_what_was_found() {
    let cases = [
        ("{\"a\" 1}", "syntax 1:6 - Expected a colon after the name, found `1`."),
        ("{\"a\":1 \"b\":2}", "syntax 1:8 /a Expected a comma or a closing brace, found `\"`."),
        ("{\"a\":1,}", "syntax 1:8 /a Expected something after the comma, found `}`."),
        ("{a:1}", "syntax 1:2 - Expected a name in double quotes, found `a`."),
        ("{\"a\":[1 2]}", "syntax 1:9 /a/0 Expected a comma or a closing bracket, found `2`."),
        ("{\"a\":tru}", "syntax 1:9 /a Expected `true`, `false` or `null`, found `}`."),
        ("{\"a\":-}", "syntax 1:7 /a Expected a digit, found `}`."),
        ("{\"a\":é}", "syntax 1:6 /a Expected a value, found `é`."),
        ("{\"a\":\"\\x\"}", "syntax 1:8 /a Expected one of the escapes that JSON has, found `x`."),
        ("{} {}", "trailing_data 1:4 - The JSON is complete, but `{` follows it."),
        ("[{}, {} {}]", "syntax 1:9 - Expected a comma or a closing bracket, found `{`."),
    ];
    for (text, expected) in cases {
        let outcome = run(text);
        assert_eq!(line(outcome.issues.last().unwrap()), expected, "{text}");
    }
}

#[test]
fn names_that_occur_twice_are_reported() {
    assert_eq!(
        issue("{\"message_id\":\"m\",\"a\":1,\n\"\\u0061\":2}"),
        "duplicate_name 2:1 /a The name `a` occurs more than once in this object."
    );
}

#[test]
fn names_that_occur_twice_are_reported_however_deep_they_are() {
    assert_eq!(
        issue(r#"{"message_id":"m","user_attributes":{"a":[1,{"b":1,"c":{"b":1},"b":2}]}}"#),
        "duplicate_name 1:64 /user_attributes/a/1/b The name `b` occurs more than once in this object."
    );
    let many: Vec<_> = (0..300).map(|number| format!("\"name{number}\":0")).collect();
    assert_eq!(
        issue(&format!(r#"{{"message_id":"m","user_attributes":{{{},"n\u0061me7":1}}}}"#, many.join(","))),
        "duplicate_name 1:3528 /user_attributes/name7 The name `name7` occurs more than once in this object."
    );
}

#[test]
fn events_that_are_an_object_are_refused_as_a_whole() {
    assert_eq!(
        refusal(r#"{"events":{"event_type":"opt_out"}}"#),
        "events_not_array 1:11 /events `events` must be an array; this is an object. The batch is not forwarded."
    );
}

#[test]
fn an_event_without_a_usable_type_is_left_out_and_the_others_go_on() {
    let text =
        r#"{"message_id":"m","events":[{"data":{}},{"event_type":7,"data":{}},5,{"event_type":"opt_out","data":{}}]}"#;
    let outcome = run(text);
    assert_eq!(outcome.records[0].value, r#"{"message_id":"m","events":[{"event_type":"opt_out","data":{}}]}"#);
    let lines: Vec<_> = outcome.issues.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "event_type_missing 1:29 /events/0 The event has no `event_type`. It is not forwarded.",
            "event_type_not_string 1:55 /events/1 `event_type` must be a string; this is a number. The event is not forwarded.",
            "event_not_object 1:68 /events/2 An event is a JSON object; this is a number. It is not forwarded.",
        ]
    );
}

#[test]
fn an_event_without_an_object_as_data_is_forwarded_as_it_is() {
    let text = r#"{"message_id":"m","events":[{"event_type":"opt_out"},{"event_type":"opt_out","data":[1]}]}"#;
    let outcome = run(text);
    assert_eq!(outcome.records[0].value, text);
    let lines: Vec<_> = outcome.issues.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "data_not_object 1:29 /events/0 The event's `data` is missing. The event is forwarded as it is.",
            "data_not_object 1:85 /events/1/data The event's `data` is an array. The event is forwarded as it is.",
        ]
    );
}

#[test]
fn in_a_bulk_the_good_batches_go_on() {
    let outcome = run(r#"[{"message_id":"a"},7,{"message_id":"b"}]"#);
    let values: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, [r#"{"message_id":"a"}"#, r#"{"message_id":"b"}"#]);
    assert_eq!(outcome.issues[0].batch, Some(1));
    assert_eq!(line(&outcome.issues[0]), "not_a_batch 1:21 - A batch is a JSON object; this is a number.");
}

#[test]
fn a_syntax_error_ends_a_bulk_there_and_names_the_batch() {
    let outcome = run("[{\"message_id\":\"a\"},\n{\"message_id\":NaN},{}]");
    assert_eq!(outcome.records.len(), 1);
    assert_eq!(outcome.issues[0].batch, Some(1));
    assert_eq!(line(&outcome.issues[0]), "not_a_number 2:15 /message_id `NaN` is not JSON.");
}

#[test]
fn ndjson_goes_on_with_the_next_line() {
    let outcome =
        run("{\"message_id\":\"a\"}\n{\"message_id\":\n\n{\"message_id\":\"b\"} x\n[]\n{\"message_id\":\"c\"}\n");
    let values: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, [r#"{"message_id":"a"}"#, r#"{"message_id":"c"}"#]);
    let lines: Vec<_> = outcome.issues.iter().map(|it| (it.batch, line(it))).collect();
    assert_eq!(
        lines,
        [
            (Some(1), "unexpected_end 2:15 /message_id The JSON ends too early: a value is not closed.".to_owned()),
            (Some(2), "trailing_data 4:20 - The JSON is complete, but `x` follows it.".to_owned()),
            (Some(3), "not_a_batch 5:1 - A batch is a JSON object; this is an array.".to_owned()),
        ]
    );
}

#[test]
fn one_batch_on_several_lines_is_not_taken_for_several() {
    assert_eq!(run("{\"message_id\":\n{},\"b\":\n{}}").records[0].value, r#"{"message_id":{},"b":{}}"#);
}

#[test]
fn an_mpid_that_gives_no_key_says_why() {
    assert_eq!(
        issue(r#"{"message_id":"m","mpid":1.5}"#),
        "mpid_not_an_integer 1:26 /mpid `mpid` is a fraction, not an integer. The message has no key."
    );
    let lines: Vec<_> = run(r#"{"message_id":"m","mpid":9223372036854776000}"#).issues.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "large_integer 1:26 /mpid Integers beyond 2^53 are carried digit for digit, but JSON.parse in JavaScript rounds them: 9223372036854776000.",
            "mpid_out_of_range 1:26 /mpid `mpid` does not fit into 64 bits. The key is the number as written.",
        ]
    );
}

#[test]
fn unusual_values_are_kept_with_a_warning() {
    let text = r#"{"mpid":1,"environment":"staging","timestamp_unixtime_ms":1.5,"user_identities":"x","events":[{"event_type":"opt_out","data":{"session_id":1E3}}]}"#;
    let lines: Vec<_> = run(text).issues.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "unknown_value 1:25 /environment `staging` is not a documented value of `environment`. It is kept as it is.",
            "batch_time_not_an_integer 1:59 /timestamp_unixtime_ms `timestamp_unixtime_ms` of the batch is no integer. Where a time is added it is the receipt time.",
            "identities_unreadable 1:81 /user_identities `user_identities` is a string, neither an object nor an array. It is kept as it is.",
            "not_an_integer 1:140 /events/0/data/session_id `session_id` is a fraction, not an integer. It is kept as it is.",
        ]
    );
}

#[test]
fn sizes_over_the_limits_are_said_in_bytes() {
    let long = "x".repeat(140_000);
    assert_eq!(
        issue(&format!(r#"{{"message_id":"m","a":"{long}"}}"#)),
        "batch_over_limit 1:1 - The batch has 140025 bytes; mParticle takes at most 131072."
    );
    let event = format!(r#"{{"event_type":"opt_out","data":{{"a":"{}"}}}}"#, "y".repeat(1_000_000));
    let outcome = run(&format!(r#"{{"message_id":"m","events":[{event}]}}"#));
    assert_eq!(
        line(&outcome.issues[1]),
        "message_over_limit 1:1 - The message has 1000070 bytes; Kafka takes at most 1000000 unless the topic allows more. Largest events: /events/0 (1000040 bytes)."
    );
    let bulk = format!("[{}]", vec!["{}"; 101].join(","));
    assert_eq!(
        issue(&bulk),
        "bulk_over_limit 1:1 - The array holds 101 batches; mParticle takes at most 100 in one request."
    );
    let request = format!("[{}]", vec![format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(100_000)); 3].join(","));
    assert_eq!(
        issue(&request),
        "request_over_limit 1:1 - The input has 300079 bytes; mParticle takes at most 262144 in one request."
    );
}

#[test]
fn of_a_great_many_problems_the_first_are_listed_and_the_others_counted() {
    let text = format!(r#"{{"message_id":"m","events":[{}]}}"#, vec!["1"; 1500].join(","));
    let outcome = run(&text);
    assert_eq!(outcome.issues.len(), 1001);
    assert_eq!(outcome.issues[1000].message, "500 more problems are not listed.");
    assert_eq!(outcome.account.events.len(), 1500);
}
