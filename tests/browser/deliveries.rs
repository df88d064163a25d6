//! Deliveries: what is sent from Preview appears, is opened with its way, is found again, and stays.

use backend::check::AllowedBrokers;
use headgate_tests::TestApp;
use serde_json::{Value, json};

use crate::chromium::Chromium;

const ROW: &str = "[data-testid='delivery']";
const WAY: &str = "[data-testid='way']";
const LIVE: &str = "#deliveries-live";
const LIVE_WORDS: &str = "Live: new deliveries appear here.";

/// A server that connects to no broker, so that sending to an integration fails at once.
async fn start() -> TestApp {
    let nowhere = || AllowedBrokers::new(vec!["*.example.com:9093".parse().unwrap()]);
    tokio::task::spawn_blocking(move || TestApp::with(|config| config.allowed = nowhere())).await.unwrap()
}

/// Calls the server beside the page.
async fn call<T: Send + 'static>(app: TestApp, work: impl FnOnce(&TestApp) -> T + Send + 'static) -> (TestApp, T) {
    tokio::task::spawn_blocking(move || {
        let done = work(&app);
        (app, done)
    })
    .await
    .unwrap()
}

fn send(app: &TestApp, integration: &str, batch: &str) -> Value {
    app.post(&format!("/api/integrations/{integration}/messages"), &json!({"batch": batch})).json()
}

/// Signs in and opens Deliveries.
async fn open(app: &TestApp, width: u32, height: u32) -> Chromium {
    let page = Chromium::open(width, height).await;
    page.go(&app.url(&format!("/deliveries#token={}", app.token))).await;
    page.until_text(LIVE, LIVE_WORDS).await;
    page
}

async fn press(page: &Chromium, css: &str) {
    page.find(css).await.click().await.unwrap();
}

async fn choose(page: &Chromium, part: &str, value: &str) {
    let script = "const it = document.querySelector(`[data-testid='${arguments[0][0]}']`); it.value = arguments[0][1]; \
        for (const kind of ['input', 'change']) it.dispatchEvent(new Event(kind, {bubbles: true}))";
    page.run_with(script, json!([part, value])).await;
}

