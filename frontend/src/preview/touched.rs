//! From a setting to all that it touches.

use std::time::Duration;

use leptos::prelude::*;
use shared::ConnectionSettings;
use shared::account::Reason;
use shared::settings::{CONNECTION, Setting};

use super::output::Tab;
use super::panes::Pane;
use super::workbench::Workbench;
use crate::protocol::{Reasons, Summary};
use ui::words::counted;

/// Rows that come to be shown this long after a setting was changed, and are there because of it, flash.
const FLASH: Duration = Duration::from_millis(1500);

/// A button that lists what the setting touches; nothing where that is nothing.
pub(super) fn touched_button(bench: Workbench, setting: &'static Setting) -> AnyView {
    let count = Memo::new(move |_| bench.summary.with(|it| it.as_ref().map_or(0, |it| touched(it, setting).1)));
    let show = move |_| {
        let reasons = bench.summary.with_untracked(|it| it.as_ref().map(|it| touched(it, setting).0));
        bench.reasons.set(reasons.unwrap_or_default());
        bench.tab.set(Tab::Account);
        bench.pane.set(Pane::Output);
    };
    view! {
        <button class="quiet touched" hidden=move || count.get() == 0 data-testid="touched-".to_owned() + setting.key on:click=show>
            {move || "Show ".to_owned() + &counted(count.get(), "place")}
            <span class="unseen">" of "{setting.label}</span>
        </button>
    }
    .into_any()
}

/// The reasons that lead to the setting, and how many entries of the account have them.
fn touched(summary: &Summary, setting: &Setting) -> (Reasons, usize) {
    let its = summary.reasons.iter().filter(|it| it.0.setting() == Some(setting.key));
    its.fold((Reasons::default(), 0), |(reasons, all), (reason, count)| {
        (reasons.and(Reasons::of(*reason)), all + count)
    })
}

/// Lets what a setting touches flash after it was changed.
pub(super) fn flash_after_changes(bench: Workbench) {
    Effect::new(move |before: Option<ConnectionSettings>| {
        let now = bench.settings.get();
        let flashed = before.map_or(Reasons::default(), |before| behind_changes(&before, &now));
        if flashed != Reasons::default() {
            bench.flashed.set_value(flashed);
            set_timeout(move || bench.flashed.set_value(Reasons::default()), FLASH);
        }
        now
    });
}

/// The reasons of those settings that differ.
fn behind_changes(before: &ConnectionSettings, now: &ConnectionSettings) -> Reasons {
    let is_changed = |key| CONNECTION.iter().any(|it| it.key == key && before.get(key) != now.get(key));
    let changed = Reason::ALL.into_iter().filter(|it| it.setting().is_some_and(is_changed));
    changed.fold(Reasons::default(), |all, it| all.and(Reasons::of(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_setting_lets_its_own_reasons_flash() {
        let before = ConnectionSettings::default();
        let now = ConnectionSettings { include_location: false, ..before.clone() };
        assert_eq!(behind_changes(&before, &now), Reasons::of(Reason::LocationOff));
        assert_eq!(behind_changes(&now, &before), Reasons::of(Reason::LocationOff));
        assert_eq!(behind_changes(&now, &now), Reasons::default());
    }
}
