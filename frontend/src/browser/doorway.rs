//! What only JavaScript can open, because its address is known to the page's shell alone. See `js/boot.js`.

use shared::ConnectionSettings;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, Worker};

use super::editor::EditorModule;

#[wasm_bindgen]
extern "C" {
    /// Opens the worker, the editor and the other places.
    #[derive(Clone)]
    pub type Doorway;

    /// A new worker, already told where its files are.
    #[wasm_bindgen(method, js_name = openWorker, catch)]
    pub(crate) fn open_worker(this: &Doorway) -> Result<Worker, JsValue>;

    /// The editor's module.
    #[wasm_bindgen(method, js_name = loadEditor, catch)]
    pub(crate) async fn load_editor(this: &Doorway) -> Result<EditorModule, JsValue>;

    #[wasm_bindgen(method, js_name = openRooms, catch)]
    async fn open_rooms(this: &Doorway) -> Result<RoomsModule, JsValue>;

    /// The other WebAssembly module.
    type RoomsModule;

    #[wasm_bindgen(method)]
    fn mount(this: &RoomsModule, host: &HtmlElement);

    #[wasm_bindgen(method, catch, js_name = chooseConnection)]
    async fn choose_connection(this: &RoomsModule, settings: &str) -> Result<JsValue, JsValue>;
}

impl Doorway {
    /// Shows the places other than Preview in `host`.
    pub(crate) async fn show_rooms(&self, host: &HtmlElement) -> Result<(), JsValue> {
        self.open_rooms().await?.mount(host);
        Ok(())
    }

    /// Lets one choose among the saved connections, or save `settings` as one; `None` if none was chosen.
    pub(crate) async fn choose_connection(
        &self,
        settings: &ConnectionSettings,
    ) -> Result<Option<ConnectionSettings>, JsValue> {
        let settings = serde_json::to_string(settings).unwrap_or_default();
        let chosen = self.open_rooms().await?.choose_connection(&settings).await?;
        Ok(chosen.as_string().and_then(|it| serde_json::from_str(&it).ok()))
    }
}
