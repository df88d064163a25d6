//! Deliveries: what was sent is kept with its way and without its payload, found again, and told as it happens.

use std::time::Instant;

use backend::check::AllowedBrokers;
use backend::config::KeptDeliveries;
use backend::server::GRACE;
use headgate_tests::TestApp;
use serde_json::{Value, json};

const SANDBOX: &str = "/api/integrations/sandbox/messages";
const DELIVERIES: &str = "/api/deliveries";
const NONE: [u64; 0] = [];
const BATCH: &str = r#"{"mpid":-5412031425869132287,"events":[{"data":{"event_name":"canary-value","location":{"latitude":1.50}},"event_type":"custom_event"},{"data":{},"event_type":"opt_out"}]}"#;

fn send(app: &TestApp, batch: &str) -> Value {
    let answer = app.post(SANDBOX, &json!({"batch": batch, "received_at": 1_700_000_000_000_i64}));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

/// A server that connects to no broker, so that sending to an integration fails at once; and such an integration.
fn with_integration(name: &str, topic: &str) -> (TestApp, String) {
    let nowhere = AllowedBrokers::new(vec!["*.example.com:9093".parse().unwrap()]);
    let app = TestApp::with(|config| config.allowed = nowhere);
    let kafka = json!({"bootstrap_servers": "localhost:9", "topic": topic});
    let id = app.post("/api/integrations", &json!({"name": name, "kafka": kafka})).json()["id"].clone();
    (app, id.as_str().unwrap().to_owned())
}

fn send_to(app: &TestApp, id: &str, batch: &str) -> Value {
    app.post(&format!("/api/integrations/{id}/messages"), &json!({"batch": batch})).json()
}

/// The numbers of those that are listed.
fn numbers(app: &TestApp, query: &str) -> Vec<u64> {
    let answer = app.get(&format!("{DELIVERIES}{query}"));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()["submissions"].as_array().unwrap().iter().map(|it| it["number"].as_u64().unwrap()).collect()
}

#[test]
fn a_submission_is_kept_on_its_whole_way() {
    let app = TestApp::start();
    let body = json!({
        "batch": BATCH, "received_at": 1_700_000_000_000_i64, "form": "incoming",
        "settings": {"send_as_batch": false, "include_location": false}
    });
    let sent = app.post(SANDBOX, &body).json();
    let listed = app.get(DELIVERIES).json();
    assert_eq!((&listed["limit"], &listed["limit_messages"]), (&json!(1000), &json!(100_000)));
    assert_eq!(listed["has_more"], json!(false));
    assert_eq!(listed["integrations"], json!([{"id": "sandbox", "name": "sandbox"}]));
    let bytes: u64 = sent["receipts"].as_array().unwrap().iter().map(|it| it["bytes"].as_u64().unwrap()).sum();
    let submission = &listed["submissions"][0];
    assert_eq!(
        submission,
        &json!({
            "number": 1, "at": submission["at"], "integration_id": "sandbox", "integration_name": "sandbox",
            "topic": "headgate-sandbox", "result": "delivered", "messages": 2, "delivered": 2, "identical": 2, "bytes": bytes
        })
    );

    let trail = app.get("/api/deliveries/1").json();
    assert_eq!(&trail["submission"], submission);
    assert_eq!(
        trail["received"],
        json!({
            "received_at": 1_700_000_000_000_i64, "bytes": BATCH.len(), "kind": "batch", "batches": 1, "form": "incoming",
            "form_is_chosen": true, "events": {"total": 2, "kept": 2, "dropped": 0}, "problems": sent["issues"].as_array().unwrap().len()
        })
    );
    assert_eq!(trail["settings"]["include_location"], json!(false));
    assert!(trail["duration_ms"].as_f64().unwrap() > 0.0);
    // Each message is as in its receipt, but for the key.
    let mut receipts = sent["receipts"].clone();
    for receipt in receipts.as_array_mut().unwrap() {
        assert_eq!(receipt.as_object_mut().unwrap().remove("key"), Some(json!("-5412031425869132287")));
    }
    assert_eq!(trail["messages"], receipts);
}

#[test]
fn what_could_not_be_delivered_is_kept_with_the_reason() {
    let (app, id) = with_integration("orders", "app-events");
    let sent = send_to(&app, &id, BATCH);
    let error = &sent["receipts"][0]["result"]["failed"]["error"];
    assert_eq!(error["message"], "This server may not connect to `localhost:9`.");
    let trail = app.get("/api/deliveries/1").json();
    let submission = &trail["submission"];
    assert_eq!((&submission["result"], &submission["delivered"]), (&json!("failed"), &json!(0)));
    assert_eq!((&submission["integration_name"], &submission["topic"]), (&json!("orders"), &json!("app-events")));
    for kept in [&submission["error"], &trail["messages"][0]["result"]["failed"]["error"]] {
        for part in ["code", "message", "hint"] {
            assert_eq!(kept[part], error[part]);
        }
    }
}

#[test]
fn a_submission_of_which_some_is_too_large_was_delivered_in_part() {
    let app = TestApp::start();
    let large = format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(1_000_000));
    send(&app, &format!(r#"[{large},{{"message_id":"n"}}]"#));
    let submission = &app.get(DELIVERIES).json()["submissions"][0];
    assert_eq!(submission["result"], "partial");
    assert_eq!((&submission["messages"], &submission["delivered"]), (&json!(2), &json!(1)));
    assert_eq!(submission["error"]["message"], "The message has 1000025 bytes; the topic takes at most 1000000.");
}

#[test]
fn an_input_without_a_message_is_no_delivery() {
    let app = TestApp::start();
    assert_eq!(send(&app, "{")["receipts"], json!([]));
    assert_eq!(app.post("/api/integrations/none/messages", &json!({"batch": "{}"})).status, 404);
    assert_eq!(app.post(SANDBOX, &json!({"batch": 5})).status, 422);
    assert_eq!(numbers(&app, ""), NONE);
}

#[test]
fn they_are_listed_newest_first_and_page_by_page() {
    let app = TestApp::start();
    for _ in 1..=5 {
        send(&app, "{}");
    }
    assert_eq!(numbers(&app, ""), [5, 4, 3, 2, 1]);
    let page = app.get("/api/deliveries?limit=2").json();
    assert_eq!((&page["submissions"][1]["number"], &page["has_more"]), (&json!(4), &json!(true)));
    assert_eq!(numbers(&app, "?limit=2&before=4"), [3, 2]);
    let last = app.get("/api/deliveries?limit=2&before=3").json();
    assert_eq!((&last["submissions"][1]["number"], &last["has_more"]), (&json!(1), &json!(false)));
}

#[test]
fn they_are_found_by_integration_result_and_text() {
    let (app, id) = with_integration("orders_eu", "app-events");
    send(&app, "{}");
    send_to(&app, &id, "{}");
    let sent = send(&app, r#"{"message_id":"m"}"#);
    let hash = sent["receipts"][0]["sha256"].as_str().unwrap();

    let find = |query: &str| numbers(&app, &format!("?{query}"));
    assert_eq!(find(&format!("integration={id}")), [2]);
    assert_eq!(find("integration=sandbox"), [3, 1]);
    assert_eq!(find("integration=none"), NONE);
    assert_eq!(find("result=failed"), [2]);
    assert_eq!(find("result=delivered&integration=sandbox&text="), [3, 1]);
    assert_eq!(find("result=delivered&text=orders"), NONE);
    for text in ["ORDERS_", "app-ev", "may+not+connect", "broker_not_allowed"] {
        assert_eq!(find(&format!("text={text}")), [2], "{text}");
    }
    assert_eq!(find("text=orders%25eu"), NONE, "a sign of the database's own stands for itself");
    assert_eq!(find(&format!("text={}", &hash[..8])), [3]);
    assert_eq!(find(&format!("text={}", hash.to_uppercase())), [3]);
    let names = json!([{"id": id, "name": "orders_eu"}, {"id": "sandbox", "name": "sandbox"}]);
    assert_eq!(app.get("/api/deliveries?text=nothing").json()["integrations"], names);

    // An integration that is gone leaves its deliveries.
    assert_eq!(app.delete(&format!("/api/integrations/{id}")).status, 204);
    assert_eq!(find("text=orders_eu"), [2]);
}

#[test]
fn the_oldest_are_dropped_at_the_limit() {
    let app = TestApp::with(|config| config.deliveries = KeptDeliveries { submissions: 3, messages: 10 });
    for _ in 1..=4 {
        send(&app, "{}");
    }
    assert_eq!(numbers(&app, ""), [4, 3, 2]);
    assert_eq!(app.get("/api/deliveries").json()["limit"], 3);
    let answer = app.get("/api/deliveries/1");
    assert_eq!(answer.error(), "404 not_found There is no such delivery.");
    let hint = "The oldest ones are dropped when there are too many.";
    assert_eq!(answer.json()["error"]["hint"], hint);

    let batches = |count: usize| format!("[{}]", vec!["{}"; count].join(","));
    send(&app, &batches(8));
    assert_eq!(numbers(&app, ""), [5, 4, 3], "ten messages");
    send(&app, &batches(2));
    assert_eq!(numbers(&app, ""), [6, 5]);
    send(&app, &batches(11));
    assert_eq!(numbers(&app, ""), [7], "the newest stays, however large");
}

#[test]
fn they_outlive_the_server() {
    let app = TestApp::start();
    send(&app, BATCH);
    let before = app.get("/api/deliveries/1").json();
    let app = app.restart();
    assert_eq!(app.get("/api/deliveries/1").json(), before);
    send(&app, "{}");
    assert_eq!(numbers(&app, ""), [2, 1]);
}

#[test]
fn a_new_one_is_told_to_those_who_follow() {
    let app = TestApp::start();
    send(&app, "{}");
    let mut events = [app.follow("/api/deliveries/events"), app.follow("/api/deliveries/events")];
    for events in &mut events {
        assert_eq!(events.next(), Some(json!({"event": "following"})));
    }
    send(&app, BATCH);
    let mut recorded = app.get(DELIVERIES).json()["submissions"][0].clone();
    assert_eq!(recorded["number"], 2);
    recorded["event"] = json!("recorded");
    for events in &mut events {
        assert_eq!(events.next().as_ref(), Some(&recorded));
    }
    // Nobody keeps the server from stopping.
    let stopping = Instant::now();
    app.stop();
    assert!(stopping.elapsed() < GRACE / 2, "{:?}", stopping.elapsed());
    for mut events in events {
        assert_eq!(events.next(), None);
    }
}

#[test]
fn whoever_has_signed_out_is_told_no_more() {
    let app = TestApp::start();
    let token = json!({"token": app.token}).to_string();
    let answer = app.ask("POST", "/api/session", &[("content-type", "application/json")], &token);
    let cookie = ("cookie", answer.header("set-cookie").split(';').next().unwrap());
    let mut events = app.follow_with("/api/deliveries/events", cookie);
    assert_eq!(events.next(), Some(json!({"event": "following"})));
    assert_eq!(app.ask("DELETE", "/api/session", &[cookie], "").status, 204);
    send(&app, "{}");
    assert_eq!(events.next(), None);
}

#[test]
fn neither_values_nor_keys_are_in_the_files() {
    let (app, id) = with_integration("orders", "app-events");
    let large = format!(r#"{{"mpid":5412031425869132287,"a":"canary-value{}"}}"#, "x".repeat(1_000_000));
    for batch in [BATCH, &large, r#"{"mpid":"canary-mpid","user_identities":{"email":"canary@example.com"}}"#] {
        send(&app, batch);
        send_to(&app, &id, batch);
    }
    assert_eq!(numbers(&app, "").len(), 6);
    let files = std::fs::read_dir(app.data.path()).unwrap().map(|it| std::fs::read(it.unwrap().path()).unwrap());
    let files: Vec<u8> = files.flatten().collect();
    let has = |bytes: &[u8]| files.windows(bytes.len()).any(|it| it == bytes);
    assert!(has(b"headgate-sandbox") && has(b"broker_not_allowed"), "the deliveries are in the files");
    for secret in ["canary", "5412031425869132287", "event_name", "latitude"] {
        assert!(!has(secret.as_bytes()), "{secret}");
    }
    assert!(
        !has(&5_412_031_425_869_132_287_i64.to_be_bytes()) && !has(&(-5_412_031_425_869_132_287_i64).to_be_bytes())
    );
    let told = [DELIVERIES, "/api/deliveries/1", "/api/deliveries/3", "/api/deliveries/6"].map(|it| app.get(it).bytes);
    for told in told {
        let told = String::from_utf8(told).unwrap();
        assert!(!told.contains("canary") && !told.contains("5412031425869132287"), "{told}");
    }
}

#[test]
fn what_cannot_be_asked_for_is_said_in_words() {
    let app = TestApp::start();
    for (query, words) in [
        ("result=lost", "`result` must be one of delivered, unproven, partial, failed."),
        ("before=x", "`before` must be the number of a delivery."),
        ("limit=0", "`limit` must be a number from 1 to 200."),
        ("limit=201", "`limit` must be a number from 1 to 200."),
        ("page=2", "Deliveries are asked for by integration, result, text, before and limit; there is no `page`."),
    ] {
        let answer = app.get(&format!("{DELIVERIES}?{query}"));
        assert_eq!(answer.error(), format!("400 bad_query {words}"));
        assert_eq!(answer.json()["error"]["hint"], "Correct what stands behind the `?`.");
    }
    let answer = app.get(&format!("{DELIVERIES}?text={}", "x".repeat(201)));
    assert_eq!(answer.error(), "400 bad_query `text` must have at most 200 characters.");
    for number in ["7", "x", "-1", "99999999999999999999"] {
        let answer = app.get(&format!("{DELIVERIES}/{number}"));
        assert_eq!(answer.error(), "404 not_found There is no such delivery.", "{number}");
    }
    assert_eq!(app.get(&format!("{DELIVERIES}?before=0")).json()["submissions"], json!([]));
}
