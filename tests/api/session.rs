//! Signing in: the token, the session's cookie, and that nothing is open by accident.

use backend::server::{Access, ROUTES};
use headgate_tests::{Answer, TestApp};
use serde_json::json;

const HINT: &str =
    "Open the link that the server printed at its first start, or run `headgate token rotate` for a new one.";

fn sign_in(app: &TestApp, token: &str) -> Answer {
    let body = json!({"token": token}).to_string();
    app.ask("POST", "/api/session", &[("content-type", "application/json")], &body)
}

/// `name=value` of the cookie that was set.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn every_route_is_closed_to_those_who_are_not_signed_in_unless_it_is_listed_as_open() {
    let app = TestApp::start();
    for route in ROUTES {
        // Whatever a part of the path is.
        let path: String = route.path.replace("{*place}", "x").replace(['{', '}'], "");
        let method = route.method.to_uppercase();
        let answer = app.ask(&method, &path, &[("content-type", "application/json")], "");
        if route.access == Access::Open {
            continue;
        }
        assert_eq!(answer.error(), "401 signed_out You are not signed in.", "{method} {path}");
        assert_eq!(answer.json()["error"]["hint"], HINT);
    }
    for (method, path) in [("GET", "/api/nothing"), ("POST", "/"), ("PATCH", "/api/integrations"), ("GET", "/metrics")]
    {
        assert_eq!(app.ask(method, path, &[], "").status, 401, "{method} {path}");
    }
}

#[test]
fn the_routes_that_are_open_are_these() {
    let open: Vec<_> =
        ROUTES.iter().filter(|it| it.access == Access::Open).map(|it| format!("{} {}", it.method, it.path)).collect();
    let wanted = [
        "get /",
        "get /integrations",
        "get /integrations/{*place}",
        "get /deliveries",
        "get /deliveries/{*place}",
        "get /assets/{name}",
        "get /healthz",
        "get /api/session",
        "post /api/session",
    ];
    assert_eq!(open, wanted);
    let app = TestApp::start();
    for path in ["/", "/integrations", "/integrations/new", "/deliveries", "/deliveries/7", "/healthz"] {
        assert_eq!(app.ask("GET", path, &[], "").status, 200, "{path}");
        assert_eq!(app.ask("HEAD", path, &[], "").status, 200, "{path}");
    }
}

#[test]
fn the_token_opens_a_session_whose_cookie_lets_in_until_it_is_ended() {
    let app = TestApp::start();
    assert_eq!(app.ask("GET", "/api/session", &[], "").error(), "401 signed_out You are not signed in.");
    let answer = sign_in(&app, &app.token);
    assert_eq!((answer.status, answer.json()), (200, json!({"signed_in": true})));
    let set = answer.header("set-cookie");
    let attributes = set.split_once(';').unwrap().1;
    assert_eq!(attributes, " HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000");
    let cookie = cookie(&answer);
    assert!(cookie.starts_with("headgate_session=") && !cookie.contains(&app.token));

    let shown = [("cookie", format!("theme=dark; {cookie}"))];
    let shown = shown.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(app.ask("GET", "/api/session", &shown, "").json(), json!({"signed_in": true}));
    assert_eq!(app.ask("GET", "/api/settings", &shown, "").status, 200);
    let ended = app.ask("DELETE", "/api/session", &shown, "");
    assert_eq!(ended.status, 204);
    assert!(
        ended.header("set-cookie").starts_with("headgate_session=; ")
            && ended.header("set-cookie").contains("Max-Age=0")
    );
    assert_eq!(app.ask("GET", "/api/settings", &shown, "").status, 401);
}

#[test]
fn a_session_and_the_token_outlive_the_server() {
    let app = TestApp::start();
    let cookie = cookie(&sign_in(&app, &app.token));
    let app = app.restart();
    assert_eq!(app.ask("GET", "/api/settings", &[("cookie", &cookie)], "").status, 200);
    assert_eq!(app.get("/api/settings").status, 200);
}

#[test]
fn behind_https_the_cookie_is_for_https_alone() {
    let app = TestApp::with(|config| config.public_url = Some("https://headgate.example".parse().unwrap()));
    assert!(sign_in(&app, &app.token).header("set-cookie").ends_with("; Secure"));
}

#[test]
fn a_program_shows_the_token_itself() {
    let app = TestApp::start();
    for scheme in ["Bearer", "bearer"] {
        let shown = format!("{scheme} {}", app.token);
        assert_eq!(app.ask("GET", "/api/settings", &[("authorization", &shown)], "").status, 200);
    }
    for shown in ["Bearer", "Bearer ", "Basic abc"] {
        assert_eq!(app.ask("GET", "/api/settings", &[("authorization", shown)], "").status, 401, "{shown}");
    }
}

#[test]
fn wrong_tokens_are_refused_and_soon_limited_while_the_right_one_is_always_taken() {
    let app = TestApp::start();
    for number in 0..5 {
        let answer = sign_in(&app, &format!("wrong{number}"));
        assert_eq!(answer.error(), "401 wrong_token The token is not this server's.");
        assert_eq!(answer.json()["error"]["hint"], HINT);
        assert_eq!(answer.header("set-cookie"), "");
        let shown = app.token.replace(|c: char| c.is_ascii_digit(), "x");
        let answer = app.ask("GET", "/api/settings", &[("authorization", &format!("Bearer {shown}"))], "");
        assert_eq!(answer.error(), "401 wrong_token The token is not this server's.");
    }
    let answer = sign_in(&app, "wrong");
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(
        answer.error(),
        format!("429 too_many_tries There were too many wrong tokens. Try again in {seconds} s.")
    );
    assert_eq!(sign_in(&app, &app.token).status, 200);
}

#[test]
fn another_sites_page_cannot_sign_in() {
    let app = TestApp::start();
    let body = json!({"token": app.token}).to_string();
    let headers = [("content-type", "application/json"), ("origin", "https://evil.example")];
    assert_eq!(app.ask("POST", "/api/session", &headers, &body).status, 403);
}

#[test]
fn a_body_that_is_larger_than_a_token_needs_is_refused() {
    let app = TestApp::start();
    let just_too_long = "x".repeat(4096 - r#"{"token":""}"#.len() + 1);
    let answer = sign_in(&app, &just_too_long);
    let words = "413 body_too_large The body has more than 4096 bytes: there is more in it than a token.";
    assert_eq!(answer.error(), words);
    assert_eq!(answer.json()["error"]["hint"], HINT);
    assert_eq!(sign_in(&app, &just_too_long[1..]).status, 401, "as long as it may be, and wrong");
    // It is no other's limit.
    assert_eq!(app.post("/api/integrations/validate", &json!({"name": just_too_long, "kafka": {}})).status, 200);
}
