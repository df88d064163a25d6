//! What-if: what a setting would do is told before it is turned, two settings are compared, and the panes get the room
//! that one gives them.

use fantoccini::key::Key;
use headgate_tests::TestApp;
use serde_json::json;
use shared::account::{Difference, Effect};
use shared::{ConnectionSettings, Receipt, Transformed, Transformer};

use crate::chromium::Chromium;
use crate::first_journey::{input, open, set_input};
use crate::screens::look_at;

/// Messages and bytes in the sentence over the output, and events that are kept.
async fn counts(page: &Chromium) -> [i64; 3] {
    let script = "const [, kept, messages, bytes] = document.querySelector(\"[data-testid='counts']\").innerText
            .match(/([\\d,]+) kept .* ([\\d,]+) messages? · .*\\s→\\s([\\d,]+)\\sbytes/);
        return [kept, messages, bytes].map(it => Number(it.replaceAll(',', '')))";
    serde_json::from_value(page.run(script).await).unwrap()
}

/// `+2 events, −1,412 bytes` as numbers: events, messages, bytes.
fn numbers(words: &str) -> [i64; 3] {
    ["event", "message", "byte"].map(|one| {
        let part = words.split([',', ':']).collect::<Vec<_>>().join("");
        let tokens: Vec<_> = part.split(' ').collect();
        let at = tokens.iter().position(|it| it.trim_end_matches('s') == one);
        at.map_or(0, |at| tokens[at - 1].replace('−', "-").trim_start_matches('+').parse().unwrap())
    })
}

#[test]
fn words_are_read_as_numbers() {
    assert_eq!(numbers("On: +2 events, −1 message, −1 member, +1,412 bytes"), [2, -1, 1_412]);
    assert_eq!(numbers("Off: no effect on this input"), [0, 0, 0]);
}

/// What a setting tells of the present input and settings.
async fn effect(page: &Chromium, key: &str) -> String {
    page.until("it has looked ahead", "return document.querySelector('.settings').ariaBusy === 'false'").await;
    page.text(&format!("[data-testid='effect-{key}']")).await
}

