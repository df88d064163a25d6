//! One message.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::record::{kcat, partition, partition_crc32, partition_fnv1a};

use super::workbench::Workbench;
use crate::highlight;
use crate::protocol::{Answer, Ask, Layout, RecordCard, VALUE_SHOWN};
use ui::browser::{clipboard, files, page};
use ui::words::{grouped, short_hash};

/// The default `max.message.bytes` of a topic, as a round number below it.
const MESSAGE_LIMIT: usize = 1_000_000;

/// What the partitions beside a key are.
const PLACES: &str = "By murmur2 of the key, as Java clients and Headgate choose it. In brackets where others would by default: Sarama (Go) by FNV-1a, librdkafka (C, Python, C#, Node.js) by CRC32.";

/// What a folded value shows.
const FOLDED_LINES: usize = 24;
const FOLDED_BYTES: usize = 1_500;

/// The numbers of the messages whose folded values are shown whole.
pub(super) type Unfolded = RwSignal<Vec<usize>>;

/// Its card. One that is touched flashes once.
pub(super) fn message_card(is_touched: bool, card: Arc<RecordCard>, unfolded: Unfolded) -> AnyView {
    let bench = expect_context::<Workbench>();
    // What came of the button that was pressed last.
    let told = RwSignal::new("");
    let clicked = card.clone();
    // One listener for all buttons.
    let act = move |click: web_sys::MouseEvent| {
        let Some(action) = page::mark_of(&click, "do") else { return };
        let card = clicked.clone();
        spawn_local(async move { told.set(done(bench, &card, &action).await) });
    };
    view! {
        <article class="message" class:is-touched=is_touched data-testid="message" aria-label=["Message ", &grouped(card.number)].concat() on:click=act>
            <header class="message-head">
                <h3>"#"{grouped(card.number)}</h3>
                {key(bench, card.key.clone())}
                {size(card.bytes)}
                <span class="fact hash" data-testid="message-sha256" data-sha256=card.sha256.clone()>
                    <button class="quiet" data-do="hash" title=["SHA-256 of the value: ", &card.sha256, ". Click to copy it."].concat()>
                        "SHA-256 "{short_hash(&card.sha256)}"…"
                    </button>
                </span>
                <span class="message-actions">
                <span class="fact" role="status">{told}</span>
                <button class="quiet" data-do="value" title="Copy the whole value as it is on the wire">"Copy value"</button>
                <button class="quiet" data-do="kcat" title="Copy a command that publishes it with kcat. Its kcat.conf is among the texts under Integrations.">"Copy as kcat"</button>
                <button class="quiet" data-do="save" title="Download the value as it is on the wire">"Download"</button>
                </span>
            </header>
            {value(&card, unfolded)}
        </article>
    }
    .into_any()
}

/// Does what a button is for, and says what came of it.
async fn done(bench: Workbench, card: &RecordCard, action: &str) -> &'static str {
    let text = match action {
        "hash" => Some(card.sha256.clone()),
        _ => on_the_wire(bench, card.number - 1).await,
    };
    let Some(text) = text else { return "The preview has changed: try again" };
    let is_done = match action {
        "save" => return if files::save(&file_name(card.number), &text) { "Downloaded" } else { "Not allowed here" },
        "kcat" => clipboard::copy(&kcat(card.key.as_deref(), &text)).await,
        _ => clipboard::copy(&text).await,
    };
    if is_done { "Copied" } else { "Not allowed here" }
}

fn file_name(number: usize) -> String {
    ["message-", &number.to_string(), ".json"].concat()
}

/// The bytes that Kafka holds, however they are shown.
async fn on_the_wire(bench: Workbench, record: usize) -> Option<String> {
    let run = untrack(|| bench.run())?;
    match bench.ask(Ask::Value { run, record, layout: Layout::Wire }).await? {
        Answer::Text(text) => Some(text),
        _ => None,
    }
}

/// The key, and the partition that follows from it.
fn key(bench: Workbench, key: Option<String>) -> AnyView {
    let Some(key) = key else {
        return view! { <span class="fact" data-testid="message-key">"no key: random partition"</span> }.into_any();
    };
    let of_key = key.clone();
    let place = move || {
        let (key, partitions) = (of_key.as_bytes(), bench.partitions.get());
        let [murmur2, fnv1a, crc32, all] = [
            partition(key, partitions),
            partition_fnv1a(key, partitions),
            partition_crc32(key, partitions),
            partitions,
        ]
        .map(|it| grouped(it as usize));
        ["partition ", &murmur2, " of ", &all, " (FNV-1a: ", &fnv1a, ", CRC32: ", &crc32, ")"].concat()
    };
    view! {
        <span class="fact" data-testid="message-key">"key "<b class="mono">{key}</b></span>
        <span class="fact" data-testid="message-partition" title=PLACES>{place}</span>
    }
    .into_any()
}

/// The bytes, against what a topic takes by default.
fn size(bytes: usize) -> AnyView {
    let is_over = bytes > MESSAGE_LIMIT;
    let words =
        [if is_over { "⚠ " } else { "" }, &grouped(bytes), " bytes", if is_over { ", over 1,000,000" } else { "" }]
            .concat();
    view! {
        <span class="fact size" class:is-warning=is_over title="Of 1,000,000 bytes that a topic takes by default (max.message.bytes)">
            <meter max=MESSAGE_LIMIT high=MESSAGE_LIMIT * 3 / 4 value=bytes aria-label="Share of what a topic takes by default"></meter>
            {words}
        </span>
    }
    .into_any()
}

/// The value; a long one in a list is folded, and a very long one is cut.
fn value(card: &RecordCard, unfolded: Unfolded) -> AnyView {
    // A short value is never folded.
    let is_short = card.text.len() < FOLDED_BYTES && card.text.lines().count() <= FOLDED_LINES;
    let number = card.number;
    let is_open = move || is_short || unfolded.read().contains(&number);
    let turn = move |_| {
        unfolded.update(|all| match all.iter().position(|it| *it == number) {
            Some(at) => drop(all.swap_remove(at)),
            None => all.push(number),
        });
    };
    let cut = card.cut.then(|| {
        view! { <p class="cut">"The first "{grouped(VALUE_SHOWN)}" bytes of the text are shown; the value has "{grouped(card.bytes)}". Copy and Download take all."</p> }.into_any()
    });
    let label = move || if is_open() { "Fold" } else { "Show all" };
    view! {
        <div class="value" class:is-open=is_open>
            // In a `div` Chromium reads it in a third of the time that it takes in a `pre`.
            <div class="mono" data-testid="message-value" data-record=card.number - 1 tabindex="0" role="group" aria-label="Value: arrow keys move from name to name" inner_html=highlight::html(&card.text)></div>
            {cut}
        </div>
        <button class="quiet unfold" hidden=is_short aria-expanded=move || is_open().to_string() on:click=turn>{label}</button>
    }
    .into_any()
}
