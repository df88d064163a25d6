//! The way of a delivery: received, settings used, messages, receipts, read-back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{SANDBOX, SubmissionResult, SubmissionTrail};
use ui::api::{self, Failure};
use ui::browser::clock;
use ui::failure::FailureNote;
use ui::link::{DELIVERIES, Link};
use ui::words::{counted, grouped, tenths};

use super::shelf::{PATH, Shelf};
use super::{sandbox, table, words};

/// The id of the heading in the document.
pub(super) const TITLE: &str = "delivery-title";

/// The delivery with this number.
pub(super) fn way_view(shelf: Shelf, number: String) -> AnyView {
    let answer = RwSignal::new(None::<Result<SubmissionTrail, Failure>>);
    let path = StoredValue::new(PATH.to_owned() + "/" + &number);
    let load = move || {
        answer.set(None);
        spawn_local(async move {
            let got = api::get(&path.get_value()).await;
            // Another one may be opened by now.
            let _ = answer.try_set(Some(got));
        });
    };
    load();
    let content = move || match answer.get() {
        None => view! { <p class="loading" role="status">"Loading the delivery…"</p> }.into_any(),
        Some(Err(failure)) => view! { <FailureNote failure=failure retry=load /> }.into_any(),
        Some(Ok(trail)) => steps(trail),
    };
    let outcome = move || match &*answer.read() {
        Some(Ok(trail)) => result_view(trail.submission.result),
        _ => ().into_any(),
    };
    let back = move || view! { <Link to=shelf.address(DELIVERIES)>"← All deliveries"</Link> };
    view! {
        <article aria-labelledby=TITLE>
            <nav class="trail" aria-label="Trail">{back}</nav>
            <div class="way-head">
                <h2 id=TITLE tabindex="-1">"Delivery "{number}</h2>
                {outcome}
            </div>
            {content}
        </article>
    }
    .into_any()
}

fn result_view(result: SubmissionResult) -> AnyView {
    let (result, class) = words::result(result);
    view! { <b class=class data-testid="delivery-result">{result}</b> }.into_any()
}

fn steps(trail: SubmissionTrail) -> AnyView {
    let it = &trail.submission;
    let at = clock::utc(it.at);
    let receipt_time = "Receipt time used: ".to_owned() + &clock::utc(trail.received.received_at).unwrap_or_default();
    let to = (it.integration_name.clone(), it.topic.clone());
    let messages = counted(it.messages, "message") + ", " + &counted(it.bytes, "byte") + " of values, to ";
    let receipts = grouped(it.delivered)
        + " of "
        + &counted(it.messages, "message")
        + " acknowledged; sending and reading back took "
        + &tenths(trail.duration_ms)
        + " ms.";
    let read_back = read_back(it.identical, it.delivered);
    let held = (it.integration_id == SANDBOX).then(|| sandbox::held_view(trail.messages.clone()));
    view! {
        <ol class="way" data-testid="way">
            <li><h3>"Received"</h3><p>{at}</p><p>{words::received(&trail.received)}</p><p class="help">{receipt_time}</p></li>
            <li><h3>"Settings used"</h3>{settings_view(words::changed(&trail.settings))}</li>
            <li><h3>"Messages"</h3><p>{messages}<b>{to.0}</b>", topic "<code>{to.1}</code></p></li>
            <li><h3>"Receipts"</h3><p>{receipts}</p>{table::table_view(trail.messages)}</li>
            <li><h3>"Read back"</h3><p data-testid="way-read-back">{read_back}</p>{held}</li>
        </ol>
    }
    .into_any()
}

fn settings_view(changed: Vec<(&'static str, String)>) -> AnyView {
    if changed.is_empty() {
        return view! { <p>"All at their defaults."</p> }.into_any();
    }
    let rows: Vec<_> = changed.into_iter().map(|(label, value)| view! { <dt>{label}</dt><dd>{value}</dd> }).collect();
    view! { <dl class="way-settings">{rows}</dl><p class="help">"The others are at their defaults."</p> }.into_any()
}

fn read_back(identical: usize, delivered: usize) -> String {
    if delivered == 0 {
        return "Nothing was acknowledged, so nothing could be read back.".to_owned();
    }
    let sign = if identical == delivered { "✓ " } else { "⚠ " };
    let of = grouped(identical) + " of " + &counted(delivered, "acknowledged message") + " read back: identical";
    sign.to_owned() + &of + ", with the SHA-256 of what was sent."
}

#[cfg(test)]
mod tests {
    use super::read_back;

    #[test]
    fn the_proof_is_said_in_numbers() {
        assert_eq!(
            read_back(3, 3),
            "✓ 3 of 3 acknowledged messages read back: identical, with the SHA-256 of what was sent."
        );
        assert_eq!(
            read_back(0, 1),
            "⚠ 0 of 1 acknowledged message read back: identical, with the SHA-256 of what was sent."
        );
        assert_eq!(read_back(0, 0), "Nothing was acknowledged, so nothing could be read back.");
    }
}
