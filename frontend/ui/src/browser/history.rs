//! The address bar: links without reloading, and the back button.

use wasm_bindgen::JsValue;
use web_sys::{Event, MouseEvent};

const MOVED: &str = "popstate";

/// The path that is shown.
#[must_use]
pub fn path() -> String {
    super::page::window().location().pathname().unwrap_or_default()
}

/// Goes to `path`, so that the back button leads here. Nothing happens if it is shown already.
pub fn push(path: &str) {
    if path == self::path() {
        return;
    }
    if let Ok(history) = super::page::window().history() {
        // Only refused for another origin's address, which `path` is not.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
    moved();
}

/// Goes to `path` in place of the address that is shown.
pub fn replace(path: &str) {
    if let Ok(history) = super::page::window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
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
