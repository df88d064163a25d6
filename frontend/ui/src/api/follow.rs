//! News of the server: a connection that stays open, and is opened again when it breaks.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventSource};

use super::REQUESTED;
use crate::browser::page;

/// What is heard of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// There is something new. Also the first thing that is heard of each connection: much may have happened before.
    News,
    /// The connection is broken; the browser tries again by itself.
    Broken,
    /// The server refuses: one has signed out, or it is another one.
    Refused,
}

/// A connection; it ends with this.
pub struct Following {
    source: EventSource,
    /// Called by the browser for as long as the connection is there.
    _listener: Closure<dyn Fn(Event)>,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

/// Follows the events at `path`. What they say is not read: whoever is told that there is news asks for it.
#[must_use]
pub fn follow(path: &str, heard: impl Fn(Heard) + 'static) -> Option<Following> {
    page::tell(REQUESTED);
    let source = EventSource::new(path).ok()?;
    let of = source.clone();
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        heard(match event.type_().as_str() {
            "message" => Heard::News,
            _ if of.ready_state() == EventSource::CLOSED => Heard::Refused,
            _ => Heard::Broken,
        });
    });
    source.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    source.set_onerror(Some(listener.as_ref().unchecked_ref()));
    Some(Following { source, _listener: listener })
}
