//! The forms that were opened. Each stays in the document, hidden, until it is closed: nothing typed is lost by looking
//! elsewhere, and nothing typed is kept in the browser's storage.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::Integration;
use ui::api::{self, Failure, INTEGRATIONS};
use ui::failure::FailureNote;
use ui::link::{self, Link};

use super::check::CheckBox;
use super::delete::DeleteButton;
use super::draft::Draft;
use super::form::{Form, FormContext};
use super::paste::PasteButton;
use super::texts::{BrokerSetup, CopyAs};
use crate::place::Place;

/// A form that was opened.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) number: usize,
    /// The integration; `None` before it is first saved.
    pub(super) id: ArcRwSignal<Option<String>>,
    /// Whether something is typed that is not stored.
    pub(super) is_changed: ArcRwSignal<bool>,
}

impl Opened {
    fn is_at(&self, place: &Place) -> bool {
        match (place, &*self.id.read()) {
            (Place::New, None) => true,
            (Place::Integration(shown), Some(id)) => shown == id,
            _ => false,
        }
    }
}

/// All of them.
#[derive(Clone, Copy)]
pub(super) struct Forms(RwSignal<Vec<Opened>>);

impl Forms {
    /// Opens a form whenever a place is shown that has none yet.
    pub(super) fn follow(place: RwSignal<Place>) -> Self {
        let forms = Self(RwSignal::new(Vec::new()));
        Effect::new(move || {
            let id = match place.get() {
                Place::New => None,
                Place::Integration(id) => Some(id),
                _ => return,
            };
            let is_open = forms.0.with_untracked(|all| all.iter().any(|it| *it.id.read_untracked() == id));
            if !is_open {
                forms.0.update(|all| {
                    let number = all.last().map_or(0, |it| it.number + 1);
                    all.push(Opened { number, id: ArcRwSignal::new(id), is_changed: ArcRwSignal::new(false) });
                });
            }
        });
        forms
    }

    pub(super) fn close(self, number: usize) {
        self.0.update(|all| all.retain(|it| it.number != number));
    }

    /// Whether something is typed for this integration that is not stored.
    pub(super) fn is_changed(self, id: Option<&str>) -> bool {
        self.0.with(|all| all.iter().any(|it| it.id.read().as_deref() == id && it.is_changed.get()))
    }
}

/// The forms, of which at the most one is shown.
#[component]
pub(super) fn FormRooms(place: RwSignal<Place>, forms: Forms) -> impl IntoView {
    view! {
        <For each=move || forms.0.get() key=|it| it.number let:opened>
            <FormRoom place=place opened=opened />
        </For>
    }
}

/// How far loading went.
#[derive(Clone)]
enum Loading {
    Underway,
    Done,
    Failed(Failure),
}

#[component]
fn FormRoom(place: RwSignal<Place>, opened: Opened) -> impl IntoView {
    let draft = Draft::new();
    let form = FormContext::new(draft, opened.number);
    let is_new = opened.id.read_untracked().is_none();
    let state = RwSignal::new(if is_new { Loading::Done } else { Loading::Underway });
    let id = opened.id.clone();
    let load = StoredValue::new(move || {
        let Some(id) = id.get_untracked() else { return };
        spawn_local(async move {
            let answer = api::get::<Integration>(&format!("{INTEGRATIONS}/{id}")).await;
            let loaded = answer.map(|it| draft.take(it));
            let _ = state.try_set(loaded.map_or_else(Loading::Failed, |()| Loading::Done));
        });
    });
    let load = move || load.with_value(|load| load());
    let shown = opened.clone();
    let is_shown = Memo::new(move |_| shown.is_at(&place.read()));
    let marked = opened.is_changed.clone();
    Effect::new(move || marked.set(draft.is_changed()));
    // Also when one comes back and has nothing typed: it may have been changed elsewhere.
    Effect::new(move || {
        if is_shown.get() && !untrack(|| draft.is_changed()) {
            load();
        }
    });
    let opened = StoredValue::new(opened);
    let content = move || match state.get() {
        Loading::Underway => view! { <p class="loading" role="status">"Loading the integration…"</p> }.into_any(),
        Loading::Failed(failure) => {
            view! { <h1>"Integration"</h1><FailureNote failure=failure retry=load /> }.into_any()
        }
        Loading::Done => view! { <Content form=form opened=opened.get_value() /> }.into_any(),
    };
    view! {
        <section class="room integration" hidden=move || !is_shown.get() aria-label="Integration">
            <nav class="trail" aria-label="Trail"><Link to=link::INTEGRATIONS>"← Integrations"</Link></nav>
            {content}
        </section>
    }
}

#[component]
fn Content(form: FormContext, opened: Opened) -> impl IntoView {
    let draft = form.draft;
    let title =
        move || draft.stored.with(|it| it.as_ref().map_or_else(|| "New integration".to_owned(), |it| it.name.clone()));
    let head = opened.clone();
    let is_stored = move || draft.stored.with(Option::is_some);
    view! {
        <div class="room-head">
            <h1>{title}</h1>
            <Show when=move || draft.is_changed()><span class="mark">"unsaved changes"</span></Show>
            <span class="grow"></span>
            <PasteButton form=form />
            <Show when=is_stored><DeleteButton form=form opened=head.clone() /></Show>
        </div>
        <div class="integration-parts">
            <Form form=form opened=opened />
            <div class="integration-beside">
                <CheckBox form=form />
                <BrokerSetup form=form />
                <CopyAs form=form />
            </div>
        </div>
    }
}
