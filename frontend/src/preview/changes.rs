//! What was removed, added, converted and dropped, and why.

use std::sync::Arc;

use leptos::prelude::*;
use shared::account::Reason;

use super::long_list::{ListEnd, LongList};
use super::workbench::Workbench;
use crate::protocol::{Answer, Ask, ChangeRow, Done, Summary};
use ui::words::grouped;

/// Rows that are asked for at a time.
const PAGE: usize = 100;

#[component]
pub(super) fn Changes() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let list = LongList::new(
        bench,
        PAGE,
        |run, window| Ask::Changes { run, window },
        |answer| if let Answer::Changes(rows) = answer { Some(rows) } else { None },
    );
    let total = Signal::derive(move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.tally.total())));
    // An empty pointer is the batch itself; its number matters only where there are several.
    let many = Signal::derive(move || bench.summary.with(|it| it.as_ref().is_some_and(|it| it.batches > 1)));
    view! {
        <p class="tally">{move || bench.summary.with(|it| it.as_ref().map(tally))}</p>
        <ul class="changes">
            <For each=move || list.items().into_iter().enumerate() key=|(index, row)| (*index, row.clone()) let((_index, row))>
                <Row row=row many=many />
            </For>
        </ul>
        <ListEnd list=list total=total />
    }
}

fn tally(summary: &Summary) -> String {
    let it = summary.tally;
    if summary.records == 0 && it.total() == 0 {
        return "Nothing to list: the input yields no message. The problems under it say why.".to_owned();
    }
    if it.total() == 0 {
        return "Nothing is changed: every message is the input, without white space between tokens.".to_owned();
    }
    format!(
        "{} removed · {} added · {} converted · {} dropped",
        grouped(it.removed),
        grouped(it.added),
        grouped(it.converted),
        grouped(it.dropped)
    )
}

#[component]
fn Row(row: Arc<ChangeRow>, many: Signal<bool>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let (sign, word) = words(row.done);
    let place = row.place;
    let batch = row.batch + 1;
    let (reason, event_type, size) = (row.reason.map(Reason::sentence), row.event_type.clone(), bytes(&row));
    let source = row.pointer.clone();
    let pointer = if row.pointer.is_empty() { "the batch".to_owned() } else { row.pointer.clone() };
    view! {
        <li class="change" data-testid="change" data-done=word data-pointer=source data-reason=reason>
            <span class="change-done"><span class="sign" aria-hidden="true">{sign}</span>" "{word}</span>
            <button class="change-place mono" title="Show it in the input" on:click=move |_| bench.go_to(place)>
                {move || many.get().then(|| format!("batch {batch} "))}<span class="pointer">{pointer}</span>
            </button>
            <span class="change-type">{event_type}</span>
            <span class="change-bytes">{size}</span>
            <Why row=row />
        </li>
    }
}

/// The reason; where a setting is behind it, it leads there.
#[component]
fn Why(row: Arc<ChangeRow>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let sentence = row.reason.map(Reason::sentence);
    match row.reason.and_then(Reason::setting) {
        Some(key) => {
            view! { <button class="change-why is-link" title="Go to this setting" on:click=move |_| bench.show_setting(key)>{sentence}</button> }.into_any()
        }
        None => view! { <span class="change-why">{sentence}</span> }.into_any(),
    }
}

/// A sign and a word: never the colour alone.
fn words(done: Done) -> (&'static str, &'static str) {
    match done {
        Done::Removed => ("−", "removed"),
        Done::Added => ("+", "added"),
        Done::Converted => ("~", "converted"),
        Done::EventDropped => ("−", "dropped"),
        Done::BatchDropped => ("−", "no message"),
    }
}

fn bytes(row: &ChangeRow) -> String {
    match (row.bytes_removed, row.bytes_added) {
        (0, 0) => String::new(),
        (removed, 0) => format!("−{} bytes", grouped(removed)),
        (0, added) => format!("+{} bytes", grouped(added)),
        (removed, added) => format!("−{} +{} bytes", grouped(removed), grouped(added)),
    }
}
