//! Saving: all problems at once, each at its field; and what to do if somebody else was faster.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::issue::Severity;
use shared::wire::Integration;
use ui::api::{self, Failure, INTEGRATIONS};
use ui::browser::{history, page};
use ui::failure::FailureNote;
use ui::link;
use ui::words::counted;

use super::form::FormContext;
use super::forms::Opened;

/// How saving went.
#[derive(Clone)]
enum Saving {
    Idle,
    Underway,
    Saved,
    /// Something is wrong with what is typed; so many problems are told at their fields.
    Wrong(usize),
    /// Somebody else has changed it since it was read.
    Conflict(Failure),
    Failed(Failure),
}

#[component]
pub(super) fn SaveBar(form: FormContext, opened: Opened) -> impl IntoView {
    let draft = form.draft;
    let state = RwSignal::new(Saving::Idle);
    let opened = StoredValue::new(opened);
    let save = move || {
        if matches!(*state.read_untracked(), Saving::Underway) {
            return;
        }
        state.set(Saving::Underway);
        spawn_local(async move { state.set(save(form, &opened.get_value()).await) });
    };
    let discard = move || {
        draft.reset();
        state.set(Saving::Idle);
    };
    // What is told of the last attempt is old as soon as one types on.
    let is_changed = move || draft.is_changed();
    view! {
        <div class="save-bar">
            {move || match state.get() {
                Saving::Failed(failure) => view! { <FailureNote failure=failure retry=save /> }.into_any(),
                Saving::Conflict(failure) => view! { <ConflictNote form=form failure=failure done=move || state.set(Saving::Idle) /> }.into_any(),
                _ => ().into_any(),
            }}
            <button type="submit" class="primary" data-testid="save" disabled=move || matches!(*state.read(), Saving::Underway) on:click=move |_| save()>
                {move || if matches!(*state.read(), Saving::Underway) { "Saving…" } else { "Save" }}
            </button>
            <button type="button" disabled=move || !is_changed() on:click=move |_| discard()>"Discard changes"</button>
            <div class="save-answer" role="status" data-testid="save-answer">
                {move || match state.get() {
                    Saving::Saved if !is_changed() => view! { <span class="is-added">"✓ Saved. The next message uses it."</span> }.into_any(),
                    Saving::Wrong(count) => view! { <span class="is-removed">{format!("✗ Not saved: {}, each at its field.", counted(count, "problem"))}</span> }.into_any(),
                    _ => ().into_any(),
                }}
            </div>
        </div>
    }
}

async fn save(form: FormContext, opened: &Opened) -> Saving {
    let draft = form.draft;
    draft.leave_all();
    form.next();
    let id = untrack(|| draft.id());
    let (method, path) = match &id {
        Some(id) => ("PUT", format!("{INTEGRATIONS}/{id}")),
        None => ("POST", INTEGRATIONS.to_owned()),
    };
    match api::send::<Integration>(method, &path, &draft.write()).await {
        Ok(stored) => {
            let saved = stored.id.clone();
            draft.take(stored);
            if id.is_none() {
                opened.id.set(Some(saved.clone()));
                history::replace(&format!("{}/{saved}", link::INTEGRATIONS));
            }
            Saving::Saved
        }
        Err(failure) => refused(form, failure),
    }
}

/// Puts what is wrong at its fields, and the focus on the first of them.
fn refused(form: FormContext, failure: Failure) -> Saving {
    if failure.code() == Some("version_conflict") {
        return Saving::Conflict(failure);
    }
    let problems = failure.findings();
    let first = problems.iter().filter(|it| it.severity == Severity::Error).find_map(|it| it.field.clone());
    let Some(first) = first else { return Saving::Failed(failure) };
    let count = problems.len();
    form.draft.problems.set(problems);
    page::focus(&form.id_of(&first));
    Saving::Wrong(count)
}

/// Somebody else was faster.
#[component]
fn ConflictNote(form: FormContext, failure: Failure, done: impl Fn() + Copy + Send + 'static) -> impl IntoView {
    let unread = RwSignal::new(None::<Failure>);
    let reload = move || {
        let Some(id) = untrack(|| form.draft.id()) else { return };
        spawn_local(async move {
            match api::get::<Integration>(&format!("{INTEGRATIONS}/{id}")).await {
                Ok(stored) => {
                    form.draft.take(stored);
                    done();
                }
                Err(failure) => unread.set(Some(failure)),
            }
        });
    };
    view! {
        <div class="notice is-error" role="alert" data-testid="conflict">
            <p><b>{failure.message()}</b>" Nothing was saved. Reloading shows what is stored now; what you typed is lost then."</p>
            <button type="button" on:click=move |_| reload()>"Reload"</button>
        </div>
        {move || unread.get().map(|failure| view! { <FailureNote failure=failure retry=reload /> })}
    }
}
