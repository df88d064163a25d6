//! The frame and what is in it.

use leptos::prelude::*;

use crate::browser::Doorway;
use crate::frame::{Shortcuts, TopRow};
use crate::places::{Here, Place};
use crate::preview::Preview;
use crate::rooms::Rooms;
use ui::when::when;

/// The page.
#[component]
pub(crate) fn App(doorway: Doorway) -> impl IntoView {
    let here = Here::follow();
    provide_context(here);

    // Each is opened once and then only hidden, so that nothing typed, scrolled or sent is lost by looking elsewhere.
    let doorway = StoredValue::new_local(doorway);
    let once =
        |wanted: bool| Memo::new(move |was: Option<&bool>| was == Some(&true) || here.is(Place::Preview) == wanted);
    let (preview, rooms) = (once(true), once(false));

    let bench = move || {
        view! { <div class="place-room" hidden=move || !here.is(Place::Preview)><Preview doorway=doorway.get_value() /></div> }.into_any()
    };
    let others = move || {
        view! { <div hidden=move || here.is(Place::Preview)><Rooms doorway=doorway.get_value() /></div> }.into_any()
    };
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <TopRow />
        <main id="main" tabindex="-1">
            {when(move || preview.get(), bench)}
            {when(move || rooms.get(), others)}
        </main>
        <Shortcuts />
    }
}
