//! Where messages are sent: the sandbox, or an integration. Nothing is asked of the server until one looks for another.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::wire::SANDBOX;
use ui::api::{self, Failure, INTEGRATIONS};

const SANDBOX_HELP: &str =
    "Built-in sandbox: an in-process Kafka broker inside this server, nothing leaves this machine.";
const INTEGRATION_HELP: &str =
    "Publishes real records to the integration's topic, where they stay, and reads each back.";

/// What the page needs of a [`shared::wire::Integration`] here.
#[derive(Debug, Clone, Deserialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct List {
    integrations: Vec<Named>,
}

/// The choice. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Target {
    /// `None` is the sandbox.
    chosen: RwSignal<Option<Named>>,
    known: RwSignal<Vec<Named>>,
    failed: RwSignal<Option<Failure>>,
}

impl Target {
    pub(super) fn new() -> Self {
        Self { chosen: RwSignal::new(None), known: RwSignal::default(), failed: RwSignal::new(None) }
    }

    /// The id to send to.
    pub(super) fn id(self) -> String {
        self.chosen.with_untracked(|it| it.as_ref().map_or_else(|| SANDBOX.to_owned(), |it| it.id.clone()))
    }

    /// Its name, in a sentence.
    pub(super) fn name(self) -> String {
        self.chosen.with(|it| it.as_ref().map_or_else(|| "the sandbox".to_owned(), |it| it.name.clone()))
    }

    /// Where that is; or why there is no other choice.
    pub(super) fn help(self) -> String {
        if let Some(failure) = self.failed.get() {
            return format!("{} {}", failure.message(), failure.hint().unwrap_or_default());
        }
        if self.is_sandbox() { SANDBOX_HELP } else { INTEGRATION_HELP }.to_owned()
    }

    fn is_sandbox(self) -> bool {
        self.chosen.read().is_none()
    }

    fn load(self) {
        spawn_local(async move {
            match api::get::<List>(INTEGRATIONS).await {
                Ok(list) => {
                    self.failed.set(None);
                    self.known.set(list.integrations);
                }
                Err(failure) => self.failed.set(Some(failure)),
            }
        });
    }

    fn choose(self, id: &str) {
        self.chosen.set(self.known.with_untracked(|known| known.iter().find(|it| it.id == id).cloned()));
    }
}

#[component]
pub(super) fn TargetChoice(target: Target) -> impl IntoView {
    let option = move |it: Named| {
        let is_chosen = target.id() == it.id;
        view! { <option value=it.id selected=is_chosen>{it.name}</option> }
    };
    view! {
        <select aria-label="Send to" data-testid="target" on:focus=move |_| target.load() on:change=move |event| target.choose(&event_target_value(&event))>
            <option value=SANDBOX>"sandbox (built-in)"</option>
            {move || target.known.get().into_iter().map(option).collect_view()}
        </select>
    }
}
