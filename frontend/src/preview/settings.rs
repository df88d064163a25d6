//! The settings of a connection, made from the table.

use leptos::prelude::*;
use shared::ConnectionSettings;
use shared::settings::CONNECTION;

use super::compare::pin_button;
use super::connections::SavedConnections;
use super::keeping::KeepSwitch;
use super::later_button::later_button;
use super::setting::SettingField;
use super::what_if::is_behind;
use super::workbench::Workbench;
use crate::later;
use ui::words;

#[component]
pub(super) fn SettingsPane() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    view! {
        <section class="pane pane-settings" aria-label="Settings">
            <header class="pane-head">
                <h2>"Settings"</h2>
                <ChangedCount />
                <span class="grow"></span>
                {pin_button()}
                <SavedConnections />
                {later_button(bench, "transfer", "File…", "Import or export these settings as TOML or JSON", |bench| Box::pin(later::transfer(bench)))}
                <button class="quiet" disabled=move || changed(&bench.settings.read()) == 0 on:click=move |_| bench.settings.set(ConnectionSettings::default())>
                    "Reset all"
                </button>
            </header>
            <div class="pane-body">
                <div class="settings" aria-busy=move || is_behind(bench).to_string()>{CONNECTION.iter().map(|setting| view! { <SettingField setting=setting /> }.into_any()).collect::<Vec<_>>()}</div>
                <KeepSwitch />
            </div>
        </section>
    }
}

#[component]
fn ChangedCount() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let words = move || match changed(&bench.settings.read()) {
        0 => "all at their defaults".to_owned(),
        changed => format!("{} changed", words::grouped(changed)),
    };
    view! { <span class="fact">{words}</span> }
}

fn changed(settings: &ConnectionSettings) -> usize {
    let default = ConnectionSettings::default();
    CONNECTION.iter().filter(|it| settings.get(it.key) != default.get(it.key)).count()
}
