//! A button that copies, and says whether it could.

use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard;

/// How long the answer stands on the button.
const SHOWN: Duration = Duration::from_millis(1600);

/// Copies what `text` gives, when it is clicked.
#[component]
pub fn CopyButton<F>(
    /// What is written on it.
    #[prop(into)]
    label: String,
    /// What it copies, in words.
    #[prop(into)]
    title: String,
    /// Gives what is copied; `None` if there is nothing.
    text: impl Fn() -> F + Copy + 'static,
) -> impl IntoView
where
    F: Future<Output = Option<String>> + 'static,
{
    let answer = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        spawn_local(async move {
            let copied = match text().await {
                Some(text) => clipboard::copy(&text).await,
                None => false,
            };
            answer.set(Some(if copied { "Copied" } else { "Not allowed here" }));
            set_timeout(move || answer.set(None), SHOWN);
        });
    };
    view! { <button class="quiet" title=title aria-live="polite" on:click=copy>{move || answer.get().map_or_else(|| label.clone(), str::to_owned)}</button> }
}
