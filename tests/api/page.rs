//! The page as the server hands it out: hashed names, compressed, kept by browsers.

use headgate_tests::TestApp;

/// The shell's text.
fn shell(app: &TestApp) -> String {
    let answer = app.get("/");
    assert_eq!(answer.status, 200, "the page must be built first: cargo xtask page");
    String::from_utf8(answer.bytes).unwrap()
}

/// The path of an asset that the shell names.
fn asset(app: &TestApp, name: &str) -> String {
    let shell = shell(app);
    let start = shell.find(&format!("/assets/{name}-")).unwrap();
    shell[start..].split('"').next().unwrap().to_owned()
}

#[test]
fn the_shell_is_the_same_at_each_place_and_is_asked_for_again() {
    let app = TestApp::start();
    let shell = app.get("/");
    assert_eq!(shell.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(shell.header("cache-control"), "no-cache");
    for place in ["/integrations", "/deliveries"] {
        assert_eq!(app.get(place).bytes, shell.bytes);
    }
    let again = app.get_with("/", &[("if-none-match", shell.header("etag"))]);
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[test]
fn assets_are_kept_for_ever_and_come_compressed() {
    let app = TestApp::start();
    let path = asset(&app, "app_bg");
    let plain = app.get_with(&path, &[("accept-encoding", "identity")]);
    assert_eq!(plain.header("content-type"), "application/wasm");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    for encoding in ["br", "gzip"] {
        let small = app.get_with(&path, &[("accept-encoding", encoding)]);
        assert_eq!(small.header("content-encoding"), encoding);
    }
    assert_eq!(app.get("/assets/none.js").error(), "404 not_found There is nothing at this address.");
    assert_eq!(app.get("/assets/..%2f..%2fCargo.toml").status, 404);
}

#[test]
fn the_shell_has_no_inline_script_or_style_and_names_no_other_site() {
    let app = TestApp::start();
    let shell = shell(&app);
    assert!(!shell.contains("<style") && !shell.contains(" style=") && !shell.contains("onload="));
    assert!(
        shell.match_indices("<script").all(|(at, _)| shell[at..].starts_with("<script type=\"module\" src=\"/assets/"))
    );
    for outside in ["=\"http:", "=\"https:", "=\"//"] {
        assert!(!shell.contains(outside), "{shell}");
    }
}
