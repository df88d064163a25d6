//! The address bar: links without reloading, and the back button.

use wasm_bindgen::JsValue;
use web_sys::{Event, MouseEvent, UrlSearchParams};

const MOVED: &str = "popstate";

/// The path that is shown.
#[must_use]
pub fn path() -> String {
    super::page::window().location().pathname().unwrap_or_default()
}

/// The path and query that are shown.
#[must_use]
pub fn address() -> String {
    path() + &super::page::window().location().search().unwrap_or_default()
}

/// The value of a parameter of the query that is shown; empty if it has none.
#[must_use]
pub fn parameter(name: &str) -> String {
    let query = super::page::window().location().search().unwrap_or_default();
    UrlSearchParams::new_with_str(&query).ok().and_then(|it| it.get(name)).unwrap_or_default()
}

/// Goes to `address`, a path and perhaps a query, so that the back button leads here. Nothing happens if it is shown
/// already.
pub fn push(address: &str) {
    if address == self::address() {
        return;
    }
    if let Ok(history) = super::page::window().history() {
        // Only refused for another origin's address, which a path is not.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
    moved();
}

/// Goes to `address` in place of the one that is shown.
pub fn replace(address: &str) {
    if let Ok(history) = super::page::window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
    moved();
}

/// Browsers tell of the back button only. Both modules have to hear of the rest too.
fn moved() {
    super::page::tell(MOVED);
}

/// Calls `moved` whenever another address is shown. It lives as long as the page.
pub fn on_move(moved: impl Fn() + 'static) {
    super::page::on(MOVED, move |_: &Event| moved());
}

/// Whether a click on a link is to be followed here: not with a modifier, which opens a tab or a window.
#[must_use]
pub fn stays_here(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}
