//! Saving the settings of Preview as a connection.

use leptos::prelude::*;
use shared::ConnectionSettings;

use super::kept::{Group, Kept};

#[component]
pub(super) fn SaveRow(groups: Vec<Group>, settings: ConnectionSettings, kept: Kept) -> impl IntoView {
    let (name, chosen) = (RwSignal::new(String::new()), RwSignal::new(0));
    let options: Vec<_> = groups.iter().map(|it| it.name.clone()).collect();
    let option = |(at, name): (usize, String)| view! { <option value=at.to_string()>{name}</option> };
    let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default());
    let save = move |_| {
        if let Some(group) = groups.get(chosen.get_untracked()) {
            kept.save(group, &name.read_untracked(), settings.clone());
        }
    };
    view! {
        <h3 class="told">"Save the present settings"</h3>
        <p class="help">"A connection of the same name is replaced."</p>
        <div class="text-head">
            <select aria-label="Integration" on:change=choose>{options.into_iter().enumerate().map(option).collect_view()}</select>
            <input type="text" aria-label="Name of the connection" placeholder="Name" data-testid="connection-name" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
            <button type="button" class="primary" data-testid="connection-save" disabled=move || name.read().trim().is_empty() on:click=save>"Save"</button>
        </div>
        {move || kept.failed.get().map(|it| view! { <p class="is-removed" role="alert"><b>{it.message()}</b>" "{it.hint()}</p> })}
    }
}
