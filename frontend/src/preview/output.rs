//! The output: what Kafka will hold, and what was done to get there.

use leptos::prelude::*;

use super::changes::Changes;
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
}

impl Tab {
    const ALL: [Self; 2] = [Self::Messages, Self::Changes];

    fn id(self) -> &'static str {
        match self {
            Self::Messages => "tab-messages",
            Self::Changes => "tab-changes",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Messages => "Messages",
            Self::Changes => "Changes",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Messages => Self::Changes,
            Self::Changes => Self::Messages,
        }
    }
}

#[component]
pub(super) fn OutputPane() -> impl IntoView {
    let tab = RwSignal::new(Tab::Messages);
    view! {
        <section class="pane pane-output" aria-label="Output">
            <h2 class="unseen">"Output"</h2>
            <Counts />
            <div class="tabs" role="tablist" aria-label="Output">{Tab::ALL.map(|it| view! { <TabButton tab=it chosen=tab /> })}</div>
            <div class="pane-body" role="tabpanel" tabindex="0" aria-labelledby=move || tab.get().id()>
                {move || match tab.get() {
                    Tab::Messages => view! { <Messages /> }.into_any(),
                    Tab::Changes => view! { <Changes /> }.into_any(),
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
    let count = move || {
        let count = bench
            .summary
            .with(|it| it.as_ref().map(|it| if tab == Tab::Messages { it.records } else { it.tally.total() }));
        count.map(words::grouped)
    };
    let turn = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            chosen.set(tab.other());
            page::focus(tab.other().id());
        }
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
