//! Sending: the proof of each message, a part that fails, trying that part again, many messages, and giving up.

use std::net::TcpListener;

use headgate_tests::TestApp;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::first_journey::{hashes, open, set_input};
use crate::screens::look_at;

const VERDICT: &str = "[data-testid='send-verdict']";

async fn start() -> (TestApp, Chromium) {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    (app, page)
}

async fn stop(app: TestApp, page: Chromium) {
    page.close().await;
    tokio::task::spawn_blocking(move || drop(app)).await.unwrap();
}

async fn click(page: &Chromium, part: &str) {
    page.part(part).await.click().await.unwrap();
}

/// How many messages the sandbox has taken.
async fn held(app: TestApp) -> (TestApp, usize) {
    let count = |app: TestApp| {
        let history = app.get("/api/integrations/sandbox/messages").json();
        (app, history["messages"].as_array().unwrap().len())
    };
    tokio::task::spawn_blocking(move || count(app)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_receipt_has_three_hashes_that_can_be_copied_whole() {
    let (app, page) = start().await;
    set_input(&page, "{\"message_id\":\"first\"}").await;
    page.until_text("[data-testid='send']", "Send 1 message to the sandbox").await;
    page.until_text("[data-testid='message-value']", "first").await;
    let previewed = hashes(&page).await;
    click(&page, "send").await;
    page.until_text(VERDICT, "✓ 1 message: preview, receipt and read-back are equal.").await;

    let script = "return [...document.querySelectorAll(\"[data-testid='receipt'] [data-copy]\")].map(it => [it.dataset.place, it.dataset.copy])";
    let hash = &previewed[0];
    assert_eq!(page.run(script).await, json!([["preview", hash], ["receipt", hash], ["read-back", hash]]));
    let receipt = page.text("[data-testid='receipt']").await;
    let short = &hash[..8];
    assert!(receipt.contains("headgate-sandbox · partition "), "{receipt}");
    assert!(receipt.contains(" · offset 0 · ") && receipt.contains(" ms"), "{receipt}");
    let line = receipt.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains(&format!("preview {short}… = receipt {short}… = read-back {short}…")), "{line}");
    assert!(line.ends_with("✓ read back: identical, all three SHA-256 equal"), "{line}");

    page.run("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }").await;
    page.find("[data-place='read-back'] b").await.click().await.unwrap();
    page.until_text(".receipts-head", "Copied.").await;
    assert_eq!(page.run("return window.copied").await, json!(hash));

    set_input(&page, "{\"message_id\":\"m\"}").await;
    page.until_text(VERDICT, "The preview has changed since: these are of what was sent.").await;
    look_at(&page, "sent-proof").await;
    stop(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cannot_be_delivered_says_why_and_only_it_is_tried_again() {
    let (app, page) = start().await;
    let large = format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(1_000_000));
    set_input(&page, &format!(r#"[{large},{{"message_id":"n"}}]"#)).await;
    page.until_text("[data-testid='send']", "Send 2 messages to the sandbox").await;
    click(&page, "send").await;
    let verdict = "⚠ Only 1 of 2 messages proven equal in preview, receipt and read-back. 1 not delivered.";
    page.until_text(VERDICT, verdict).await;
    let failed = "[data-testid='receipt'][data-number='1']";
    let words = "✗ not delivered: The message has 1000025 bytes; the topic takes at most 1000000. Switch Send as Batch off, or send fewer events in a batch.";
    page.until_text(failed, words).await;
    look_at(&page, "sent-in-part").await;

    // What is sent again is what was sent, whatever is typed meanwhile.
    set_input(&page, "{}").await;
    page.until_text("[data-testid='send']", "Send 1 message to the sandbox").await;
    click(&page, "retry-failed").await;
    page.until("it is answered", "return !document.querySelector(\"[data-testid='retry-failed']\").disabled").await;
    page.until_text(VERDICT, verdict).await;
    page.until_text(failed, words).await;
    assert_eq!(page.count("[data-testid='receipt']").await, 2);
    let (app, held) = held(app).await;
    assert_eq!(held, 1, "what was delivered is not sent again");
    stop(app, page).await;
}

/// Keeps the body of each request that sends, and makes message 2 of the first answer one that failed.
const SPOIL_THE_FIRST_ANSWER: &str = "window.bodies = []; const honest = window.fetch; window.fetch = async (path, init) => { \
    const answer = await honest(path, init); if (!String(path).endsWith('/messages')) return answer; \
    window.bodies.push(JSON.parse(init.body)); if (window.bodies.length > 1) return answer; \
    const body = await answer.json(); body.receipts[1].result = {failed: {error: {code: 'no_connection', message: 'It broke.', hint: 'Mend it.'}}}; \
    return new Response(JSON.stringify(body)) }";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_delivered_at_the_second_try_completes_the_proof() {
    let (app, page) = start().await;
    set_input(&page, "{\"message_id\":\"a\"}\n{\"message_id\":\"b\"}\n{\"message_id\":\"c\"}").await;
    page.until_text("[data-testid='send']", "Send 3 messages to the sandbox").await;
    page.run(SPOIL_THE_FIRST_ANSWER).await;
    click(&page, "send").await;
    page.until_text(VERDICT, "Only 2 of 3 messages proven equal").await;
    page.until_text("[data-testid='receipt']", "✗ not delivered: It broke. Mend it.").await;
    click(&page, "retry-failed").await;
    page.until_text(VERDICT, "✓ 3 messages: preview, receipt and read-back are equal.").await;
    assert_eq!(page.count("[data-testid='receipt']").await, 3);
    assert_eq!(page.count("[data-testid='retry-failed']").await, 0);
    let bodies = page.run("return window.bodies").await;
    assert_eq!((&bodies[0]["only"], &bodies[1]["only"]), (&Value::Null, &json!([2])));
    assert_eq!((&bodies[0]["batch"], &bodies[0]["received_at"]), (&bodies[1]["batch"], &bodies[1]["received_at"]));
    stop(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_of_100_with_7_bad_items_has_93_messages_and_7_problems_with_their_lines() {
    let (app, page) = start().await;
    let bad = [3, 10, 11, 40, 41, 77, 100];
    let item = |line: usize| {
        if bad.contains(&line) { "5".to_owned() } else { format!(r#"{{"message_id":"m{line}","mpid":{line}}}"#) }
    };
    let bulk = (1..=100).map(item).collect::<Vec<_>>().join(",\n");
    set_input(&page, &format!("[{bulk}]")).await;
    page.until_text("[data-testid='send']", "Send 93 messages to the sandbox").await;
    page.until_text("[data-testid='counts']", "93 messages").await;
    let script = "return [...document.querySelectorAll(\"[data-testid='problem']\")].map(it => it.innerText)";
    let problems: Vec<String> = serde_json::from_value(page.run(script).await).unwrap();
    // The warning is that mParticle takes at most 100 of them.
    let (problems, warnings): (Vec<_>, Vec<_>) = problems.into_iter().partition(|it| it.starts_with("error"));
    assert_eq!((problems.len(), warnings.len()), (7, 1), "{problems:#?} {warnings:#?}");
    for (problem, line) in problems.iter().zip(bad) {
        assert!(problem.contains("A batch is a JSON object; this is a number."), "{problem}");
        assert!(problem.contains(&format!("[Ln {line}, Col 1]")), "{problem}");
    }
    look_at(&page, "bulk-with-problems").await;
    click(&page, "send").await;
    page.until_text(VERDICT, "✓ 93 messages: preview, receipt and read-back are equal.").await;
    let (app, held) = held(app).await;
    assert_eq!(held, 93);
    stop(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_receipts_are_shown_as_one_scrolls() {
    let (app, page) = start().await;
    let lines: Vec<_> = (1..=10_000).map(|it| format!(r#"{{"message_id":"m{it}","mpid":{it}}}"#)).collect();
    set_input(&page, &lines.join("\n")).await;
    page.until_text("[data-testid='send']", "Send 10,000 messages to the sandbox").await;
    click(&page, "send").await;
    page.until_text(VERDICT, "✓ 10,000 messages: preview, receipt and read-back are equal.").await;
    page.until_text(".send-answer .list-end", "100 of 10,000 shown: scroll for more").await;
    assert_eq!(page.count("[data-testid='receipt']").await, 100);
    page.run("document.querySelector('.send-answer .list-end').scrollIntoView()").await;
    page.until("more are shown", "return document.querySelectorAll(\"[data-testid='receipt']\").length >= 200").await;
    page.screenshot("sent-10000-1440x900-light").await;
    stop(app, page).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_send_that_takes_long_shows_a_bar_and_can_be_given_up() {
    let (app, page) = start().await;
    // It takes connections and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let kafka = json!({"bootstrap_servers": silent.local_addr().unwrap().to_string(), "topic": "t"});
    let app = tokio::task::spawn_blocking(move || {
        assert_eq!(app.post("/api/integrations", &json!({"name": "silent", "kafka": kafka})).status, 201);
        app
    })
    .await
    .unwrap();
    page.run("document.querySelector(\"[data-testid='target']\").focus()").await;
    let listed = "return document.querySelectorAll(\"[data-testid='target'] option\").length === 2";
    page.until("the integration can be chosen", listed).await;
    let choose = "const it = document.querySelector(\"[data-testid='target']\"); it.selectedIndex = 1; \
        it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose).await;
    page.until_text("[data-testid='send']", "to silent").await;
    click(&page, "send").await;
    page.until_text("[data-testid='sending']", "2 messages on the way. Each is acknowledged and read back.").await;
    page.find("[data-testid='sending'] progress").await;
    look_at(&page, "sending").await;
    click(&page, "send-cancel").await;
    let stopped = "Stopped. What was already handed to Kafka may still arrive: see Deliveries.";
    page.until_text("[data-testid='send-stopped']", stopped).await;
    assert!(page.part("send").await.is_enabled().await.unwrap());
    assert_eq!(page.count("[data-testid='receipt']").await, 0);
    look_at(&page, "send-stopped").await;
    stop(app, page).await;
}
