//! What was done to the member that one points at, and the setting behind it, in one line.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::workbench::Workbench;
use crate::browser::rows::{self, Pointed, Row, Way};
use crate::protocol::{Answer, Ask, Look, Spot};

/// The mouse rests this long before what is under it counts: on its way to the line's button it tells of nothing else.
const REST: Duration = Duration::from_millis(70);

/// What one points at, and what is told of it.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    told: RwSignal<Option<Row>>,
    /// Where a worker's answer is about, to ask again after the next run.
    spot: StoredValue<Option<Spot>>,
    /// Grows with each place, so that answers about one before it are not shown.
    places: StoredValue<u64>,
}

impl Pointer {
    pub(super) fn new() -> Self {
        Self { told: RwSignal::new(None), spot: StoredValue::new(None), places: StoredValue::new(0) }
    }

    fn next_place(self) -> u64 {
        self.places.update_value(|it| *it += 1);
        self.places.get_value()
    }
}

impl Workbench {
    /// The mouse is at `pointed`.
    pub(super) fn hover(self, pointed: impl FnOnce(Self) + 'static) {
        let place = self.pointer.next_place();
        let rest = move || {
            if self.pointer.places.get_value() == place {
                pointed(self);
            }
        };
        set_timeout(rest, REST);
    }

    /// Tells of `pointed`.
    pub(super) fn point(self, pointed: Pointed) {
        match pointed {
            Pointed::Row(row) => {
                self.pointer.next_place();
                self.pointer.spot.set_value(None);
                self.pointer.told.set(Some(row));
            }
            Pointed::Token { record, at } => {
                self.point_at(Spot::Card { record, layout: self.layout.get_untracked(), at });
            }
        }
    }

    /// Tells of the member at `spot`.
    pub(super) fn point_at(self, spot: Spot) {
        let place = self.pointer.next_place();
        self.pointer.spot.set_value(Some(spot));
        spawn_local(async move {
            let Some(run) = untrack(|| self.run()) else { return };
            let answer = self.ask(Ask::Look { run, look: Look::Why { spot } }).await;
            let told = answer.and_then(row);
            // What is the same is not announced again.
            let is_new = self.pointer.told.with_untracked(|it| *it != told);
            if is_new && self.pointer.places.get_value() == place {
                self.pointer.told.set(told);
            }
        });
    }

    /// Goes to the setting behind what is told.
    pub(super) fn show_told_setting(self) {
        let setting = self.pointer.told.with_untracked(|it| it.as_ref().and_then(|it| it.setting.clone()));
        if let Some(setting) = setting {
            self.show_setting(&setting);
        }
    }
}

fn row(answer: Answer) -> Option<Row> {
    let Answer::Told(told) = answer else { return None };
    Some(Row { pointer: told.pointer, done: told.done, reason: told.reason, setting: told.setting, place: None })
}

/// What there is to be told of, with what tells of it when one points at it, moves to it or clicks it.
pub(super) fn pointable(bench: Workbench, class: &'static str, label: Option<&'static str>, inner: AnyView) -> AnyView {
    let hover = move |event: &web_sys::Event| {
        if let Some(pointed) = rows::pointed(event) {
            bench.hover(move |bench| bench.point(pointed));
        }
    };
    let focus = move |event: &web_sys::Event| {
        if let Some(row) = rows::focused_row(event) {
            bench.point(Pointed::Row(row));
        }
    };
    let click = move |event: &web_sys::Event| match rows::way(event) {
        Some((Row { place: Some(place), .. }, Way::ToInput)) => bench.go_to(place),
        Some((Row { setting: Some(setting), .. }, Way::ToSetting)) => bench.show_setting(&setting),
        _ => {}
    };
    let key = move |event: &web_sys::KeyboardEvent| match rows::step(event) {
        Some(pointed) => bench.point(pointed),
        None if event.key() == "Enter" && !event.alt_key() && rows::focused_row(event).is_some() => {
            bench.show_told_setting();
        }
        None => {}
    };
    view! {
        <div
            class=class role=label.map(|_| "list") aria-label=label tabindex=label.map(|_| "0")
            on:mouseover=move |it| hover(&it) on:focusin=move |it| focus(&it) on:click=move |it| click(&it) on:keydown=move |it| key(&it)
        >
            {inner}
        </div>
    }
    .into_any()
}

/// The line.
pub(super) fn why_bar(bench: Workbench) -> AnyView {
    let told = bench.pointer.told;
    // What changed since is told anew.
    Effect::new(move || {
        if bench.run().is_some()
            && let Some(spot) = bench.pointer.spot.get_value()
        {
            bench.point_at(spot);
        }
    });
    let words = move || told.read().as_ref().map_or_else(|| hint(bench.is_blind.get()), told_view);
    let has_setting = move || told.with(|it| it.as_ref().is_some_and(|it| it.setting.is_some()));
    view! {
        <div class="why">
            <p role="status" data-testid="why">{words}</p>
            <button class="quiet" title="Alt + Enter" data-testid="why-setting" hidden=move || !has_setting() on:click=move |_| bench.show_told_setting()>
                "Show the setting"
            </button>
        </div>
    }
    .into_any()
}

fn hint(is_blind: bool) -> AnyView {
    let words = if is_blind {
        "What was done here, and why, could not be fetched: the server does not answer. Check that it is running, then point again."
    } else {
        "Point at a member, or move the cursor to it: what was done to it, and why, stands here."
    };
    view! { <span class="why-hint">{words}</span> }.into_any()
}

fn told_view(row: &Row) -> AnyView {
    let pointer = if row.pointer.is_empty() { "the batch".to_owned() } else { row.pointer.clone() };
    let reason = row.reason.as_ref().map(|it| ": ".to_owned() + it);
    let title = pointer.clone();
    view! { <span class="mono" title=title>{pointer}</span>" "<b data-done=row.done.clone()>{row.done.clone()}</b>{reason} }.into_any()
}
