//! Files that are chosen or dropped.

use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{Blob, DragEvent, Event, HtmlAnchorElement, HtmlInputElement, Url};

/// The file that was chosen. The choice is cleared, so that the same file can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped.
#[must_use]
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Whether what is dragged holds a file.
#[must_use]
pub fn is_dragged(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|it| it.types().includes(&"Files".into(), 0))
}

/// Why a file could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// It is compressed.
    Gzip,
    /// It could not be read.
    Unreadable,
}

impl FileError {
    /// What is wrong and what to do, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Gzip => "This file is compressed with gzip. Unpack it first, then open it.",
            Self::Unreadable => "The file could not be read. Check that it still exists and may be read.",
        }
    }
}

/// The text of `file`. Bytes that are no UTF-8 become U+FFFD; a byte order mark stays, so that it is reported.
///
/// # Errors
/// If it is compressed or cannot be read.
pub async fn read(file: &File) -> Result<JsString, FileError> {
    if file.name().ends_with(".gz") {
        return Err(FileError::Gzip);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| FileError::Unreadable)?;
    text.dyn_into().map_err(|_| FileError::Unreadable)
}

/// Hands `text` to the browser as a download called `name`. Whether that could be done.
#[must_use]
pub fn save(name: &str, text: &str) -> bool {
    offer(name, text).is_some()
}

fn offer(name: &str, text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = super::page::window().document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).ok()
}
