//! Whole journeys without a pointer.

use fantoccini::key::Key;
use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;

async fn open(app: &TestApp) -> Chromium {
    let page = Chromium::open(1440, 900).await;
    page.go(&app.link()).await;
    page.part("message").await;
    page.shown("[data-testid='input']").await;
    page
}

/// Types over what is in the field that has the focus.
async fn type_over(page: &Chromium, text: &str) {
    page.press_with(Key::Control, 'a').await;
    page.type_keys(text).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_previewed_mended_and_sent_by_keyboard_alone() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app).await;

    // The first Tab offers to skip what is the same everywhere.
    page.tab().await;
    assert!(page.has_focus(".skip").await);
    page.press(Key::Enter).await;
    assert!(page.has_focus("main").await);

    // Type a batch that has a problem, and go there from the list.
    page.tab_to("[data-testid='input']").await;
    let batch = "{\"mpid\": 7, \"user_identities\": {}, \"events\": [NaN]}";
    type_over(&page, batch).await;
    page.until_text("[data-testid='problem']", "`NaN` is not JSON.").await;
    page.tab_to("[data-testid='problem']").await;
    page.press(Key::Enter).await;
    page.until("the input has the focus", "return document.activeElement?.matches(\"[data-testid='input']\")").await;

    // The problem is selected: what is typed replaces it.
    page.type_keys("{\"event_type\": \"custom_event\", \"data\": {\"location\": {\"latitude\": 1.5}}}").await;
    page.until_text(".problems h3", "No problems").await;
    page.until_text("[data-testid='counts']", "1 event in · 1 kept").await;
    page.until_text("[data-testid='message-value']", "\"latitude\": 1.5").await;

    // Another tab by arrow; a setting by space.
    page.tab_to("[data-testid='tab-messages']").await;
    page.press(Key::Right).await;
    assert!(!page.has_focus("[data-testid='tab-messages']").await);
    page.press(Key::Left).await;
    assert!(page.has_focus("[data-testid='tab-messages']").await);
    page.tab_to("[data-testid='setting-include_location']").await;
    page.press(Key::Space).await;
    let is_gone =
        "return !document.querySelector(\"[data-testid='message-value']\").innerText.includes('\"latitude\"')";
    page.until("the location is removed", is_gone).await;
    page.screenshot("keyboard-setting-1440x900-light").await;

    // Send it, and read the proof.
    page.tab_to("[data-testid='send']").await;
    page.press(Key::Enter).await;
    page.until_text("[data-testid='receipt-readback']", "read back: identical").await;
    page.screenshot("keyboard-sent-1440x900-light").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_is_set_up_and_checked_by_keyboard_alone() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app).await;

    page.type_keys("gi").await;
    page.shown("[data-testid='add']").await;
    page.tab_to("[data-testid='add']").await;
    page.press(Key::Enter).await;
    page.shown("[data-testid='field-name']").await;
    let fields =
        [("name", "orders"), ("bootstrap_servers", "localhost:9"), ("topic", "app-events"), ("username", "svc-mp")];
    for (field, text) in fields {
        page.tab_to(&format!("[data-testid='field-{field}']")).await;
        page.type_keys(text).await;
    }
    // Where the user's name was, the password comes next.
    page.tab_to("[data-testid='field-password']").await;
    page.type_keys("canary-password").await;

    // Nothing listens there: the check says so, and is read out.
    page.tab_to("[data-testid='check']").await;
    page.press(Key::Enter).await;
    page.shown("[data-testid='check-result']").await;
    page.until_text("[data-testid='stage'][data-status='failed']", "TCP").await;
    let told = "return [...document.querySelectorAll('.check-box [aria-live]')].some(it => it.textContent.length > 0)";
    assert_eq!(page.run(told).await, json!(true));

    page.tab_to("[data-testid='save']").await;
    page.press(Key::Enter).await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;
    page.screenshot("keyboard-integration-1440x900-light").await;

    // And back again.
    page.tab_to(".trail a").await;
    page.press(Key::Enter).await;
    page.until_text(".list", "TLS, PLAIN as svc-mp").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_opens_with_a_key_holds_the_focus_and_gives_it_back() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app).await;
    page.tab_to("[data-testid='tab-messages']").await;
    page.type_keys("?").await;
    page.shown("#shortcuts").await;
    assert!(page.has_focus("#shortcuts button").await);
    page.press(Key::Escape).await;
    page.until("it is closed", "return !document.querySelector('#shortcuts').open").await;
    assert!(page.has_focus("[data-testid='tab-messages']").await);

    // A question mark that is typed into the input is one.
    page.tab_to("[data-testid='input']").await;
    type_over(&page, "?").await;
    page.until_text("[data-testid='problem']", "?").await;
    assert_eq!(page.run("return document.querySelector('#shortcuts').open").await, json!(false));
    page.close().await;
}
