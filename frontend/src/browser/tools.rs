//! Packing for links and reading of files, which the platform does. See `js/files.js`.

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    /// The script.
    #[derive(Clone)]
    pub(crate) type Tools;
    #[wasm_bindgen(method, catch, js_name = pack)]
    async fn deflate(this: &Tools, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = unpack)]
    async fn inflate(this: &Tools, bytes: &Uint8Array, limit: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = randomKey)]
    fn random_bytes(this: &Tools) -> Uint8Array;
    #[wasm_bindgen(method, js_name = open)]
    fn open_file(this: &Tools, file: &File, told: &JsValue) -> Opening;

    /// A file that is being read.
    #[derive(Clone)]
    pub(crate) type Opening;
    #[wasm_bindgen(method, catch, js_name = text)]
    async fn read(this: &Opening) -> Result<JsValue, JsValue>;
    /// Gives it up.
    #[wasm_bindgen(method)]
    pub(crate) fn cancel(this: &Opening);
    #[wasm_bindgen(method, js_name = isCancelled)]
    pub(crate) fn is_cancelled(this: &Opening) -> bool;
}

impl Tools {
    /// `text` in raw DEFLATE; `None` if the browser has no such thing.
    pub(crate) async fn pack(&self, text: &str) -> Option<Vec<u8>> {
        bytes(self.deflate(text).await)
    }

    /// What [`Self::pack`] packed; `None` if it is something else, or more than `limit` bytes.
    pub(crate) async fn unpack(&self, packed: &[u8], limit: usize) -> Option<Vec<u8>> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        bytes(self.inflate(&Uint8Array::from(packed), limit).await)
    }

    /// 32 random bytes, fresh each time.
    pub(crate) fn random_key(&self) -> [u8; 32] {
        let mut key = [0; 32];
        self.random_bytes().copy_to(&mut key);
        key
    }

    /// Begins to read `file`; `told` is given how far it is, from 0 to 1.
    pub(crate) fn open(&self, file: &File, told: impl Fn(f64) + 'static) -> Opening {
        self.open_file(file, &Closure::<dyn Fn(f64)>::new(told).into_js_value())
    }
}

impl Opening {
    /// The text; `None` once it is cancelled.
    ///
    /// # Errors
    /// Why it cannot be opened, in words.
    pub(crate) async fn text(&self) -> Result<Option<JsString>, String> {
        match self.read().await {
            Ok(text) => Ok(text.dyn_into().ok()),
            Err(words) => Err(words.as_string().unwrap_or_default()),
        }
    }
}

fn bytes(answer: Result<JsValue, JsValue>) -> Option<Vec<u8>> {
    answer.ok()?.dyn_into::<Uint8Array>().ok().map(|it| it.to_vec())
}
