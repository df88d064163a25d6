//! The places other than Preview: WebAssembly of their own, which the page loads when one of them is first opened.
//!
//! [`place`] is where the page is; [`integrations`] and [`deliveries`] are the places.

// What is documented here has no public side.
#![allow(rustdoc::private_intra_doc_links)]
// Leptos' `#[component]` writes `pub` whatever the visibility that one gives it.
#![allow(unreachable_pub)]
// The properties of a component are taken by value: that is how Leptos hands them over.
#![allow(clippy::needless_pass_by_value)]

mod connections;
mod deliveries;
mod integrations;
mod place;

use leptos::prelude::*;
use ui::browser::page::HtmlElement;
use wasm_bindgen::prelude::wasm_bindgen;

use deliveries::Deliveries;
use integrations::Integrations;
use place::Place;

/// Shows the places in `host`, for as long as the page lives.
#[wasm_bindgen]
pub fn mount(host: HtmlElement) {
    leptos::mount::mount_to(host, Rooms).forget();
}

/// Lets one choose among the saved connections, or save `settings` as one. Both are in JSON; `undefined` if none was
/// chosen.
#[wasm_bindgen(js_name = chooseConnection)]
pub async fn choose_connection(settings: String) -> Option<String> {
    connections::choose(serde_json::from_str(&settings).ok()?).await
}

/// Asks for the token, over whatever is shown. Whether one has signed in.
#[wasm_bindgen(js_name = signIn)]
pub async fn sign_in() -> bool {
    ui::session::sign_in().await
}

/// The room of the place that is shown.
#[component]
fn Rooms() -> impl IntoView {
    let place = Place::follow();
    let is_deliveries = Memo::new(move |_| *place.read() == Place::Deliveries);
    let is_integrations = Memo::new(move |_| place.read().is_integrations());
    let was_opened = Memo::new(move |was: Option<&bool>| was == Some(&true) || is_integrations.get());
    view! {
        // Opened once and then only hidden, so that nothing typed is lost by looking elsewhere.
        <Show when=move || was_opened.get()>
            <div hidden=move || !is_integrations.get()><Integrations place=place /></div>
        </Show>
        <Show when=move || is_deliveries.get()><Deliveries /></Show>
    }
}
