//! What only JavaScript can open, because its address is known to the page's shell alone. See `js/boot.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Opens the worker, the editor and the other places.
    #[derive(Clone)]
    pub type Doorway;

    /// A new worker, already told where its files are.
    #[wasm_bindgen(method, js_name = openWorker, catch)]
    pub(crate) fn open_worker(this: &Doorway) -> Result<web_sys::Worker, wasm_bindgen::JsValue>;

    /// Shows the places other than Preview in `host`.
    #[wasm_bindgen(method, js_name = openRooms, catch)]
    pub(crate) async fn open_rooms(
        this: &Doorway,
        host: &web_sys::HtmlElement,
    ) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>;

    /// The editor's module.
    #[wasm_bindgen(method, js_name = loadEditor, catch)]
    pub(crate) async fn load_editor(this: &Doorway) -> Result<super::editor::EditorModule, wasm_bindgen::JsValue>;
}
