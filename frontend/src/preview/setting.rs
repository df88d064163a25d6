//! One setting: a field that fits its kind, its help, and a way back to the default.

use leptos::prelude::*;
use shared::ConnectionSettings;
use shared::settings::{CONNECTION, Choice, Kind, Setting, SettingValue};

use super::touched::touched_button;
use super::what_if;
use super::workbench::Workbench;
use ui::when::when;

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
                <span class="setting-default">{move || if is_changed() { " Changed. Default: " } else { " Default: " }} {setting.default} "."</span>
                {when(move || is_ignored(setting), || view! { <strong class="ignored">" Ignored now: Wait for Complete Batch is on."</strong> }.into_any())}
            </p>
            <div class="setting-foot">
                <EffectWords setting=setting />
                {touched_button(expect_context::<Workbench>(), setting)}
                {when(is_changed, move || reset_button(setting))}
            </div>
        </div>
    }
}

fn reset_button(setting: &'static Setting) -> AnyView {
    let label = "Reset ".to_owned() + setting.label;
    view! { <button class="quiet" aria-label=label on:click=move |_| reset(setting)>"Reset"</button> }.into_any()
}

/// What the last change did, if it was of this setting; else what turning it would do.
#[component]
fn EffectWords(setting: &'static Setting) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let number = number(setting);
    let done = move || what_if::done(bench, number);
    let words = move || {
        let is_set = !matches!(value(setting), Some(SettingValue::Switch(false) | SettingValue::Text(None)));
        let (verb, effect) = match (setting.kind, done()) {
            (Kind::Switch, Some(done)) => (if is_set { "Now on: " } else { "Now off: " }, done),
            (_, Some(done)) => ("Changed: ", done),
            // Its choices have theirs.
            (Kind::Set(_), None) => return None,
            (kind, None) => (turning(kind, is_set), what_if::foreseen(bench, what_if::first_alternative(number))?),
        };
        Some(verb.to_owned() + &effect)
    };
    view! {
        <p class="effect" id=effect_id(setting) data-testid=effect_id(setting) class:is-done=move || done().is_some()>{words}</p>
    }
}

/// What the alternative of a setting is called, which is set or not.
fn turning(kind: Kind, is_set: bool) -> &'static str {
    match (kind, is_set) {
        (Kind::Switch, true) => "Off: ",
        (Kind::Switch, false) => "On: ",
        (_, true) => "Unset: ",
        (_, false) => "An id of 1 character: ",
    }
}

#[component]
fn SwitchField(setting: &'static Setting) -> impl IntoView {
    let is_on = move || value(setting) == Some(SettingValue::Switch(true));
    view! {
        <label class="check">
            <input
                type="checkbox" role="switch" id=id(setting) data-testid=id(setting) aria-describedby=described_by(setting)
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
            type="text" id=id(setting) data-testid=id(setting) aria-describedby=described_by(setting) placeholder=setting.default
            autocomplete="off" spellcheck="false" prop:value=text
            on:input=move |event| set(setting, SettingValue::Text(Some(event_target_value(&event))))
        />
    }
}

#[component]
fn SetField(setting: &'static Setting, choices: &'static [Choice]) -> impl IntoView {
    let first = what_if::first_alternative(number(setting));
    let boxes = choices
        .iter()
        .zip(first..)
        .map(|(choice, alternative)| {
            view! { <ChoiceBox setting=setting choice=choice alternative=alternative /> }.into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset id=id(setting) data-testid=id(setting) tabindex="-1" aria-describedby=described_by(setting)>
            <legend>{setting.label}</legend>
            {boxes}
        </fieldset>
    }
}

#[component]
fn ChoiceBox(setting: &'static Setting, choice: &'static Choice, alternative: usize) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let test_id = id(setting) + "-" + choice.value;
    let effect_id = effect_id(setting) + "-" + choice.value;
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
            <input type="checkbox" data-testid=test_id prop:checked=is_chosen on:change=toggle />
            <span>{choice.label}</span>
            <span class="effect" data-testid=effect_id>{move || what_if::foreseen(bench, alternative)}</span>
        </label>
    }
}

fn id(setting: &Setting) -> String {
    "setting-".to_owned() + setting.key
}

fn help_id(setting: &Setting) -> String {
    "help-".to_owned() + setting.key
}

fn effect_id(setting: &Setting) -> String {
    "effect-".to_owned() + setting.key
}

fn described_by(setting: &Setting) -> String {
    help_id(setting) + " " + &effect_id(setting)
}

/// Its number in the table.
fn number(setting: &Setting) -> usize {
    CONNECTION.iter().position(|it| it.key == setting.key).unwrap_or_default()
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
