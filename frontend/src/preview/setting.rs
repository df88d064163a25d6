//! One setting: a field that fits its kind, its help, and a way back to the default.

use leptos::prelude::*;
use shared::ConnectionSettings;
use shared::settings::{Choice, Kind, Setting, SettingValue};

use super::touched::touched_button;
use super::workbench::Workbench;

#[component]
pub(super) fn SettingField(setting: &'static Setting) -> impl IntoView {
    let field = match setting.kind {
        Kind::Switch => view! { <SwitchField setting=setting /> }.into_any(),
        Kind::Set(choices) | Kind::Choice(choices) => view! { <SetField setting=setting choices=choices /> }.into_any(),
        Kind::Text | Kind::Secret | Kind::Pem | Kind::SecretPem => view! { <TextField setting=setting /> }.into_any(),
    };
    let is_changed = move || is_changed(setting);
    view! {
        <div class="setting" class:is-changed=is_changed>
            {field}
            <p class="help" id=help_id(setting)>
                {coded(setting.help)}
                <span class="setting-default">" Default: " {setting.default} "."</span>
                <Show when=move || is_ignored(setting)><strong class="ignored">" Ignored now: Wait for Complete Batch is on."</strong></Show>
            </p>
            {touched_button(expect_context::<Workbench>(), setting)}
            <Show when=is_changed>
                <p class="setting-changed">
                    <span>"changed"</span>
                    <button class="quiet" aria-label=format!("Reset {}", setting.label) on:click=move |_| reset(setting)>"Reset"</button>
                </p>
            </Show>
        </div>
    }
}

#[component]
fn SwitchField(setting: &'static Setting) -> impl IntoView {
    let is_on = move || value(setting) == Some(SettingValue::Switch(true));
    view! {
        <label class="check">
            <input
                type="checkbox" role="switch" id=id(setting) data-testid=id(setting) aria-describedby=help_id(setting)
                prop:checked=is_on on:change=move |event| set(setting, SettingValue::Switch(event_target_checked(&event)))
            />
            <span>{setting.label}</span>
            <span class="on-off" aria-hidden="true">{move || if is_on() { "on" } else { "off" }}</span>
        </label>
    }
}

#[component]
fn TextField(setting: &'static Setting) -> impl IntoView {
    let text = move || match value(setting) {
        Some(SettingValue::Text(Some(text))) => text,
        _ => String::new(),
    };
    view! {
        <label for=id(setting)>{setting.label}</label>
        <input
            type="text" id=id(setting) data-testid=id(setting) aria-describedby=help_id(setting) placeholder=setting.default
            autocomplete="off" spellcheck="false" prop:value=text
            on:input=move |event| set(setting, SettingValue::Text(Some(event_target_value(&event))))
        />
    }
}

#[component]
fn SetField(setting: &'static Setting, choices: &'static [Choice]) -> impl IntoView {
    let boxes = choices.iter().map(|choice| view! { <ChoiceBox setting=setting choice=choice /> }).collect_view();
    view! {
        <fieldset id=id(setting) data-testid=id(setting) tabindex="-1" aria-describedby=help_id(setting)>
            <legend>{setting.label}</legend>
            {boxes}
        </fieldset>
    }
}

#[component]
fn ChoiceBox(setting: &'static Setting, choice: &'static Choice) -> impl IntoView {
    let is_chosen = move || chosen(setting).iter().any(|it| it == choice.value);
    let toggle = move |event| {
        let mut names = chosen(setting);
        names.retain(|it| it != choice.value);
        if event_target_checked(&event) {
            names.push(choice.value.to_owned());
        }
        set(setting, SettingValue::Set(names));
    };
    view! {
        <label class="check">
            <input type="checkbox" data-testid=format!("{}-{}", id(setting), choice.value) prop:checked=is_chosen on:change=toggle />
            <span>{choice.label}</span>
        </label>
    }
}

fn id(setting: &Setting) -> String {
    format!("setting-{}", setting.key)
}

fn help_id(setting: &Setting) -> String {
    format!("help-{}", setting.key)
}

fn value(setting: &Setting) -> Option<SettingValue> {
    expect_context::<Workbench>().settings.read().get(setting.key)
}

fn chosen(setting: &Setting) -> Vec<String> {
    match value(setting) {
        Some(SettingValue::Set(names)) => names,
        _ => Vec::new(),
    }
}

fn set(setting: &Setting, value: SettingValue) {
    let settings = expect_context::<Workbench>().settings;
    // Each field hands over values of its own kind only; the table refuses any other, and then nothing changes.
    let _ = settings.try_update(|it| it.set(setting.key, value));
}

fn reset(setting: &Setting) {
    if let Some(value) = ConnectionSettings::default().get(setting.key) {
        set(setting, value);
    }
}

fn is_changed(setting: &Setting) -> bool {
    value(setting) != ConnectionSettings::default().get(setting.key)
}

/// Whether another setting takes its effect away.
fn is_ignored(setting: &Setting) -> bool {
    setting.key == "send_as_batch" && expect_context::<Workbench>().settings.read().wait_for_complete_batch
}

/// Help text with what stands between backticks as code.
fn coded(text: &'static str) -> Vec<AnyView> {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| if index % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() })
        .collect()
}
