//! The address bar: links without reloading, and the back button.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MouseEvent};

/// The path that is shown.
pub(crate) fn path() -> String {
    super::page::window().location().pathname().unwrap_or_default()
}

/// Goes to `path`, so that the back button leads here.
pub(crate) fn push(path: &str) {
    if let Ok(history) = super::page::window().history() {
        // Only refused for another origin's address, which `path` is not.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls `moved` when the back or forward button was used. It lives as long as the page.
pub(crate) fn on_move(moved: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |_| moved()).into_js_value();
    super::page::window().set_onpopstate(Some(listener.unchecked_ref()));
}

/// Whether a click on a link is to be followed here: not with a modifier, which opens a tab or a window.
pub(crate) fn stays_here(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}
