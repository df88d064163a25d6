//! A field that is never shown again: once set, all that is told is when, and which one it is.

use leptos::prelude::*;
use shared::settings::{Kind, Setting};
use shared::wire::SecretState;
use ui::browser::clock;

use super::pem::PemBox;
use crate::integrations::draft::SecretEdit;
use crate::integrations::form::FormContext;

#[component]
pub(super) fn SecretField(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let draft = form.draft;
    let key = setting.key;
    // Only what decides which view is shown: it must not be made anew with each key that is typed.
    let state = Memo::new(move |_| (draft.stored_secret(key), draft.secret_edits.with(|it| it.get(key).copied())));
    move || {
        match state.get() {
        (Some(stored), None) => view! { <Stored setting=setting stored=stored /> }.into_any(),
        (Some(_), Some(SecretEdit::Remove)) => view! { <Removed setting=setting /> }.into_any(),
        (Some(_), Some(SecretEdit::Replace)) => {
            view! {
                <Typed setting=setting />
                <button type="button" class="quiet" on:click=move |_| { draft.edit_secret(key, None); form.left(key); }>"Keep the one that is stored"</button>
            }
            .into_any()
        }
        (None, _) => view! { <Typed setting=setting /> }.into_any(),
    }
    }
}

/// What is told of a secret that is stored.
#[component]
fn Stored(setting: &'static Setting, stored: SecretState) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let key = setting.key;
    let changed = clock::day(stored.changed_at).unwrap_or_default();
    let fingerprint = ui::words::short_hash(&stored.fingerprint);
    let edit = move |edit| {
        form.draft.edit_secret(key, Some(edit));
        form.left(key);
    };
    view! {
        <p class="secret" id=form.id_of(key) tabindex="-1" data-testid=format!("secret-{key}")>
            <span title="The fingerprint tells two secrets apart, and nothing else of them">
                "set · changed " {changed} " · " <span class="mono">{fingerprint}</span>
            </span>
            <button type="button" class="quiet" aria-label=format!("Replace {}", setting.label) on:click=move |_| edit(SecretEdit::Replace)>"Replace"</button>
            <button type="button" class="quiet" aria-label=format!("Remove {}", setting.label) on:click=move |_| edit(SecretEdit::Remove)>"Remove"</button>
        </p>
    }
}

#[component]
fn Removed(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let keep = move |_| {
        form.draft.edit_secret(setting.key, None);
        form.left(setting.key);
    };
    view! {
        <p class="secret" id=form.id_of(setting.key) tabindex="-1">
            <span class="is-removed">"− will be removed when you save"</span>
            <button type="button" class="quiet" on:click=keep>"Keep it"</button>
        </p>
    }
}

#[component]
fn Typed(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let key = setting.key;
    if setting.kind == Kind::SecretPem {
        return view! { <PemBox setting=setting /> }.into_any();
    }
    let typed = move || form.draft.typed_secret(key);
    view! {
        <input
            type="password" id=form.id_of(key) data-testid=format!("field-{key}") autocomplete="new-password" spellcheck="false"
            aria-describedby=form.described_by(key) aria-invalid=move || form.is_wrong(key).then_some("true")
            prop:value=typed on:input=move |event| form.draft.set_text(key, event_target_value(&event))
            on:blur=move |_| form.left(key)
        />
    }
    .into_any()
}
