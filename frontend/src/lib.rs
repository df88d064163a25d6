//! The page: a workbench that shows what Kafka will hold, and sends a test to prove it.
//!
//! The same WebAssembly runs in the page ([`mount`]) and in its worker, and batches are transformed at a [`desk::Desk`] in
//! either. It is asked and answers in the words of [`protocol`]. What touches the browser is in [`browser`] and in `ui`, which
//! also makes the requests. What is not seen at first comes later: see [`later`].

// What is documented here has no public side.
#![allow(rustdoc::private_intra_doc_links)]
// Leptos' `#[component]` writes `pub` whatever the visibility that one gives it.
#![allow(unreachable_pub)]
// The properties of a component are taken by value: that is how Leptos hands them over.
#![allow(clippy::needless_pass_by_value)]

mod app;
mod browser;
mod desk;
mod frame;
mod highlight;
mod html;
mod later;
mod places;
mod preview;
mod protocol;
mod rooms;
mod theme;

use wasm_bindgen::prelude::wasm_bindgen;

/// Shows the page. `doorway` opens what only JavaScript can load: the worker and the editor.
#[wasm_bindgen]
pub fn mount(doorway: browser::Doorway) {
    ui::session::on_signed_out(later::sign_in);
    leptos::mount::mount_to_body(move || app::App(app::AppProps { doorway }));
}
