//! The frame and what is in it.

use leptos::prelude::*;

use crate::api::Api;
use crate::browser::Doorway;
use crate::deliveries::Deliveries;
use crate::frame::{Shortcuts, TopRow};
use crate::integrations::Integrations;
use crate::places::{Here, Place};
use crate::preview::Preview;

/// The page.
#[component]
pub(crate) fn App(doorway: Doorway) -> impl IntoView {
    let here = Here::follow();
    provide_context(here);
    provide_context(Api::new());

    // Preview is opened once and then only hidden, so that nothing typed, scrolled or sent is lost by looking elsewhere.
    let doorway = StoredValue::new_local(doorway);
    let was_opened = Memo::new(move |was: Option<&bool>| was == Some(&true) || here.is(Place::Preview));

    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <TopRow />
        <main id="main" tabindex="-1">
            <Show when=move || was_opened.get()>
                <div class="place-room" hidden=move || !here.is(Place::Preview)>
                    <Preview doorway=doorway.get_value() />
                </div>
            </Show>
            <Show when=move || here.is(Place::Integrations)><Integrations /></Show>
            <Show when=move || here.is(Place::Deliveries)><Deliveries /></Show>
        </main>
        <Shortcuts />
    }
}
