//! What only JavaScript can open, because its address is known to the page's shell alone. See `js/boot.js`.

use js_sys::JsString;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

use super::editor::EditorModule;
use super::tools::Tools;

#[wasm_bindgen]
extern "C" {
    /// Opens the worker, the editor and the style of the other places.
    #[derive(Clone)]
    pub type Doorway;

    /// A new worker, already told where its files are.
    #[wasm_bindgen(method, js_name = openWorker, catch)]
    pub(crate) fn open_worker(this: &Doorway) -> Result<Worker, JsValue>;

    /// The editor's module.
    #[wasm_bindgen(method, js_name = loadEditor, catch)]
    pub(crate) async fn load_editor(this: &Doorway) -> Result<EditorModule, JsValue>;

    /// What the platform does for links and files.
    #[wasm_bindgen(method, js_name = loadTools, catch)]
    pub(crate) async fn load_tools(this: &Doorway) -> Result<Tools, JsValue>;

    #[wasm_bindgen(method, js_name = loadExample, catch)]
    async fn load_example(this: &Doorway, name: &str) -> Result<JsValue, JsValue>;

    /// The style sheet of the other places.
    #[wasm_bindgen(method, js_name = loadRoomsStyle, catch)]
    pub(crate) async fn load_rooms_style(this: &Doorway) -> Result<JsValue, JsValue>;
}

impl Doorway {
    /// The text of the example called `name`.
    pub(crate) async fn example(&self, name: &str) -> Result<JsString, JsValue> {
        self.load_example(name).await?.dyn_into()
    }
}
