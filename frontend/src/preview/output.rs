//! The output: what Kafka will hold, and what was done to get there.

use leptos::prelude::*;

use super::counts::Counts;
use super::messages::Messages;
use super::send::send_view;
use super::workbench::Workbench;
use crate::later;
use ui::browser::page;
use ui::words;

/// A way to look at the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Messages,
    Diff,
    Account,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Messages, Self::Diff, Self::Account];

    fn id(self) -> &'static str {
        match self {
            Self::Messages => "tab-messages",
            Self::Diff => "tab-diff",
            Self::Account => "tab-account",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Messages => "Messages",
            Self::Diff => "Diff",
            Self::Account => "Account",
        }
    }

    /// The one `steps` to the right, and from the last one on from the first.
    fn step(self, steps: usize) -> Self {
        let at = Self::ALL.iter().position(|it| *it == self).unwrap_or_default();
        Self::ALL.get((at + steps) % Self::ALL.len()).copied().unwrap_or(self)
    }
}

#[component]
pub(super) fn OutputPane() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let tab = bench.tab;
    view! {
        <section class="pane pane-output" aria-label="Output">
            <h2 class="unseen">"Output"</h2>
            <Counts />
            <div class="tabs" role="tablist" aria-label="Output">{Tab::ALL.map(|it| view! { <TabButton tab=it chosen=tab /> })}</div>
            <div class="pane-body" role="tabpanel" tabindex="0" aria-labelledby=move || tab.get().id()>
                {move || match tab.get() {
                    Tab::Messages => view! { <Messages /> }.into_any(),
                    Tab::Diff => later::diff(),
                    Tab::Account => later::account(),
                }}
            </div>
            {send_view(expect_context::<Workbench>())}
        </section>
    }
}

#[component]
fn TabButton(tab: Tab, chosen: RwSignal<Tab>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let is_chosen = move || chosen.get() == tab;
    let count = move || {
        let count = bench.summary.with(|it| {
            it.as_ref().and_then(|it| match tab {
                Tab::Messages => Some(it.records),
                Tab::Diff => None,
                Tab::Account => Some(it.tally.total()),
            })
        });
        count.map(words::grouped)
    };
    let turn = move |event: web_sys::KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => tab.step(Tab::ALL.len() - 1),
            "ArrowRight" => tab.step(1),
            _ => return,
        };
        chosen.set(to);
        page::focus(to.id());
    };
    view! {
        <button
            role="tab" id=tab.id() data-testid=tab.id() aria-selected=move || is_chosen().to_string()
            tabindex=move || if is_chosen() { "0" } else { "-1" } on:click=move |_| chosen.set(tab) on:keydown=turn
        >
            {tab.label()}" "<span class="tab-count">{count}</span>
        </button>
    }
}
