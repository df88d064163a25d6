//! Sending to the sandbox: receipts, reading back, and what is refused.

use headgate_tests::TestApp;
use serde_json::{Value, json};
use shared::{ConnectionSettings, Receipt, transform};

const PATH: &str = "/api/integrations/sandbox/messages";
const BATCH: &str = r#"{"mpid":-5412031425869132287,"events":[{"data":{"event_name":"né 😀","location":{"latitude":1.50}},"event_type":"custom_event"},{"data":{},"event_type":"opt_out"}]}"#;

fn send(app: &TestApp, batch: &str, settings: &Value) -> Value {
    let answer = app.post(PATH, &json!({"batch": batch, "settings": settings, "received_at": 1_700_000_000_000_i64}));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

fn is_identical(receipt: &Value) -> bool {
    receipt["result"]["delivered"]["read_back"]["identical"]["sha256"] == receipt["sha256"]
}

#[test]
fn a_batch_is_published_and_read_back_byte_for_byte() {
    let app = TestApp::start();
    let answer = send(&app, BATCH, &json!({}));
    let expected =
        transform(BATCH, &ConnectionSettings::default(), Receipt { time_ms: 1_700_000_000_000, number: 0 }, None);
    let record = &expected.records[0];
    let receipt = &answer["receipts"][0];

    assert_eq!(answer["received_at"], 1_700_000_000_000_i64);
    assert_eq!(receipt["number"], 1);
    assert_eq!(receipt["key"], "-5412031425869132287");
    assert_eq!(receipt["bytes"], record.value.len());
    assert_eq!(receipt["sha256"], record.sha256(), "what is published is what is previewed");
    let delivered = &receipt["result"]["delivered"];
    assert_eq!(delivered["topic"], "headgate-sandbox");
    assert_eq!(delivered["partition"], record.partition(6).unwrap(), "as a Java producer would choose it");
    assert_eq!(delivered["offset"], 0);
    assert!(delivered["latency_ms"].as_f64().unwrap() > 0.0);
    assert_eq!(delivered["read_back"], json!({"identical": {"sha256": record.sha256()}}));

    let stored = &app.get(PATH).json()["messages"][0];
    assert_eq!(stored["value"], record.value);
    assert_eq!(stored["sha256"], record.sha256());
}

#[test]
fn settings_apply_and_an_event_a_message_keeps_the_order() {
    let app = TestApp::start();
    let answer = send(&app, BATCH, &json!({"send_as_batch": false, "include_location": false}));
    let receipts = answer["receipts"].as_array().unwrap();
    assert_eq!(receipts.len(), 2);
    let place = |at: usize| &receipts[at]["result"]["delivered"];
    assert_eq!(place(0)["partition"], place(1)["partition"]);
    assert!(place(0)["offset"].as_i64() < place(1)["offset"].as_i64());
    let history = app.get(PATH).json();
    assert_eq!((&history["limit"], &history["limit_bytes"]), (&json!(500), &json!(16 * 1024 * 1024)));
    let values: Vec<_> =
        history["messages"].as_array().unwrap().iter().map(|it| it["value"].as_str().unwrap()).collect();
    assert!(values[0].contains("opt_out") && values[1].contains("né 😀"), "newest first");
    assert!(!values[1].contains("location"));
}

#[test]
fn a_message_without_a_key_is_delivered_and_read_back() {
    let app = TestApp::start();
    let receipt = &send(&app, r#"{"mpid":0}"#, &json!({}))["receipts"][0];
    assert_eq!(receipt["key"], Value::Null);
    assert!(is_identical(receipt), "{receipt}");
}

#[test]
fn good_batches_are_sent_and_bad_ones_reported() {
    let app = TestApp::start();
    let answer = send(&app, r#"[{"message_id":"a"},5,{"message_id":"b"}]"#, &json!({}));
    assert_eq!(answer["receipts"].as_array().unwrap().len(), 2);
    assert_eq!(answer["issues"][0]["message"], "A batch is a JSON object; this is a number.");
    assert_eq!(answer["issues"][0]["batch"], 1);
    let nothing = send(&app, "{", &json!({}));
    assert_eq!(nothing["receipts"], json!([]));
    assert_eq!(nothing["issues"][0]["code"], "unexpected_end");
}

#[test]
fn thousands_of_messages_are_sent_and_each_is_read_back() {
    let app = TestApp::start();
    let event = format!(r#"{{"data":{{"a":"{}"}},"event_type":"opt_out"}}"#, "x".repeat(900));
    let batch = format!(r#"{{"mpid":5,"events":[{}]}}"#, vec![event.as_str(); 5000].join(","));
    let answer = send(&app, &batch, &json!({"send_as_batch": false}));
    let receipts = answer["receipts"].as_array().unwrap();
    assert_eq!(receipts.len(), 5000);
    for (at, receipt) in receipts.iter().enumerate() {
        assert!(is_identical(receipt), "{receipt}");
        assert_eq!(receipt["result"]["delivered"]["offset"], at, "in order, on the partition of their key");
    }
    assert_eq!(app.get(PATH).json()["messages"].as_array().unwrap().len(), 500);
}

#[test]
fn a_message_that_is_too_large_is_refused_in_words_and_the_others_go_on() {
    let app = TestApp::start();
    let large = format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(1_000_000));
    let answer = send(&app, &format!(r#"[{large},{{"message_id":"n"}}]"#), &json!({}));
    assert_eq!(
        answer["receipts"][0]["result"]["failed"]["error"],
        json!({
            "code": "message_too_large",
            "message": "The message has 1000025 bytes; the topic takes at most 1000000.",
            "hint": "Switch Send as Batch off, or send fewer events in a batch."
        })
    );
    assert!(is_identical(&answer["receipts"][1]));
}

#[test]
fn only_the_messages_that_are_named_are_sent_under_the_numbers_they_have() {
    let app = TestApp::start();
    let batch = r#"[{"message_id":"a"},{"message_id":"b"},5,{"message_id":"c"}]"#;
    let part = |only: Value| app.post(PATH, &json!({"batch": batch, "received_at": 7, "only": only}));
    let all = app.post(PATH, &json!({"batch": batch, "received_at": 7})).json();

    let answer = part(json!([3, 1, 3])).json();
    let numbers: Vec<_> = answer["receipts"].as_array().unwrap().iter().map(|it| it["number"].clone()).collect();
    assert_eq!(numbers, [1, 3], "in the order of the batch, each once");
    for (at, same) in [(0, 0), (1, 2)] {
        assert_eq!(
            answer["receipts"][at]["sha256"], all["receipts"][same]["sha256"],
            "the same bytes as in a whole send"
        );
        assert!(is_identical(&answer["receipts"][at]));
    }
    assert_eq!(app.get(PATH).json()["messages"].as_array().unwrap().len(), 5, "three, and two of them again");
    assert_eq!(answer["issues"], all["issues"]);

    // A retry is a delivery of its own, under the same numbers.
    let newest = app.get("/api/deliveries").json()["submissions"][0]["number"].clone();
    let trail = app.get(&format!("/api/deliveries/{newest}")).json();
    let numbers: Vec<_> = trail["messages"].as_array().unwrap().iter().map(|it| it["number"].clone()).collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(part(json!([])).json()["receipts"], json!([]));
}

#[test]
fn a_message_that_there_is_not_is_refused_and_nothing_is_sent() {
    let app = TestApp::start();
    let part = |batch: &str, only: Value| app.post(PATH, &json!({"batch": batch, "only": only}));
    let two = r#"[{"message_id":"a"},{"message_id":"b"}]"#;
    let answer = part(two, json!([1, 3]));
    assert_eq!(answer.error(), "422 no_such_message There is no message 3: the input yields 2 messages.");
    let hint = "Messages are numbered from 1. Send the batch, the settings, the receipt time and the form that the numbers are of.";
    assert_eq!(answer.json()["error"]["hint"], hint);
    assert_eq!(answer.json()["error"]["field"], "only");
    let one = part(r#"{"message_id":"a"}"#, json!([0])).error();
    assert_eq!(one, "422 no_such_message There is no message 0: the input yields 1 message.");
    let none = part("5", json!([1])).error();
    assert_eq!(none, "422 no_such_message There is no message 1: the input yields no message.");
    assert_eq!(app.get(PATH).json()["messages"], json!([]));
}

#[test]
fn a_body_over_the_limit_is_refused_in_words() {
    let app = TestApp::with_body_limit(1000);
    let answer = app.post(PATH, &json!({"batch": "x".repeat(2000)}));
    assert_eq!(answer.error(), "413 body_too_large The body has more than 1000 bytes.");
    let hint = "Send fewer batches, or start the server with a larger --body-limit.";
    assert_eq!(answer.json()["error"]["hint"], hint);
}

#[test]
fn more_messages_than_one_request_may_have_are_refused() {
    let app = TestApp::start();
    let events = vec![r#"{"data":{},"event_type":"opt_out"}"#; 10_001].join(",");
    let body =
        json!({"batch": format!(r#"{{"message_id":"m","events":[{events}]}}"#), "settings": {"send_as_batch": false}});
    assert_eq!(
        app.post(PATH, &body).error(),
        "413 too_many_messages The input yields 10001 messages; at most 10000 are sent in one request."
    );
}

#[test]
fn a_body_that_is_not_what_the_route_takes_is_named_without_its_values() {
    let app = TestApp::start();
    let post = |body: &str| app.post_text(PATH, "application/json", body, &[]);
    assert_eq!(
        post("{").error(),
        "422 bad_body The body is not what this route takes: EOF while parsing an object at line 1 column 1"
    );
    assert_eq!(
        post(r#"{"batch":123456789}"#).error(),
        "422 bad_body The body is not what this route takes: expected a string at line 1 column 18"
    );
    let unknown = post(r#"{"batch":"{}","settings":{"include_locations":true}}"#).error();
    assert!(unknown.starts_with("422 bad_body The body is not what this route takes: unknown field `include_locations`, expected one of `unique_id`"), "{unknown}");
    let answer = app.post_text(PATH, "text/plain", "{}", &[]);
    assert_eq!(answer.error(), "415 not_json The body must be JSON.");
}
