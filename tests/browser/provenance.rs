//! What was done to a member, and why, told wherever one points; from there to the setting, and back to all it touches.

use fantoccini::key::Key;
use headgate_tests::TestApp;
use serde_json::{Value, json};
use shared::number::grouped;
use shared::{ConnectionSettings, Receipt, transform};

use crate::chromium::Chromium;
use crate::first_journey::{input, open};

const WHY: &str = "[data-testid='why']";
const LOCATION: &str = "/events/1/data/location removed: Include Location Information is off";
const REMOVED: &str = "[data-testid='diff-row'][data-pointer='/events/1/data/location'][data-done='removed']";

async fn start(width: u32, height: u32) -> (TestApp, Chromium) {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, width, height).await;
    (app, page)
}

async fn click(page: &Chromium, part: &str) {
    page.part(part).await.click().await.unwrap();
}

async fn until_setting_has_focus(page: &Chromium, key: &str) {
    let script = format!("return document.activeElement.id === 'setting-{key}'");
    page.until(&format!("{key} has the focus"), &script).await;
}

/// A style of the first thing that a CSS selector names.
async fn style(page: &Chromium, css: &str, name: &str) -> Value {
    let script = "return getComputedStyle(document.querySelector(arguments[0][0]))[arguments[0][1]]";
    page.run_with(script, json!([css, name])).await
}

/// Where the text stands on the screen, in the element that `root` names.
async fn place_of(page: &Chromium, root: &str, text: &str) -> (f64, f64) {
    let script = "const [root, text] = arguments[0]; const host = document.querySelector(root); \
        const walk = document.createTreeWalker(host.shadowRoot ?? host, NodeFilter.SHOW_TEXT); \
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf(text); if (at < 0) continue; \
        walk.currentNode.parentElement.scrollIntoView({block: 'nearest'}); \
        const range = document.createRange(); range.setStart(walk.currentNode, at + 1); range.setEnd(walk.currentNode, at + 2); \
        const box = range.getBoundingClientRect(); return [box.x + 1, box.y + box.height / 2]; }";
    let place = page.run_with(script, json!([root, text])).await;
    let at = |index: usize| place[index].as_f64().unwrap_or_else(|| panic!("{text} in {root}"));
    (at(0), at(1))
}

