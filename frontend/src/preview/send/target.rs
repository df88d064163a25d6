//! Where messages are sent: the sandbox, or an integration. Nothing is asked of the server until one looks for another.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::wire::SANDBOX;
use ui::api::{self, INTEGRATIONS};

use crate::later;

const SANDBOX_HELP: &str = "A Kafka broker in this server: nothing leaves this machine.";
const INTEGRATION_HELP: &str = "Publishes real records, which stay in the topic, and reads each back.";

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
pub(crate) struct Target {
    /// The sandbox first.
    known: RwSignal<Vec<Named>>,
    chosen: RwSignal<usize>,
    /// What sending there means; or why there is no other choice.
    pub(super) help: RwSignal<String>,
}

impl Target {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::new(vec![sandbox()]),
            chosen: RwSignal::new(0),
            help: RwSignal::new(SANDBOX_HELP.to_owned()),
        }
    }

    /// The id to send to.
    pub(super) fn id(self) -> String {
        untrack(|| self.chosen().id)
    }

    /// Its name, in a sentence.
    pub(super) fn name(self) -> String {
        self.chosen().name
    }

    fn chosen(self) -> Named {
        self.known.with(|known| known.get(self.chosen.get()).cloned()).unwrap_or_else(sandbox)
    }

    /// Asks the server for the integrations.
    pub(crate) async fn load(self) {
        let mut known = vec![sandbox()];
        match api::get::<List>(INTEGRATIONS).await {
            Ok(list) => known.extend(list.integrations),
            Err(failure) => {
                self.help.set(format!("{} {}", failure.message(), failure.hint().unwrap_or_default()));
                return;
            }
        }
        let id = self.id();
        self.known.set(known);
        self.choose(&id);
    }

    /// Chooses the one with this id, or the sandbox if it is gone.
    fn choose(self, id: &str) {
        let at = self.known.with_untracked(|known| known.iter().position(|it| it.id == id)).unwrap_or_default();
        self.chosen.set(at);
        self.help.set(if at == 0 { SANDBOX_HELP } else { INTEGRATION_HELP }.to_owned());
    }
}

fn sandbox() -> Named {
    Named { id: SANDBOX.to_owned(), name: "the sandbox".to_owned() }
}

#[component]
pub(super) fn TargetChoice(target: Target) -> impl IntoView {
    let option = move |it: Named| {
        let is_chosen = target.id() == it.id;
        view! { <option value=it.id selected=is_chosen>{it.name}</option> }.into_any()
    };
    view! {
        <select aria-label="Send to" data-testid="target" on:focus=move |_| spawn_local(later::targets(target)) on:change=move |event| target.choose(&event_target_value(&event))>
            {move || target.known.get().into_iter().map(option).collect::<Vec<_>>()}
        </select>
    }
}
