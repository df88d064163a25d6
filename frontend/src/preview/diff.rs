//! The batch beside what became of it.

mod row;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::long_list::{ListOf, Part, long_list};
use super::why::pointable;
use super::workbench::Workbench;
use crate::protocol::{Ask, Beside, DiffHead, Look, Seen, Window};
use ui::words::{counted, grouped};

/// Lines, where nothing is folded, and what is looked at.
const LINES: ListOf = ListOf {
    page: 200,
    height: 20,
    ask,
    total: |_, answer| if let Some(Seen::Diff(total, _)) = Seen::read(answer) { Some(total) } else { None },
    show,
};

fn ask(bench: Workbench, run: u64, window: Window) -> Ask {
    Ask::Look { run, look: Look::Diff { beside: bench.beside.get(), folded: bench.is_folded.get(), window } }
}

fn show(part: Part) -> AnyView {
    let flashed = expect_context::<Workbench>().flashed;
    let html = move || match part.read().as_ref().and_then(Seen::read) {
        Some(Seen::Diff(_, rows)) => row::html(&rows, flashed.get_value()),
        _ => String::new(),
    };
    view! { <div inner_html=html></div> }.into_any()
}

/// The tab.
pub(crate) fn diff_view() -> AnyView {
    let bench = expect_context::<Workbench>();
    let head = RwSignal::new(None::<DiffHead>);
    let is_missing = RwSignal::new(false);
    Effect::new(move || {
        let Some(run) = bench.run() else { return };
        let look = Look::DiffHead { beside: bench.beside.get() };
        spawn_local(async move {
            let seen = bench.look(run, look).await;
            head.try_set(if let Some(Seen::DiffHead(it)) = seen { Some(it) } else { None });
            let is_none =
                head.try_with_untracked(Option::is_none) == Some(true) && untrack(|| bench.run()) == Some(run);
            is_missing.try_set(is_none);
            // What was chosen is there no more.
            if is_none && bench.beside.get_untracked() != Beside::Batch(0) {
                bench.beside.set(Beside::Batch(0));
            }
        });
    });
    // A list of something else starts anew, at its beginning.
    let list = move || {
        bench.beside.track();
        bench.is_folded.track();
        long_list(bench, LINES)
    };
    view! {
        <div class="options">
            {choices(bench, head)}
            <label class="check small">
                <input
                    type="checkbox" data-testid="diff-folded" prop:checked=move || bench.is_folded.get()
                    on:change=move |it| bench.is_folded.set(event_target_checked(&it))
                />
                "Only what changed"
            </label>
        </div>
        <p class="tally" data-testid="diff-tally">{move || head.read().as_ref().map(tally)}</p>
        <p class="empty" hidden=move || !is_missing.get() || bench.is_blind.get()>"There is no batch to show here. The problems under the input say what could not be read."</p>
        {pointable(bench, "diff", Some("Lines of the batch, and of its message"), list.into_any())}
    }
    .into_any()
}

fn tally(it: &DiffHead) -> String {
    if it.removed + it.added + it.converted == 0 {
        return "Nothing is changed: the message is the batch, without white space between tokens.".to_owned();
    }
    let lines = counted(it.removed, "line") + " removed · " + &grouped(it.added) + " added · " + &grouped(it.converted);
    let none = if it.messages == 0 { ". The batch yields no message." } else { "" };
    lines + " converted" + none
}

/// Which batch, where there are several; and which of its messages, where it has several.
fn choices(bench: Workbench, head: RwSignal<Option<DiffHead>>) -> AnyView {
    let batches = move || bench.summary.with(|it| it.as_ref().map_or(0, |it| it.batches));
    let position = move || match bench.beside.get() {
        Beside::Batch(position) => position + 1,
        Beside::Message(_) => head.read().as_ref().map_or(1, |it| it.batch + 1),
    };
    let to_batch = move |number: usize| bench.beside.set(Beside::Batch(number.max(1) - 1));
    let messages = move || head.read().as_ref().map_or(0, |it| it.messages);
    let first = move || head.read().as_ref().map_or(0, |it| it.first_message);
    let message = move || match bench.beside.get() {
        Beside::Batch(_) => 0,
        Beside::Message(message) => (message + 1).saturating_sub(first()),
    };
    let to_message = move |number: usize| match number.checked_sub(1) {
        Some(message) => bench.beside.set(Beside::Message(first() + message)),
        None => to_batch(position()),
    };
    let several = move |count: usize, step: AnyView| (count > 1).then_some(step);
    view! {
        {move || several(batches(), stepper("Batch", "", 1, batches(), position(), to_batch))}
        {move || several(messages(), stepper("Message", ", 0 is all together", 0, messages(), message(), to_message))}
    }
    .into_any()
}

fn stepper(
    label: &'static str,
    behind: &'static str,
    min: usize,
    max: usize,
    value: usize,
    choose: impl Fn(usize) + Copy + 'static,
) -> AnyView {
    let changed = move |event| {
        if let Ok(number) = event_target_value(&event).parse::<usize>() {
            choose(number.clamp(min, max));
        }
    };
    view! {
        <label class="inline">{label}" "<input type="number" min=min max=max value=value on:change=changed />" of "{grouped(max)}{behind}</label>
    }
    .into_any()
}
