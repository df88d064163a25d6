//! What is typed as the texts of others: settings of other clients, and the set-up of a broker. Secrets are placeholders.

use leptos::prelude::*;
use shared::kafka::{Format, Section, Target, export, setup};
use ui::copy::CopyButton;

use super::form::FormContext;

/// The settings as other clients take them.
#[component]
pub(super) fn CopyAs(form: FormContext) -> impl IntoView {
    let format = RwSignal::new(Format::ClientProperties);
    let text = Memo::new(move |_| form.draft.kafka.with(|it| export(it, format.get())));
    let choose = move |label: String| {
        if let Some(chosen) = Format::ALL.into_iter().find(|it| it.label() == label) {
            format.set(chosen);
        }
    };
    let option = move |it: Format| view! { <option selected=move || format.get() == it>{it.label()}</option> };
    view! {
        <Folded title="Copy as" name="copy-as">
            <div class="text-head">
                <select aria-label="Format" on:change=move |event| choose(event_target_value(&event))>{Format::ALL.map(option)}</select>
                <span class="grow"></span>
                <CopyButton label="Copy" title="Copy the settings, with placeholders for secrets" text=move || async move { Some(text.get_untracked()) } />
            </div>
            <pre class="text" data-testid="copy-as-text" tabindex="0">{move || text.with(|it| if it.is_empty() { "Only with a user name.".to_owned() } else { it.clone() })}</pre>
        </Folded>
    }
}

/// What a broker needs for what is typed.
#[component]
pub(super) fn BrokerSetup(form: FormContext) -> impl IntoView {
    let sections = Memo::new(move |_| form.draft.kafka.with(setup));
    view! {
        <Folded title="Broker set-up" name="broker-setup">
            <p class="help">"What the broker needs for what is typed here. Adapt it: placeholders are in angle brackets, and secrets are never filled in."</p>
            {move || sections.get().into_iter().map(|it| view! { <Piece section=it /> }).collect_view()}
        </Folded>
    }
}

#[component]
fn Piece(section: Section) -> impl IntoView {
    let place = match section.target {
        Target::File(name) => format!("into {name}, at each broker"),
        Target::Shell => "into a shell, once".to_owned(),
    };
    let text = StoredValue::new(section.text.clone());
    view! {
        <div class="text-head">
            <h3>{section.title}</h3><span class="help">{place}</span>
            <span class="grow"></span>
            <CopyButton label="Copy" title=format!("Copy: {}", section.title) text=move || async move { Some(text.get_value()) } />
        </div>
        <pre class="text" tabindex="0">{section.text}</pre>
    }
}

/// A part beside the form that is opened when it is needed, and only then made.
#[component]
fn Folded(title: &'static str, name: &'static str, children: ChildrenFn) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let children = StoredValue::new(children);
    view! {
        <details class="beside-box" data-testid=name on:toggle=move |_| is_open.set(true)>
            <summary>{title}</summary>
            <Show when=move || is_open.get()>{children.with_value(|children| children())}</Show>
        </details>
    }
}
