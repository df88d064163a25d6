//! The list of integrations.

use leptos::prelude::*;
use ui::link::{DELIVERIES, Link, PREVIEW};

/// The list of integrations: the built-in sandbox.
#[component]
pub(crate) fn List() -> impl IntoView {
    view! {
        <section class="room" aria-labelledby="integrations-title">
            <h1 id="integrations-title">"Integrations"</h1>
            <p class="room-note">
                "The sandbox is always there and needs no set-up. Send to it from " <Link to=PREVIEW>"Preview"</Link>
                " and see what it holds in " <Link to=DELIVERIES>"Deliveries"</Link> "."
            </p>
        </section>
    }
}
