//! What one sees who comes for the first time, and that the place is kept.

use fantoccini::key::Key;
use headgate_tests::TestApp;
use serde_json::{Value, json};
use shared::settings::{CONNECTION, Kind};

use crate::chromium::Chromium;

async fn open(app: &TestApp, width: u32, height: u32) -> Chromium {
    let page = Chromium::open(width, height).await;
    page.go(&app.link()).await;
    page.part("message").await;
    page.shown("[data-testid='input']").await;
    page
}

/// What is under the tabs of Output.
async fn output(page: &Chromium) -> String {
    page.text(".pane-output [role='tabpanel']").await
}

/// Waits until something else than `before` is under the tabs.
async fn until_other(page: &Chromium, before: &str, what: &str) {
    let script =
        format!("return document.querySelector(\".pane-output [role='tabpanel']\").innerText !== {}", json!(before));
    page.until(what, &script).await;
}

/// Waits until `before` is under the tabs again.
async fn until_same(page: &Chromium, before: &str, what: &str) {
    let script =
        format!("return document.querySelector(\".pane-output [role='tabpanel']\").innerText === {}", json!(before));
    page.until(what, &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_setting_visibly_does_something_to_the_example() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    page.until_text(".problems h3", "No problems").await;
    let before = output(&page).await;
    assert_eq!(CONNECTION.len(), 12);
    for setting in CONNECTION {
        let part = format!("setting-{}", setting.key);
        match setting.kind {
            Kind::Switch => {
                let what = format!("{} does something", setting.label);
                page.part(&part).await.click().await.unwrap();
                until_other(&page, &before, &what).await;
                page.part(&part).await.click().await.unwrap();
            }
            Kind::Set(choices) => {
                for choice in choices {
                    let part = format!("{part}-{}", choice.value);
                    page.part(&part).await.click().await.unwrap();
                    until_other(&page, &before, choice.label).await;
                    page.part(&part).await.click().await.unwrap();
                    until_same(&page, &before, &format!("{} undone", choice.label)).await;
                }
            }
            _ => {
                page.part(&part).await.click().await.unwrap();
                page.type_keys("u-1").await;
                until_other(&page, &before, setting.label).await;
                assert!(output(&page).await.contains("\"unique_id\": \"u-1\""));
                page.press_with(Key::Control, 'a').await;
                page.press(Key::Delete).await;
            }
        }
        until_same(&page, &before, &format!("{} undone", setting.label)).await;
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_button_and_a_reload_keep_the_place_and_what_was_typed() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    page.part("setting-include_location").await.click().await.unwrap();
    page.part("input").await.click().await.unwrap();
    page.press_with(Key::Control, 'a').await;
    page.type_keys("{\"mpid\": -42, \"events\": []}").await;
    page.until_text("[data-testid='message-key']", "-42").await;

    page.find("a[href='/deliveries']").await.click().await.unwrap();
    page.shown("#deliveries-title").await;
    page.find("a[href='/integrations']").await.click().await.unwrap();
    page.shown("#integrations-title").await;
    page.run("history.back()").await;
    page.shown("#deliveries-title").await;
    assert_eq!(
        page.run("return [location.pathname, document.title]").await,
        json!(["/deliveries", "Deliveries · Headgate"])
    );
    page.run("history.back()").await;
    page.shown("[data-testid='message']").await;
    assert!(page.text("[data-testid='message-key']").await.contains("-42"));
    page.run("history.forward()").await;
    page.shown("#deliveries-title").await;
    page.run("location.reload()").await;
    page.shown("#deliveries-title").await;
    assert_eq!(page.run("return location.pathname").await, json!("/deliveries"));

    // What was typed survives as well.
    let kept = "return localStorage.getItem('headgate.input')?.includes('-42') === true";
    page.until("the input is kept", kept).await;
    page.go(&app.url("/")).await;
    page.until_text("[data-testid='message-key']", "-42").await;
    let is_off = "return !document.querySelector(\"[data-testid='setting-include_location']\").checked";
    page.until("the setting is kept", is_off).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_just_before_the_page_is_left_is_kept() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    page.part("input").await.click().await.unwrap();
    page.press_with(Key::Control, 'a').await;
    page.type_keys("{\"mpid\": -43, \"events\": []}").await;
    page.run("location.reload()").await;
    page.until_text("[data-testid='message-key']", "-43").await;
    page.close().await;
}

async fn ground(page: &Chromium) -> Value {
    page.run("return getComputedStyle(document.body).backgroundColor").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colours_follow_the_system_until_one_chooses() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let light = ground(&page).await;
    page.prefer(&[("prefers-color-scheme", "dark")]).await;
    let dark = ground(&page).await;
    assert_ne!(light, dark);

    page.part("theme").await.click().await.unwrap();
    page.type_keys("Light").await;
    page.press(Key::Enter).await;
    page.until("the page is light", &format!("return getComputedStyle(document.body).backgroundColor === {light}"))
        .await;
    page.run("location.reload()").await;
    page.part("message").await;
    assert_eq!(ground(&page).await, light, "the choice is kept");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_each_pane_has_the_window_for_itself() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open_on_phone(&app).await;
    for pane in ["input", "settings", "output"] {
        page.find(&format!(".pane-bar [data-to='{pane}']")).await.click().await.unwrap();
        page.shown(&format!(".pane-{pane}")).await;
        let shown = "return [...document.querySelectorAll('.pane')].filter(it => it.checkVisibility()).length";
        assert_eq!(page.run(shown).await, json!(1));
        let fits = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.run(fits).await, json!(true), "{pane} fits");
        page.screenshot(&format!("phone-{pane}-390x844-light")).await;
    }
    page.part("send").await.click().await.unwrap();
    page.until_text("[data-testid='receipt-readback']", "read back: identical").await;
    page.screenshot("phone-sent-390x844-light").await;
    page.close().await;
}

/// The editor is in a pane that is not shown at first.
async fn open_on_phone(app: &TestApp) -> Chromium {
    let page = Chromium::open(390, 844).await;
    page.go(&app.link()).await;
    page.shown("[data-testid='message']").await;
    page
}
