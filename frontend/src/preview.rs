//! Preview: input, output and settings side by side.

mod changes;
mod connections;
mod counts;
mod example;
mod input;
mod input_bar;
mod keeping;
mod long_list;
mod message;
mod messages;
mod output;
mod panes;
mod problems;
mod send;
mod setting;
mod settings;
mod workbench;

use leptos::prelude::*;

use crate::browser::Doorway;
use input::InputPane;
use output::OutputPane;
use panes::{Pane, PaneBar};
use settings::SettingsPane;
use workbench::Workbench;

/// The workbench.
#[component]
pub(crate) fn Preview(doorway: Doorway) -> impl IntoView {
    let bench = Workbench::open(&doorway);
    provide_context(bench);
    view! {
        <h1 class="unseen">"Preview"</h1>
        <div class="panes" data-pane=move || bench.pane.get().name()>
            <InputPane doorway=doorway />
            <OutputPane />
            <SettingsPane />
        </div>
        <PaneBar panes=Pane::ALL />
    }
}
