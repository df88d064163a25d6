//! The main job, end to end: see the example's message, change a setting, break and mend the input, send, get proof.

use headgate_tests::TestApp;
use serde_json::json;
use shared::{ConnectionSettings, Receipt, transform};

use crate::chromium::Chromium;

const LOCATION: &str =
    "[data-testid='change'][data-pointer='/events/1/data/location'][data-reason='Include Location Information is off']";

/// Opens the page and waits until the example is shown and the editor has arrived.
pub(crate) async fn open(app: &TestApp, width: u32, height: u32) -> Chromium {
    let page = Chromium::open(width, height).await;
    page.go(&app.link()).await;
    page.part("message").await;
    page.until("the editor arrives", "return Boolean(document.querySelector(\"[data-testid='input']\")?.headgate)")
        .await;
    page
}

pub(crate) async fn input(page: &Chromium) -> String {
    let script = "return document.querySelector(\"[data-testid='input']\").headgate.get()";
    page.run(script).await.as_str().unwrap().to_owned()
}

pub(crate) async fn set_input(page: &Chromium, text: &str) {
    let script = "document.querySelector(\"[data-testid='input']\").headgate.set(arguments[0])";
    page.run_with(script, json!(text)).await;
}

/// The SHA-256 of each message that is shown.
pub(crate) async fn hashes(page: &Chromium) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll(\"[data-testid='message-sha256']\")].map(it => it.dataset.sha256)";
    serde_json::from_value(page.run(script).await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_look_to_the_proof() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;

    // The example's output is what the native crate gives for the same receipt time.
    let received_at = page.run("return Number(document.querySelector(\"[data-testid='received-at']\").value)").await;
    let receipt = Receipt { time_ms: received_at.as_i64().unwrap(), number: 0 };
    let native = transform(&input(&page).await, &ConnectionSettings::default(), receipt, None);
    let native: Vec<_> = native.records.iter().map(shared::Record::sha256).collect();
    assert_eq!(hashes(&page).await, native);

    // Switching the location off removes it, and says why.
    page.part("tab-account").await.click().await.unwrap();
    assert_eq!(page.count(LOCATION).await, 0);
    page.part("setting-include_location").await.click().await.unwrap();
    page.find(LOCATION).await;
    page.until_text(LOCATION, "Include Location Information is off").await;
    page.screenshot("account-1440x900-light").await;
    page.part("tab-messages").await.click().await.unwrap();
    page.part("message").await;

    // A broken input is marked at its line; nothing can be sent.
    let good = input(&page).await;
    set_input(&page, "{\n  \"mpid\": 7,\n  \"events\": [NaN]\n}").await;
    page.until_text("[data-testid='problem']", "`NaN` is not JSON.").await;
    assert!(page.text("[data-testid='problem']").await.contains("[Ln 3, Col 14]"));
    let marked = "const root = document.querySelector(\"[data-testid='input']\").shadowRoot; \
        const mark = root.querySelector('.cm-lintRange-error'); \
        return mark?.textContent === 'NaN' && mark.closest('.cm-line').textContent.includes('\"events\"')";
    page.until("the problem is marked in the text", marked).await;
    assert!(!page.part("send").await.is_enabled().await.unwrap());
    page.screenshot("problem-1440x900-light").await;

    // Mended, sent, and read back.
    set_input(&page, &good).await;
    page.part("message").await;
    page.until("no problem is left", "return document.querySelectorAll(\"[data-testid='problem']\").length === 0")
        .await;
    let previewed = hashes(&page).await;
    assert_eq!(page.text("[data-testid='requests']").await, "runs in this tab · 0 requests");
    page.part("send").await.click().await.unwrap();
    page.until_text("[data-testid='receipt-readback']", "read back: identical").await;
    let script = "return [...document.querySelectorAll(\"[data-testid='receipt']\")].map(it => it.dataset.sha256)";
    let sent: Vec<String> = serde_json::from_value(page.run(script).await).unwrap();
    assert_eq!(sent, previewed);

    let stored =
        tokio::task::spawn_blocking(move || app.get("/api/integrations/sandbox/messages").json()).await.unwrap();
    let mut stored: Vec<String> =
        stored["messages"].as_array().unwrap().iter().map(|it| it["sha256"].as_str().unwrap().to_owned()).collect();
    stored.reverse();
    assert_eq!(stored, previewed);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_input_is_transformed_beside_the_page_and_a_small_one_in_it() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;

    // 64 KB within a frame.
    let event = format!(
        r#"{{"data":{{"event_name":"{}","location":{{"latitude":1.5}}}},"event_type":"custom_event"}}"#,
        "x".repeat(720)
    );
    let batch = |events: usize| {
        format!(r#"{{"mpid":7,"user_identities":{{}},"events":[{}]}}"#, vec![event.as_str(); events].join(","))
    };
    set_input(&page, &batch(80)).await;
    page.until_text("[data-testid='counts']", "80 events in").await;
    // Its script is fetched ahead, by a link; it is opened by what asks for it again.
    let workers = "return performance.getEntriesByType('resource').filter(it => it.name.includes('/worker-') && it.initiatorType !== 'link').length";
    assert_eq!(page.run(workers).await, json!(0), "a short input needs no worker");
    println!("64 KB: {}", page.text("[data-testid='counts']").await);

    // 8 MB, while the page goes on drawing frames.
    let frames = "window.longest = 0; let last = performance.now(); const frame = now => { \
        window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(frame) }; requestAnimationFrame(frame)";
    page.run(frames).await;
    set_input(&page, &batch(10_000)).await;
    page.until_text("[data-testid='counts']", "10,000 events in").await;
    println!("8 MB: {}", page.text("[data-testid='counts']").await);
    println!("longest frame: {} ms", page.run("return Math.round(window.longest)").await);
    page.part("setting-include_location").await.click().await.unwrap();
    page.part("tab-account").await.click().await.unwrap();
    page.find("[data-testid='change'][data-reason='Include Location Information is off']").await;
    assert_eq!(page.run(workers).await, json!(1));

    // And back.
    set_input(&page, &batch(3)).await;
    page.until_text("[data-testid='counts']", "3 events in").await;
    page.until_text("[data-testid='account-tally']", "3 events").await;
    set_input(&page, &batch(300)).await;
    page.until_text("[data-testid='counts']", "300 events in").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_and_the_dark_show_the_same_page() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 390, 844).await;
    let fits = "return document.documentElement.scrollWidth <= innerWidth";
    page.until("nothing sticks out to the right", fits).await;
    let light = page.run("return getComputedStyle(document.body).backgroundColor").await;
    page.run("const it = document.querySelector(\"[data-testid='theme']\"); it.value = 'Dark'; it.dispatchEvent(new Event('change', {bubbles: true}))")
        .await;
    page.until("the page is dark", &format!("return getComputedStyle(document.body).backgroundColor !== {light}"))
        .await;
    page.close().await;
}
