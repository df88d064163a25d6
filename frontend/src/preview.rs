//! Preview: input, output and settings side by side.

mod account;
mod compare;
mod connections;
mod counts;
mod desks;
mod diff;
mod divider;
mod example;
mod examples;
mod input;
mod input_bar;
mod keeping;
mod later_button;
mod links;
mod long_list;
mod message;
mod messages;
pub(crate) mod opening;
mod output;
mod panes;
mod problems;
mod send;
mod setting;
mod settings;
pub(crate) mod share;
mod shown;
mod touched;
pub(crate) mod transfer;
mod what_if;
mod why;
pub(crate) mod workbench;

use leptos::prelude::*;

use crate::browser::Doorway;
pub(crate) use account::account_view;
pub(crate) use compare::compare_view;
pub(crate) use diff::diff_view;
pub(crate) use send::{SendTarget, answer_view};

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
    touched::flash_after_changes(bench);
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && event.alt_key() {
            // In the editor it would be a line break.
            event.prevent_default();
            bench.show_told_setting();
        }
    };
    view! {
        <h1 class="unseen">"Preview"</h1>
        <div
            class="panes" data-pane=move || bench.pane.get().name() style=("--input-end", move || input.place())
            style=("--output-end", move || settings.place()) style=("--middle", move || middle.place()) on:keydown=key
        >
            <InputPane doorway=doorway />
            {input.view()}
            {middle.view()}
            <OutputPane />
            {settings.view()}
            <SettingsPane />
        </div>
        {why::why_bar(bench)}
        <PaneBar panes=Pane::ALL />
    }
}
