//! Two settings on the same input: pinned ones, and the present ones.

mod row;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ConnectionSettings;
use shared::settings::{CONNECTION, Kind, Setting, SettingValue};

use super::long_list::{ListOf, Part, long_list};
use super::output::Tab;
use super::what_if::signed;
use super::why::pointable;
use super::workbench::Workbench;
use crate::protocol::{Ask, Comparison, Look, Seen, Window};
use ui::words::{counted, grouped};

const ROWS: ListOf = ListOf {
    page: 100,
    height: 44,
    ask,
    total: |_, answer| if let Some(Seen::Differences(total, _)) = Seen::read(answer) { Some(total) } else { None },
    show,
};

fn ask(bench: Workbench, run: u64, window: Window) -> Ask {
    Ask::Look { run, look: Look::Differences { pinned: pinned(bench), window } }
}

fn show(part: Part) -> AnyView {
    let bench = expect_context::<Workbench>();
    let many = move || bench.summary.with_untracked(|it| it.as_ref().is_some_and(|it| it.batches > 1));
    let html = move || match part.read().as_ref().and_then(Seen::read) {
        Some(Seen::Differences(_, rows)) => row::html(&rows, many()),
        _ => String::new(),
    };
    view! { <div inner_html=html></div> }.into_any()
}

fn pinned(bench: Workbench) -> ConnectionSettings {
    bench.what_if.pinned.get().unwrap_or_default()
}

/// The tab: what differs between the outcome of the pinned settings and that of the present ones.
pub(crate) fn compare_view() -> AnyView {
    let bench = expect_context::<Workbench>();
    let comparison = RwSignal::new(None);
    Effect::new(move || {
        let (Some(run), pinned) = (bench.run(), pinned(bench)) else { return };
        spawn_local(async move {
            if let Some(Seen::Comparison(it)) = bench.look(run, Look::Comparison { pinned }).await {
                comparison.try_set(Some(it));
            }
        });
    });
    view! {
        <div class="compare-head">
            <p data-testid="compare-figures">{move || comparison.get().map(figures)}</p>
            <button data-testid="go-back" on:click=move |_| bench.settings.set(untrack(|| pinned(bench)))>"Go back to the pinned"</button>
            <button data-testid="unpin" on:click=move |_| pin(bench, None)>"Unpin"</button>
        </div>
        <ul class="compare-settings">{move || settings(bench)}</ul>
        <p class="tally" data-testid="compare-tally">{move || comparison.get().map(|it| tally(bench, it))}</p>
        {pointable(bench, "compare", Some("What comes out differently"), long_list(bench, ROWS))}
    }
    .into_any()
}

/// `5 → 3 events (−2 events) · 1 message · 2,980 → 2,568 bytes (−412 bytes)`.
fn figures(it: Comparison) -> String {
    let (then, now) = (it.pinned, it.present);
    let figures =
        [(then.events, now.events, "event"), (then.messages, now.messages, "message"), (then.bytes, now.bytes, "byte")];
    let figure = |(then, now, one): (usize, usize, &str)| {
        if then == now {
            return counted(now, one);
        }
        let more = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
        grouped(then) + " → " + &counted(now, one) + " (" + &signed(more(now) - more(then), one) + ")"
    };
    figures.map(figure).join(" · ")
}

fn tally(bench: Workbench, it: Comparison) -> String {
    match (it.differences, pinned(bench) == *bench.settings.read()) {
        (0, true) => {
            "These are the pinned settings. Change one: what then comes out differently is listed here.".to_owned()
        }
        (0, false) => "Both come to the same on this input, byte for byte.".to_owned(),
        (differences, _) => counted(differences, "difference") + ", pinned → present",
    }
}

/// The settings that differ, each with both values; it leads to the setting.
fn settings(bench: Workbench) -> Vec<AnyView> {
    let (pinned, present) = (pinned(bench), bench.settings.get());
    let differing = CONNECTION.iter().filter(|it| pinned.get(it.key) != present.get(it.key));
    differing.map(|it| setting_view(bench, it, &pinned, &present)).collect()
}

fn setting_view(
    bench: Workbench,
    setting: &'static Setting,
    pinned: &ConnectionSettings,
    present: &ConnectionSettings,
) -> AnyView {
    let values = ": ".to_owned() + &value_words(setting, pinned) + " → " + &value_words(setting, present);
    view! {
        <li data-testid="compare-setting">
            <button class="is-link" title="Go to this setting" on:click=move |_| bench.show_setting(setting.key)>{setting.label}</button>
            {values}
        </li>
    }
    .into_any()
}

fn value_words(setting: &Setting, settings: &ConnectionSettings) -> String {
    match (settings.get(setting.key), setting.kind) {
        (Some(SettingValue::Switch(on)), _) => if on { "on" } else { "off" }.to_owned(),
        (Some(SettingValue::Text(Some(text))), _) => text,
        (Some(SettingValue::Set(names)), Kind::Set(choices)) if !names.is_empty() => {
            let is_named = |value: &str| names.iter().any(|it| it == value);
            let labels: Vec<_> = choices.iter().filter(|it| is_named(it.value)).map(|it| it.label).collect();
            labels.join(", ")
        }
        _ => setting.default.to_owned(),
    }
}

/// Pins these settings and shows what differs from them, or lets go of the pinned ones.
fn pin(bench: Workbench, settings: Option<ConnectionSettings>) {
    let is_pinned = settings.is_some();
    bench.what_if.pinned.set(settings);
    if is_pinned {
        bench.tab.set(Tab::Compare);
    } else if bench.tab.get_untracked() == Tab::Compare {
        bench.tab.set(Tab::Messages);
    }
}

/// Pins the present settings, or lets go of the pinned ones.
pub(super) fn pin_button() -> AnyView {
    let bench = expect_context::<Workbench>();
    let is_pinned = move || bench.what_if.pinned.with(Option::is_some);
    let turn = move |_| pin(bench, (!untrack(is_pinned)).then(|| bench.settings.get_untracked()));
    view! {
        <button class="quiet" data-testid="pin" title="Pin these settings, change them, and see what comes out differently" on:click=turn>
            {move || if is_pinned() { "Unpin" } else { "Compare" }}
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Figures;

    #[test]
    fn figures_tell_both_sides_where_they_differ() {
        let pinned = Figures { events: 5, messages: 1, bytes: 2_980 };
        let present = Figures { events: 3, messages: 1, bytes: 2_568 };
        assert_eq!(
            figures(Comparison { pinned, present, differences: 2 }),
            "5 → 3 events (−2 events) · 1 message · 2,980 → 2,568 bytes (−412 bytes)"
        );
    }

    #[test]
    fn a_setting_is_told_by_what_the_form_shows() {
        let mut settings = ConnectionSettings::default();
        let words = |settings: &ConnectionSettings| {
            CONNECTION.iter().take(3).map(|it| value_words(it, settings)).collect::<Vec<_>>()
        };
        assert_eq!(words(&settings), ["unset", "none", "on"]);
        settings.unique_id = Some("u".to_owned());
        settings.metadata_field_exclusion = vec![shared::settings::MetadataField::IpAddress];
        settings.send_network_performance_events = false;
        assert_eq!(words(&settings), ["u", "IP Address", "off"]);
    }
}
