//! What other settings do to an outcome, in a few numbers.

use std::ops::Add;

use serde::{Deserialize, Serialize};

use super::Difference;
use crate::transform::Transformed;

/// How much more, or less where it is negative, comes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Events that are forwarded.
    pub events: i64,
    /// Messages.
    pub messages: i64,
    /// Members of batches and events that are there on both sides. One outside of events counts once, however many
    /// messages have it; what is inside of a member is not counted.
    pub members: i64,
    /// Bytes of all messages.
    pub bytes: i64,
    /// How many differences there are: none if, and only if, there is no effect at all.
    pub differences: usize,
}

impl Effect {
    /// What `after` has more than `before`. Both are of the same input, receipt and form, run with their accounts.
    ///
    /// ```
    /// use shared::account::Effect;
    /// use shared::{ConnectionSettings, Receipt, Transformer};
    /// let text = r#"{"message_id":"m","events":[{"event_type":"user_identity_change"}]}"#;
    /// let with = |include_user_identity_change_events| {
    ///     let settings = ConnectionSettings { include_user_identity_change_events, ..Default::default() };
    ///     Transformer::new(&settings).run(text, Receipt { time_ms: 0, number: 0 }, None)
    /// };
    /// let effect = Effect::between(&with(false), &with(true));
    /// assert_eq!(effect, Effect { events: 1, messages: 0, members: 0, bytes: 37, differences: 1 });
    /// ```
    #[must_use]
    pub fn between(before: &Transformed, after: &Transformed) -> Self {
        let differences = Difference::between(before, after);
        let kept = |it: &Transformed| it.account.event_counts().kept;
        Self {
            events: more(kept(before), kept(after)),
            messages: more(before.records.len(), after.records.len()),
            members: differences.iter().map(|it| it.members_gained(before, after)).sum(),
            bytes: more(before.records.bytes(), after.records.bytes()),
            differences: differences.len(),
        }
    }
}

impl Add for Effect {
    type Output = Self;

    /// One after the other.
    fn add(self, other: Self) -> Self {
        Self {
            events: self.events + other.events,
            messages: self.messages + other.messages,
            members: self.members + other.members,
            bytes: self.bytes + other.bytes,
            differences: self.differences + other.differences,
        }
    }
}

/// Sizes in memory, so both fit.
fn more(before: usize, after: usize) -> i64 {
    let signed = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    signed(after) - signed(before)
}
