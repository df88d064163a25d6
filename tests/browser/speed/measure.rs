//! One measurement a function. Keys, clicks and the wheel are real ones.

use headgate_tests::TestApp;
use serde_json::json;
use shared::number::grouped;

use super::inputs;
use crate::chromium::Chromium;

/// Puts `text` into the input, and waits until it is read.
async fn set_input(page: &Chromium, text: &str, counted: &str) {
    page.run_with("document.querySelector(\"[data-testid='input']\").headgate.set(arguments[0])", json!(text)).await;
    page.until_text("[data-testid='counts']", counted).await;
}

/// What came of the last key or click, once it is drawn: milliseconds until it was in the document, and until it was drawn.
async fn answers(page: &Chromium, count: usize) -> [f64; 2] {
    page.until("the answer is drawn", &format!("return headgateProbe.answers.length === {count}")).await;
    serde_json::from_value(page.run("return headgateProbe.answers.at(-1)").await).unwrap()
}

/// A key in the middle of 64 KB.
pub(crate) async fn keys(page: &Chromium, rounds: usize) -> [f64; 2] {
    set_input(page, &inputs::batch(64_000), "160 events in").await;
    let place = "const editor = document.querySelector(\"[data-testid='input']\").headgate; \
        const at = editor.get().indexOf('Event 00002'); editor.goTo(at, at); headgateProbe.answers = []";
    page.run(place).await;
    let mut found = Vec::new();
    for round in 1..=rounds {
        page.type_keys("x").await;
        found.push(answers(page, round).await);
    }
    medians(&found)
}

/// A click on a setting with 1 MB in the input.
pub(crate) async fn flips(page: &Chromium, rounds: usize) -> [f64; 2] {
    set_input(page, &inputs::batch(1_000_000), "2,500 events in").await;
    page.run("headgateProbe.answers = []").await;
    let mut found = Vec::new();
    for round in 1..=rounds {
        page.part("setting-include_location").await.click().await.unwrap();
        found.push(answers(page, round).await);
    }
    medians(&found)
}

/// A file that is chosen: milliseconds until its messages are counted, and the longest frame until then.
pub(crate) async fn opening(page: &Chromium, app: &TestApp, bytes: usize) -> [f64; 2] {
    let lines = bytes / 3_200;
    let file = app.data.path().join("large.ndjson");
    std::fs::write(&file, inputs::lines(lines, 3_200)).unwrap();
    let watch = "headgateProbe.longest = 0; headgateProbe.causes = []; \
        document.querySelector(\"input[type='file']\").addEventListener('change', event => { headgateProbe.chosen = event.timeStamp }, {once: true})";
    page.run(watch).await;
    page.find("input[type='file']").await.send_keys(file.to_str().unwrap()).await.unwrap();
    page.until_text("[data-testid='counts']", &grouped(lines)).await;
    let found = page
        .run("return [performance.now() - headgateProbe.chosen, headgateProbe.longest, headgateProbe.causes]")
        .await;
    println!("opening: {}", found[2]);
    [found[0].as_f64().unwrap(), found[1].as_f64().unwrap()]
}

/// The longest frame while messages are scrolled, 10,000 pixels a second.
pub(crate) async fn scrolling(page: &Chromium, lines: usize, pixels: u32) -> f64 {
    set_input(page, &inputs::lines(lines, 300), &format!("{} messages", grouped(lines))).await;
    page.until("the messages are shown", "return document.querySelectorAll(\"[data-testid='message']\").length > 5")
        .await;
    let middle = "const box = document.querySelector(\".pane-output [role='tabpanel']\").getBoundingClientRect(); \
        headgateProbe.longest = 0; headgateProbe.causes = []; return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]";
    let middle = page.run(middle).await;
    let gesture = json!({"x": middle[0], "y": middle[1], "yDistance": -i64::from(pixels), "speed": 10_000, "gestureSourceType": "mouse"});
    page.devtools("Input.synthesizeScrollGesture", gesture).await;
    let found = page.run("return [headgateProbe.longest, headgateProbe.causes]").await;
    println!("scrolling: {}", found[1]);
    found[0].as_f64().unwrap()
}

/// From the address to the first message, with nothing loaded before and a processor four times slower.
pub(crate) async fn loads(page: &Chromium, app: &TestApp, count: usize) -> f64 {
    page.run("localStorage.clear()").await;
    page.slow_down(4).await;
    let mut found = Vec::new();
    for _ in 0..count {
        page.go("about:blank").await;
        page.forget_loaded().await;
        page.go(&app.url("/")).await;
        page.until("the first message is drawn", "return headgateProbe.first > 0").await;
        found.push(page.run("return headgateProbe.first").await.as_f64().unwrap());
    }
    page.slow_down(1).await;
    median(found)
}

fn medians(found: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|at| median(found.iter().map(|it| it[at]).collect()))
}

fn median(mut found: Vec<f64>) -> f64 {
    found.sort_by(f64::total_cmp);
    found[found.len() / 2]
}
