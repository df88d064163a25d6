//! What is shown only at times.

use leptos::prelude::*;

/// `view` while `is_wanted` says so. Leptos' `Show` does the same, with code of its own for each place that it stands in.
pub fn when(
    is_wanted: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_wanted = Memo::new(move |_| is_wanted());
    view! { {move || is_wanted.get().then(&view)} }.into_any()
}
