//! One field of the form: made from the table's row, with its help and what is wrong with it.

mod pem;
mod pem_facts;
mod secret;

use leptos::prelude::*;
use shared::issue::Severity;
use shared::settings::{Choice, Kind, Setting};
use shared::wire::Finding;

use super::form::FormContext;
use pem::PemBox;
use secret::SecretField;

/// The name's field: it is no row of the table.
pub(super) const NAME: &str = "name";

/// A setting of the table.
#[component]
pub(super) fn Field(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let field = match setting.kind {
        Kind::Choice(choices) => view! { <ChoiceField setting=setting choices=choices /> }.into_any(),
        Kind::Secret | Kind::SecretPem => view! { <SecretField setting=setting /> }.into_any(),
        Kind::Pem => view! { <PemBox setting=setting /> }.into_any(),
        // The table of Kafka settings has neither switches nor sets.
        Kind::Text | Kind::Switch | Kind::Set(_) => view! { <TextField setting=setting /> }.into_any(),
    };
    let default = match setting.default {
        "unset, required" => " Required.".to_owned(),
        default => format!(" Default: {default}."),
    };
    view! {
        <div class="field" data-field=setting.key hidden=move || !form.draft.applies(setting.key)>
            <label for=form.id_of(setting.key)>{setting.label}</label>
            {field}
            <Problems field=setting.key />
            <p class="help" id=form.help_of(setting.key)>{coded(setting.help)} <span class="field-default">{default}</span></p>
        </div>
    }
}

/// The integration's name.
#[component]
pub(super) fn NameField() -> impl IntoView {
    let form = expect_context::<FormContext>();
    let draft = form.draft;
    view! {
        <div class="field" data-field=NAME>
            <label for=form.id_of(NAME)>"Name"</label>
            <input
                type="text" id=form.id_of(NAME) data-testid="field-name" autocomplete="off" spellcheck="false"
                aria-describedby=form.described_by(NAME) aria-invalid=move || form.is_wrong(NAME).then_some("true")
                prop:value=move || draft.name.get() on:input=move |event| draft.name.set(event_target_value(&event))
                on:blur=move |_| form.left(NAME)
            />
            <Problems field=NAME />
            <p class="help" id=form.help_of(NAME)>"As people here call it. No two integrations have the same."</p>
        </div>
    }
}

#[component]
fn TextField(setting: &'static Setting) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let key = setting.key;
    view! {
        <input
            type="text" id=form.id_of(key) data-testid=format!("field-{key}") autocomplete="off" autocapitalize="off" spellcheck="false"
            class="mono" aria-describedby=form.described_by(key) aria-invalid=move || form.is_wrong(key).then_some("true")
            prop:value=move || form.draft.text(key) on:input=move |event| form.draft.set_text(key, event_target_value(&event))
            on:blur=move |_| form.left(key)
        />
    }
}

#[component]
fn ChoiceField(setting: &'static Setting, choices: &'static [Choice]) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let key = setting.key;
    let option = move |choice: &'static Choice| {
        view! { <option value=choice.value selected=move || form.draft.text(key) == choice.value>{choice.label}</option> }
    };
    view! {
        <select
            id=form.id_of(key) data-testid=format!("field-{key}") aria-describedby=form.described_by(key)
            on:change=move |event| { form.draft.set_text(key, event_target_value(&event)); form.left(key); }
        >
            {choices.iter().map(option).collect_view()}
        </select>
    }
}

/// What is wrong with a field, and what to do.
#[component]
fn Problems(field: &'static str) -> impl IntoView {
    let form = expect_context::<FormContext>();
    view! {
        <ul class="field-problems" id=form.problems_of(field) aria-live="polite">
            {move || form.draft.problems_of(field).into_iter().map(|it| view! { <Problem finding=it /> }).collect_view()}
        </ul>
    }
}

/// A finding in words: what is wrong and what to do.
#[component]
pub(super) fn Problem(finding: Finding) -> impl IntoView {
    let is_error = finding.severity == Severity::Error;
    view! {
        <li class:is-error=is_error data-testid="problem" data-code=finding.code>
            <b>{if is_error { "✗ error: " } else { "⚠ warning: " }}{coded(&finding.message)}</b>" "{coded(&finding.hint)}
        </li>
    }
}

/// `text` with what is between backquotes as code.
pub(super) fn coded(text: &str) -> Vec<AnyView> {
    let mut is_code = true;
    let part = |part: &str| {
        is_code = !is_code;
        let part = part.to_owned();
        if is_code { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').map(part).collect()
}
