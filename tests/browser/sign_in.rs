//! Signing in by the link that the server prints.

use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;

const ASK: &str = "return fetch('/api/session').then(it => it.status)";

#[tokio::test(flavor = "multi_thread")]
async fn the_link_signs_in_and_the_token_leaves_the_address() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(1440, 900).await;
    page.go(&app.url("/")).await;
    page.part("message").await;
    assert_eq!(page.run(ASK).await, json!(401));

    page.go(&app.url("/integrations#token=wrong")).await;
    page.until_text("#sign-in-failed", "The token is not this server's. Open the link that the server printed").await;
    page.find("main").await;

    // In the tab that shows the page already.
    page.go(&app.url(&format!("/integrations#token={}", app.token))).await;
    page.until("the token is gone from the address", "return location.href.endsWith('/integrations')").await;
    page.until("the session is open", "return fetch('/api/session').then(it => it.ok)").await;
    assert_eq!(page.run("return document.cookie").await, json!(""), "no script reads the cookie");
    assert_eq!(page.count("#sign-in-failed").await, 0);
    tokio::task::spawn_blocking(move || drop(app)).await.unwrap();
    page.close().await;
}
