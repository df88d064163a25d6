//! Share: a link takes everything along but what tells of people, and nothing that was typed is lost by opening one.

use headgate_tests::TestApp;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::first_journey::{hashes, input, open, set_input};
use crate::screens::look_at;

/// Unicode, an emoji, half of a surrogate pair, integers of 64 bits.
const BATCH: &str = r#"{"mpid":-9223372036854775808,"message_id":"m","user_attributes":{"$FirstName":"Zoë","city":"Ан–😀 \ud83d"},"ip":"203.0.113.9","events":[{"data":{"event_name":"mail to zoe@example.com","event_id":"9223372036854775807","location":{"latitude":1.50}},"event_type":"custom_event"}]}"#;

/// Clicks what has this `data-testid`, as soon as it is shown.
pub(crate) async fn press(page: &Chromium, part: &str) {
    page.shown(&format!("[data-testid='{part}']")).await;
    page.part(part).await.click().await.unwrap();
}

async fn shown_link(page: &Chromium) -> String {
    page.shown("[data-testid='share-link']").await;
    page.run("return document.querySelector(\"[data-testid='share-link']\").value").await.as_str().unwrap().to_owned()
}

/// Opens the dialog; with everything as it is if `as_it_is`.
async fn share(page: &Chromium, as_it_is: bool) -> String {
    press(page, "share").await;
    page.shown("[data-testid='share-counts']").await;
    if as_it_is {
        press(page, "share-scrub").await;
        page.until("nothing is replaced", "return document.querySelector(\"[data-testid='share-counts']\") === null")
            .await;
    }
    shown_link(page).await
}

