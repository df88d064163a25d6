//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies `text`; false if the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let clipboard = super::page::window().navigator().clipboard();
    // Without https or localhost there is none, whatever its type says.
    if AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
