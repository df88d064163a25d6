//! One receipt: where the message is, and its SHA-256 in three places.

use leptos::prelude::*;
use shared::wire::{ApiError, Delivery, DeliveryResult, MessageReceipt, ReadBack};
use ui::words::{grouped, short_hash, tenths};

use super::proof::{Proof, Verdict};

pub(super) fn view(proof: &Proof) -> AnyView {
    let receipt = &proof.receipt;
    let about = match &receipt.result {
        DeliveryResult::Delivered(delivery) => delivered(proof, receipt, delivery),
        DeliveryResult::Failed { error } => {
            view! { <p class="receipt-words"><b class="receipt-bad">"✗ not delivered: "{error.message.clone()}</b>" "{error.hint.clone()}</p> }.into_any()
        }
    };
    view! {
        <li class="receipt" data-testid="receipt" data-number=receipt.number data-sha256=receipt.sha256.clone()>
            <b>"#"{grouped(receipt.number)}</b>
            {about}
        </li>
    }
    .into_any()
}

fn delivered(proof: &Proof, receipt: &MessageReceipt, delivery: &Delivery) -> AnyView {
    let place = format!(
        "{} · partition {} · offset {} · {} ms",
        delivery.topic,
        delivery.partition,
        delivery.offset,
        tenths(delivery.latency_ms)
    );
    let read = match &delivery.read_back {
        ReadBack::Identical { sha256 } | ReadBack::Different { sha256 } => Some(sha256),
        ReadBack::Unread { .. } => None,
    };
    let is_good = proof.verdict == Verdict::AllEqual;
    view! {
        <span class="fact" title="Topic, partition and offset; then the time until Kafka acknowledged it">{place}</span>
        <span class="receipt-hashes mono">
            {hash("preview", proof.preview.as_ref())}
            {sign(proof.preview.as_ref(), Some(&receipt.sha256))}
            {hash("receipt", Some(&receipt.sha256))}
            {sign(Some(&receipt.sha256), read)}
            {hash("read-back", read)}
        </span>
        <span class:receipt-good=is_good class:receipt-bad=!is_good data-testid="receipt-readback">{verdict(proof.verdict, &delivery.read_back)}</span>
    }
    .into_any()
}

/// A hash, short, with a button that copies all of it.
fn hash(place: &'static str, sha256: Option<&String>) -> AnyView {
    let Some(sha256) = sha256 else {
        return view! { <span class="receipt-hash">{place}" –"</span> }.into_any();
    };
    let title = format!("SHA-256 in the {place}: {sha256}. Click to copy it.");
    view! {
        <button class="quiet receipt-hash" title=title data-place=place data-copy=sha256.clone()>{place}" "<b>{short_hash(sha256)}"…"</b></button>
    }
    .into_any()
}

/// Between two hashes: whether they are equal. Nothing, where there are not two.
fn sign(left: Option<&String>, right: Option<&String>) -> &'static str {
    match (left, right) {
        (Some(left), Some(right)) if left == right => "=",
        (Some(_), Some(_)) => "≠",
        _ => "·",
    }
}

/// What the three say, in words.
fn verdict(verdict: Verdict, read_back: &ReadBack) -> String {
    match (verdict, read_back) {
        (Verdict::AllEqual, _) => "✓ read back: identical, all three SHA-256 equal".to_owned(),
        (_, ReadBack::Unread { error }) => format!("⚠ read back: not possible. {}", words(error)),
        (_, ReadBack::Different { .. }) => "✗ read back: DIFFERENT from what was sent".to_owned(),
        (Verdict::Unpreviewed, ReadBack::Identical { .. }) => {
            "⚠ read back: identical to what was sent. Its preview was no longer there to compare with".to_owned()
        }
        (_, ReadBack::Identical { .. }) => {
            "✗ read back: identical to what was sent, but NOT what was previewed".to_owned()
        }
    }
}

fn words(error: &ApiError) -> String {
    let hint = error.hint.as_ref().map(|hint| format!(" {hint}")).unwrap_or_default();
    format!("{}{hint}", error.message)
}
