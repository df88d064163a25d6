//! What happened to every event and member, and why; with the proof that it is everything.

mod row;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::account::{Balance, Reason};

use super::long_list::{ListOf, Part, long_list};
use super::why::pointable;
use super::workbench::Workbench;
use crate::protocol::{Ask, Look, Reasons, Seen, Summary, Window};
use ui::words::{counted, grouped};

const ROWS: ListOf = ListOf {
    page: 100,
    height: 44,
    ask,
    total: |_, answer| if let Some(Seen::Account(total, _)) = Seen::read(answer) { Some(total) } else { None },
    show,
};

fn ask(bench: Workbench, run: u64, window: Window) -> Ask {
    Ask::Look { run, look: Look::Account { reasons: bench.reasons.get(), window } }
}

fn show(part: Part) -> AnyView {
    let bench = expect_context::<Workbench>();
    let html = move || match part.read().as_ref().and_then(Seen::read) {
        // The batch's number matters only where there are several.
        Some(Seen::Account(_, rows)) => row::html(&rows, bench.flashed.get_value(), untrack(|| batches(bench)) > 1),
        _ => String::new(),
    };
    view! { <div inner_html=html></div> }.into_any()
}

fn batches(bench: Workbench) -> usize {
    bench.summary.with(|it| it.as_ref().map_or(0, |it| it.batches))
}

/// The tab.
pub(crate) fn account_view() -> AnyView {
    let bench = expect_context::<Workbench>();
    let list = move || {
        bench.reasons.track();
        long_list(bench, ROWS)
    };
    view! {
        <div class="options">{filter(bench)}</div>
        <p class="tally" data-testid="account-tally">{move || bench.summary.with(|it| it.as_ref().map(tally))}</p>
        {balance_line(bench)}
        {pointable(bench, "account", Some("Events, and members that were removed, added or converted"), list.into_any())}
    }
    .into_any()
}

fn tally(summary: &Summary) -> String {
    let (events, members) = (summary.events, summary.tally);
    if events.total + members.total() == 0 {
        return if summary.records == 0 {
            "Nothing to list: the input yields no message. The problems under it say why."
        } else {
            "Nothing is changed: every message is the input, without white space between tokens."
        }
        .to_owned();
    }
    let kept = counted(events.total, "event") + ": " + &grouped(events.kept - members.changed) + " kept · ";
    let events = kept + &grouped(members.changed) + " changed · " + &grouped(events.dropped) + " dropped. Members: ";
    let removed = grouped(members.removed) + " removed · " + &grouped(members.added) + " added · ";
    events + &removed + &grouped(members.converted) + " converted."
}

/// The reasons that there are, to choose one.
fn filter(bench: Workbench) -> AnyView {
    let choose = move |event| bench.reasons.set(Reasons(event_target_value(&event).parse().unwrap_or_default()));
    let options = move || {
        let (chosen, summary) = (bench.reasons.get(), bench.summary.read());
        let found = summary.as_ref().map_or(&[][..], |it| &it.reasons);
        let option = |reasons: Reasons, words: String| {
            view! { <option value=reasons.0 selected=reasons == chosen>{words}</option> }.into_any()
        };
        let mut options = vec![option(Reasons::default(), "All reasons".to_owned())];
        options.extend(found.iter().map(|(it, count)| option(Reasons::of(*it), counted_reason(*it, *count))));
        // Those of one setting, or one that there is none of any more.
        if chosen != Reasons::default() && !found.iter().any(|it| Reasons::of(it.0) == chosen) {
            options.push(option(chosen, "The reasons of one setting".to_owned()));
        }
        options
    };
    view! { <select class="reasons" aria-label="Show only what was done for one reason" data-testid="account-filter" on:change=choose>{options}</select> }
        .into_any()
}

fn counted_reason(reason: Reason, count: usize) -> String {
    reason.sentence().to_owned() + " (" + &grouped(count) + ")"
}

/// Where every byte is.
fn balance_line(bench: Workbench) -> AnyView {
    let balance = RwSignal::new(None);
    Effect::new(move || {
        let Some(run) = bench.run() else { return };
        spawn_local(async move {
            let seen = bench.look(run, Look::Balance).await;
            balance.try_set(if let Some(Seen::Balance(it)) = seen { Some(it) } else { None });
        });
    });
    let line = move || {
        match &*balance.read() {
        Some(Ok(it)) => view! { <span>{balanced(*it)}</span> }.into_any(),
        Some(Err(words)) => view! { <strong class="is-warning">"The account does not balance: "{words.clone()}". It is a bug of Headgate: please report it."</strong> }.into_any(),
        None => "\u{a0}".into_any(),
    }
    };
    view! { <p class="balance" data-testid="balance">{line}</p> }.into_any()
}

fn balanced(it: Balance) -> String {
    let source = grouped(it.source) + " = " + &grouped(it.kept) + " kept + " + &grouped(it.removed) + " removed";
    let output = grouped(it.output) + " = " + &grouped(it.copied) + " copied + " + &grouped(it.added) + " added";
    "Balanced to the byte. Input, without white space: ".to_owned() + &source + ". Messages: " + &output + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_says_where_every_byte_is() {
        let it = Balance { source: 5_351, kept: 4_900, removed: 451, output: 5_200, copied: 4_900, added: 300 };
        assert_eq!(
            balanced(it),
            "Balanced to the byte. Input, without white space: 5,351 = 4,900 kept + 451 removed. Messages: 5,200 = 4,900 copied + 300 added."
        );
    }
}
