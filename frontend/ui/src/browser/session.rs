//! Signing in again. See `js/boot.js`: it makes one dialog of what many may ask for.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = headgateSignIn, catch)]
    async fn headgate_sign_in() -> Result<JsValue, JsValue>;
}

/// Waits until one has signed in again; false if one does not, or the dialog cannot be loaded.
pub(crate) async fn sign_in_again() -> bool {
    headgate_sign_in().await.is_ok_and(|it| it.is_truthy())
}
