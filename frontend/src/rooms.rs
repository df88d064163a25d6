//! Integrations and Deliveries: a WebAssembly module of their own, loaded when one of them is first opened.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use ui::api::Failure;
use ui::failure::FailureNote;

use crate::browser::Doorway;

/// How far loading went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loading {
    Underway,
    Done,
    Failed,
}

/// The element of the module. It is only ever hidden: what is typed in it stays.
#[component]
pub(crate) fn Rooms(doorway: Doorway) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let state = RwSignal::new(Loading::Underway);
    let doorway = StoredValue::new_local(doorway);
    let load = move || {
        let Some(host) = host.get() else { return };
        state.set(Loading::Underway);
        spawn_local(async move {
            let opened = doorway.get_value().show_rooms(&host).await;
            state.set(if opened.is_ok() { Loading::Done } else { Loading::Failed });
        });
    };
    Effect::new(load);
    let shown = move || match state.get() {
        Loading::Done => ().into_any(),
        Loading::Underway => view! { <p class="starting loading" role="status">"Loading…"</p> }.into_any(),
        Loading::Failed => {
            view! { <div class="starting"><FailureNote failure=Failure::Offline retry=load /></div> }.into_any()
        }
    };
    view! { <div node_ref=host></div>{shown} }
}
