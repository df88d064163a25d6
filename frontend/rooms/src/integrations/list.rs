//! The list of integrations, the built-in sandbox first.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::KafkaSettings;
use shared::wire::{Integration, IntegrationList, LastCheck, SANDBOX};
use ui::api::{self, Failure, INTEGRATIONS};
use ui::browser::{clock, history};
use ui::failure::FailureNote;
use ui::link::{self, DELIVERIES, Link, PREVIEW};

use super::forms::Forms;

/// Where a new one is typed.
fn new_path() -> String {
    format!("{}/new", link::INTEGRATIONS)
}

/// How far loading went.
#[derive(Clone)]
enum Loading {
    Underway,
    Done(Vec<Integration>),
    Failed(Failure),
}

#[component]
pub(super) fn List() -> impl IntoView {
    let forms = expect_context::<Forms>();
    let state = RwSignal::new(Loading::Underway);
    let load = move || {
        spawn_local(async move {
            let answer = api::get::<IntegrationList>(INTEGRATIONS).await.map(|it| it.integrations);
            // One may have left before the answer came: then there is nothing to show it in.
            let _ = state.try_set(answer.map_or_else(Loading::Failed, Loading::Done));
        });
    };
    load();
    let rows = move || match state.get() {
        Loading::Done(all) => {
            all.into_iter().map(|it| view! { <Row integration=it forms=forms /> }).collect_view().into_any()
        }
        _ => ().into_any(),
    };
    let under = move || match state.get() {
        Loading::Underway => view! { <p class="loading" role="status">"Loading the integrations…"</p> }.into_any(),
        Loading::Failed(failure) => view! { <FailureNote failure=failure retry=load /> }.into_any(),
        Loading::Done(all) if all.is_empty() => view! { <Nothing /> }.into_any(),
        Loading::Done(_) => ().into_any(),
    };
    let has_some = move || matches!(&*state.read(), Loading::Done(all) if !all.is_empty());
    view! {
        <section class="room" aria-labelledby="integrations-title">
            <div class="room-head">
                <h1 id="integrations-title">"Integrations"</h1>
                <span class="grow"></span>
                <Show when=has_some><AddButton /></Show>
            </div>
            <table class="list">
                <thead><tr>{COLUMNS.map(|it| view! { <th scope="col">{it}</th> })}</tr></thead>
                <tbody><Sandbox />{rows}</tbody>
            </table>
            {under}
        </section>
    }
}

const COLUMNS: [&str; 6] = ["Name", "Topic", "Brokers", "Protocol", "Last check", "Last delivery"];

#[component]
fn AddButton() -> impl IntoView {
    view! { <button class="primary" data-testid="add" on:click=|_| history::push(&new_path())>"Add an integration"</button> }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="nothing">
            <p>"Messages can be sent to the sandbox. Add an integration to send them to a Kafka cluster of yours."</p>
            <AddButton />
        </div>
    }
}

/// It is always there.
#[component]
fn Sandbox() -> impl IntoView {
    view! {
        <tr data-testid="integration">
            <th scope="row">{SANDBOX}" "<span class="mark">"built-in"</span></th>
            <td data-label=COLUMNS[1] class="mono">"headgate-sandbox"</td>
            <td data-label=COLUMNS[2]>"inside this server; nothing leaves this machine"</td>
            <td data-label=COLUMNS[3]>"plain, inside the process"</td>
            <td data-label=COLUMNS[4]>"needs none. "<Link to=PREVIEW>"Send to it"</Link></td>
            <td data-label=COLUMNS[5]><Link to=DELIVERIES>"See Deliveries"</Link></td>
        </tr>
    }
}

#[component]
fn Row(integration: Integration, forms: Forms) -> impl IntoView {
    let it = integration;
    let path = format!("{}/{}", link::INTEGRATIONS, it.id);
    let id = it.id;
    let topic = it.kafka.topic.clone().unwrap_or_default();
    let brokers = it.kafka.bootstrap_servers.as_deref().unwrap_or_default().replace(',', ", ");
    let delivery = it.last_delivery_at.and_then(clock::minute).unwrap_or_else(|| "none yet".to_owned());
    view! {
        <tr data-testid="integration">
            <th scope="row">
                <Link to=path>{it.name}</Link>
                <Show when=move || forms.is_changed(Some(&id))>" "<span class="mark">"unsaved changes"</span></Show>
            </th>
            <td data-label=COLUMNS[1] class="mono">{topic}</td>
            <td data-label=COLUMNS[2] class="mono">{brokers}</td>
            <td data-label=COLUMNS[3]>{protocol(&it.kafka)}</td>
            <td data-label=COLUMNS[4]><Check check=it.last_check /></td>
            <td data-label=COLUMNS[5]>{delivery}</td>
        </tr>
    }
}

#[component]
fn Check(check: Option<LastCheck>) -> impl IntoView {
    let Some(check) = check else { return "not checked yet".into_any() };
    let (sign, passed) = if check.passed { ("✓ passed", true) } else { ("✗ failed", false) };
    let when = clock::minute(check.at).unwrap_or_default();
    view! { <span class:is-added=passed class:is-removed=!passed title=check.summary>{sign}</span>", "{when} }
        .into_any()
}

/// `TLS, SCRAM-SHA-512 as svc-mp`
fn protocol(kafka: &KafkaSettings) -> String {
    let certificate = if kafka.ssl_certificate.is_some() { " with a client certificate" } else { "" };
    let user = kafka.username.as_ref().map(|user| format!(", {} as {user}", kafka.sasl_mechanism.as_str()));
    format!("TLS{certificate}{}", user.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use shared::KafkaSettings;
    use shared::settings::SaslMechanism;

    use super::protocol;

    #[test]
    fn the_protocol_is_said_in_words() {
        let mut kafka = KafkaSettings::default();
        assert_eq!(protocol(&kafka), "TLS");
        kafka.ssl_certificate = Some("-----BEGIN CERTIFICATE-----".to_owned());
        assert_eq!(protocol(&kafka), "TLS with a client certificate");
        kafka.ssl_certificate = None;
        kafka.username = Some("svc-mp".to_owned());
        kafka.sasl_mechanism = SaslMechanism::ScramSha512;
        assert_eq!(protocol(&kafka), "TLS, SCRAM-SHA-512 as svc-mp");
    }
}
