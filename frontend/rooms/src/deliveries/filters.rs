//! What is asked for: integration, result and text; and whether new deliveries are told of.

use std::time::Duration;

use leptos::prelude::*;
use shared::wire::SubmissionResult;
use ui::words::grouped;

use super::choice::Choice;
use super::shelf::{LIVE, Shelf};
use super::words;

/// Their id in the document.
pub(super) const FILTERS: &str = "deliveries-filters";
/// How long one pauses before the text counts as typed.
const PAUSE: Duration = Duration::from_millis(250);

pub(super) fn filters_view(shelf: Shelf) -> AnyView {
    let integrations = move || {
        let mut options = vec![option("", "All integrations".to_owned())];
        options.extend(shelf.targets.get().into_iter().map(|it| option(&it.id, it.name)));
        options
    };
    let mut results = vec![option("", "All results".to_owned())];
    // The signs are for rows; a list of words needs none.
    let word = |it: SubmissionResult| words::result(it).0.get(4..).unwrap_or_default().to_owned();
    results.extend(SubmissionResult::ALL.map(|it| option(it.as_str(), word(it))));
    view! {
        <div id=FILTERS class="deliveries-filters" role="search" aria-label="Filter deliveries">
            <select aria-label="Integration" data-testid="filter-integration" prop:value=move || { shelf.targets.track(); shelf.choice.get().integration }
                on:change=move |event| choose(shelf, |it| &mut it.integration, event_target_value(&event))>{integrations}</select>
            <select aria-label="Result" data-testid="filter-result" prop:value=move || shelf.choice.get().result
                on:change=move |event| choose(shelf, |it| &mut it.result, event_target_value(&event))>{results}</select>
            <input type="text" aria-label="Text" placeholder="Name, topic, error or SHA-256" maxlength="200" autocomplete="off" spellcheck="false"
                data-testid="filter-text" prop:value=move || shelf.text.get() on:input=move |event| type_text(shelf, event_target_value(&event)) />
        </div>
        <p id=LIVE class="deliveries-live" role="status" tabindex="-1">{move || live(shelf)}</p>
    }
    .into_any()
}

fn option(value: &str, label: String) -> AnyView {
    view! { <option value=value.to_owned()>{label}</option> }.into_any()
}

fn choose(shelf: Shelf, which: fn(&mut Choice) -> &mut String, value: String) {
    let mut choice = shelf.choice.get_untracked();
    *which(&mut choice) = value;
    shelf.choose(choice);
}

fn type_text(shelf: Shelf, text: String) {
    shelf.text.set(text.clone());
    let ask = move || {
        if shelf.text.try_get_untracked().as_ref() == Some(&text) {
            shelf.ask();
        }
    };
    set_timeout(ask, PAUSE);
}

/// Whether new ones appear; or how many have come while one reads.
fn live(shelf: Shelf) -> AnyView {
    match (shelf.waiting.read().len(), shelf.is_live.get()) {
        (0, None) => ().into_any(),
        // What went wrong is said below.
        (0, Some(true)) if shelf.failure.read().is_some() => ().into_any(),
        (0, Some(true)) => {
            view! { <span class="live-sign" aria-hidden="true">"● "</span>"Live: new deliveries appear here." }
                .into_any()
        }
        (0, Some(false)) => view! { "○ Not connected: new deliveries do not appear. Trying again." }.into_any(),
        (1, _) => new_button(shelf, "1 new delivery: show it".to_owned()),
        (count, _) => new_button(shelf, grouped(count) + " new deliveries: show them"),
    }
}

fn new_button(shelf: Shelf, label: String) -> AnyView {
    view! { <button class="quiet is-new" data-testid="show-new" on:click=move |_| shelf.show_new()>"● "{label}</button> }
        .into_any()
}
