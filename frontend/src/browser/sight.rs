//! Knowing that an element has come into sight, to load more of a long list.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Calls `seen` each time `element` comes into sight, until the watch is dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _listener: Closure<dyn Fn(Array)>,
}

impl Watch {
    pub(crate) fn new(element: &Element, seen: impl Fn() + 'static) -> Option<Self> {
        let listener = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let in_sight =
                |it: &wasm_bindgen::JsValue| it.unchecked_ref::<IntersectionObserverEntry>().is_intersecting();
            if entries.iter().any(|it| in_sight(&it)) {
                seen();
            }
        });
        let observer = IntersectionObserver::new(listener.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _listener: listener })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
