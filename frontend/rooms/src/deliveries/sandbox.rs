//! The values that the sandbox still holds of a delivery: only there are payloads kept.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{DeliveryResult, History, SANDBOX, StoredMessage, SubmissionMessage};
use ui::api::{self, Failure};
use ui::failure::FailureNote;
use ui::words::{counted, grouped};

/// How far one has come with them.
#[derive(Clone)]
enum Held {
    Unasked,
    Underway,
    Done(History),
    Failed(Failure),
}

pub(super) fn held_view(messages: Vec<SubmissionMessage>) -> AnyView {
    let held = RwSignal::new(Held::Unasked);
    let load = move || {
        held.set(Held::Underway);
        spawn_local(async move {
            let answer = api::get(&api::messages_of(SANDBOX)).await;
            // Another delivery may be opened by now.
            let _ = held.try_set(answer.map_or_else(Held::Failed, Held::Done));
        });
    };
    let content = move || {
        match held.get() {
        Held::Unasked => {
            view! { <button data-testid="show-values" on:click=move |_| load()>"Show the values that the sandbox holds"</button> }
                .into_any()
        }
        Held::Underway => view! { <p class="loading" role="status">"Loading what the sandbox holds…"</p> }.into_any(),
        Held::Failed(failure) => view! { <FailureNote failure=failure retry=load /> }.into_any(),
        Held::Done(history) => values_view(history, &messages),
    }
    };
    view! { <div class="way-held">{content}</div> }.into_any()
}

fn values_view(history: History, messages: &[SubmissionMessage]) -> AnyView {
    let limit = "It keeps the last ".to_owned()
        + &counted(history.limit, "message")
        + " or "
        + &counted(history.limit_bytes, "byte")
        + ", in memory, until the server stops.";
    let values: Vec<_> = history
        .messages
        .into_iter()
        .rev()
        .filter_map(|held| messages.iter().find(|it| is_of(it, &held)).map(|it| value_view(it.number, held)))
        .collect();
    let said = match values.len() {
        0 => "The sandbox holds no value of this delivery any more. ".to_owned(),
        count => "The sandbox holds ".to_owned() + &counted(count, "value") + " of this delivery. ",
    };
    view! { <p class="help">{said}{limit}</p><ul class="way-values">{values}</ul> }.into_any()
}

/// Partitions and offsets begin anew with each start of the sandbox: the hash tells which start it was.
fn is_of(message: &SubmissionMessage, held: &StoredMessage) -> bool {
    matches!(&message.result, DeliveryResult::Delivered(it) if it.partition == held.partition && it.offset == held.offset)
        && message.sha256 == held.sha256
}

fn value_view(number: usize, held: StoredMessage) -> AnyView {
    let key = held.key.map_or_else(|| "no key".to_owned(), |key| "key ".to_owned() + &key);
    view! {
        <li data-testid="value">
            <details>
                <summary>"#"{grouped(number)}" "<span class="mono">{key}</span></summary>
                <pre>{shared::batch::pretty(&held.value)}</pre>
            </details>
        </li>
    }
    .into_any()
}
