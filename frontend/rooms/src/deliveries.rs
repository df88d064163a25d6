//! What was published to the sandbox, newest first.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{History, SANDBOX, StoredMessage};

use ui::api::{self, Failure};
use ui::browser::clock;
use ui::failure::FailureNote;
use ui::link::{Link, PREVIEW};
use ui::words::{counted, grouped, short_hash};

/// How far loading went.
#[derive(Clone)]
enum Loading {
    Underway,
    Done(History),
    Failed(Failure),
}

#[component]
pub(crate) fn Deliveries() -> impl IntoView {
    let state = RwSignal::new(Loading::Underway);
    let load = move || {
        spawn_local(async move {
            let answer = api::get(&api::messages_of(SANDBOX)).await;
            // One may have left before the answer came: then there is nothing to show it in.
            let _ = state.try_set(answer.map_or_else(Loading::Failed, Loading::Done));
        });
    };
    load();
    view! {
        <section class="room" aria-labelledby="deliveries-title">
            <div class="room-head">
                <h1 id="deliveries-title">"Deliveries"</h1>
                <span class="grow"></span>
                <button class="quiet" on:click=move |_| load()>"Refresh"</button>
            </div>
            {move || match state.get() {
                Loading::Underway => view! { <p class="loading" role="status">"Loading what the sandbox holds…"</p> }.into_any(),
                Loading::Failed(failure) => view! { <FailureNote failure=failure retry=load /> }.into_any(),
                Loading::Done(history) if history.messages.is_empty() => view! { <Nothing /> }.into_any(),
                Loading::Done(history) => view! { <Held history=history /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="room-note">
            "Nothing was sent to the sandbox since the server started. Open " <Link to=PREVIEW>"Preview"</Link> " and send a message: it will be here."
        </p>
    }
}

#[component]
fn Held(history: History) -> impl IntoView {
    let sentence = format!(
        "{} in the built-in sandbox, newest first. It keeps the last {} or {} bytes, in memory, until the server stops.",
        counted(history.messages.len(), "message"),
        counted(history.limit, "message"),
        grouped(history.limit_bytes)
    );
    view! {
        <p class="room-note">{sentence}</p>
        <ul class="deliveries">{history.messages.into_iter().map(|it| view! { <MessageRow message=it /> }).collect_view()}</ul>
    }
}

/// One message; opened, it shows its value.
#[component]
fn MessageRow(message: StoredMessage) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let when = clock::utc(message.published_at).unwrap_or_default();
    let place = format!("{} / {} @ {}", message.topic, message.partition, message.offset);
    let key = message.key.as_ref().map_or_else(|| "no key".to_owned(), |key| format!("key {key}"));
    let bytes = grouped(message.value.len());
    let hash = short_hash(&message.sha256);
    let title = format!("SHA-256 of the value: {}", message.sha256);
    let value = StoredValue::new(message.value);
    let toggled = move |_| is_open.update(|it| *it = !*it);
    view! {
        <li>
            <details>
                <summary on:click=toggled>
                    <time>{when}</time><span class="mono">{place}</span><span class="mono">{key}</span>
                    <span>{bytes}" bytes"</span><span class="mono" title=title>{hash}"…"</span>
                </summary>
                {move || is_open.get().then(|| value.with_value(|it| view! { <pre>{shared::batch::pretty(it)}</pre> }))}
            </details>
        </li>
    }
}
