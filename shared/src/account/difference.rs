//! What comes out differently when the same input is transformed with other settings.

mod side;

use std::cmp::Ordering;

use super::{About, Change, Fate, Line};
use crate::transform::Transformed;
use side::Side;

/// A batch, an event or a member that comes out differently. What is inside of something that goes as a whole on one of
/// the sides is not told apart.
///
/// ```
/// use shared::account::{Difference, Done};
/// use shared::{ConnectionSettings, Receipt, Transformer};
/// let text = r#"{"message_id":"m","mp_deviceid":"d","events":[]}"#;
/// let with = |include_mp_deviceid| {
///     let settings = ConnectionSettings { include_mp_deviceid, ..Default::default() };
///     Transformer::new(&settings).run(text, Receipt { time_ms: 0, number: 0 }, None)
/// };
/// let (before, after) = (with(false), with(true));
/// let differences = Difference::between(&before, &after);
/// assert_eq!(differences.len(), 1);
/// let [then, now] = differences[0].lines(&before, &after);
/// assert_eq!(then.map(|it| (it.pointer, it.done)), Some(("/mp_deviceid".to_owned(), Done::Removed)));
/// assert_eq!(now, None, "it comes as it is in the input");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub about: About,
    /// Where in the input, in bytes.
    offset: usize,
    /// The positions of its entries in both accounts. A member without one comes as it is in the input, or is in
    /// neither; a batch without one yields messages.
    before: Option<usize>,
    after: Option<usize>,
}

impl Difference {
    /// The differences between two outcomes of the same input, receipt and form, in the order of the input; none if,
    /// and only if, the messages are the same for the same reasons. Both must have been run with their accounts.
    #[must_use]
    pub fn between(before: &Transformed, after: &Transformed) -> Vec<Self> {
        let (before, after) = (Side::new(before), Side::new(after));
        let mut all = batches(&before, &after);
        all.extend(events(&before, &after));
        all.extend(members(&before, &after));
        all.sort_by_key(|it| it.offset);
        all
    }

    /// Its entries in both accounts: those of the outcomes that it was found between. A member without one comes as it
    /// is in the input, or where the other one is added, not at all; a batch without one yields messages.
    #[must_use]
    pub fn lines(&self, before: &Transformed, after: &Transformed) -> [Option<Line>; 2] {
        let line = |it: &Transformed, index: Option<usize>| {
            let index = index?;
            Some(match self.about {
                About::Batch => Line::of_batch(it.account.batches.get(index)?),
                About::Event => Line::of_event(it.account.events.get(index)?),
                About::Member => Line::of_member(it.account.members.get(index)?),
            })
        };
        [line(before, self.before), line(after, self.after)]
    }

    /// What its member's entries put into the messages; empty where there is none.
    #[must_use]
    pub fn put_in<'t>(&self, before: &'t Transformed, after: &'t Transformed) -> [&'t str; 2] {
        let text = |it: &'t Transformed, index: Option<usize>| {
            index.filter(|_| self.about == About::Member).map_or("", |index| side::put_in(it, index))
        };
        [text(before, self.before), text(after, self.after)]
    }

    /// How many members more there are after it: -1, 0 or 1.
    pub(super) fn members_gained(&self, before: &Transformed, after: &Transformed) -> i64 {
        if self.about != About::Member {
            return 0;
        }
        let change = |it: &Transformed, index: Option<usize>| Some(it.account.members.get(index?)?.change);
        let (then, now) = (change(before, self.before), change(after, self.after));
        i64::from(is_there(now, then)) - i64::from(is_there(then, now))
    }
}

/// Whether a member is in the message. One without an entry comes as it is in the input, where it is, unless the `other`
/// side adds it.
fn is_there(change: Option<Change>, other: Option<Change>) -> bool {
    change.map_or(other != Some(Change::Added), |it| it != Change::Removed)
}

/// The batches that yield messages on one side only.
fn batches(before: &Side<'_>, after: &Side<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let (then, now) = (&before.account.batches, &after.account.batches);
    let order = |a: usize, b: usize| then[a].batch.cmp(&now[b].batch);
    merge(then.len(), now.len(), order, |a, b| {
        let (then, now) = (a.map(|it| &then[it]), b.map(|it| &now[it]));
        if then.map(|it| it.reason) != now.map(|it| it.reason) {
            let offset = then.or(now).map_or(0, |it| it.offset);
            found.push(Difference { about: About::Batch, offset, before: a, after: b });
        }
    });
    found
}

/// The events that are forwarded on one side only, or dropped for another reason. Both sides have an entry for each.
fn events<'a>(before: &Side<'a>, after: &Side<'a>) -> impl Iterator<Item = Difference> {
    let pairs = before.account.events.iter().zip(&after.account.events).enumerate();
    pairs
        .filter(|(_, (then, now))| {
            (then.fate == Fate::Dropped) != (now.fate == Fate::Dropped) || then.reason != now.reason
        })
        .map(|(index, (then, _))| Difference {
            about: About::Event,
            offset: then.offset,
            before: Some(index),
            after: Some(index),
        })
}

/// The members that something else is done to, or for another reason, or with another text.
fn members(before: &Side<'_>, after: &Side<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let (then, now) = (before.keys(), after.keys());
    let order = |a: usize, b: usize| then[a].member.cmp(&now[b].member);
    merge(then.len(), now.len(), order, |a, b| {
        let (a, b) = (a.map(|it| then[it]), b.map(|it| now[it]));
        let is_told = match (a, b) {
            (Some(a), Some(b)) => before.what(a) != after.what(b),
            (Some(a), None) => !after.is_gone(a.member.0),
            (None, Some(b)) => !before.is_gone(b.member.0),
            (None, None) => false,
        };
        if is_told {
            let offset = a.or(b).map_or(0, |it| it.member.0);
            found.push(Difference {
                about: About::Member,
                offset,
                before: a.map(|it| it.index),
                after: b.map(|it| it.index),
            });
        }
    });
    found
}

/// Walks along two sorted lists; calls `each` with what is on either or on both.
fn merge(
    left: usize,
    right: usize,
    order: impl Fn(usize, usize) -> Ordering,
    mut each: impl FnMut(Option<usize>, Option<usize>),
) {
    let (mut a, mut b) = (0, 0);
    while a < left || b < right {
        let order = match (a < left, b < right) {
            (true, true) => order(a, b),
            (is_left, _) => {
                if is_left {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        };
        each(order.is_le().then_some(a), order.is_ge().then_some(b));
        a += usize::from(order.is_le());
        b += usize::from(order.is_ge());
    }
}
