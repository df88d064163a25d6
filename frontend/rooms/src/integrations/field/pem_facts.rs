//! What a PEM text holds, in words: whose, by whom, for which names, until when, and whether key and certificate match.

use leptos::prelude::*;
use shared::kafka::{Certificate, Validity, certificates, key};
use shared::settings::{Kind, Setting};
use ui::browser::clock;
use ui::words::counted;

use crate::integrations::form::FormContext;

/// Nothing for a text that is no PEM: that is a problem of the field, and told there.
#[component]
pub(super) fn PemFacts(setting: &'static Setting, text: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let form = expect_context::<FormContext>();
    let lines = move || {
        let text = text();
        if text.trim().is_empty() {
            return Vec::new();
        }
        if setting.kind == Kind::SecretPem {
            return of_key(&text, &form.draft.text("ssl_certificate"));
        }
        certificates(&text).unwrap_or_default().iter().flat_map(of_certificate).collect()
    };
    let line = |line: String| view! { <li>{line}</li> };
    view! { <ul class="pem-facts" aria-live="polite">{move || lines().into_iter().map(line).collect_view()}</ul> }
}

fn of_certificate(certificate: &Certificate) -> [String; 2] {
    let what = if certificate.is_ca { "CA certificate" } else { "certificate" };
    let issuer = if certificate.is_self_issued { "itself".to_owned() } else { certificate.issuer.clone() };
    let names = if certificate.names.is_empty() {
        String::new()
    } else {
        format!(" Good for {}.", certificate.names.join(", "))
    };
    let until = &certificate.not_after;
    let validity = match certificate.validity(clock::now_ms()) {
        Validity::Expired => format!("Expired on {until}."),
        Validity::NotYet => format!("Not valid before {}.", certificate.not_before),
        Validity::DaysLeft(days) => {
            format!("Valid until {until}, {} from now.", counted(usize::try_from(days).unwrap_or_default(), "day"))
        }
    };
    [format!("{what} {}, issued by {issuer}", certificate.subject), format!("{validity}{names}")]
}

fn of_key(text: &str, certificate: &str) -> Vec<String> {
    let Ok(key) = key(text) else { return Vec::new() };
    let first = certificates(certificate).ok().and_then(|it| it.into_iter().next());
    let matches = match first.map(|it| key.matches(&it)) {
        Some(Some(true)) => " It matches the certificate.",
        Some(Some(false)) => " It does not match the certificate.",
        _ => "",
    };
    vec![format!("Private key: {}.{matches}", key.kind)]
}
