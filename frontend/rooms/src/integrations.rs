//! Integrations: where messages can be sent.

mod check;
mod delete;
mod draft;
mod field;
mod form;
mod forms;
mod list;
mod paste;
mod save;
mod texts;

use leptos::prelude::*;

use crate::place::Place;
use forms::{FormRooms, Forms};
use list::List;

/// The list, or the integration that is opened.
#[component]
pub(crate) fn Integrations(place: RwSignal<Place>) -> impl IntoView {
    let forms = Forms::follow(place);
    provide_context(forms);
    view! {
        <Show when=move || *place.read() == Place::List><List /></Show>
        <FormRooms place=place forms=forms />
    }
}
