//! What a setting would do before one turns it, and what the last one that was turned did.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::settings::{CONNECTION, Kind, Setting};
use shared::{ConnectionSettings, account};

use super::workbench::Workbench;
use crate::protocol::{Answer, Ask};
use ui::words::counted;

/// What is longer to transform is not transformed once more for each setting.
const LONGEST_MS: f64 = 20.0;
/// What is at least looked ahead at, however busy the machine is.
const SMALL: usize = 128 * 1024;
/// Neither typing nor turning one setting after the other waits for a look ahead: it comes this long after the last one.
const PAUSE: Duration = Duration::from_millis(250);

/// The settings that are compared with, and what can be known before a choice.
#[derive(Clone, Copy)]
pub(crate) struct WhatIf {
    /// The settings that the present ones are compared with.
    pub(super) pinned: RwSignal<Option<ConnectionSettings>>,
    /// What each alternative of the settings would do, in the order of [`ConnectionSettings::alternatives`]; empty where
    /// that would take too long.
    effects: RwSignal<Vec<account::Effect>>,
    /// The number of the setting that was changed last, and what that did.
    flip: RwSignal<Option<(usize, account::Effect)>>,
    /// The run that the effects are of.
    run: RwSignal<Option<u64>>,
}

impl WhatIf {
    pub(super) fn new() -> Self {
        Self {
            pinned: RwSignal::new(None),
            effects: RwSignal::new(Vec::new()),
            flip: RwSignal::new(None),
            run: RwSignal::new(None),
        }
    }

    /// Tells what the last change of a setting did, as soon as what came of it is shown, and looks ahead when there are no
    /// more changes.
    pub(super) fn follow(bench: Workbench) {
        let mut look = debounce(PAUSE, move |()| spawn_local(look_ahead(bench)));
        Effect::new(move || {
            let Some((run, flipped)) = bench.summary.with(|it| it.as_ref().map(|it| (it.run, it.flipped))) else {
                return;
            };
            match flipped {
                Some(setting) => spawn_local(tell(bench, run, setting)),
                None => bench.what_if.flip.set(None),
            }
            look(());
        });
    }
}

async fn tell(bench: Workbench, run: u64, setting: usize) {
    if let Some(Answer::Effect(Some(effect))) = bench.ask(Ask::Flipped { run }).await {
        bench.what_if.flip.set(Some((setting, effect)));
    }
}

async fn look_ahead(bench: Workbench) {
    let mut effects = Vec::new();
    let is_quick = |bytes, ms| bytes <= SMALL || ms <= LONGEST_MS;
    let Some((run, bytes, ms)) = bench.summary.with_untracked(|it| it.as_ref().map(|it| (it.run, it.bytes_in, it.ms)))
    else {
        return;
    };
    while is_quick(bytes, ms) {
        // One by one, so that what is typed meanwhile need not wait for all of them.
        match bench.ask(Ask::Effect { run, alternative: effects.len() }).await {
            Some(Answer::Effect(Some(effect))) => effects.push(effect),
            Some(_) => break,
            // There is a newer run, which will tell.
            None => return,
        }
    }
    bench.what_if.effects.set(effects);
    bench.what_if.run.set(Some(run));
}

/// Whether what is told of the settings is about an earlier run.
pub(super) fn is_behind(bench: Workbench) -> bool {
    bench.run() != bench.what_if.run.get()
}

/// Which alternative is the first of the setting number `setting`.
pub(super) fn first_alternative(setting: usize) -> usize {
    let alternatives = |it: &Setting| if let Kind::Set(choices) = it.kind { choices.len() } else { 1 };
    CONNECTION.iter().take(setting).map(alternatives).sum()
}

/// What an alternative would do, in words; nothing while it is not known.
pub(super) fn foreseen(bench: Workbench, alternative: usize) -> Option<String> {
    bench.what_if.effects.with(|it| it.get(alternative).map(|it| words(*it)))
}

/// What the setting number `setting` did, if it was changed last.
pub(super) fn done(bench: Workbench, setting: usize) -> Option<String> {
    bench.what_if.flip.get().filter(|it| it.0 == setting).map(|it| words(it.1))
}

/// `+2 events, +412 bytes`.
fn words(effect: account::Effect) -> String {
    if effect.differences == 0 {
        return "no effect on this input".to_owned();
    }
    let counts =
        [(effect.events, "event"), (effect.messages, "message"), (effect.members, "member"), (effect.bytes, "byte")];
    let mut words = String::new();
    for (count, one) in counts {
        if count != 0 {
            words.push_str(if words.is_empty() { "" } else { ", " });
            words.push_str(&signed(count, one));
        }
    }
    if words.is_empty() { "other content, as many bytes".to_owned() } else { words }
}

/// `+1 event`, `−412 bytes`.
pub(super) fn signed(count: i64, one: &str) -> String {
    let sign = if count < 0 { "−" } else { "+" };
    sign.to_owned() + &counted(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX), one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_told_with_its_sign_and_without_what_stays() {
        let effect =
            |events, messages, members, bytes| account::Effect { events, messages, members, bytes, differences: 1 };
        assert_eq!(words(effect(2, 0, 0, 412)), "+2 events, +412 bytes");
        assert_eq!(words(effect(-1, -1, 0, -1_412)), "−1 event, −1 message, −1,412 bytes");
        assert_eq!(words(effect(0, 0, 1, -1)), "+1 member, −1 byte");
        assert_eq!(words(effect(0, 0, 0, 0)), "other content, as many bytes");
        assert_eq!(words(account::Effect::default()), "no effect on this input");
    }

    #[test]
    fn each_settings_alternatives_stand_behind_those_before_it() {
        assert_eq!([0, 1, 2, 11].map(first_alternative), [0, 1, 3, 12]);
        assert_eq!(first_alternative(CONNECTION.len()), ConnectionSettings::default().alternatives().len());
    }
}
