//! The card of a message: what it says, and what its buttons hand out.

use headgate_tests::TestApp;
use serde_json::json;
use shared::record::{partition, partition_crc32, partition_fnv1a};

use crate::chromium::Chromium;
use crate::first_journey::{open, set_input};

const KEY: &str = "-5412031425869132287";

/// Keeps what is copied and what is downloaded.
const LISTEN: &str = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }; \
    const made = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(it => { window.saved = it }); return made(blob) }; \
    HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download }";

async fn partition_shown(page: &Chromium, partitions: u32) {
    let key = KEY.as_bytes();
    let (java, sarama, c) =
        (partition(key, partitions), partition_fnv1a(key, partitions), partition_crc32(key, partitions));
    let shown = format!("partition {java} of {partitions} (FNV-1a: {sarama}, CRC32: {c})");
    page.until_text("[data-testid='message-partition']", &shown).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_tells_key_partitions_size_and_hash_and_hands_the_message_out() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let batch = format!(r#"{{"message_id":"it's", "mpid":{KEY}}}"#);
    let value = batch.replace(", ", ",");
    set_input(&page, &batch).await;
    page.until_text("[data-testid='message-value']", "it's").await;
    page.until_text("[data-testid='message-key']", &format!("key {KEY}")).await;
    partition_shown(&page, 6).await;
    let set = "const it = document.querySelector('.options input'); it.value = '12'; it.dispatchEvent(new Event('input', {bubbles: true}))";
    page.run(set).await;
    partition_shown(&page, 12).await;
    page.until_text(".message .size", &format!("{} bytes", value.len())).await;
    let meter = page.run("const it = document.querySelector('.message meter'); return [it.value, it.max]").await;
    assert_eq!(meter, json!([value.len(), 1_000_000]));

    page.run(LISTEN).await;
    let press = async |action: &str, told: &str| {
        page.find(&format!(".message [data-do='{action}']")).await.click().await.unwrap();
        page.until_text(".message [role='status']", told).await;
    };
    press("save", "Downloaded").await;
    page.until("it is downloaded", "return Boolean(window.saved)").await;
    assert_eq!(page.run("return [window.savedAs, window.saved]").await, json!(["message-1.json", value]));
    press("hash", "Copied").await;
    assert_eq!(page.run("return window.copied").await, json!(shared::record::sha256_hex(value.as_bytes())));
    press("value", "Copied").await;
    page.until("the value is copied", "return window.copied.startsWith('{')").await;
    assert_eq!(page.run("return window.copied").await, json!(value));
    press("kcat", "Copied").await;
    page.until("the command is copied", "return window.copied.startsWith('printf')").await;
    assert_eq!(page.run("return window.copied").await, json!(shared::record::kcat(Some(KEY), &value)));
    page.screenshot("message-card-1440x900-light").await;

    set_input(&page, r#"{"message_id":"m"}"#).await;
    page.until_text("[data-testid='message-key']", "no key: random partition").await;
    page.resize(390, 844).await;
    page.screenshot("message-card-390x844-light").await;
    page.close().await;
    tokio::task::spawn_blocking(move || drop(app)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_was_unfolded_stays_so_when_its_contents_change() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let batch = |note: &str| {
        let attributes: String = (0..40).map(|it| format!("\"a{it}\":{it},")).collect();
        format!(r#"[{{"mpid":1}},{{"mpid":2,"user_attributes":{{{attributes}"note":"{note}"}}}}]"#)
    };
    set_input(&page, &batch("first")).await;
    let (value, button) = (".message:nth-child(2) .value", ".message:nth-child(2) .unfold");
    page.find(&format!("{button}[aria-expanded='false']")).await.click().await.unwrap();
    page.find(&format!("{value}.is-open")).await;
    set_input(&page, &batch("second")).await;
    page.until_text(&format!("{value}.is-open"), "second").await;
    page.find(&format!("{button}[aria-expanded='true']")).await.click().await.unwrap();
    page.find(&format!("{value}:not(.is-open)")).await;
    page.close().await;
    tokio::task::spawn_blocking(move || drop(app)).await.unwrap();
}
