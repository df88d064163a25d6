//! One receipt a message, and the proof that Kafka holds what was previewed.

use leptos::prelude::*;
use shared::wire::{ApiError, Delivery, DeliveryResult, ReadBack};

use super::proof::{Proof, Verdict};
use super::send::part_of;
use super::workbench::Workbench;
use ui::words::{grouped, short_hash, tenths};

/// Receipts that are shown at the most; the sentence above them counts all.
const SHOWN: usize = 200;

#[component]
pub(super) fn Receipts(proofs: Vec<Proof>, run: u64, close: impl Fn() + 'static) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let is_old = move || bench.run() != Some(run);
    let all = proofs.len();
    let equal = proofs.iter().filter(|it| it.verdict == Verdict::AllEqual).count();
    let is_proven = equal == all;
    let sentence = if is_proven {
        format!("{}: preview, receipt and read-back are equal.", part_of(equal, all))
    } else {
        format!("Look here: only {} proven equal in preview, receipt and read-back.", part_of(equal, all))
    };
    // What is not proven comes first: among many it must not be overlooked.
    let (proven, mut proofs): (Vec<_>, Vec<_>) = proofs.into_iter().partition(|it| it.verdict == Verdict::AllEqual);
    proofs.extend(proven);
    let rest = all.checked_sub(SHOWN + 1).map(|rest| format!("and {} more", grouped(rest + 1)));
    view! {
        <div class="receipts-head" class:is-proven=is_proven class:is-loud=!is_proven>
            <p>{if is_proven { "✓ " } else { "⚠ " }}{sentence}<Show when=is_old><span class="since">" The preview has changed since."</span></Show></p>
            <button class="quiet" on:click=move |_| close()>"Close"</button>
        </div>
        <ul class="receipts">
            {proofs.into_iter().take(SHOWN).map(|proof| view! { <ReceiptRow proof=proof /> }).collect_view()}
            {rest.map(|rest| view! { <li>{rest}</li> })}
        </ul>
    }
}

#[component]
fn ReceiptRow(proof: Proof) -> impl IntoView {
    let receipt = proof.receipt;
    let title = format!("SHA-256 of the value: {}", receipt.sha256);
    let outcome = match receipt.result {
        DeliveryResult::Delivered(delivery) => {
            view! { <Delivered delivery=delivery verdict=proof.verdict /> }.into_any()
        }
        DeliveryResult::Failed { error } => {
            view! { <span class="receipt-bad">"✗ not delivered: "{words(&error)}</span> }.into_any()
        }
    };
    view! {
        <li class="receipt" data-testid="receipt" data-sha256=receipt.sha256.clone()>
            <b>"#"{grouped(receipt.number)}</b>
            {outcome}
            <span class="fact mono" title=title>{short_hash(&receipt.sha256)}"…"</span>
        </li>
    }
}

#[component]
fn Delivered(delivery: Delivery, verdict: Verdict) -> impl IntoView {
    let read_back = match (verdict, &delivery.read_back) {
        (Verdict::AllEqual, _) => "✓ read back: identical, all three SHA-256 equal".to_owned(),
        (_, ReadBack::Unread { error }) => format!("read back: not possible. {}", words(error)),
        (_, ReadBack::Different { sha256 }) => format!("✗ read back: DIFFERENT, SHA-256 {sha256}"),
        (Verdict::Unpreviewed, ReadBack::Identical { .. }) => {
            "read back: identical to what was sent. Its preview was no longer there to compare with".to_owned()
        }
        (_, ReadBack::Identical { .. }) => {
            "✗ read back: identical to what was sent, but NOT what was previewed".to_owned()
        }
    };
    let is_good = verdict == Verdict::AllEqual;
    view! {
        <span class="mono">{delivery.topic}" / "{delivery.partition}" @ "{delivery.offset}</span>
        <span class="fact" title="Topic, partition and offset; then the time until Kafka acknowledged it">
            {format!("partition {}, offset {}, {} ms", delivery.partition, delivery.offset, tenths(delivery.latency_ms))}
        </span>
        <span class:receipt-good=is_good class:receipt-bad=!is_good data-testid="receipt-readback">{read_back}</span>
    }
}

fn words(error: &ApiError) -> String {
    let hint = error.hint.as_ref().map(|hint| format!(" {hint}")).unwrap_or_default();
    format!("{}{hint}", error.message)
}
