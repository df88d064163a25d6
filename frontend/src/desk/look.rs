//! Closer looks at the last run. What they need is fetched for the first of them: most visits end without one.

use shared::scrub::{Key, scrub};
use shared::share::SharedLink;
use shared::{ConnectionSettings, Transformed};

use super::Done;
use super::account::{self, Rows};
use super::comparison::Compared;
use super::diff::Diffs;
use super::input::Input;
use crate::protocol::{Answer, Fakes, Look, Run, Seen};

/// Answers a look, see [`look`].
pub(crate) type Looker = fn(&Input, &mut Done, Look) -> Option<Answer>;

/// What looks have found so far: the next one is often at the lines below.
#[derive(Default)]
pub(super) struct Looks {
    rows: Rows,
    diffs: Diffs,
    /// The outcome of the settings that the run was compared with last.
    compared: Option<Compared>,
}

/// Looks at what `done` made of `input`; `None` if there is no such thing.
pub(crate) fn look(input: &Input, done: &mut Done, look: Look) -> Option<Answer> {
    let text = &input.text;
    let Done { run, transformed, looks, .. } = done;
    let seen = match look {
        Look::Account { reasons, window } => looks.rows.answer(text, &transformed.account, reasons, window),
        Look::Balance => Seen::Balance(account::balance(text, transformed)),
        Look::DiffHead { beside } => Seen::DiffHead(looks.diffs.head(text, transformed, beside)?),
        Look::Diff { beside, folded, window } => looks.diffs.rows(text, transformed, beside, folded, window)?,
        Look::Why { spot } => return looks.diffs.why(text, transformed, spot).map(Answer::Told),
        Look::Comparison { pinned } => {
            Seen::Comparison(looks.compare(input, run, transformed, &pinned).figures(transformed))
        }
        Look::Differences { pinned, window } => {
            looks.compare(input, run, transformed, &pinned).answer(text, transformed, window)
        }
        Look::Fakes { key } => Seen::Fakes(fakes(text, run, key.try_into().ok()?)),
    };
    Some(seen.answer())
}

/// Made where the input is: a large one takes a second, for which only a worker may stand still.
fn fakes(text: &str, run: &Run, key: [u8; 32]) -> Result<Fakes, String> {
    let link = SharedLink { input: text.to_owned(), settings: run.settings.clone(), ..SharedLink::default() };
    let scrubbed = scrub(&link, &Key::new(key)).map_err(|unreadable| unreadable.to_string())?;
    Ok(Fakes { input: scrubbed.link.input, unique_id: scrubbed.link.settings.unique_id, replaced: scrubbed.replaced })
}

impl Looks {
    /// Compares with the outcome of `pinned`, unless it was the last that was compared with.
    fn compare(&mut self, input: &Input, run: &Run, done: &Transformed, pinned: &ConnectionSettings) -> &Compared {
        let compared = match self.compared.take().filter(|it| it.is_with(pinned)) {
            Some(it) => it,
            None => Compared::new(input, run, done, pinned),
        };
        self.compared.insert(compared)
    }
}
