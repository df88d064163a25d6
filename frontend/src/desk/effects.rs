//! What settings would do that differ in one choice, and what the last change of one did.

use shared::account::Effect;
use shared::settings::{CONNECTION, Kind};
use shared::{ConnectionSettings, Transformed};

use super::input::Input;
use crate::protocol::Run;

/// What alternative number `alternative` of a run's settings would do; `None` if there is no such one.
pub(super) fn of(input: &Input, run: &Run, done: &Transformed, alternative: usize) -> Option<Effect> {
    let settings = run.settings.alternatives().into_iter().nth(alternative)?;
    Some(Effect::between(done, &input.alternative(&settings, run)))
}

/// A setting that was changed alone.
pub(super) struct Flipped {
    /// Its number in the table.
    pub(super) setting: usize,
    /// The settings before it.
    before: ConnectionSettings,
    /// What it did up to the outcome that is still to be compared with, if there is one.
    effect: Effect,
    last: Option<Transformed>,
}

impl Flipped {
    /// What changed from the run before, and what came of that, to this run over the same text. The characters of a text
    /// are typed one by one: what they do is added up.
    pub(super) fn between(was: &Run, last: Transformed, flipped: Option<Self>, is: &Run) -> Option<Self> {
        if was.receipt != is.receipt || was.form != is.form {
            return None;
        }
        let up_to_now = |mut it: Self| {
            it.effect(&last);
            it
        };
        if was.settings == is.settings {
            return flipped.map(up_to_now);
        }
        let setting = only_difference(&was.settings, &is.settings)?;
        let is_text = CONNECTION.get(setting).is_some_and(|it| it.kind == Kind::Text);
        let typing = flipped.filter(|it| is_text && it.setting == setting).map(up_to_now);
        let Some(typing) = typing else {
            return Some(Self { setting, before: was.settings.clone(), effect: Effect::default(), last: Some(last) });
        };
        if typing.before == is.settings {
            return Some(Self { effect: Effect::default(), ..typing });
        }
        Some(Self { last: Some(last), ..typing })
    }

    /// What that did; `now` is what came of it. It is found out when it is first asked for: what came of it is shown before.
    pub(super) fn effect(&mut self, now: &Transformed) -> Effect {
        if let Some(last) = self.last.take() {
            self.effect = self.effect + Effect::between(&last, now);
        }
        self.effect
    }
}

/// The number of the only setting that differs.
fn only_difference(one: &ConnectionSettings, other: &ConnectionSettings) -> Option<usize> {
    let mut differing = (0..CONNECTION.len()).filter(|&index| {
        let key = CONNECTION.get(index).map_or("", |it| it.key);
        one.get(key) != other.get(key)
    });
    let first = differing.next()?;
    differing.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Receipt;

    const TEXT: &str = r#"{"message_id":"m","mp_deviceid":"d","events":[{"event_type":"user_identity_change"}]}"#;

    fn run(change: impl FnOnce(&mut ConnectionSettings)) -> Run {
        let mut settings = ConnectionSettings::default();
        change(&mut settings);
        Run { run: 1, settings, receipt: Receipt { time_ms: 0, number: 0 }, form: None }
    }

    fn outcome(run: &Run) -> Transformed {
        Input::new(TEXT.to_owned()).transform(run)
    }

    fn between(last: &Run, flipped: Option<Flipped>, now: &Run) -> Option<Flipped> {
        Flipped::between(last, outcome(last), flipped, now)
    }

    fn effects(run: &Run) -> Vec<Effect> {
        let input = Input::new(TEXT.to_owned());
        (0..).map_while(|alternative| of(&input, run, &outcome(run), alternative)).collect()
    }

    #[test]
    fn what_an_alternative_would_do_is_what_it_then_does() {
        let before = run(|_| ());
        let effects = effects(&before);
        let alternatives = before.settings.alternatives();
        assert_eq!(effects.len(), alternatives.len());
        for (effect, settings) in effects.into_iter().zip(alternatives) {
            let after = run(|it| *it = settings);
            assert_eq!(between(&before, None, &after).unwrap().effect(&outcome(&after)), effect);
        }
    }

    #[test]
    fn a_text_that_is_typed_is_one_change_from_before_its_first_character() {
        let with = |id: &str| run(|it| it.unique_id = Some(id.to_owned()).filter(|it| !it.is_empty()));
        let texts = ["", "a", "ab", "abc"].map(with);
        let type_all = |ask: bool| {
            let mut flipped = None;
            for pair in texts.windows(2) {
                flipped = between(&pair[0], flipped, &pair[1]);
                if ask {
                    flipped.as_mut().unwrap().effect(&outcome(&pair[1]));
                }
            }
            flipped.unwrap()
        };
        for ask in [true, false] {
            let mut flipped = type_all(ask);
            let effect = flipped.effect(&outcome(&texts[3]));
            assert_eq!((flipped.setting, effect.members, effect.bytes), (0, 1, 18), "asked in between: {ask}");
            let mut back = between(&texts[3], Some(flipped), &texts[0]).unwrap();
            assert_eq!(back.effect(&outcome(&texts[0])), Effect::default(), "it is as it was");
        }
    }

    #[test]
    fn running_again_keeps_what_was_told_and_other_changes_end_it() {
        let (before, after) = (run(|_| ()), run(|it| it.include_mp_deviceid = true));
        let flipped = || between(&before, None, &after);
        assert_eq!(flipped().unwrap().setting, 10);
        let told = flipped().unwrap().effect(&outcome(&after));
        let mut again = between(&after, flipped(), &after).unwrap();
        assert_eq!((again.setting, again.effect(&outcome(&after))), (10, told));

        let mut later = after.clone();
        later.receipt.time_ms = 1;
        assert!(between(&after, flipped(), &later).is_none(), "another receipt");
        let two = run(|it| {
            it.include_location = false;
            it.include_metadata = false;
        });
        assert!(between(&before, None, &two).is_none(), "two settings at once");
    }
}
