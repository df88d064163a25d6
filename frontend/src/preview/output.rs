//! The output: what Kafka will hold, and what was done to get there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::counts::Counts;
use super::messages::Messages;
use super::send::send_view;
use super::workbench::Workbench;
use crate::later;
use ui::api::Failure;
use ui::browser::page;
use ui::failure::FailureNote;
use ui::when::when;
use ui::words;

/// A way to look at the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Messages,
    Diff,
    Account,
    /// Only while settings are pinned.
    Compare,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Messages, Self::Diff, Self::Account, Self::Compare];

    fn id(self) -> &'static str {
        match self {
            Self::Messages => "tab-messages",
            Self::Diff => "tab-diff",
            Self::Account => "tab-account",
            Self::Compare => "tab-compare",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Messages => "Messages",
            Self::Diff => "Diff",
            Self::Account => "Account",
            Self::Compare => "Compare",
        }
    }

    /// How many are shown.
    fn shown(is_pinned: bool) -> usize {
        Self::ALL.len() - usize::from(!is_pinned)
    }

    /// Of the first `shown`: the one `steps` to the right, and from the last one on from the first.
    fn step(self, steps: usize, shown: usize) -> Self {
        let at = Self::ALL.iter().position(|it| *it == self).unwrap_or_default();
        Self::ALL.get((at + steps) % shown).copied().unwrap_or(self)
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
            <div class="tabs" role="tablist" aria-label="Output">{Tab::ALL.into_iter().map(|it| view! { <TabButton tab=it chosen=tab /> }.into_any()).collect::<Vec<_>>()}</div>
            <div class="pane-body" role="tabpanel" tabindex="0" aria-labelledby=move || tab.get().id()>
                {when(move || bench.is_blind.get() && tab.get() != Tab::Messages, move || blind_note(bench))}
                {move || match tab.get() {
                    Tab::Messages => view! { <Messages /> }.into_any(),
                    Tab::Diff => later::diff(),
                    Tab::Account => later::account(),
                    Tab::Compare => later::compare(),
                }}
            </div>
            {send_view(expect_context::<Workbench>())}
        </section>
    }
}

/// What the tab needs could not be fetched: it is asked for again by another run.
fn blind_note(bench: Workbench) -> AnyView {
    let retry = move || {
        spawn_local(async move {
            bench.run_once().await;
        });
    };
    view! { <FailureNote failure=Failure::Offline retry=retry /> }.into_any()
}

#[component]
fn TabButton(tab: Tab, chosen: RwSignal<Tab>) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let is_chosen = move || chosen.get() == tab;
    let is_pinned = move || bench.what_if.pinned.with(Option::is_some);
    let count = move || {
        let count = bench.summary.with(|it| {
            it.as_ref().and_then(|it| match tab {
                Tab::Messages => Some(it.records),
                Tab::Diff | Tab::Compare => None,
                Tab::Account => Some(it.tally.total()),
            })
        });
        count.map(words::grouped)
    };
    let turn = move |event: web_sys::KeyboardEvent| {
        let shown = Tab::shown(is_pinned());
        let to = match event.key().as_str() {
            "ArrowLeft" => tab.step(shown - 1, shown),
            "ArrowRight" => tab.step(1, shown),
            _ => return,
        };
        chosen.set(to);
        page::focus(to.id());
    };
    view! {
        <button
            role="tab" id=tab.id() data-testid=tab.id() aria-selected=move || is_chosen().to_string() hidden=move || tab == Tab::Compare && !is_pinned()
            tabindex=move || if is_chosen() { "0" } else { "-1" } on:click=move |_| chosen.set(tab) on:keydown=turn
        >
            {tab.label()}" "<span class="tab-count">{count}</span>
        </button>
    }
}
