//! Integrations: where messages can be sent.

mod list;

use leptos::prelude::*;

use crate::place::Place;
use list::List;

/// The list, or the integration that is opened.
#[component]
pub(crate) fn Integrations(place: RwSignal<Place>) -> impl IntoView {
    view! { <Show when=move || *place.read() == Place::List><List /></Show> }
}