/// The example with some settings, as the native crate transforms it.
fn outcome(text: &str, change: impl FnOnce(&mut ConnectionSettings)) -> Transformed {
    let mut settings = ConnectionSettings::default();
    change(&mut settings);
    Transformer::new(&settings).run(text, Receipt { time_ms: 1_700_000_000_000, number: 0 }, None)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_setting_would_do_is_what_it_then_does() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;

    // Before anything is turned each setting tells; what it tells is what the native crate says.
    page.until_text("[data-testid='effect-include_event_batch_location']", "On: ").await;
    let text = input(&page).await;
    let default = outcome(&text, |_| ());
    let native = Effect::between(&default, &outcome(&text, |it| it.include_location = false));
    let foreseen = effect(&page, "include_location").await;
    assert_eq!(numbers(&foreseen), [native.events, native.messages, native.bytes], "{foreseen}");
    assert_eq!(effect(&page, "wait_for_complete_batch").await, "On: no effect on this input");
    let chosen = effect(&page, "metadata_field_exclusion-ip_address").await;
    assert!(chosen.starts_with("−1 member, −"), "{chosen}");
    page.screenshot("effects-1440x900-light").await;

    // Turned, the counts change by just that, and the setting says so; and turning it back would undo it.
    for (key, turned) in [
        ("include_user_identity_change_events", "Now on: "),
        ("include_location", "Now off: "),
        ("send_as_batch", "Now off: "),
    ] {
        let foreseen = effect(&page, key).await;
        let before = counts(&page).await;
        page.part(&format!("setting-{key}")).await.click().await.unwrap();
        page.until_text(&format!("[data-testid='effect-{key}']"), turned).await;
        let after = counts(&page).await;
        let told = effect(&page, key).await;
        assert_eq!(told.split_once(": ").unwrap().1, foreseen.split_once(": ").unwrap().1, "{key}");
        assert_eq!(numbers(&foreseen), [0, 1, 2].map(|it| after[it] - before[it]), "{key}: {foreseen}");
        let marked = format!("[data-testid='effect-{key}'].is-done");
        assert_eq!(
            (page.count(&marked).await, page.count(".effect.is-done").await),
            (1, 1),
            "the last one alone is marked"
        );
    }
    page.find(".message.is-touched").await;
    look_at(&page, "effect-done").await;

    // A text that is typed is one change; reset, it is as it was.
    let id = page.part("setting-unique_id").await;
    id.send_keys("abc").await.unwrap();
    let native = Effect::between(&default, &outcome(&text, |it| it.unique_id = Some("abc".to_owned())));
    let members = format!("Changed: +{} members, ", native.members);
    page.until_text("[data-testid='effect-unique_id']", &members).await;
    page.find("button[aria-label='Reset Unique ID']").await.click().await.unwrap();
    page.until_text("[data-testid='effect-unique_id']", "Changed: no effect on this input").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_input_without_the_member_says_that_nothing_would_happen() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    set_input(&page, r#"{"message_id":"m","events":[{"event_type":"opt_out","data":{}}]}"#).await;
    page.until_text("[data-testid='effect-include_location']", "Off: no effect on this input").await;
    page.until_text("[data-testid='effect-unique_id']", "An id of 1 character: +1 member, +16 bytes").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_settings_are_compared_on_the_same_input() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    page.part("pin").await.click().await.unwrap();
    page.until_text(
        "[data-testid='compare-tally']",
        "These are the pinned settings. Change one: what then comes out differently is listed here.",
    )
    .await;
    assert_eq!(page.text("[aria-selected='true']").await.trim(), "Compare");
    page.screenshot("compare-empty-1440x900-light").await;

    page.part("setting-include_mp_deviceid").await.click().await.unwrap();
    page.part("setting-include_user_identity_change_events").await.click().await.unwrap();
    let text = input(&page).await;
    let before = outcome(&text, |_| ());
    let after = outcome(&text, |it| {
        it.include_mp_deviceid = true;
        it.include_user_identity_change_events = true;
    });
    let differences = Difference::between(&before, &after);
    page.until_text("[data-testid='compare-tally']", &format!("{} differences, pinned → present", differences.len()))
        .await;
    page.until(
        "they are listed",
        &format!("return document.querySelectorAll(\"[data-testid='difference']\").length === {}", differences.len()),
    )
    .await;
    let device = page.text("[data-testid='difference'][data-pointer='/mp_deviceid']").await;
    assert!(
        device.contains("removed")
            && device.contains("Include MP DeviceId is off")
            && device.contains("as in the input"),
        "{device}"
    );
    let settings = page
        .run("return [...document.querySelectorAll(\"[data-testid='compare-setting']\")].map(it => it.innerText)")
        .await;
    assert_eq!(settings, json!(["Include User Identity Change Events: off → on", "Include MP DeviceId: off → on"]));
    let figures = page.text("[data-testid='compare-figures']").await;
    let kept = after.account.event_counts().kept;
    assert!(figures.contains(&format!("{} → {kept} events (+1 event)", kept - 1)), "{figures}");
    page.screenshot("compare-1440x900-light").await;

    // Back to the pinned ones, and no longer pinned.
    page.part("go-back").await.click().await.unwrap();
    page.until_text("[data-testid='compare-tally']", "These are the pinned settings.").await;
    assert_eq!(page.count(".setting.is-changed").await, 0);
    page.part("unpin").await.click().await.unwrap();
    page.part("message").await;
    page.until("its tab is gone", "return document.querySelector(\"[data-testid='tab-compare']\").hidden").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dividers_are_moved_by_keyboard_and_pointer_and_remembered() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = open(&app, 1440, 900).await;
    let width = "return Math.round(document.querySelector('.pane-input').getBoundingClientRect().width)";
    let at_first = page.run(width).await.as_i64().unwrap();
    let place = "return document.querySelector(\"[data-testid='divider-input']\").ariaValueNow";
    assert_eq!(page.run(place).await, json!("34"));

    page.tab_to("[data-testid='divider-input']").await;
    for _ in 0..3 {
        page.press(Key::Right).await;
    }
    assert_eq!(page.run(place).await, json!("40"));
    let wider = page.run(width).await.as_i64().unwrap();
    assert!((wider - at_first - 1440 * 6 / 100).abs() <= 1, "{at_first} and then {wider}");

    // A reload keeps it; double click puts it back.
    page.go(&app.url("/")).await;
    page.part("message").await;
    assert_eq!(page.run(width).await.as_i64().unwrap(), wider);
    page.run("document.querySelector(\"[data-testid='divider-input']\").dispatchEvent(new MouseEvent('dblclick', {bubbles: true}))").await;
    page.until("it is back", &format!("{width} === {at_first}")).await;

    // By pointer, a tenth of the window to the right; not beyond its end.
    page.drag("[data-testid='divider-input']", 144.0, 0.0).await;
    page.until("it is where it was dropped", &format!("{place} === '44'")).await;
    page.drag("[data-testid='divider-input']", 600.0, 0.0).await;
    page.until("it stops at its end", &format!("{place} === '60'")).await;
    page.screenshot("dividers-1440x900-light").await;

    // Two panes have one, one has none.
    let shown = "return [...document.querySelectorAll('.divider')].filter(it => it.checkVisibility()).map(it => it.dataset.name)";
    assert_eq!(page.run(shown).await, json!(["input", "settings"]));
    page.resize(1024, 768).await;
    assert_eq!(page.run(shown).await, json!(["middle"]));
    page.screenshot("two-panes-1024x768-light").await;
    page.resize(600, 800).await;
    assert_eq!(page.run(shown).await, json!([]));
    page.close().await;
}
