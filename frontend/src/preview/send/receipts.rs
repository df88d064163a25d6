//! The receipts, one a message, and the proof that Kafka holds what was previewed.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser::{clipboard, page};
use ui::words::{counted, grouped};

use super::proof::{self, Proof, Verdict};
use super::receipt;
use super::sender::{Attempt, Progress, Sender, Sent};
use crate::browser::sight::Watch;

/// Receipts that are shown at a time: more as one scrolls.
const PAGE: usize = 100;

pub(super) fn view(sender: Sender) -> Option<AnyView> {
    let sent = sender.sent.get()?;
    // What copying came to.
    let copied = RwSignal::new("");
    let copy = move |click: web_sys::MouseEvent| {
        let Some(text) = page::mark_of(&click, "copy") else { return };
        spawn_local(async move {
            copied.set(if clipboard::copy(&text).await { "Copied." } else { "Copying is not allowed here." });
        });
    };
    let all = view! {
        {head(sender, &sent, copied)}
        <div on:click=copy>{list(sent)}</div>
    };
    Some(all.into_any())
}

fn head(sender: Sender, sent: &Sent, copied: RwSignal<&'static str>) -> AnyView {
    let run = sent.run;
    let (is_proven, sentence) = sentence(&sent.proofs);
    let is_old = move || {
        (sender.bench.run() != Some(run)).then_some(" The preview has changed since: these are of what was sent.")
    };
    let close = move |_| {
        sender.sent.set(None);
        sender.progress.set(Progress::Idle);
    };
    let retry = (!proof::failed(&sent.proofs).is_empty()).then(|| {
        view! {
            <button data-testid="retry-failed" title="Sends them again exactly as they were sent, whatever was changed since"
                disabled=move || sender.is_underway() on:click=move |_| sender.start(Attempt::Failed)>"Retry the failed"</button>
        }
    });
    view! {
        <div class="receipts-head" class:is-proven=is_proven class:is-loud=!is_proven>
            <p data-testid="send-verdict" role="status">{sentence}<span class="since">{is_old}</span></p>
            <span class="since" role="status">{copied}</span>
            {retry}
            <button class="quiet" on:click=close>"Close"</button>
        </div>
    }
    .into_any()
}

/// Whether everything is proven, and the sentence that says so.
fn sentence(proofs: &[Proof]) -> (bool, String) {
    let all = proofs.len();
    let equal = proofs.iter().filter(|it| it.verdict == Verdict::AllEqual).count();
    if equal == all {
        return (true, format!("✓ {}: preview, receipt and read-back are equal.", counted(all, "message")));
    }
    let failed = match proof::failed(proofs).len() {
        0 => String::new(),
        failed if failed == all => return (false, format!("✗ Not delivered: {}.", counted(all, "message"))),
        failed => format!(" {} not delivered.", grouped(failed)),
    };
    let part = format!("{} of {}", grouped(equal), counted(all, "message"));
    (false, format!("⚠ Only {part} proven equal in preview, receipt and read-back.{failed}"))
}

fn list(sent: Arc<Sent>) -> AnyView {
    let all = sent.proofs.len();
    let shown = RwSignal::new(PAGE);
    let end = NodeRef::<Div>::new();
    let watch = StoredValue::new_local(None);
    Effect::new(move || {
        // A watch tells of coming into sight, not of still being there: after each page it is set anew.
        let element = end.get().filter(|_| shown.get() < all);
        let near = move |near| {
            if near {
                shown.update(|it| *it += PAGE);
            }
        };
        watch.set_value(element.and_then(|it| Watch::new(&it, near)));
    });
    let more = move || {
        let shown = shown.get();
        (shown < all).then(|| format!("{} of {} shown: scroll for more", grouped(shown), grouped(all)))
    };
    // What is not proven comes first: among many it must not be overlooked.
    let (proven, mut order): (Vec<usize>, Vec<usize>) =
        (0..all).partition(|&at| sent.proofs.get(at).is_some_and(|it| it.verdict == Verdict::AllEqual));
    order.extend(proven);
    let page = move |page: usize| {
        let proofs = order.iter().skip(page * PAGE).take(PAGE).filter_map(|&at| sent.proofs.get(at));
        view! { <ul class="receipts">{proofs.map(receipt::view).collect_view()}</ul> }
    };
    view! {
        <For each=move || 0..shown.get().div_ceil(PAGE) key=|it| *it children=page />
        <div class="list-end" node_ref=end>{more}</div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use shared::wire::{ApiError, DeliveryResult, MessageReceipt};

    use super::*;

    #[test]
    fn nothing_sent_is_nothing_to_look_at() {
        assert_eq!(sentence(&[]), (true, "✓ 0 messages: preview, receipt and read-back are equal.".to_owned()));
    }

    #[test]
    fn nothing_delivered_is_said_without_a_count_of_what_is_proven() {
        let refused = |number| {
            let (code, message) = ("no_connection".to_owned(), String::new());
            let error = ApiError { code, message, field: None, pointer: None, hint: None };
            let result = DeliveryResult::Failed { error };
            MessageReceipt { number, key: None, bytes: 1, sha256: String::new(), result }
        };
        let proofs = proof::of(vec![refused(1), refused(2)], None);
        assert_eq!(sentence(&proofs), (false, "✗ Not delivered: 2 messages.".to_owned()));
    }
}
