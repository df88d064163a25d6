//! A list that may be very long: only what was scrolled to is asked for and shown.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::browser::sight::Watch;
use crate::protocol::{Answer, Ask, Window};

/// The part of a list that is shown.
pub(super) struct LongList<T: Send + Sync + 'static> {
    items: RwSignal<Vec<Arc<T>>>,
    more: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for LongList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for LongList<T> {}

impl<T: Send + Sync + 'static> LongList<T> {
    /// A list that is asked for with `ask`, `page` items at a time, and asked for again after each run.
    pub(super) fn new(
        bench: Workbench,
        page: usize,
        ask: impl Fn(u64, Window) -> Ask + Copy + Send + Sync + 'static,
        items_of: fn(Answer) -> Option<Vec<T>>,
    ) -> Self {
        let items = RwSignal::new(Vec::new());
        let fetch = move |ask: Ask| async move {
            let found = bench.ask(ask).await.and_then(items_of)?;
            Some(found.into_iter().map(Arc::new).collect::<Vec<_>>())
        };

        Effect::new(move || {
            let Some(run) = bench.run() else { return };
            // As many as were scrolled to, so that the place is kept, but not all of a list scrolled far.
            let count = items.read_untracked().len().clamp(page, 4 * page);
            let ask = ask(run, Window { from: 0, count });
            spawn_local(async move {
                if let Some(found) = fetch(ask).await {
                    items.set(found);
                }
            });
        });

        let more = Callback::new(move |()| {
            let Some(run) = untrack(|| bench.run()) else { return };
            let from = items.read_untracked().len();
            let ask = untrack(|| ask(run, Window { from, count: page }));
            spawn_local(async move {
                let found = fetch(ask).await.unwrap_or_default();
                let is_next = untrack(|| bench.run()) == Some(run) && items.read_untracked().len() == from;
                if is_next && !found.is_empty() {
                    items.update(|items| items.extend(found));
                }
            });
        });
        Self { items, more }
    }

    /// What is shown.
    pub(super) fn items(self) -> Vec<Arc<T>> {
        self.items.get()
    }

    fn len(self) -> usize {
        self.items.read().len()
    }
}

/// The end of a list: says how much is shown, and loads more when it comes into sight.
#[component]
pub(super) fn ListEnd<T: Send + Sync + 'static>(
    list: LongList<T>,
    #[prop(into)] total: Signal<usize>,
) -> impl IntoView {
    let end = NodeRef::<Div>::new();
    let watch = StoredValue::new_local(None);
    Effect::new(move || {
        // A watch tells of coming into sight, not of still being there: after each part it is set anew.
        let is_all = list.len() >= total.get();
        let element = end.get().filter(|_| !is_all);
        watch.set_value(element.and_then(|it| Watch::new(&it, move || list.more.run(()))));
    });
    let words = move || {
        let (shown, total) = (list.len(), total.get());
        (shown < total)
            .then(|| format!("{} of {} shown: scroll for more", ui::words::grouped(shown), ui::words::grouped(total)))
    };
    view! { <div class="list-end" node_ref=end>{words}</div> }
}
