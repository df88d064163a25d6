//! Knowing that an element is near what is seen, to fill and empty parts of a long list.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Calls `told` with whether `element` is within a screen of what is seen of its pane, each time that changes, until the
/// watch is dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _listener: Closure<dyn Fn(Array)>,
}

impl Watch {
    pub(crate) fn new(element: &Element, told: impl Fn(bool) + 'static) -> Option<Self> {
        let listener = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            told(last.unchecked_ref::<IntersectionObserverEntry>().is_intersecting());
        });
        let near = IntersectionObserverInit::new();
        near.set_root_margin("100% 0px");
        // A margin counts only for the element that scrolls.
        near.set_root(element.closest(".pane-body").ok().flatten().as_ref());
        let observer = IntersectionObserver::new_with_options(listener.as_ref().unchecked_ref(), &near).ok()?;
        observer.observe(element);
        Some(Self { observer, _listener: listener })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// How high `element` is, in pixels; `None` while it is hidden.
pub(crate) fn height(element: &HtmlElement) -> Option<i32> {
    Some(element.offset_height()).filter(|it| *it > 0)
}
