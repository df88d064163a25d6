//! The receipts of a delivery's messages.

use leptos::prelude::*;
use shared::wire::{DeliveryResult, ReadBack, SubmissionMessage};
use ui::browser::page;
use ui::words::{grouped, short_hash, tenths};

use super::words;

/// Messages that are shown at first, and with each press of the button.
const PAGE: usize = 200;
/// The id of the line that says how many are shown.
const SHOWN: &str = "way-shown";

const COLUMNS: [&str; 7] = ["Message", "Partition", "Offset", "Latency", "Bytes", "SHA-256", "Read back"];

/// A row a message. What is not proven comes first: among many it must not be overlooked.
pub(super) fn table_view(messages: Vec<SubmissionMessage>) -> AnyView {
    let (proven, mut messages): (Vec<_>, Vec<_>) = messages.into_iter().partition(is_proven);
    messages.extend(proven);
    let all = messages.len();
    let pages = RwSignal::new(1);
    let page = move |page: usize| {
        messages.iter().skip(page * PAGE).take(PAGE).cloned().map(row_view).collect::<Vec<_>>().into_any()
    };
    view! {
        <table class="way-table">
            <thead><tr>{COLUMNS.map(|it| view! { <th scope="col">{it}</th> })}</tr></thead>
            <tbody><For each=move || 0..pages.get() key=|it| *it children=page /></tbody>
        </table>
        {(all > PAGE).then(|| more_view(all, pages))}
    }
    .into_any()
}

/// How many are shown, and a button for the next ones. Read-back stands below, so they do not come by scrolling.
fn more_view(all: usize, pages: RwSignal<usize>) -> AnyView {
    let shown = move || (pages.get() * PAGE).min(all);
    let next = move || PAGE.min(all - shown());
    let show = move |_| {
        pages.update(|it| *it += 1);
        if untrack(shown) == all {
            // What was clicked is gone.
            page::focus(SHOWN);
        }
    };
    view! {
        <p class="way-more">
            <span id=SHOWN class="help" role="status" tabindex="-1">{move || grouped(shown())}" of "{grouped(all)}" shown"</span>
            <button data-testid="way-next" hidden=move || next() == 0 on:click=show>"Show the next "{move || grouped(next())}</button>
        </p>
    }
    .into_any()
}

fn is_proven(message: &SubmissionMessage) -> bool {
    matches!(&message.result, DeliveryResult::Delivered(it) if matches!(it.read_back, ReadBack::Identical { .. }))
}

fn row_view(message: SubmissionMessage) -> AnyView {
    let number = "#".to_owned() + &grouped(message.number);
    let hash = short_hash(&message.sha256) + "…";
    let cells = match message.result {
        DeliveryResult::Failed { error } => {
            return view! {
                <tr data-testid="way-message">
                    <th scope="row">{number}</th>
                    <td colspan="3" class="is-removed">"✗ not delivered: "{words::error(&error)}</td>
                    <td data-label=COLUMNS[4]>{grouped(message.bytes)}</td>
                    <td data-label=COLUMNS[5] class="mono" title=message.sha256>{hash}</td>
                    <td data-label=COLUMNS[6]>"–"</td>
                </tr>
            }
            .into_any();
        }
        DeliveryResult::Delivered(delivery) => delivery,
    };
    let (read, class) = read_back(&cells.read_back);
    // Kafka may have a message and not say where.
    let offset = if cells.offset < 0 { "not told".to_owned() } else { cells.offset.to_string() };
    view! {
        <tr data-testid="way-message">
            <th scope="row">{number}</th>
            <td data-label=COLUMNS[1]>{cells.partition}</td>
            <td data-label=COLUMNS[2]>{offset}</td>
            <td data-label=COLUMNS[3]>{tenths(cells.latency_ms)}" ms"</td>
            <td data-label=COLUMNS[4]>{grouped(message.bytes)}</td>
            <td data-label=COLUMNS[5] class="mono" title=message.sha256>{hash}</td>
            <td data-label=COLUMNS[6] class=class>{read}</td>
        </tr>
    }
    .into_any()
}

fn read_back(found: &ReadBack) -> (String, &'static str) {
    match found {
        ReadBack::Identical { .. } => ("✓ identical".to_owned(), "is-added"),
        ReadBack::Different { sha256 } => ("✗ different: SHA-256 ".to_owned() + sha256, "is-removed"),
        ReadBack::Unread { error } => ("⚠ not read: ".to_owned() + &words::error(error), "is-warning"),
    }
}
