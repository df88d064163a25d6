//! Integrations and Deliveries: fetched when one of them is first opened.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::Doorway;
use crate::later;

/// The places. They are only ever hidden: what is typed in them stays.
#[component]
pub(crate) fn Rooms(doorway: Doorway) -> impl IntoView {
    spawn_local(async move {
        // Without its style a place can still be used; it is asked for again with the next page.
        let _ = doorway.load_rooms_style().await;
    });
    later::rooms()
}
