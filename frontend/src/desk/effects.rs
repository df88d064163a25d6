//! What settings would do that differ in one choice, and what the last change of one did.

use shared::account::Effect;
use shared::settings::{CONNECTION, Kind};
use shared::transform::Detail;
use shared::{ConnectionSettings, Transformed, Transformer};

use crate::protocol::{Flip, Run};

/// What alternative number `alternative` of a run's settings would do; `None` if there is no such one.
pub(super) fn of(text: &str, run: &Run, done: &Transformed, alternative: usize) -> Option<Effect> {
    let settings = run.settings.alternatives().into_iter().nth(alternative)?;
    let other = Transformer::new(&settings).run_with(Detail::Account, text, run.receipt, run.form);
    Some(Effect::between(done, &other))
}

/// A setting that was changed alone.
#[derive(Clone)]
pub(super) struct Flipped {
    pub(super) flip: Flip,
    /// The settings before it.
    before: ConnectionSettings,
}

impl Flipped {
    /// What changed from the run before to this one, over the same text. The characters of a text are typed one by one:
    /// what they do is added up.
    pub(super) fn between(
        last: (&Run, &Transformed),
        flipped: Option<&Self>,
        now: (&Run, &Transformed),
    ) -> Option<Self> {
        let (was, is) = (&last.0.settings, &now.0.settings);
        if last.0.receipt != now.0.receipt || last.0.form != now.0.form {
            return None;
        }
        if was == is {
            return flipped.cloned();
        }
        let setting = only_difference(was, is)?;
        let effect = Effect::between(last.1, now.1);
        let is_text = CONNECTION.get(setting).is_some_and(|it| it.kind == Kind::Text);
        let typing = flipped.filter(|it| is_text && it.flip.setting == setting);
        let before = typing.map_or(was, |it| &it.before).clone();
        let effect = match typing {
            Some(_) if before == *is => Effect::default(),
            Some(it) => it.flip.effect + effect,
            None => effect,
        };
        Some(Self { flip: Flip { setting, effect }, before })
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

    fn run(change: impl FnOnce(&mut ConnectionSettings)) -> (Run, Transformed) {
        let mut settings = ConnectionSettings::default();
        change(&mut settings);
        let run = Run { run: 1, settings, receipt: Receipt { time_ms: 0, number: 0 }, form: None };
        let transformed = Transformer::new(&run.settings).run(TEXT, run.receipt, run.form);
        (run, transformed)
    }

    fn between(last: &(Run, Transformed), flipped: Option<&Flipped>, now: &(Run, Transformed)) -> Option<Flipped> {
        Flipped::between((&last.0, &last.1), flipped, (&now.0, &now.1))
    }

    fn effects(run: &(Run, Transformed)) -> Vec<Effect> {
        (0..).map_while(|alternative| of(TEXT, &run.0, &run.1, alternative)).collect()
    }

    #[test]
    fn what_an_alternative_would_do_is_what_it_then_does() {
        let before = run(|_| ());
        let effects = effects(&before);
        let alternatives = before.0.settings.alternatives();
        assert_eq!(effects.len(), alternatives.len());
        for (effect, settings) in effects.into_iter().zip(alternatives) {
            let after = run(|it| *it = settings);
            assert_eq!(between(&before, None, &after).unwrap().flip.effect, effect);
        }
    }

    #[test]
    fn a_text_that_is_typed_is_one_change_from_before_its_first_character() {
        let with = |id: &str| run(|it| it.unique_id = Some(id.to_owned()).filter(|it| !it.is_empty()));
        let texts = ["", "a", "ab", "abc"].map(with);
        let mut flipped = None;
        for pair in texts.windows(2) {
            flipped = between(&pair[0], flipped.as_ref(), &pair[1]);
        }
        let flip = flipped.as_ref().unwrap().flip;
        assert_eq!((flip.setting, flip.effect.members, flip.effect.bytes), (0, 1, 18));
        let back = between(&texts[3], flipped.as_ref(), &texts[0]).unwrap().flip;
        assert_eq!(back.effect, Effect::default(), "it is as it was");
    }

    #[test]
    fn running_again_keeps_what_was_told_and_other_changes_end_it() {
        let (before, after) = (run(|_| ()), run(|it| it.include_mp_deviceid = true));
        let flipped = between(&before, None, &after).unwrap();
        assert_eq!(flipped.flip.setting, 10);
        assert_eq!(between(&after, Some(&flipped), &after).unwrap().flip, flipped.flip);

        let mut later = after.clone();
        later.0.receipt.time_ms = 1;
        assert!(between(&after, Some(&flipped), &later).is_none(), "another receipt");
        let two = run(|it| {
            it.include_location = false;
            it.include_metadata = false;
        });
        assert!(between(&before, None, &two).is_none(), "two settings at once");
    }
}
