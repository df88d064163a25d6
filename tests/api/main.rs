//! The API, over HTTP, against a running server with its sandbox.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod deliveries;
mod guard;
mod integrations;
mod messages;
mod page;
mod session;

use headgate_tests::TestApp;
use serde_json::json;

#[test]
fn the_table_of_settings_has_every_setting_and_no_value() {
    let app = TestApp::start();
    let table = app.get("/api/settings").json();
    assert_eq!(table["connection"].as_array().unwrap().len(), 12);
    assert_eq!(table["kafka"].as_array().unwrap().len(), 8);
    let first = &table["connection"][0];
    assert_eq!(first["key"], "unique_id");
    assert_eq!(first["label"], "Unique ID");
    assert_eq!(
        table["kafka"][4],
        json!({
            "key": "password", "label": "Password", "kind": "secret", "default": "unset", "help": "The SASL user's password."
        })
    );
}

#[test]
fn health_is_told_to_anybody() {
    let app = TestApp::start();
    let answer = app.get_with("/healthz", &[("host", "anything.example")]);
    assert_eq!((answer.status, answer.json()["status"].as_str().unwrap()), (200, "ok"));
}

#[test]
fn errors_of_every_kind_come_in_the_one_envelope() {
    let app = TestApp::start();
    assert_eq!(app.get("/api/nothing").error(), "404 not_found There is nothing at this address.");
    assert_eq!(app.get("/nothing").error(), "404 not_found There is nothing at this address.");
    let validate = "/api/integrations/validate?integrations=a";
    for answer in [app.get("/api/integrations/%ff"), app.post(validate, &json!({"name": "a", "kafka": {}}))] {
        assert_eq!(answer.error(), "400 bad_address The address is not one that this route takes.");
        let hint = "Check the ids in its path, and what stands behind the `?`.";
        assert_eq!(answer.json()["error"]["hint"], hint);
    }
    let answer = app.post("/api/settings", &json!({}));
    assert_eq!(answer.error(), "405 method_not_allowed This address does not take that method.");
}

#[test]
fn every_answer_carries_the_security_headers_and_an_id() {
    let app = TestApp::start();
    for path in ["/", "/api/settings", "/api/nothing", "/healthz"] {
        let answer = app.get(path);
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
        );
        assert!(!answer.header("content-security-policy").contains("unsafe-inline"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-request-id").len(), 36);
    }
    assert_eq!(app.get("/api/settings").header("cache-control"), "no-store");
}

#[test]
fn long_answers_are_compressed() {
    let app = TestApp::start();
    assert_eq!(app.get_with("/api/settings", &[("accept-encoding", "br")]).header("content-encoding"), "br");
    assert_eq!(app.get_with("/api/settings", &[("accept-encoding", "identity")]).header("content-encoding"), "");
}

#[test]
fn a_server_that_is_told_to_stop_stops() {
    TestApp::start().stop();
}
