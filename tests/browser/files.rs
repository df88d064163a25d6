//! What comes from files: inputs of any size, packed or not; settings; examples.

use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;
use crate::first_journey::{input, open};
use crate::screens::look_at;
use crate::sharing::press;

/// A file with these bytes, of this process alone.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    path
}

async fn choose(page: &Chromium, input: &str, path: &std::path::Path) {
    page.part(input).await.send_keys(path.to_str().unwrap()).await.unwrap();
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packed_file_is_opened_and_what_is_no_text_is_refused_in_words() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let text = "{\"mpid\":-9223372036854775808,\"events\":[{\"event_type\":\"opt_out\",\"data\":{\"é\":\"😀\"}}]}\n";
    let packed = gzip(text.as_bytes());
    choose(&page, "open-file", &file("a.json.gz", &packed)).await;
    page.until_text("[data-testid='counts']", "1 event in").await;
    assert_eq!(input(&page).await, text);

    let mut huge = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    huge.push(format!("{}-huge.json", std::process::id()));
    std::fs::File::create(&huge).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024 + 1]);
    for (path, words) in [
        (
            file("latin1.json", b"{\"city\":\"Gy\xF5r\"}"),
            "The file is not UTF-8. Save it as UTF-8, then open it again.",
        ),
        (
            file("b.bin", b"PK\x03\x04\0\0"),
            "The file is not text: it holds zero bytes. Open a file of JSON or NDJSON, plain or packed with gzip.",
        ),
        (
            file("cut.gz", &packed[..packed.len() - 9]),
            "The file is packed with gzip, and damaged: it cannot be unpacked to its end.",
        ),
        (
            huge.clone(),
            "The file has 67,108,865 bytes; at most 67,108,864 are opened here. Split it, or use headgate preview on the command line: it takes files of any size.",
        ),
        (
            file("bomb.gz", &bomb),
            "Unpacked, the file has more than 67,108,864 bytes, the most that is opened here. Split it, or use headgate preview on the command line: it takes files of any size.",
        ),
    ] {
        choose(&page, "open-file", &path).await;
        page.until_text("[data-testid='file-refused']", words).await;
        page.run("document.querySelector(\"[data-testid='file-refused'] button\").click()").await;
        page.until("the words are gone", "return document.querySelector(\"[data-testid='file-refused']\") === null")
            .await;
    }
    assert_eq!(input(&page).await, text, "nothing of them was taken");
    std::fs::remove_file(huge).unwrap();
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_opened_with_a_bar_and_can_be_given_up() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let before = input(&page).await;
    let line = format!(
        "{{\"mpid\":7,\"events\":[{{\"event_type\":\"opt_out\",\"data\":{{\"a\":\"{}\"}}}}]}}\n",
        "x".repeat(3_000)
    );
    let large = file("large.ndjson", line.repeat(32 * 1024 * 1024 / line.len()).as_bytes());
    choose(&page, "open-file", &large).await;
    // It is not shown for what takes a moment only.
    let is_seen = "return document.querySelector(\"[data-testid='opening-cancel']\")?.checkVisibility({visibilityProperty: true}) ?? false";
    page.until("the bar is seen", is_seen).await;
    press(&page, "opening-cancel").await;
    page.until("the bar is gone", "return document.querySelector(\"[data-testid='opening']\") === null").await;
    page.until(
        "the input is as it was",
        &format!("return document.querySelector(\"[data-testid='input']\").headgate.get() === {}", json!(before)),
    )
    .await;

    let frames = "window.longest = 0; let last = performance.now(); const frame = now => { \
        window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(frame) }; requestAnimationFrame(frame)";
    page.run(frames).await;
    choose(&page, "open-file", &large).await;
    page.shown("[data-testid='opening'] progress").await;
    look_at(&page, "opening").await;
    let count = 32 * 1024 * 1024 / line.len();
    page.until_text("[data-testid='counts']", &format!("{},{:03} events in", count / 1000, count % 1000)).await;
    println!("32 MB: longest frame {} ms", page.run("return Math.round(window.longest)").await);
    std::fs::remove_file(large).unwrap();
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_go_out_as_a_file_and_come_in_from_one() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    press(&page, "setting-include_location").await;
    press(&page, "transfer").await;
    page.until_text(
        "[data-testid='export-text']",
        "send_as_batch = true\nwait_for_complete_batch = false\ninclude_location = false\n",
    )
    .await;
    let choose_json = "const it = document.querySelector(\"[data-testid='export-format']\"); it.value = 'JSON'; it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose_json).await;
    page.until_text("[data-testid='export-text']", "\"include_location\": false,").await;
    let exported = page.text("[data-testid='export-text']").await;

    page.part("import-text").await.send_keys("include_locations = true\nsend_as_batch = 1\n").await.unwrap();
    press(&page, "import-take").await;
    page.until_text(
        "[data-testid='import-faults']",
        "line 1, column 1: There is no setting `include_locations`. Did you mean `include_location`?",
    )
    .await;
    page.until_text(
        "[data-testid='import-faults']",
        "line 2, column 17: `send_as_batch` takes true or false, not a number or date.",
    )
    .await;

    choose(
        &page,
        "import-file",
        &file("connection.json", exported.replace("\"unique_id\": null", "\"unique_id\": \"u-1\"").as_bytes()),
    )
    .await;
    let read = "return document.querySelector(\"[data-testid='import-text']\").value.includes('u-1')";
    page.until("the file is read", read).await;
    press(&page, "import-take").await;
    page.until("the dialog is closed", "return document.querySelector('dialog[open]') === null").await;
    page.until_text("[data-testid='message-value']", "\"unique_id\": \"u-1\"").await;
    page.until(
        "the setting is as in the file",
        "return !document.querySelector(\"[data-testid='setting-include_location']\").checked",
    )
    .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_example_tells_its_story() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    for (name, css, words) in [
        ("commerce", "[data-testid='message-value']", "\"purchase\""),
        ("media", "[data-testid='message-value']", "Media Session Start"),
        ("eventless", "[data-testid='counts']", "0 events in"),
        ("bulk", "[data-testid='counts']", "4 events in"),
        ("outgoing", ".pane-input", "outgoing (auto)"),
        ("no-mpid", "[data-testid='message-key']", "no key"),
        ("over-size", ".message", "1,0"),
        ("broken", ".problems", "`NaN` is not JSON."),
        ("first", "[data-testid='counts']", "7 events in"),
    ] {
        let choose = "const it = document.querySelector(\"[data-testid='examples']\"); it.value = arguments[0]; it.dispatchEvent(new Event('change', {bubbles: true}))";
        page.run_with(choose, json!(name)).await;
        page.until_text(css, words).await;
    }
    page.close().await;
}
