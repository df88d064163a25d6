//! Two settings on the same input: pinned ones, and the present ones.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ConnectionSettings;
use shared::account::Reason;
use shared::settings::{CONNECTION, Kind, Setting, SettingValue};

use super::long_list::{ListEnd, LongList};
use super::what_if::signed;
use super::workbench::Workbench;
use crate::protocol::{Answer, Ask, Comparison, DifferenceRow, Done, Fate, Side};
use ui::words::{counted, grouped};

/// Rows that are asked for at a time.
const PAGE: usize = 100;

/// What differs between the outcome of the pinned settings and that of the present ones.
pub(super) fn compare_view() -> AnyView {
    let bench = expect_context::<Workbench>();
    let pinned = bench.what_if.pinned;
    let comparison = RwSignal::new(None);
    Effect::new(move || {
        let (Some(run), Some(pinned)) = (bench.run(), pinned.get()) else { return };
        spawn_local(async move {
            if let Some(Answer::Comparison(it)) = bench.ask(Ask::Comparison { run, pinned }).await {
                comparison.set(Some(it));
            }
        });
    });
    let list = LongList::new(
        bench,
        PAGE,
        move |run, window| Ask::Differences { run, pinned: pinned.get().unwrap_or_default(), window },
        |answer| if let Answer::Differences(rows) = answer { Some(rows) } else { None },
    );
    let total = Signal::derive(move || comparison.get().map_or(0, |it: Comparison| it.differences));
    view! {
        <div class="compare-head">
            <p data-testid="compare-figures">{move || comparison.get().map(figures)}</p>
            <button on:click=move |_| go_back(bench)>"Go back to the pinned"</button>
            <button data-testid="unpin" on:click=move |_| pinned.set(None)>"Unpin"</button>
        </div>
        <ul class="compare-settings">{move || settings(bench)}</ul>
        <p class="tally" data-testid="compare-tally">{move || comparison.get().map(|it| tally(bench, it))}</p>
        <ul>
            <For each=move || list.items().into_iter().enumerate() key=|(index, row)| (*index, row.clone()) let((_index, row))>
                {row_view(bench, &row)}
            </For>
        </ul>
        <ListEnd list=list total=total />
    }
    .into_any()
}

/// The pinned settings are the present ones again, and stay pinned.
fn go_back(bench: Workbench) {
    if let Some(pinned) = bench.what_if.pinned.get_untracked() {
        bench.settings.set(pinned);
    }
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
    let is_same = bench.what_if.pinned.with(|it| it.as_ref() == Some(&*bench.settings.read()));
    match (it.differences, is_same) {
        (0, true) => {
            "These are the pinned settings. Change one: what then comes out differently is listed here.".to_owned()
        }
        (0, false) => "Both come to the same on this input, byte for byte.".to_owned(),
        (differences, _) => counted(differences, "difference") + ", pinned → present",
    }
}

/// The settings that differ, each with both values; it leads to the setting.
fn settings(bench: Workbench) -> Vec<AnyView> {
    let (pinned, present) = (bench.what_if.pinned.get().unwrap_or_default(), bench.settings.get());
    let differing = CONNECTION.iter().filter(|it| pinned.get(it.key) != present.get(it.key));
    differing.map(|it| setting_view(bench, it, &pinned, &present)).collect()
}

fn setting_view(
    bench: Workbench,
    setting: &'static Setting,
    pinned: &ConnectionSettings,
    present: &ConnectionSettings,
) -> AnyView {
    let values = value_words(setting, pinned) + " → " + &value_words(setting, present);
    view! {
        <li data-testid="compare-setting">
            <button class="is-link" title="Go to this setting" on:click=move |_| bench.show_setting(setting.key)>{setting.label}</button>
            ": "{values}
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

fn row_view(bench: Workbench, row: &Arc<DifferenceRow>) -> AnyView {
    let place = row.place;
    let many = bench.summary.with_untracked(|it| it.as_ref().is_some_and(|it| it.batches > 1));
    let batch = many.then(|| "batch ".to_owned() + &grouped(row.batch + 1) + " ");
    let pointer = if row.pointer.is_empty() { "the batch".to_owned() } else { row.pointer.clone() };
    view! {
        <li class="difference" data-testid="difference" data-pointer=row.pointer.clone()>
            <button class="change-place mono" title="Show it in the input" on:click=move |_| bench.go_to(place)>{batch}{pointer}</button>
            <span class="difference-type">{row.event_type.clone()}</span>
            {side_view(&row.pinned)}
            <span aria-hidden="true">"→"</span>
            {side_view(&row.present)}
        </li>
    }
    .into_any()
}

fn side_view(side: &Side) -> AnyView {
    let word = fate_word(side.fate);
    let why = side.reason.map(|it| ": ".to_owned() + Reason::sentence(it));
    let put_in = (!side.put_in.is_empty()).then(|| view! { " "<code>{side.put_in.clone()}</code> });
    view! { <span class="difference-side"><b data-fate=word>{word}</b>{put_in}<span class="help">{why}</span></span> }
        .into_any()
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Absent => "not there",
        Fate::AsItCame => "as in the input",
        Fate::Forwarded => "forwarded",
        Fate::Done(Done::Removed) => "removed",
        Fate::Done(Done::Added) => "added",
        Fate::Done(Done::Converted) => "converted",
        Fate::Done(Done::EventDropped) => "dropped",
        Fate::Done(Done::BatchDropped) => "no message",
    }
}

/// Pins the present settings, or lets go of the pinned ones.
pub(super) fn pin_button() -> AnyView {
    let bench = expect_context::<Workbench>();
    let pinned = bench.what_if.pinned;
    let pin = move |_| {
        let present = bench.settings.get_untracked();
        pinned.update(|it| *it = if it.is_some() { None } else { Some(present) });
    };
    view! {
        <button class="quiet" data-testid="pin" title="Pin these settings, change them, and see what comes out differently" on:click=pin>
            {move || if pinned.with(Option::is_some) { "Unpin" } else { "Compare" }}
        </button>
    }
    .into_any()
}