/// Waits until the rows are these, newest first.
async fn until_rows(page: &Chromium, numbers: &[u64]) {
    let script = format!(
        "return JSON.stringify([...document.querySelectorAll(\"{ROW}\")].map(it => Number(it.dataset.number))) === '{}'",
        json!(numbers)
    );
    page.until(&format!("the rows are {numbers:?}"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_from_preview_appears_and_its_way_can_be_opened() {
    let app = start().await;
    let watching = open(&app, 1440, 900).await;
    let empty = "[data-testid='deliveries-empty']";
    watching.until_text(empty, "Nothing has been sent yet. Send a test from Preview.").await;

    let page = Chromium::open(1440, 900).await;
    page.go(&app.link()).await;
    send_the_example_without_places(&page).await;

    // In the other window it appears by itself.
    watching.until_text(ROW, "✓ delivered").await;
    assert_eq!(watching.text(&format!("{ROW} .mark")).await, "new");
    assert_eq!(watching.count(empty).await, 0);

    press(&page, "a[href='/deliveries']").await;
    press(&page, ROW).await;
    let app = its_way_is_told_from_what_was_received_to_what_was_read_back(app, &page).await;
    page.go(&app.url("/deliveries/1")).await;
    page.until_text("[data-testid='way-read-back']", "read back: identical").await;
    page.find("a.delivery-row[aria-current='true'][data-number='1']").await;
    the_payload_is_with_the_sandbox_alone(&page).await;
    watching.close().await;
    page.close().await;
    drop(app);
}

async fn send_the_example_without_places(page: &Chromium) {
    page.part("message").await;
    page.part("setting-include_location").await.click().await.unwrap();
    page.part("send").await.click().await.unwrap();
    page.until_text("[data-testid='receipt-readback']", "read back: identical").await;
}

async fn its_way_is_told_from_what_was_received_to_what_was_read_back(app: TestApp, page: &Chromium) -> TestApp {
    page.until_text(WAY, "Read back").await;
    assert_eq!(page.run("return location.pathname").await, json!("/deliveries/1"));
    let (app, trail) = call(app, |app| app.get("/api/deliveries/1").json()).await;
    let messages = trail["messages"].as_array().unwrap();
    let delivered = &messages[0]["result"]["delivered"];
    let cells = "return [...document.querySelectorAll(\"[data-testid='way-message']\")].map(it => [...it.cells].map(it => it.innerText))";
    let rows = page.run(cells).await;
    assert_eq!(rows.as_array().unwrap().len(), messages.len());
    assert_eq!(rows[0][1], json!(delivered["partition"].to_string()));
    assert_eq!(rows[0][2], json!(delivered["offset"].to_string()));
    assert_eq!(rows[0][6], json!("✓ identical"));
    let read_back = format!(
        "✓ {0} of {0} acknowledged messages read back: identical, with the SHA-256 of what was sent.",
        messages.len()
    );
    page.until_text("[data-testid='way-read-back']", &read_back).await;
    page.until_text(".way-settings", "Include Location Information").await;
    app
}

async fn the_payload_is_with_the_sandbox_alone(page: &Chromium) {
    assert!(!page.client_source().await.contains("event_type"));
    press(page, "[data-testid='show-values']").await;
    let held = "It keeps the last 500 messages or 16,777,216 bytes, in memory, until the server stops.";
    page.until_text(".way-held", held).await;
    press(page, "[data-testid='value'] summary").await;
    page.until_text("[data-testid='value'] pre", "event_type").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_under_one_who_reads() {
    let app = start().await;
    let (app, _) = call(app, |app| send(app, "sandbox", "{}")).await;
    let page = open(&app, 1440, 900).await;
    press(&page, ROW).await;
    let (app, _) = call(app, |app| send(app, "sandbox", "{}")).await;
    page.until_text(LIVE, "1 new delivery: show it").await;
    let (app, _) = call(app, |app| send(app, "sandbox", "{}")).await;
    page.until_text(LIVE, "2 new deliveries: show them").await;
    until_rows(&page, &[1]).await;
    press(&page, "[data-testid='show-new']").await;
    until_rows(&page, &[3, 2, 1]).await;
    page.until_text(LIVE, LIVE_WORDS).await;
    page.find("a.delivery-row[aria-current='true'][data-number='1']").await;
    page.close().await;
    drop(app);
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_are_found_by_integration_result_and_text() {
    let app = start().await;
    let (app, (id, hash)) = call(app, |app| {
        let kafka = json!({"bootstrap_servers": "localhost:9", "topic": "app-events"});
        let made = app.post("/api/integrations", &json!({"name": "orders", "kafka": kafka})).json();
        let id = made["id"].as_str().unwrap().to_owned();
        send(app, "sandbox", "{}");
        send(app, &id, "{}");
        let sent = send(app, "sandbox", r#"{"message_id":"m"}"#);
        (id, sent["receipts"][0]["sha256"].as_str().unwrap().to_owned())
    })
    .await;
    let page = open(&app, 1440, 900).await;
    until_rows(&page, &[3, 2, 1]).await;
    page.until_text("[data-testid='deliveries-kept']", "The last 1,000 deliveries are kept, or 100,000 messages").await;

    choose(&page, "filter-integration", &id).await;
    until_rows(&page, &[2]).await;
    page.until_text(ROW, "✗ not delivered").await;
    page.until_text(ROW, "This server may not connect to `localhost:9`.").await;
    choose(&page, "filter-result", "delivered").await;
    page.until_text("[data-testid='deliveries-empty']", "No delivery matches.").await;
    press(&page, "[data-testid='deliveries-empty'] button").await;
    until_rows(&page, &[3, 2, 1]).await;
    choose(&page, "filter-text", &hash[..8]).await;
    until_rows(&page, &[3]).await;

    // What is new and not asked for does not appear.
    let (app, _) = call(app, |app| send(app, "sandbox", "{}")).await;
    choose(&page, "filter-text", "app-ev").await;
    until_rows(&page, &[2]).await;
    page.close().await;
    drop(app);
}

async fn until_address(page: &Chromium, address: &str) {
    let script = format!("return location.pathname + location.search === {}", json!(address));
    page.until(&format!("the address is {address}"), &script).await;
}

/// Waits until the choices are shown to be these: integration and result.
async fn until_chosen(page: &Chromium, integration: &str, result: &str) {
    let script = format!(
        "return JSON.stringify([...document.querySelectorAll('#deliveries-filters select')].map(it => it.value)) === '{}'",
        json!([integration, result])
    );
    page.until(&format!("{integration:?} and {result:?} are chosen"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_is_in_the_address_and_what_is_typed_is_not() {
    let app = start().await;
    let (app, id) = call(app, |app| {
        let kafka = json!({"bootstrap_servers": "localhost:9", "topic": "app-events"});
        let id = app.post("/api/integrations", &json!({"name": "orders", "kafka": kafka})).json()["id"].clone();
        let id = id.as_str().unwrap().to_owned();
        send(app, "sandbox", "{}");
        send(app, &id, "{}");
        id
    })
    .await;
    let page = open(&app, 1440, 900).await;
    until_rows(&page, &[2, 1]).await;
    choose(&page, "filter-result", "failed").await;
    until_rows(&page, &[2]).await;
    choose(&page, "filter-integration", &id).await;
    let chosen = format!("?integration={id}&result=failed");
    until_address(&page, &format!("/deliveries{chosen}")).await;
    choose(&page, "filter-text", "jane@example.com").await;
    until_rows(&page, &[]).await;
    page.until_text("[data-testid='deliveries-empty']", "No delivery matches.").await;
    until_address(&page, &format!("/deliveries{chosen}")).await;

    // A reload keeps it, and so does opening a delivery.
    page.run("location.reload()").await;
    until_rows(&page, &[2]).await;
    until_chosen(&page, &id, "failed").await;
    press(&page, ROW).await;
    until_address(&page, &format!("/deliveries/2{chosen}")).await;
    page.until_text(WAY, "Read back").await;

    // Back, choice by choice.
    page.run("history.back()").await;
    until_address(&page, &format!("/deliveries{chosen}")).await;
    page.run("history.back()").await;
    until_chosen(&page, "", "failed").await;
    page.run("history.back()").await;
    until_rows(&page, &[2, 1]).await;
    until_chosen(&page, "", "").await;

    // Who looks elsewhere and comes back finds it as it was; who asks for Deliveries once more, all of them.
    choose(&page, "filter-result", "delivered").await;
    until_rows(&page, &[1]).await;
    press(&page, "a[href='/integrations']").await;
    page.shown("#integrations-title").await;
    press(&page, "nav a[href='/deliveries']").await;
    until_address(&page, "/deliveries?result=delivered").await;
    until_rows(&page, &[1]).await;
    press(&page, "nav a[href='/deliveries']").await;
    until_rows(&page, &[2, 1]).await;

    // A result that there is not asks for nothing.
    page.go(&app.url("/deliveries?result=lost")).await;
    until_rows(&page, &[2, 1]).await;
    page.close().await;
    drop(app);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_messages_of_a_large_delivery_can_be_looked_at() {
    let app = start().await;
    let lines: String = (0..450).map(|it| format!("{{\"mpid\":{it}}}\n")).collect();
    let (app, _) = call(app, move |app| send(app, "sandbox", &lines)).await;
    let page = open(&app, 1440, 900).await;
    press(&page, ROW).await;
    let (shown, next) = ("#way-shown", "[data-testid='way-next']");
    for (rows, words) in [(200, "Show the next 200"), (400, "Show the next 50")] {
        page.until_text(shown, &format!("{rows} of 450 shown")).await;
        assert_eq!(page.count("[data-testid='way-message']").await, rows);
        assert_eq!(page.text(next).await, words);
        if rows == 200 {
            page.run("document.querySelector('.way-more').scrollIntoView({block: 'center'})").await;
            page.screenshot("delivery-large-1440x900-light").await;
            page.resize(390, 844).await;
            page.run("document.querySelector('.way-more').scrollIntoView({block: 'center'})").await;
            page.screenshot("delivery-large-390x844-light").await;
            page.resize(1440, 900).await;
        }
        press(&page, next).await;
    }
    page.until_text(shown, "450 of 450 shown").await;
    let numbers = "return new Set([...document.querySelectorAll(\"[data-testid='way-message'] th\")].map(it => it.innerText)).size";
    assert_eq!(page.run(numbers).await, json!(450));
    assert_eq!(page.run("return document.activeElement.id").await, json!("way-shown"));
    let is_hidden = page.run_with("return document.querySelector(arguments[0]).hidden", json!(next)).await;
    assert_eq!(is_hidden, json!(true));
    page.close().await;
    drop(app);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_is_gone_and_a_server_that_is_away_are_told_in_words() {
    let app = start().await;
    let page = open(&app, 1440, 900).await;
    page.go(&app.url("/deliveries/7")).await;
    page.until_text(".deliveries-way [role='alert']", "There is no such delivery.").await;
    page.until_text(LIVE, LIVE_WORDS).await;
    tokio::task::spawn_blocking(move || app.stop()).await.unwrap();
    page.until_text(LIVE, "Not connected: new deliveries do not appear. Trying again.").await;
    choose(&page, "filter-result", "failed").await;
    page.find(".deliveries-list [role='alert'] button").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_shows_the_list_or_the_way_and_the_focus_goes_along() {
    let app = start().await;
    let (app, _) = call(app, |app| {
        let kafka = json!({"bootstrap_servers": "localhost:9", "topic": "app-events"});
        let made = app.post("/api/integrations", &json!({"name": "orders", "kafka": kafka})).json();
        send(app, "sandbox", "{}");
        send(app, made["id"].as_str().unwrap(), "{}");
        let large = format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(1_000_000));
        send(app, "sandbox", &format!(r#"[{large},{{"message_id":"n","mpid":7}}]"#));
    })
    .await;
    let page = open(&app, 390, 844).await;
    until_rows(&page, &[3, 2, 1]).await;
    let fits = "return document.documentElement.scrollWidth <= innerWidth";
    page.until("nothing sticks out to the right", fits).await;

    // The way takes the place of the list, and the focus goes with it, there and back.
    press(&page, ROW).await;
    page.until_text(WAY, "Read back").await;
    page.until("nothing sticks out to the right", fits).await;
    page.until("the list is not shown", "return document.querySelector('.deliveries-list').offsetHeight === 0").await;
    page.until("the title has the focus", "return document.activeElement.id === 'delivery-title'").await;
    press(&page, ".deliveries-way .trail a").await;
    page.until("the row has the focus", "return document.activeElement.id === 'delivery-3'").await;
    page.close().await;
    drop(app);
}
