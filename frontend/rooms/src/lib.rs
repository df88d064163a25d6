//! The places other than Preview. The page loads their WebAssembly when one of them is first opened.
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

use deliveries::Deliveries;
use integrations::Integrations;
use leptos::prelude::*;
use place::Place;

pub use connections::choose as choose_connection;

/// The places. Each shows itself where the address is its own.
#[must_use]
pub fn rooms() -> AnyView {
    view! { <Rooms /> }.into_any()
}

/// The room of the place that is shown.
#[component]
fn Rooms() -> impl IntoView {
    let place = Place::follow();
    let is_deliveries = Memo::new(move |_| place.read().is_deliveries());
    let is_integrations = Memo::new(move |_| place.read().is_integrations());
    let once = |wanted: Memo<bool>| Memo::new(move |was: Option<&bool>| was == Some(&true) || wanted.get());
    let (integrations, deliveries) = (once(is_integrations), once(is_deliveries));
    view! {
        // Each is opened once and then only hidden, so that nothing typed is lost by looking elsewhere.
        <Show when=move || integrations.get()>
            <div hidden=move || !is_integrations.get()><Integrations place=place /></div>
        </Show>
        <Show when=move || deliveries.get()>
            <div hidden=move || !is_deliveries.get()><Deliveries place=place /></div>
        </Show>
    }
}
