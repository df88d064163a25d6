//! The messages, as Kafka will hold them.

use std::sync::Arc;

use leptos::prelude::*;

use super::long_list::{ListOf, Part, long_list};
use super::message::message_card;
use super::why::pointable;
use super::workbench::Workbench;
use crate::protocol::{Answer, Ask, Layout, RecordCard, Window};
use ui::when::when;

const CARDS: ListOf = ListOf {
    page: 20,
    height: 360,
    ask,
    total: |bench, _| untrack(|| bench.summary.with(|it| it.as_ref().map(|it| it.records))),
    show,
};

/// More than the cluster would allow, and still a number.
const MOST_PARTITIONS: u32 = 1_000_000;

fn ask(bench: Workbench, run: u64, window: Window) -> Ask {
    Ask::Records { run, window, layout: bench.layout.get() }
}

/// What the list asks first after a run.
pub(super) fn first(bench: Workbench, run: u64) -> Ask {
    ask(bench, run, Window { from: 0, count: CARDS.page })
}

fn show(part: Part) -> AnyView {
    let bench = expect_context::<Workbench>();
    let known = StoredValue::new(Vec::new());
    // By their numbers, so that a change of contents folds none that is being read.
    let unfolded = RwSignal::new(Vec::new());
    let cards = move || match &*part.read() {
        Some(Answer::Records(cards)) => cards.clone(),
        _ => Vec::new(),
    };
    (move || {
        let cards = cards();
        let hashes = cards.iter().map(|it| it.sha256.clone()).collect();
        let before: Vec<String> = known.try_update_value(|it| std::mem::replace(it, hashes)).unwrap_or_default();
        // A message that came out otherwise when a setting was turned.
        let is_flipped = bench.summary.with_untracked(|it| it.as_ref().is_some_and(|it| it.flipped.is_some()));
        let is_touched = |it: &RecordCard| is_flipped && !before.is_empty() && !before.contains(&it.sha256);
        cards.into_iter().map(|it| message_card(is_touched(&it), Arc::new(it), unfolded)).collect::<Vec<_>>()
    })
    .into_any()
}

#[component]
pub(super) fn Messages() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let total = Signal::derive(move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.records)));
    let is_empty = move || bench.run().is_some() && total.get() == 0;
    let cards = pointable(bench, "messages", None, long_list(bench, CARDS));
    view! {
        <ViewOptions />
        {when(move || bench.settings.read().wait_for_complete_batch, waits)}
        {when(is_empty, || view! { <p class="empty">"No message. The Account tab and the problems under the input say why."</p> }.into_any())}
        <div class:is-single=move || total.get() == 1>{cards}</div>
    }
}

fn waits() -> AnyView {
    view! {
        <p class="tally">"Wait for Complete Batch is on: a forwarder holds these until the device's session ends. The preview shows them at once."</p>
    }
    .into_any()
}

/// How the messages are shown: for all of them at once.
#[component]
fn ViewOptions() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let set_partitions = move |event| {
        if let Ok(count @ 1..=MOST_PARTITIONS) = event_target_value(&event).parse() {
            bench.partitions.set(count);
        }
    };
    let layout = move |layout: Layout, label: &'static str, title: &'static str| {
        view! { <button title=title aria-pressed=move || (bench.layout.get() == layout).to_string() on:click=move |_| bench.layout.set(layout)>{label}</button> }
    };
    view! {
        <div class="options">
            <div class="segments" role="group" aria-label="Layout of the values">
                {layout(Layout::Pretty, "Pretty", "Indented. Numbers and strings stay as they are written.")}
                {layout(Layout::Wire, "As on the wire", "The exact bytes: one line")}
            </div>
            <label class="inline" title="The partition is murmur2 of the key, as Kafka's Java client chooses it">
                "Partitions "
                <input type="number" min="1" max=MOST_PARTITIONS prop:value=move || bench.partitions.get() on:input=set_partitions />
            </label>
        </div>
    }
}
