//! The document: theme, focus, and what is seen.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Document, Element, Event, KeyboardEvent, MouseEvent, Window};

/// An element that a module is given to show itself in.
pub use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = window, thread_local_v2)]
    static WINDOW: Window;
}

/// The window. Only the page asks for it, never the worker.
#[must_use]
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

fn document() -> Option<Document> {
    window().document()
}

/// Sets `data-{name}` of the whole document; `None` takes it away.
pub fn set_mark(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|it| it.document_element()) else { return };
    let name = format!("data-{name}");
    // Only refused for a name that is none.
    let _ = match value {
        Some(value) => root.set_attribute(&name, value),
        None => root.remove_attribute(&name),
    };
}

/// A new element at the end of the document.
#[must_use]
pub fn new_host() -> Option<HtmlElement> {
    let document = document()?;
    let host: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    document.body()?.append_child(&host).ok()?;
    Some(host)
}

/// A new element at the end of the one called `id`.
#[must_use]
pub fn new_host_in(id: &str) -> Option<HtmlElement> {
    let document = document()?;
    let host: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    document.get_element_by_id(id)?.append_child(&host).ok()?;
    Some(host)
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether `element` has the focus.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document().and_then(|it| it.active_element()).is_some_and(|it| &it == element)
}

/// Whether the element called `id` is there to be seen, by scrolling if need be.
#[must_use]
pub fn is_shown(id: &str) -> bool {
    let element = document().and_then(|it| it.get_element_by_id(id)?.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|it| it.offset_parent().is_some())
}

/// Whether somebody points at the element called `id`, has the focus in it, or has scrolled the place that it is in: then
/// nothing in it may move.
#[must_use]
pub fn is_being_read(id: &str) -> bool {
    let Some(element) = document().and_then(|it| it.get_element_by_id(id)) else { return false };
    let is_scrolled = element.closest("main").ok().flatten().is_some_and(|it| it.scroll_top() > 0);
    is_scrolled || element.matches(":hover, :focus-within").unwrap_or(false)
}

/// Scrolls to the element called `id`, and gives it the focus.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|it| it.get_element_by_id(id)) else { return };
    let Ok(element) = element.dyn_into::<HtmlElement>() else { return };
    let centre = web_sys::ScrollIntoViewOptions::new();
    centre.set_block(web_sys::ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&centre);
    let _ = element.focus();
}

/// The `data-{name}` of what was clicked: one listener serves a whole list of buttons.
#[must_use]
pub fn mark_of(click: &MouseEvent, name: &str) -> Option<String> {
    let clicked: Element = click.target()?.dyn_into().ok()?;
    let name = format!("data-{name}");
    clicked.closest(&format!("[{name}]")).ok()??.get_attribute(&name)
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Closes the dialog called `id`.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Closes the dialog called `id`, and says what came of it: see [`closed_with`].
pub fn close_dialog_with(id: &str, answer: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close_with_return_value(answer);
    }
}

/// What a dialog that closes was closed with; empty if it was given up.
#[must_use]
pub fn closed_with(closing: &Event) -> String {
    let dialog = closing.target().and_then(|it| it.dyn_into::<web_sys::HtmlDialogElement>().ok());
    dialog.map(|it| it.return_value()).unwrap_or_default()
}

/// Opens the dialog called `id`, with everything else out of reach.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        // Refused if it is open already: then there is nothing to do.
        let _ = dialog.show_modal();
    }
}

/// Tells the whole page that `name` happened.
pub fn tell(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Only false if a listener forbids what would follow, and nothing follows.
        let _ = window().dispatch_event(&event);
    }
}

/// Calls `heard` whenever `name` happens to the page. It lives as long as the page.
pub fn on(name: &str, heard: impl Fn(&Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event| heard(&event)).into_js_value();
    // Only refused for a listener that is no function.
    let _ = window().add_event_listener_with_callback(name, listener.unchecked_ref());
}

/// Calls `pressed` for each key that is pressed. It lives as long as the page.
pub fn on_key(pressed: impl Fn(&KeyboardEvent) + 'static) {
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event| pressed(&event)).into_js_value();
    window().set_onkeydown(Some(listener.unchecked_ref()));
}

/// Whether a key is meant as text: it was pressed where one types.
#[must_use]
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|it| {
        matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || it.shadow_root().is_some()
    })
}
