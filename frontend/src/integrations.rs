//! Where messages can be sent.

use leptos::prelude::*;

use crate::places::{Place, PlaceLink};

/// The list of integrations: the built-in sandbox.
#[component]
pub(crate) fn Integrations() -> impl IntoView {
    view! {
        <section class="room" aria-labelledby="integrations-title">
            <h1 id="integrations-title">"Integrations"</h1>
            <table class="list">
                <thead><tr><th scope="col">"Name"</th><th scope="col">"What it is"</th><th scope="col">"Protocol"</th><th scope="col">"Kept"</th></tr></thead>
                <tbody>
                    <tr>
                        <th scope="row">"sandbox "<span class="mark">"built-in"</span></th>
                        <td>"An in-process Kafka broker inside this server. Nothing leaves this machine."</td>
                        <td>"Plaintext, inside the process"</td>
                        <td>"In memory, until the server stops"</td>
                    </tr>
                </tbody>
            </table>
            <p class="room-note">
                "The sandbox is always there and needs no set-up. Send to it from " <PlaceLink to=Place::Preview />
                " and see what it holds in " <PlaceLink to=Place::Deliveries /> "."
            </p>
        </section>
    }
}
