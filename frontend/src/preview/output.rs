//! The output: what Kafka will hold, and what was done to get there.

use leptos::prelude::*;

use super::changes::Changes;
use super::compare::compare_view;
use super::counts::Counts;
use super::messages::Messages;
use super::send::SendBox;
use super::workbench::Workbench;
use ui::browser::page;
use ui::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Messages,
    Changes,
    /// Only while settings are pinned.
    Compare,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Messages, Self::Changes, Self::Compare];

    fn id(self) -> &'static str {
        match self {
            Self::Messages => "tab-messages",
            Self::Changes => "tab-changes",
            Self::Compare => "tab-compare",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Messages => "Messages",
            Self::Changes => "Changes",
            Self::Compare => "Compare",
        }
    }

    /// The next one of those that are shown, in one direction or the other.
    fn beside(self, is_pinned: bool, forward: bool) -> Self {
        match (self, is_pinned, forward) {
            (Self::Messages, false, _) | (Self::Messages, true, true) | (Self::Compare, _, false) => Self::Changes,
            (Self::Messages, true, false) | (Self::Changes, true, true) => Self::Compare,
            (Self::Changes, ..) | (Self::Compare, _, true) => Self::Messages,
        }
    }
}

#[component]
pub(super) fn OutputPane() -> impl IntoView {
    let tab = RwSignal::new(Tab::Messages);
    let pinned = expect_context::<Workbench>().what_if.pinned;
    Effect::new(move || {
        if pinned.with(Option::is_some) {
            tab.set(Tab::Compare);
        } else if tab.get_untracked() == Tab::Compare {
            tab.set(Tab::Messages);
        }
    });
    view! {
        <section class="pane pane-output" aria-label="Output">
            <Counts />
            <div class="tabs" role="tablist" aria-label="Output">{Tab::ALL.map(|it| view! { <TabButton tab=it chosen=tab /> })}</div>
            <div class="pane-body" role="tabpanel" tabindex="0" aria-labelledby=move || tab.get().id()>
                {move || match tab.get() {
                    Tab::Messages => view! { <Messages /> }.into_any(),
                    Tab::Changes => view! { <Changes /> }.into_any(),
                    Tab::Compare => compare_view(),
                }}
            </div>
            <SendBox />
        </section>
    }
}

#[component]
fn TabButton(tab: Tab, chosen: RwSignal<Tab>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let is_chosen = move || chosen.get() == tab;
    let is_pinned = move || bench.what_if.pinned.with(Option::is_some);
    let count = move || {
        let count = bench
            .summary
            .with(|it| it.as_ref().map(|it| if tab == Tab::Messages { it.records } else { it.tally.total() }));
        count.filter(|_| tab != Tab::Compare).map(words::grouped)
    };
    let turn = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        if matches!(key.as_str(), "ArrowLeft" | "ArrowRight") {
            let next = tab.beside(is_pinned(), key == "ArrowRight");
            chosen.set(next);
            page::focus(next.id());
        }
    };
    view! {
        <button
            role="tab" id=tab.id() data-testid=tab.id() aria-selected=move || is_chosen().to_string()
            hidden=move || tab == Tab::Compare && !is_pinned()
            tabindex=move || if is_chosen() { "0" } else { "-1" } on:click=move |_| chosen.set(tab) on:keydown=turn
        >
            {tab.label()}" "<span class="tab-count">{count}</span>
        </button>
    }
}