/// Opens `link` as one who has not been here.
async fn visit(page: &Chromium, link: &str) {
    page.run("localStorage.clear()").await;
    page.go("about:blank").await;
    page.go(link).await;
    page.shown("[data-testid='opened']").await;
    page.until("the editor arrives", "return Boolean(document.querySelector(\"[data-testid='input']\")?.headgate)")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_shows_the_same_messages_to_another_and_keeps_what_was_typed() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    set_input(&page, BATCH).await;
    press(&page, "setting-include_location").await;
    page.until_text("[data-testid='counts']", "1 event in").await;
    page.until_text("[data-testid='share']", "Share").await;
    let link = share(&page, true).await;
    page.until_text("[data-testid='share-facts']", "Include Location Information: off").await;
    page.until_text("[data-testid='share-facts']", "Integrations, Kafka settings, passwords and keys of brokers").await;
    page.until_text("[data-testid='share-length']", "of at most 300,000 characters").await;
    let sent = hashes(&page).await;

    visit(&page, &link).await;
    assert_eq!(
        page.text("[data-testid='opened'] span").await,
        format!("Opened from a link: {} bytes, 1 changed setting.", BATCH.len())
    );
    assert_eq!(input(&page).await, BATCH);
    page.until(
        "the setting is off",
        "return !document.querySelector(\"[data-testid='setting-include_location']\").checked",
    )
    .await;
    page.until_text("[data-testid='counts']", "1 event in").await;
    assert_eq!(hashes(&page).await, sent, "the same bytes, by the same receipt time");
    assert!(!page.run("return location.href").await.as_str().unwrap().contains('#'), "the link has left the address");
    look_at(&page, "share-opened").await;

    // What was there before comes back, also after a reload.
    page.go(&app.url("/")).await;
    page.until_text("[data-testid='opened']", "What you had before you opened a link is still kept.").await;
    press(&page, "keep-mine").await;
    page.until(
        "the example is back",
        "return document.querySelector(\"[data-testid='input']\").headgate.get().includes('ana.silva@example.com')",
    )
    .await;
    page.until(
        "the setting is on",
        "return document.querySelector(\"[data-testid='setting-include_location']\").checked",
    )
    .await;
    assert_eq!(page.count("[data-testid='opened']").await, 0);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_replaced_unless_one_says_otherwise() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    set_input(&page, BATCH).await;
    page.until_text("[data-testid='counts']", "1 event in").await;
    let link = share(&page, false).await;
    assert_eq!(page.text("[data-testid='share-counts']").await, "Replaced: 1 e-mail, 3 ids, 1 name, 1 IP.");
    page.until_text(".fakes", "zoe@example.com").await;
    page.screenshot("share-scrub-1440x900-light").await;
    page.resize(390, 844).await;
    page.prefer(&[("prefers-color-scheme", "dark")]).await;
    page.until("nothing sticks out to the right", "return document.documentElement.scrollWidth <= innerWidth").await;
    page.screenshot("share-scrub-390x844-dark").await;
    page.resize(1440, 900).await;
    page.prefer(&[("prefers-color-scheme", "light")]).await;

    visit(&page, &link).await;
    let got = input(&page).await;
    assert_eq!(got.len(), BATCH.len());
    for original in ["zoe@", "example.com", "Zoë", "203.0.113.9", "9223372036854775808", "9223372036854775807"] {
        assert!(!got.contains(original), "{original} is left in {got}");
    }
    assert!(got.contains("\"city\":\"Ан–😀 \\ud83d\"") && got.contains("mail to "), "{got}");
    assert!(serde_json::from_str::<Value>(&got.replace("\\ud83d", "")).unwrap()["mpid"].is_i64());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shared_or_opened_is_refused_in_words() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let before = input(&page).await;
    page.go(&app.url("/#s=2.anything")).await;
    page.until_text(
        "[data-testid='link-refused']",
        "This link was made by a newer Headgate (format 2); this one reads format 1. Open it there.",
    )
    .await;
    page.run("document.querySelector(\"[data-testid='link-refused'] button\").click()").await;
    page.go(&app.url("/#s=1.hHXF5CtKTU7NLEtN")).await;
    page.until_text(
        "[data-testid='link-refused']",
        "This link is damaged: a part of it is missing or was changed. Copy the whole link again.",
    )
    .await;
    assert_eq!(input(&page).await, before);

    set_input(&page, "{\"email\":\"zoe@example.com\",NaN}").await;
    page.until_text("[data-testid='problem']", "`NaN` is not JSON.").await;
    press(&page, "share").await;
    page.until_text("[data-testid='share-problem']", "Line 1, column 28: `NaN` is not JSON.").await;
    page.until_text(
        "[data-testid='share-problem']",
        "What cannot be read cannot be replaced: mend the input, or share it as it is.",
    )
    .await;
    assert_eq!(page.count("[data-testid='share-link']").await, 0);
    press(&page, "share-scrub").await;
    shown_link(&page).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kilobytes_go_into_a_link_and_come_out() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let events: Vec<_> = (0..1_400u64)
        .map(|it| json!({"event_type": "custom_event", "data": {"event_name": format!("é{it}"), "event_id": it.wrapping_mul(0x9e37_79b9_7f4a_7c15), "custom_attributes": {"n": "x".repeat(40)}}}))
        .collect();
    let batch = json!({"mpid": i64::MIN, "events": events}).to_string();
    assert!(batch.len() > 200_000);
    set_input(&page, &batch).await;
    page.until_text("[data-testid='counts']", "1,400 events in").await;
    let link = share(&page, true).await;
    visit(&page, &link).await;
    assert!(input(&page).await == batch, "every byte came back");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_goes_on_while_fakes_are_made_for_a_large_input() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let events: Vec<_> = (0..20_000)
        .map(|it| json!({"event_type": "custom_event", "data": {"event_name": "x".repeat(80), "custom_attributes": {"mail": format!("a{it}@example.com")}}}))
        .collect();
    let batch = json!({"mpid": i64::MIN, "events": events}).to_string();
    assert!(batch.len() > 3_000_000 && batch.len() < shared::share::LARGEST);
    set_input(&page, &batch).await;
    page.until_text("[data-testid='counts']", "20,000 events in").await;

    let frames = "window.longest = 0; window.said = 0; let last = performance.now(); const frame = now => { \
        window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(frame); \
        window.said += document.querySelector(\"[data-testid='share-underway']\")?.innerText === 'Making the link…' }; requestAnimationFrame(frame)";
    page.run(frames).await;
    press(&page, "share").await;
    page.until_text("[data-testid='share-counts']", "Replaced: 20,000 e-mails, 1 id.").await;
    println!("{} bytes, longest frame: {} ms", batch.len(), page.run("return Math.round(window.longest)").await);
    page.until("frames were drawn meanwhile", "return window.said > 1").await;
    page.close().await;
}
