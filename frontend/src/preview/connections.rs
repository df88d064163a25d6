//! Saved connections: settings that are kept on the server, beside the integration that they are for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::ConnectionSettings;
use shared::wire::ConnectionWrite;
use ui::api::{self, Failure};
use ui::browser::page;
use ui::failure::FailureNote;

use super::target::{Named, integrations};
use super::workbench::Workbench;

const DIALOG: &str = "save-connection";

/// What the page needs of a [`shared::wire::Connection`] here.
#[derive(Debug, Clone, Deserialize)]
struct Saved {
    id: String,
    name: String,
    version: u64,
    settings: ConnectionSettings,
}

#[derive(Debug, Deserialize)]
struct List {
    connections: Vec<Saved>,
}

/// The state of the row. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
struct Connections {
    /// Each integration with its connections.
    known: RwSignal<Vec<(Named, Vec<Saved>)>>,
    failed: RwSignal<Option<Failure>>,
}

impl Connections {
    fn load(self) {
        spawn_local(async move {
            let answer = all().await;
            self.failed.set(answer.as_ref().err().cloned());
            self.known.set(answer.unwrap_or_default());
        });
    }

    fn find(self, id: &str) -> Option<Saved> {
        self.known.with_untracked(|all| all.iter().flat_map(|(_, saved)| saved).find(|it| it.id == id).cloned())
    }

    /// Saves `settings` for `integration`, in place of the connection of that name if there is one.
    fn save(self, integration: String, name: String, settings: ConnectionSettings) {
        let old = self.known.with_untracked(|all| {
            let (_, saved) = all.iter().find(|(it, _)| it.id == integration)?;
            saved.iter().find(|it| it.name == name.trim()).map(|it| (it.id.clone(), it.version))
        });
        let (method, path, version) = match old {
            Some((id, version)) => ("PUT", format!("{}/{id}", connections_of(&integration)), Some(version)),
            None => ("POST", connections_of(&integration), None),
        };
        spawn_local(async move {
            let write = ConnectionWrite { name, version, settings };
            match api::send::<Saved>(method, &path, &write).await {
                Ok(_) => {
                    page::close_dialog(DIALOG);
                    self.load();
                }
                Err(failure) => self.failed.set(Some(failure)),
            }
        });
    }
}

fn connections_of(integration: &str) -> String {
    format!("{}/{integration}/connections", api::INTEGRATIONS)
}

async fn all() -> Result<Vec<(Named, Vec<Saved>)>, Failure> {
    let mut all = Vec::new();
    for integration in integrations().await? {
        let list: List = api::get(&connections_of(&integration.id)).await?;
        all.push((integration, list.connections));
    }
    Ok(all)
}

/// The choice of a saved connection, and a way to save what is chosen now.
#[component]
pub(super) fn SavedConnections() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let all = Connections { known: RwSignal::default(), failed: RwSignal::new(None) };
    let choose = move |id: String| {
        if let Some(saved) = all.find(&id) {
            bench.settings.set(saved.settings);
        }
    };
    let group = |(integration, saved): (Named, Vec<Saved>)| {
        let options = saved.into_iter().map(|it| view! { <option value=it.id>{it.name}</option> }).collect_view();
        view! { <optgroup label=integration.name>{options}</optgroup> }
    };
    view! {
        <div class="saved">
            <select aria-label="Saved connections" data-testid="connections" on:focus=move |_| all.load() on:change=move |event| choose(event_target_value(&event))>
                <option value="">"Load a saved connection…"</option>
                {move || all.known.get().into_iter().map(group).collect_view()}
            </select>
            <button class="quiet" data-testid="save-connection" on:click=move |_| { all.load(); page::open_dialog(DIALOG); }>"Save as…"</button>
        </div>
        {move || all.failed.get().map(|failure| view! { <FailureNote failure=failure retry=move || all.load() /> })}
        <SaveDialog all=all />
    }
}

#[component]
fn SaveDialog(all: Connections) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let (name, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let integration = move || {
        let is_there = |id: &str| all.known.with(|all| all.iter().any(|(it, _)| it.id == id));
        let first = move || all.known.with(|all| all.first().map(|(it, _)| it.id.clone()));
        chosen.with(|id| is_there(id).then(|| id.clone())).or_else(first)
    };
    let save = move |_| {
        if let Some(integration) = untrack(integration) {
            all.save(integration, name.get_untracked(), bench.settings.get_untracked());
        }
    };
    let option = |(it, _): (Named, Vec<Saved>)| view! { <option value=it.id>{it.name}</option> };
    view! {
        <dialog id=DIALOG class="sheet" aria-labelledby="save-connection-title">
            <form method="dialog">
                <h2 id="save-connection-title">"Save these settings as a connection"</h2>
                <p class="help">"A connection belongs to an integration. One of the same name is replaced."</p>
                <label>"Integration "<select on:change=move |event| chosen.set(event_target_value(&event))>{move || all.known.get().into_iter().map(option).collect_view()}</select></label>
                <label>"Name "<input type="text" data-testid="connection-name" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) /></label>
                {move || all.failed.get().map(|failure| view! { <p class="is-warning" role="alert">{failure.message()}" "{failure.hint()}</p> })}
                <button type="button" class="primary" data-testid="connection-save" disabled=move || integration().is_none() || name.read().trim().is_empty() on:click=save>"Save"</button>
                <button>"Close"</button>
            </form>
        </dialog>
    }
}
