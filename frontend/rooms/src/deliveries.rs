//! Deliveries: what was sent, newest first, and the way of the one that is opened.

mod choice;
mod filters;
mod list;
mod sandbox;
mod shelf;
mod table;
mod way;
mod words;

use leptos::prelude::*;
use ui::browser::page;
use ui::failure::FailureNote;
use ui::link::{Link, PREVIEW};

use crate::place::Place;
use filters::FILTERS;
use shelf::Shelf;

#[component]
pub(crate) fn Deliveries(place: RwSignal<Place>) -> impl IntoView {
    let shelf = Shelf::new();
    // It is followed only while it is shown: a browser keeps few connections to one server.
    let is_shown = Memo::new(move |_| place.read().is_deliveries());
    Effect::new(move || if is_shown.get() { shelf.follow() } else { shelf.leave() });
    // Also where only the query has changed, which is no other place.
    Effect::new(move |was_shown: Option<bool>| {
        let is_shown = place.read().is_deliveries();
        if is_shown {
            shelf.heed_address(was_shown == Some(false));
        }
        is_shown
    });
    let opened = Memo::new(move |_| match &*place.read() {
        Place::Delivery(number) => Some(number.clone()),
        _ => None,
    });
    Effect::new(move |before: Option<Opened>| follow_focus(before, opened.get()));
    view! {
        <section class="room deliveries" class:is-opened=move || opened.read().is_some() aria-labelledby="deliveries-title">
            <h1 id="deliveries-title">"Deliveries"</h1>
            <div class="deliveries-list">
                {filters::filters_view(shelf)}
                {list::list_view(shelf, opened)}
                {move || under_list(shelf)}
            </div>
            <div class="deliveries-way">
                {move || opened.get().map_or_else(nothing_opened, |number| way::way_view(shelf, number))}
            </div>
        </section>
    }
}

/// What was opened, and whether it stood in place of the list.
type Opened = Option<(String, bool)>;

/// Where only one of them has room, the list and the opened delivery take turns, and the focus goes with them.
fn follow_focus(before: Option<Opened>, opened: Option<String>) -> Opened {
    match (before.flatten(), opened) {
        (_, Some(number)) => {
            let is_alone = !page::is_shown(FILTERS);
            if is_alone {
                page::focus(way::TITLE);
            }
            Some((number, is_alone))
        }
        (Some((number, true)), None) => {
            page::focus(&list::row_id(&number));
            None
        }
        (_, None) => None,
    }
}

/// What is said of the list: that it is being loaded, that it is empty and why, or how much is kept.
fn under_list(shelf: Shelf) -> AnyView {
    if let Some(failure) = shelf.failure.get() {
        return view! { <FailureNote failure=failure retry=move || shelf.follow() /> }.into_any();
    }
    if shelf.is_loading() {
        return view! { <p class="loading" role="status">"Loading the deliveries…"</p> }.into_any();
    }
    if !shelf.rows.read().is_empty() {
        return kept(shelf);
    }
    if shelf.is_filtered() {
        return view! {
            <div class="nothing" data-testid="deliveries-empty">
                <p>"No delivery matches."</p>
                <button on:click=move |_| shelf.show_all()>"Show all deliveries"</button>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="nothing" data-testid="deliveries-empty">
            <p>"Nothing has been sent yet. Send a test from "<Link to=PREVIEW>"Preview"</Link>"."</p>
        </div>
    }
    .into_any()
}

fn kept(shelf: Shelf) -> AnyView {
    let more =
        shelf.has_more.get().then(|| view! { <button on:click=move |_| shelf.load_older()>"Show older"</button> });
    view! {
        <div class="deliveries-foot">{more}<p class="help" data-testid="deliveries-kept">{words::kept(&shelf.kept.get())}</p></div>
    }
    .into_any()
}

fn nothing_opened() -> AnyView {
    view! {
        <p class="deliveries-hint">
            "Choose a delivery to see its way: what was received, the settings that were used, its messages, their receipts, and what was read back."
        </p>
    }
    .into_any()
}
