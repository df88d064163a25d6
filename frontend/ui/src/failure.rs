//! What went wrong, what to do, and another try.

use leptos::prelude::*;

use crate::api::Failure;

/// Says why there is no answer.
#[component]
pub fn FailureNote(
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    retry: impl Fn() + Copy + 'static,
) -> impl IntoView {
    view! {
        <div class="notice is-error" role="alert">
            <p><b>{failure.message()}</b>" "{failure.hint()}</p>
            <button on:click=move |_| retry()>"Retry"</button>
        </div>
    }
}
