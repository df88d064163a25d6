//! Saved connections: settings that are kept on the server.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::later;

#[component]
pub(super) fn SavedConnections() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let failed = RwSignal::new(false);
    let open = move |_| {
        spawn_local(async move {
            // Without it the dialog is plain, but does the same.
            let _ = bench.doorway.get_value().load_rooms_style().await;
            let chosen = later::choose_connection(bench.settings.get_untracked()).await;
            failed.set(chosen.is_err());
            if let Ok(Some(settings)) = chosen {
                bench.settings.set(settings);
            }
        });
    };
    view! {
        <button class="quiet" data-testid="connections" title="Load saved settings, or save these" on:click=open>
            {move || if failed.get() { "Not loaded: try again" } else { "Saved…" }}
        </button>
    }
}
