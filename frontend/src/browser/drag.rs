//! Dragging something along the width of what it is in.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// What follows of this pointer goes to the element under it, until it is let go.
pub(crate) fn begin(event: &PointerEvent) {
    // No text is selected on the way.
    event.prevent_default();
    if let Some(element) = dragged(event) {
        // Refused if the pointer is gone already: then there is nothing to follow.
        let _ = element.set_pointer_capture(event.pointer_id());
        if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    }
}

/// While it is dragged: where the pointer is, from 0 at the left end of what it is in to 1 at the right one.
pub(crate) fn share(event: &PointerEvent) -> Option<f64> {
    let element = dragged(event).filter(|it| it.has_pointer_capture(event.pointer_id()))?;
    let whole = element.parent_element()?.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - whole.left()) / whole.width())
}

fn dragged(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
