//! The clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, MouseEvent};

/// What a click is to copy: the `data-copy` of what was clicked. One listener serves a long list.
#[must_use]
pub fn marked(click: &MouseEvent) -> Option<String> {
    let clicked: Element = click.target()?.dyn_into().ok()?;
    clicked.closest("[data-copy]").ok()??.get_attribute("data-copy")
}

/// Copies `text`; false if the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let clipboard = super::page::window().navigator().clipboard();
    // Without https or localhost there is none, whatever its type says.
    if AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