/// Moves the mouse to the text, and waits until it is told of.
async fn point_at(page: &Chromium, root: &str, text: &str, told: &str) {
    let (x, y) = place_of(page, root, text).await;
    page.point(x, y).await;
    page.until_text(WHY, told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_diff_strikes_what_is_removed_says_why_and_leads_to_the_setting() {
    let (_app, page) = start(1440, 900).await;
    click(&page, "tab-diff").await;
    page.part("diff-row").await;
    assert_eq!(page.count(REMOVED).await, 0);
    click(&page, "setting-include_location").await;
    let row = page.find(REMOVED).await;
    assert!(page.text(REMOVED).await.contains("Include Location Information is off"));
    assert_eq!(style(&page, &format!("{REMOVED} .diff-source"), "textDecorationLine").await, json!("line-through"));
    assert_eq!(page.text(&format!("{REMOVED} .sign")).await, "−");
    page.screenshot("diff-1440x900-light").await;

    row.click().await.unwrap();
    until_setting_has_focus(&page, "include_location").await;

    // Only what changed, and what is around it.
    let all = page.count("[data-testid='diff-row']").await;
    click(&page, "diff-folded").await;
    page.until_text(".diff-fold", "lines kept").await;
    assert!(page.count("[data-testid='diff-row']").await < all);
    page.resize(390, 844).await;
    page.find("[data-to='output']").await.click().await.unwrap();
    page.until("one column", "return document.querySelector('.diff-source').getBoundingClientRect().left < 60").await;
    page.screenshot("diff-390x844-light").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_message_can_be_seen_beside_its_batch() {
    let (_app, page) = start(1440, 900).await;
    click(&page, "setting-send_as_batch").await;
    click(&page, "tab-diff").await;
    page.until_text(".options", "0 is all together").await;
    let script = "const it = document.querySelectorAll(\".options input[type='number']\")[1]; it.value = 2; it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(script).await;
    page.find("[data-testid='diff-row'][data-pointer='/events/0'][data-done='in another message']").await;
    page.find("[data-testid='diff-row'][data-pointer='/events/1'][data-done='kept']").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mouse_is_told_of_source_diff_and_message() {
    let (_app, page) = start(1440, 900).await;
    click(&page, "setting-include_location").await;

    point_at(
        &page,
        "[data-testid='message-value']",
        "\"source_request_id\"",
        "/source_request_id kept: no setting touches it",
    )
    .await;
    point_at(
        &page,
        "[data-testid='message-value']",
        "\"user_identities\"",
        "/user_identities converted: Outgoing form has identities as an array",
    )
    .await;
    point_at(&page, "[data-testid='input']", "\"mp_deviceid\"", "/mp_deviceid removed: Include MP DeviceId is off")
        .await;
    page.screenshot("why-1440x900-light").await;
    click(&page, "why-setting").await;
    until_setting_has_focus(&page, "include_mp_deviceid").await;

    click(&page, "tab-diff").await;
    page.find(REMOVED).await;
    point_at(&page, REMOVED, "\"location\"", LOCATION).await;
    // What is told of the input changes with the settings.
    point_at(&page, "[data-testid='input']", "\"mp_deviceid\"", "/mp_deviceid removed").await;
    click(&page, "setting-include_mp_deviceid").await;
    page.until_text(WHY, "/mp_deviceid kept: no setting touches it").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_told_of_source_diff_and_message() {
    let (_app, page) = start(1440, 900).await;
    let before = page.text("[data-testid='message-value']").await;
    click(&page, "setting-include_location").await;
    let is_turned =
        format!("return document.querySelector(\"[data-testid='message-value']\").innerText !== {}", json!(before));
    page.until("the setting is turned", &is_turned).await;

    page.run("document.querySelector(\"[data-testid='message-value']\").focus()").await;
    page.press(Key::Down).await;
    page.until_text(WHY, "/source_request_id kept: no setting touches it").await;
    page.press(Key::Down).await;
    page.until_text(WHY, "/environment").await;

    click(&page, "tab-diff").await;
    page.find(REMOVED).await;
    page.run("document.querySelector('.diff').focus()").await;
    page.press(Key::Down).await;
    page.until_text(WHY, "the batch kept").await;
    while !page.text(WHY).await.starts_with(LOCATION) {
        page.press(Key::Down).await;
    }
    page.press(Key::Enter).await;
    until_setting_has_focus(&page, "include_location").await;

    // The cursor of the editor.
    let at = input(&page).await.find("\"mp_deviceid\"").unwrap();
    page.run_with(
        "document.querySelector(\"[data-testid='input']\").headgate.goTo(arguments[0], arguments[0])",
        json!(at),
    )
    .await;
    page.until_text(WHY, "/mp_deviceid removed: Include MP DeviceId is off").await;
    let before = input(&page).await;
    page.press_with(Key::Alt, Key::Enter.into()).await;
    until_setting_has_focus(&page, "include_mp_deviceid").await;
    assert_eq!(input(&page).await, before, "no line break was typed");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_balances_is_filtered_and_is_where_a_setting_leads() {
    let (_app, page) = start(1440, 900).await;
    click(&page, "setting-include_location").await;
    click(&page, "tab-account").await;
    page.part("change").await;

    let received_at = page.run("return Number(document.querySelector(\"[data-testid='received-at']\").value)").await;
    let receipt = Receipt { time_ms: received_at.as_i64().unwrap(), number: 0 };
    let text = input(&page).await;
    let settings = ConnectionSettings { include_location: false, ..ConnectionSettings::default() };
    let it = transform(&text, &settings, receipt, None);
    let balance = it.account.check(&text, it.records.iter().map(|it| it.value.as_str())).unwrap();
    let words = format!(
        "Balanced to the byte. Input, without white space: {} = {} kept + {} removed. Messages: {} = {} copied + {} added.",
        grouped(balance.source),
        grouped(balance.kept),
        grouped(balance.removed),
        grouped(balance.output),
        grouped(balance.copied),
        grouped(balance.added),
    );
    page.until_text("[data-testid='balance']", &words).await;
    page.until_text("[data-testid='change'][data-pointer='/events/1'][data-done='changed']", "screen_view: Product")
        .await;

    // All that one setting touches.
    let mut touched: Vec<_> =
        it.account.members.iter().filter(|it| it.reason.setting() == Some("include_location")).collect();
    touched.sort_by_key(|it| (it.batch, it.offset));
    let touched: Vec<_> = touched.iter().map(|it| it.pointer()).collect();
    page.until_text("[data-testid='touched-include_location']", &format!("Show {} places", touched.len())).await;
    click(&page, "touched-include_location").await;
    page.until(
        "only they are listed",
        &format!("return document.querySelectorAll(\"[data-testid='change']\").length === {}", touched.len()),
    )
    .await;
    let script = "return [...document.querySelectorAll(\"[data-testid='change']\")].map(it => it.dataset.pointer)";
    let listed: Vec<String> = serde_json::from_value(page.run(script).await).unwrap();
    assert_eq!(listed, touched);
    page.screenshot("account-filtered-1440x900-light").await;

    // And all for another reason.
    let script = "const it = document.querySelector(\"[data-testid='account-filter']\"); \
        it.value = [...it.options].find(it => it.text.startsWith('Not') || it.text.startsWith('Include MP DeviceId')).value; \
        it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(script).await;
    page.until(
        "only it is listed",
        "const rows = [...document.querySelectorAll(\"[data-testid='change']\")]; \
        return rows.length > 0 && rows.every(it => it.dataset.reason === 'Include MP DeviceId is off')",
    )
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_a_setting_lets_what_it_touches_flash_once() {
    let (_app, page) = start(1440, 900).await;
    click(&page, "tab-account").await;
    page.part("change").await;
    assert_eq!(page.count(".is-flashed").await, 0);
    click(&page, "setting-include_location").await;
    page.find("[data-testid='change'][data-reason='Include Location Information is off'].is-flashed").await;
    assert_eq!(page.count("[data-testid='change'][data-reason='Include MP DeviceId is off'].is-flashed").await, 0);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_messages_scroll_with_few_of_them_in_the_document() {
    let (_app, page) = start(1440, 900).await;
    let line = |number: usize| format!(r#"{{"mpid":{number},"message_id":"m","events":[{{"event_type":"opt_out"}}]}}"#);
    let text: Vec<_> = (1..=10_000).map(line).collect();
    page.run_with(
        "document.querySelector(\"[data-testid='input']\").headgate.set(arguments[0])",
        json!(text.join("\n")),
    )
    .await;
    page.until_text("[data-testid='counts']", "10,000 messages").await;
    let scroll = "document.querySelector('.pane-output .pane-body').scrollTo(0, 1e9)";
    page.run(scroll).await;
    let last = format!(
        "document.querySelector('.pane-output .pane-body').scrollTo(0, 1e9); return [...document.querySelectorAll(\"[data-testid='message-key']\")].some(it => it.innerText === 'key {}')",
        10_000
    );
    page.until("the last message is shown", &last).await;
    let shown = page.count("[data-testid='message']").await;
    assert!(shown < 300, "{shown} of 10,000 are in the document");
    page.run("document.querySelector('.pane-output .pane-body').scrollTo(0, 0)").await;
    page.until(
        "the first is shown again",
        "return [...document.querySelectorAll(\"[data-testid='message-key']\")].some(it => it.innerText === 'key 1')",
    )
    .await;
    page.close().await;
}
