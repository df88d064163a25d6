//! What the page says when something is missing: the session, the server, a part of the page itself.

use fantoccini::key::Key;
use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;
use crate::first_journey::{input, open, set_input};
use crate::integrations::{fill, press};
use crate::screens::look_at;

const BATCH: &str = "{\"message_id\":\"typed\"}";
/// So long that it is not transformed in the page.
fn long() -> String {
    format!("{{\"events\":[{}]}}", vec![r#"{"event_type":"opt_out"}"#; 10_000].join(","))
}

const VERDICT: &str = "[data-testid='send-verdict']";

async fn start() -> (TestApp, Chromium) {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    (app, page)
}

async fn end(app: TestApp, page: Chromium) {
    page.close().await;
    tokio::task::spawn_blocking(move || drop(app)).await.unwrap();
}

/// As it is after 30 days, or after `headgate token rotate`.
async fn end_session(page: &Chromium) {
    page.run("return fetch('/api/session', {method: 'DELETE'}).then(it => it.status)").await;
}

/// Puts `token` into the dialog, and presses its button.
async fn sign_in(page: &Chromium, token: &str) {
    let script = "const it = document.querySelector(\"[data-testid='token']\"); it.value = arguments[0]; it.dispatchEvent(new Event('input', {bubbles: true}))";
    page.find("#sign-in[open]").await;
    page.run_with(script, json!(token)).await;
    page.part("sign-in").await.click().await.unwrap();
}

async fn until_the_dialog_is_gone(page: &Chromium) {
    page.until("the dialog is gone", "return !document.querySelector('#sign-in')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_is_begun_again_and_the_send_goes_on() {
    let (app, page) = start().await;
    set_input(&page, BATCH).await;
    page.until_text("[data-testid='send']", "Send 1 message to the sandbox").await;
    end_session(&page).await;
    page.part("send").await.click().await.unwrap();

    page.until_text("#sign-in", "You are not signed in").await;
    let told = "Nothing that you typed is lost: once you are signed in, what you did last goes on.";
    page.until_text("#sign-in", told).await;
    let focused = "return document.activeElement === document.querySelector(\"[data-testid='token']\")";
    page.until("the token can be typed at once", focused).await;
    sign_in(&page, "wrong").await;
    page.until_text("#sign-in [role='alert']", "The token is not this server's. Open the link that the server printed")
        .await;

    // The link is taken too.
    sign_in(&page, &app.link()).await;
    until_the_dialog_is_gone(&page).await;
    page.until_text(VERDICT, "✓ 1 message: preview, receipt and read-back are equal.").await;
    assert_eq!(input(&page).await, BATCH);
    end(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_does_not_sign_in_is_told_why_and_can_retry() {
    let (app, page) = start().await;
    end_session(&page).await;
    page.part("send").await.click().await.unwrap();
    page.find("#sign-in[open] button[type='button']").await.click().await.unwrap();
    until_the_dialog_is_gone(&page).await;
    page.until_text(".send .notice", "You are not signed in.").await;
    page.find(".send .notice button").await.click().await.unwrap();
    sign_in(&page, &app.token).await;
    page.until_text(VERDICT, "preview, receipt and read-back are equal.").await;
    end(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_filled_in_is_saved_after_signing_in_again() {
    let (app, page) = start().await;
    page.go(&app.url("/integrations/new")).await;
    page.part("field-name").await;
    fill(&page, "name", "orders").await;
    fill(&page, "bootstrap_servers", "localhost:9").await;
    fill(&page, "topic", "app-events").await;
    end_session(&page).await;
    press(&page, "save").await;
    sign_in(&page, &app.token).await;
    until_the_dialog_is_gone(&page).await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;
    assert_eq!(page.run("return document.querySelector(\"[data-testid='field-name']\").value").await, json!("orders"));
    end(app, page).await;
}

async fn halted(mut app: TestApp) -> TestApp {
    let halt = move || {
        app.halt();
        app
    };
    tokio::task::spawn_blocking(halt).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_server_the_preview_works_and_sending_can_be_retried() {
    let (app, page) = start().await;
    let app = halted(app).await;
    set_input(&page, BATCH).await;
    page.until_text("[data-testid='send']", "Send 1 message to the sandbox").await;
    page.until_text("[data-testid='message-value']", "typed").await;
    set_input(&page, &long()).await;
    page.until_text("[data-testid='counts']", "10,000 events in").await;
    set_input(&page, BATCH).await;
    page.until_text("[data-testid='message-value']", "typed").await;
    page.part("send").await.click().await.unwrap();
    let told = "The server does not answer. Preview still works. Check that the server is running, then retry.";
    page.until_text(".send .notice", told).await;
    page.screenshot("offline-1440x900-light").await;

    let app = tokio::task::spawn_blocking(move || app.restart_here()).await.unwrap();
    page.find(".send .notice button").await.click().await.unwrap();
    page.until_text(VERDICT, "✓ 1 message: preview, receipt and read-back are equal.").await;
    end(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_input_whose_worker_does_not_arrive_says_what_to_do_and_a_short_one_is_previewed() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(1440, 900).await;
    // What is blocked is not blocked for workers.
    let gone =
        "window.Worker = class extends Worker { constructor(_, options) { super('/assets/gone.js', options); } }";
    page.before_each_document(gone).await;
    page.go(&app.link()).await;
    page.part("message").await;
    page.shown("[data-testid='input']").await;
    set_input(&page, &long()).await;
    let told = "The preview has stopped: reload the page. What you typed is kept.";
    page.until_text("[data-testid='counts']", told).await;
    set_input(&page, BATCH).await;
    page.until_text("[data-testid='message-value']", "typed").await;
    page.until_text("[data-testid='counts']", "1 message").await;
    end(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closer_look_that_cannot_be_fetched_says_so_and_is_taken_when_the_server_is_back() {
    let (app, page) = start().await;
    let app = halted(app).await;
    set_input(&page, "{\"message_id\":\"typed\",\"environment\":\"development\",\"events\":[]}").await;
    page.until_text("[data-testid='message-value']", "typed").await;
    page.find("[data-testid='message-value']").await.click().await.unwrap();
    page.press(Key::Down).await;
    let told = "What was done here, and why, could not be fetched: the server does not answer. Check that it is running, then point again.";
    page.until_text("[data-testid='why']", told).await;

    let app = tokio::task::spawn_blocking(move || app.restart_here()).await.unwrap();
    page.press(Key::Down).await;
    page.until_text("[data-testid='why']", "kept: no setting touches it").await;
    end(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_webassembly_does_not_arrive_says_what_to_do() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(1440, 900).await;
    page.block(&["*app_bg*"]).await;
    page.go(&app.link()).await;
    let told =
        "The page could not be loaded. Check that the server is still running and the network is up, then reload.";
    page.until_text("#starting[role='alert']", told).await;
    look_at(&page, "broken-download").await;
    page.block(&[]).await;
    page.find("#starting button").await.click().await.unwrap();
    page.part("message").await;
    end(app, page).await;
}
