//! A list that may be very long, in parts: only those near what is seen are asked for and kept in the document.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::browser::sight::{self, Watch};
use crate::protocol::{Answer, Ask, Window};

/// What a list is of.
#[derive(Clone, Copy)]
pub(super) struct ListOf {
    /// Rows in a part.
    pub(super) page: usize,
    /// How high a row may be, in pixels, until it is shown.
    pub(super) height: usize,
    /// How to ask for a part. It is asked for again when something changes that is read here.
    pub(super) ask: fn(Workbench, u64, Window) -> Ask,
    /// How many rows there are, as the answer says.
    pub(super) total: fn(Workbench, &Answer) -> Option<usize>,
    /// How a part looks.
    pub(super) show: fn(Part) -> AnyView,
}

/// What is shown of a part: nothing while it is far.
pub(super) type Part = ReadSignal<Option<Answer>>;

#[derive(Clone, Copy)]
struct List {
    bench: Workbench,
    of: ListOf,
    /// Rows of the whole list.
    total: RwSignal<usize>,
}

/// The list, in parts one below the other.
pub(super) fn long_list(bench: Workbench, of: ListOf) -> AnyView {
    let list = List { bench, of, total: RwSignal::new(1) };
    let parts = Memo::new(move |_| list.total.get().div_ceil(of.page).max(1));
    let part = move |number| part(list, number);
    view! { <For each=move || 0..parts.get() key=|number| *number children=part /> }.into_any()
}

fn part(list: List, number: usize) -> AnyView {
    let element = NodeRef::<Div>::new();
    let (answer, set_answer) = signal(None);
    let is_near = RwSignal::new(number == 0);
    // As high as it was when it was last shown, so that nothing moves when it is emptied.
    let height = StoredValue::new(None);
    let watch = StoredValue::new_local(None);

    Effect::new(move || {
        let Some(element) = element.get() else { return };
        let part = element.clone();
        let near = move |now: bool| {
            if !now && let Some(pixels) = sight::height(&part) {
                height.set_value(Some(pixels));
                set_answer.set(None);
            }
            is_near.set(now);
        };
        watch.set_value(Watch::new(&element, near));
    });
    Effect::new(move || {
        let run = list.bench.run();
        if let Some(run) = run.filter(|_| is_near.get()) {
            let window = Window { from: number * list.of.page, count: list.of.page };
            spawn_local(fill(list, (list.of.ask)(list.bench, run, window), is_near, answer, set_answer));
        }
    });
    let rows = move || list.total.get().saturating_sub(number * list.of.page).min(list.of.page);
    let room = move || {
        let pixels = height.get_value().unwrap_or_else(|| i32::try_from(rows() * list.of.height).unwrap_or(i32::MAX));
        answer.read().is_none().then(|| pixels.to_string() + "px")
    };
    view! { <div class="chunk" node_ref=element style:min-height=room>{(list.of.show)(answer)}</div> }.into_any()
}

async fn fill(list: List, ask: Ask, is_near: RwSignal<bool>, shown: Part, show: WriteSignal<Option<Answer>>) {
    let Some(answer) = list.bench.ask(ask).await else { return };
    if let Some(total) = (list.of.total)(list.bench, &answer)
        && list.total.try_get_untracked().is_some_and(|it| it != total)
    {
        list.total.set(total);
    }
    // It may be gone by now, or far; and what is the same is left as it is.
    let is_wanted = is_near.try_get_untracked() == Some(true);
    if is_wanted && shown.try_with_untracked(|it| it.as_ref() != Some(&answer)) == Some(true) {
        show.set(Some(answer));
    }
}
