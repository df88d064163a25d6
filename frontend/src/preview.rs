//! Preview: input, output and settings side by side.

mod changes;
mod compare;
mod connections;
mod counts;
mod divider;
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
mod proof;
mod receipts;
mod send;
mod setting;
mod settings;
mod target;
mod what_if;
mod workbench;

use leptos::prelude::*;

use crate::browser::Doorway;
use divider::Divider;
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
    let (input, middle, settings) = (Divider::input(), Divider::middle(), Divider::settings());
    view! {
        <h1 class="unseen">"Preview"</h1>
        <div
            class="panes" data-pane=move || bench.pane.get().name() style=("--input-end", move || input.place())
            style=("--output-end", move || settings.place()) style=("--middle", move || middle.place())
        >
            <InputPane doorway=doorway.clone() />
            {input.view()}
            {middle.view()}
            <OutputPane />
            {settings.view()}
            <SettingsPane doorway=doorway />
        </div>
        <PaneBar panes=Pane::ALL />
    }
}
