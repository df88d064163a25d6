//! The time. `shared` has none: it is told.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    #[wasm_bindgen(js_namespace = performance, js_name = measure)]
    fn performance_measure(name: &str, options: &JsValue);
}

/// Milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^53")]
#[must_use]
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Milliseconds since the page or the worker started, with fractions.
#[must_use]
pub fn precise_ms() -> f64 {
    performance_now()
}

/// Waits.
pub async fn pause(time: Duration) {
    let promise = Promise::new(&mut |resolve, _| {
        // A promise's own function does not fail.
        set_timeout(move || drop(resolve.call0(&JsValue::UNDEFINED)), time);
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Records a span from `start` until now, as the browser's developer tools and tests read it.
pub fn measure(name: &str, start: f64) {
    let options = js_sys::Object::new();
    // Setting a member of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&options, &"start".into(), &start.into());
    performance_measure(name, &options);
}

/// `ms` as `2026-03-12 09:30:05.123 UTC`; `None` beyond the calendar.
#[must_use]
pub fn utc(ms: i64) -> Option<String> {
    #[allow(clippy::cast_precision_loss, reason = "what is beyond 2^53 is beyond the calendar too")]
    let date = js_sys::Date::new(&(ms as f64).into());
    if date.get_time().is_nan() {
        return None;
    }
    let iso = String::from(date.to_iso_string());
    Some(iso.replace('T', " ").replace('Z', " UTC"))
}

/// `ms` to the second: `2026-03-12 09:30:05 UTC`; `None` beyond the calendar.
#[must_use]
pub fn second(ms: i64) -> Option<String> {
    Some(utc(ms)?.get(..19)?.to_owned() + " UTC")
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The day of `ms`, in UTC: `12 Mar 2026`; `None` beyond the calendar.
#[must_use]
pub fn day(ms: i64) -> Option<String> {
    let utc = utc(ms)?;
    let (year, month, day) = (utc.get(..4)?, utc.get(5..7)?, utc.get(8..10)?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {year}", day.trim_start_matches('0')))
}

/// The day and minute of `ms`: `12 Mar 2026, 09:30 UTC`; `None` beyond the calendar.
#[must_use]
pub fn minute(ms: i64) -> Option<String> {
    Some(format!("{}, {} UTC", day(ms)?, utc(ms)?.get(11..16)?))
}
