//! Calls under a foreign name, and from foreign pages, are refused.

use headgate_tests::TestApp;
use serde_json::json;

const MESSAGES: &str = "/api/integrations/sandbox/messages";

#[test]
fn a_foreign_host_is_refused_with_what_to_do() {
    let app = TestApp::start();
    for host in ["evil.example", "localhost", "127.0.0.1:1", ""] {
        let answer = app.get_with("/api/settings", &[("host", host)]);
        assert_eq!(
            answer.error(),
            "403 foreign_host The server does not answer to the name in the `Host` header.",
            "{host}"
        );
        let hint = "Open the address that the server printed, or start it with --public-url and the one you use.";
        assert_eq!(answer.json()["error"]["hint"], hint);
    }
    assert_eq!(app.get_with("/", &[("host", "evil.example")]).status, 403);
}

#[test]
fn loopback_answers_under_each_of_its_names() {
    let app = TestApp::start();
    for name in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        let host = format!("{name}:{}", app.address.port());
        assert_eq!(app.get_with("/api/settings", &[("host", &host)]).status, 200, "{host}");
    }
}

#[test]
fn a_page_of_another_site_cannot_send() {
    let app = TestApp::start();
    let body = json!({"batch": "{}"}).to_string();
    for origin in ["https://evil.example", "null", "http://localhost:1"] {
        let answer = app.post_text(MESSAGES, "application/json", &body, &[("origin", origin)]);
        assert_eq!(answer.error(), "403 foreign_origin Another site may not call this server.", "{origin}");
    }
    let own = format!("http://{}", app.address);
    assert_eq!(app.post_text(MESSAGES, "application/json", &body, &[("origin", &own)]).status, 200);
    assert_eq!(app.get(MESSAGES).json()["messages"].as_array().unwrap().len(), 1);
}
