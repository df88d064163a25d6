//! What only JavaScript can open, because its address is known to the page's shell alone. See `js/boot.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Opens the worker and the editor.
    #[derive(Clone)]
    pub type Doorway;

    /// A new worker, already told where its files are.
    #[wasm_bindgen(method, js_name = openWorker, catch)]
    pub(crate) fn open_worker(this: &Doorway) -> Result<web_sys::Worker, wasm_bindgen::JsValue>;

    /// The editor's module.
    #[wasm_bindgen(method, js_name = loadEditor, catch)]
    pub(crate) async fn load_editor(this: &Doorway) -> Result<super::editor::EditorModule, wasm_bindgen::JsValue>;
}
