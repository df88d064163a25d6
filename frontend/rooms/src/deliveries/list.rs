//! The rows, each a link to the way of its delivery.

use leptos::prelude::*;
use ui::browser::clock;
use ui::link::{DELIVERIES, follow};

use super::shelf::{LIST, Row, Shelf};
use super::words;

pub(super) fn list_view(shelf: Shelf, opened: Memo<Option<String>>) -> AnyView {
    // Keyed, so that a new row moves the others and makes none of them anew: the focus stays where it is.
    view! {
        <ul id=LIST class="delivery-rows" hidden=move || shelf.rows.read().is_empty()>
            <For each=move || shelf.rows.get() key=|it| it.submission.number let:row>{row_view(shelf, row, opened)}</For>
        </ul>
    }
    .into_any()
}

/// The id of a row's link in the document.
pub(super) fn row_id(number: &str) -> String {
    "delivery-".to_owned() + number
}

fn row_view(shelf: Shelf, row: Row, opened: Memo<Option<String>>) -> AnyView {
    let it = row.submission;
    let number = it.number.to_string();
    let path = shelf.address(&(DELIVERIES.to_owned() + "/" + &number));
    let is_opened = move || (opened.read().as_ref() == Some(&number)).then_some("true");
    let (result, class) = words::result(it.result);
    let error = it.error.as_ref().map(|error| view! { <span class="delivery-error">{error.message.clone()}</span> });
    view! {
        <li>
            <a id=row_id(&it.number.to_string()) href=path.clone() class="delivery-row" data-testid="delivery" data-number=it.number.to_string() aria-current=is_opened on:click=follow(path)>
                <span class="delivery-head">
                    <b class=class>{result}</b>
                    {row.is_new.then(|| view! { <span class="mark is-new">"new"</span> })}
                    <span class="grow"></span>
                    <time>{clock::second(it.at)}</time>
                </span>
                <span class="delivery-what"><b>{it.integration_name.clone()}</b>" "<span class="mono">{it.topic.clone()}</span></span>
                <span class="help">{words::extent(&it)}</span>
                {error}
            </a>
        </li>
    }
    .into_any()
}
