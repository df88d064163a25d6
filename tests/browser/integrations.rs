//! Integrations: create one, see errors at their fields and a secret only as set, change it, delete it.

use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;
use crate::screens::look_at;

async fn start(width: u32, height: u32) -> (TestApp, Chromium) {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(width, height).await;
    page.go(&app.link()).await;
    page.part("message").await;
    (app, page)
}

/// Types into a field and leaves it.
pub(crate) async fn fill(page: &Chromium, field: &str, text: &str) {
    let script = "const it = document.querySelector(`section:not([hidden]) [data-testid='field-${arguments[0][0]}']`); it.focus(); \
        it.value = arguments[0][1]; for (const kind of ['input', 'change']) it.dispatchEvent(new Event(kind, {bubbles: true})); it.blur()";
    page.run_with(script, json!([field, text])).await;
}

/// The problems that stand at a field.
fn problems_of(field: &str) -> String {
    format!("section:not([hidden]) [data-field='{field}'] .field-problems")
}

pub(crate) async fn press(page: &Chromium, part: &str) {
    page.find(&format!("section:not([hidden]) [data-testid='{part}']")).await.click().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_from_the_first_letter_to_its_end() {
    let (app, page) = start(1440, 900).await;
    the_sandbox_is_there_and_one_button_leads_on(&page).await;
    what_is_wrong_is_told_at_its_field_as_one_leaves_it(&page).await;
    on_save_everything_is_told_at_once(&page).await;
    a_password_can_be_typed_once_there_is_a_user_name(&page).await;
    looking_elsewhere_loses_nothing(&page).await;
    let path = saved_the_secret_is_only_told_of(&page).await;
    page.go(&app.url(&path)).await;
    its_address_leads_back_and_the_value_does_not_come_back(&page).await;
    changing_the_topic_leaves_the_secret_as_it_is(&page).await;
    it_is_deleted_after_a_question(&page).await;
    page.close().await;
}

async fn the_sandbox_is_there_and_one_button_leads_on(page: &Chromium) {
    page.find("a[href='/integrations']").await.click().await.unwrap();
    page.until_text("[data-testid='integration']", "sandbox").await;
    page.part("add").await;
    press(page, "add").await;
}

async fn what_is_wrong_is_told_at_its_field_as_one_leaves_it(page: &Chromium) {
    fill(page, "bootstrap_servers", "kafka-1:9093,kafka-2").await;
    page.until_text(&problems_of("bootstrap_servers"), "Server 2, kafka-2, has no port.").await;
    assert_eq!(page.text(&problems_of("topic")).await, "", "what was not typed yet is not complained of");
    assert!(!page.find("[data-field='password']").await.is_displayed().await.unwrap());
}

async fn on_save_everything_is_told_at_once(page: &Chromium) {
    press(page, "save").await;
    page.until_text("[data-testid='save-answer']", "Not saved: 3 problems, each at its field.").await;
    page.until_text(&problems_of("name"), "No name is given.").await;
    page.until_text(&problems_of("topic"), "No topic is named.").await;
}

async fn a_password_can_be_typed_once_there_is_a_user_name(page: &Chromium) {
    fill(page, "name", "orders").await;
    fill(page, "bootstrap_servers", "localhost:9").await;
    fill(page, "topic", "app-events").await;
    fill(page, "username", "svc-mp").await;
    page.until_text(&problems_of("password"), "").await;
    page.shown("[data-field='password']").await;
    fill(page, "password", "canary-password").await;
}

async fn looking_elsewhere_loses_nothing(page: &Chromium) {
    page.find("a[href='/']").await.click().await.unwrap();
    page.find("a[href='/integrations']").await.click().await.unwrap();
    press(page, "add").await;
    assert_eq!(page.run("return document.querySelector(\"[data-testid='field-name']\").value").await, json!("orders"));
    let stored = page.run("return JSON.stringify(localStorage) + JSON.stringify(sessionStorage)").await;
    assert!(!stored.as_str().unwrap().contains("canary"), "no secret is in the browser's storage");
}

/// The address of what is saved.
async fn saved_the_secret_is_only_told_of(page: &Chromium) -> String {
    press(page, "save").await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;
    page.until_text("[data-testid='secret-password']", "set · changed").await;
    let path = page.run("return location.pathname").await.as_str().unwrap().to_owned();
    assert!(path.starts_with("/integrations/") && path != "/integrations/new", "{path}");
    look_at(page, "integration-saved").await;
    path
}

async fn its_address_leads_back_and_the_value_does_not_come_back(page: &Chromium) {
    page.until_text("[data-testid='secret-password']", "set · changed").await;
    assert!(!page.client_source().await.contains("canary-password"));
}

async fn changing_the_topic_leaves_the_secret_as_it_is(page: &Chromium) {
    fill(page, "topic", "orders-2").await;
    press(page, "save").await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;
    page.find(".trail a").await.click().await.unwrap();
    page.until_text(".list", "TLS, PLAIN as svc-mp").await;
    page.until_text(".list", "orders-2").await;
}

async fn it_is_deleted_after_a_question(page: &Chromium) {
    page.find(".list a[href^='/integrations/']").await.click().await.unwrap();
    press(page, "delete").await;
    press(page, "delete-confirm").await;
    page.until(
        "only the sandbox is left",
        "return document.querySelectorAll(\"[data-testid='integration']\").length === 1",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_somebody_else_made_is_not_overwritten() {
    let (app, page) = start(1440, 900).await;
    let body = json!({"name": "orders", "kafka": {"bootstrap_servers": "localhost:9", "topic": "t"}});
    let (id, app) = tokio::task::spawn_blocking(move || {
        let made = app.post("/api/integrations", &body).json();
        (made["id"].as_str().unwrap().to_owned(), app)
    })
    .await
    .unwrap();
    page.go(&app.url(&format!("/integrations/{id}"))).await;
    page.part("field-topic").await;
    fill(&page, "topic", "mine").await;
    let app = tokio::task::spawn_blocking(move || {
        let body =
            json!({"name": "orders", "version": 1, "kafka": {"bootstrap_servers": "localhost:9", "topic": "theirs"}});
        assert_eq!(app.put(&format!("/api/integrations/{id}"), &body).status, 200);
        app
    })
    .await
    .unwrap();
    press(&page, "save").await;
    page.until_text("[data-testid='conflict']", "Nothing was saved.").await;
    look_at(&page, "integration-conflict").await;
    page.find("[data-testid='conflict'] button").await.click().await.unwrap();
    page.until(
        "what is stored is shown",
        "return document.querySelector(\"[data-testid='field-topic']\").value === 'theirs'",
    )
    .await;
    page.close().await;
    drop(app);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_another_client_fill_the_form_and_the_check_says_where_it_ends() {
    let (app, page) = start(1440, 900).await;
    page.go(&app.url("/integrations/new")).await;
    press(&page, "paste").await;
    let text = "bootstrap.servers=localhost:9\nsasl.username=alice\nsasl.password=canary-password\nclient.id=me\n";
    let script = "const it = document.querySelector(\"dialog[open] [data-testid='paste-text']\"); it.value = arguments[0]; \
        it.dispatchEvent(new Event('input', {bubbles: true}))";
    page.run_with(script, json!(text)).await;
    press(&page, "paste-take").await;
    page.until_text("[data-testid='paste-told']", "Line 2: sasl.username became User Name.").await;
    page.until_text("[data-testid='paste-told']", "Line 4: client.id was not taken.").await;
    press(&page, "paste-close").await;
    let value = "return document.querySelector(\"[data-testid='field-bootstrap_servers']\").value";
    assert_eq!(page.run(value).await, json!("localhost:9"));

    // Texts for others have placeholders for secrets.
    page.find("[data-testid='copy-as'] summary").await.click().await.unwrap();
    page.until_text("[data-testid='copy-as-text']", "password=\"<password>\"").await;
    page.find("[data-testid='broker-setup'] summary").await.click().await.unwrap();
    page.until_text("[data-testid='broker-setup']", "--allow-principal User:alice").await;
    assert!(!page.text("[data-testid='copy-as']").await.contains("canary"));

    // Nothing listens there: the check says so at its stage, and what comes after is skipped.
    fill(&page, "topic", "app-events").await;
    press(&page, "check").await;
    page.find("[data-testid='stage'][data-status='failed']").await;
    page.find("[data-testid='check-result']").await;
    page.until_text("[data-testid='stage'][data-status='failed']", "TCP").await;
    page.find("[data-testid='stage'][data-status='skipped']").await;
    page.screenshot("integration-check-1440x900-light").await;

    // How the check of what is saved ended is told in the list.
    fill(&page, "name", "orders").await;
    press(&page, "save").await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;
    press(&page, "check").await;
    let is_noted = "fetch('/api/integrations').then(it => it.json()).then(it => { window.isNoted = it.integrations[0].last_check !== null }); \
        return window.isNoted === true";
    page.until("the check is noted", is_noted).await;
    page.find(".trail a").await.click().await.unwrap();
    page.until_text(".list", "✗ failed, ").await;
    look_at(&page, "integrations-checked").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn preview_saves_its_settings_as_a_connection_and_sends_to_an_integration() {
    let (app, page) = start(1440, 900).await;
    let body = json!({"name": "orders", "kafka": {"bootstrap_servers": "localhost:9", "topic": "t"}});
    let app = tokio::task::spawn_blocking(move || {
        assert_eq!(app.post("/api/integrations", &body).status, 201);
        app
    })
    .await
    .unwrap();

    page.part("setting-include_location").await.click().await.unwrap();
    page.part("connections").await.click().await.unwrap();
    page.until_text("#connections", "No connection is saved.").await;
    let script = "const it = document.querySelector(\"[data-testid='connection-name']\"); it.value = 'no places'; \
        it.dispatchEvent(new Event('input', {bubbles: true}))";
    page.run(script).await;
    page.part("connection-save").await.click().await.unwrap();
    page.until_text("[data-testid='connection']", "no places").await;
    look_at(&page, "connections-saved").await;
    page.find("#connections .sheet-actions button").await.click().await.unwrap();
    page.part("setting-include_location").await.click().await.unwrap();
    page.part("connections").await.click().await.unwrap();
    page.part("connection-load").await.click().await.unwrap();
    let is_off = "return !document.querySelector(\"[data-testid='setting-include_location']\").checked";
    page.until("the saved setting is back", is_off).await;

    // Nothing listens where the integration is: each message says so.
    let choose = "const it = document.querySelector(\"[data-testid='target']\"); it.focus()";
    page.run(choose).await;
    page.until(
        "the integration can be chosen",
        "return document.querySelectorAll(\"[data-testid='target'] option\").length === 2",
    )
    .await;
    let choose = "const it = document.querySelector(\"[data-testid='target']\"); it.selectedIndex = 1; it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose).await;
    page.until_text("[data-testid='send']", "to orders").await;
    page.screenshot("send-to-integration-1440x900-light").await;
    page.close().await;
    drop(app);
}
