//! One message.

use std::sync::Arc;

use leptos::prelude::*;
use shared::record::partition;

use super::workbench::Workbench;
use crate::highlight;
use crate::protocol::{Answer, Ask, Layout, RecordCard, VALUE_SHOWN};
use ui::copy::CopyButton;
use ui::words::{grouped, short_hash};

/// The default `max.message.bytes` of a topic, as a round number below it.
const MESSAGE_LIMIT: usize = 1_000_000;

/// What a folded value shows.
const FOLDED_LINES: usize = 24;
const FOLDED_BYTES: usize = 1_500;

#[component]
pub(super) fn MessageCard(card: Arc<RecordCard>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let index = card.number - 1;
    let whole = move || async move {
        let run = untrack(|| bench.run())?;
        // Always the bytes that Kafka holds, however they are shown.
        match bench.ask(Ask::Value { run, record: index, layout: Layout::Wire }).await? {
            Answer::Text(text) => Some(text),
            _ => None,
        }
    };
    // It comes out otherwise since a setting was turned.
    let is_touched = bench.summary.with_untracked(|it| it.as_ref().is_some_and(|it| it.flip.is_some()));
    view! {
        <article class="message" class:is-touched=is_touched data-testid="message" aria-label=format!("Message {}", card.number)>
            <header class="message-head">
                <h3>"#"{grouped(card.number)}</h3>
                <Key key=card.key.clone() />
                <Size bytes=card.bytes />
                <Hash sha256=card.sha256.clone() />
                <span class="grow"></span>
                <CopyButton label="Copy" title="Copy the whole value as it is on the wire" text=whole />
            </header>
            <Value card=card.clone() />
        </article>
    }
}

/// The key, and the partition that follows from it.
#[component]
fn Key(key: Option<String>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let of_key = key.clone();
    let place = move || match &of_key {
        Some(key) => format!(
            "partition {} of {}",
            partition(key.as_bytes(), bench.partitions.get()),
            grouped(bench.partitions.get() as usize)
        ),
        None => "random partition".to_owned(),
    };
    let name = match key {
        Some(key) => view! { "key "<b class="mono">{key}</b> }.into_any(),
        None => "no key:".into_any(),
    };
    view! {
        <span class="fact" data-testid="message-key">{name}</span>
        <span class="fact" data-testid="message-partition">{place}</span>
    }
}

#[component]
fn Size(bytes: usize) -> impl IntoView {
    let is_over = bytes > MESSAGE_LIMIT;
    let title = format!("of {} bytes that a topic takes by default (max.message.bytes)", grouped(MESSAGE_LIMIT));
    view! {
        <span class="fact" class:is-warning=is_over title=title>
            {is_over.then_some("⚠ ")}{grouped(bytes)}" bytes"{is_over.then_some(", over 1,000,000")}
        </span>
    }
}

#[component]
fn Hash(sha256: String) -> impl IntoView {
    let full = StoredValue::new(sha256.clone());
    let label = format!("SHA-256 {}…", short_hash(&sha256));
    let title = format!("SHA-256 of the value: {sha256}. Click to copy it.");
    view! {
        <span class="fact hash" data-testid="message-sha256" data-sha256=sha256>
            <CopyButton label=label title=title text=move || async move { Some(full.get_value()) } />
        </span>
    }
}

/// The value; a long one in a list is folded, and a very long one is cut.
#[component]
fn Value(card: Arc<RecordCard>) -> impl IntoView {
    // A short value is never folded.
    let is_short = card.text.len() < FOLDED_BYTES && card.text.lines().count() <= FOLDED_LINES;
    let is_open = RwSignal::new(is_short);
    let cut = card.cut.then(|| {
        view! { <p class="cut">"The first "{grouped(VALUE_SHOWN)}" bytes of the text are shown; the value has "{grouped(card.bytes)}". Copy takes all."</p> }
    });
    let label = move || if is_open.get() { "Fold" } else { "Show all" };
    view! {
        <div class="value" class:is-open=move || is_open.get()>
            <pre data-testid="message-value" inner_html=highlight::html(&card.text)></pre>
            {cut}
        </div>
        <button class="quiet unfold" hidden=is_short aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|it| *it = !*it)>{label}</button>
    }
}
