//! The proof that an account is complete.
//!
//! It replays the edits on the source: what stands between two of them must be in the message byte for byte, and what
//! they cut out and put in must be what the entries say. So every byte is looked at, and none is counted twice.

mod replay;

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Account;
use replay::Replay;

/// Where every byte is: `kept + removed = source` and `copied + added = output`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Bytes of the batches, without white space.
    pub source: usize,
    /// Those that are in a message.
    pub kept: usize,
    /// Those that are in none, each for the reason of one entry.
    pub removed: usize,
    /// Bytes of all messages.
    pub output: usize,
    /// Those that are from the source. Where each event has a message of its own, the envelope is in each.
    pub copied: usize,
    /// Those that are not, each for the reason of one entry.
    pub added: usize,
}

impl AddAssign for Balance {
    /// With that of another part of the same input.
    fn add_assign(&mut self, other: Self) {
        self.source += other.source;
        self.kept += other.kept;
        self.removed += other.removed;
        self.output += other.output;
        self.copied += other.copied;
        self.added += other.added;
    }
}

/// Why an account does not balance. It is a bug of Headgate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Imbalance {
    /// A message is not what the edits make of the source.
    #[error("message {message} differs at byte {offset} from what the account says")]
    Message {
        /// Its number, from 0.
        message: usize,
        /// Where.
        offset: usize,
    },
    /// There are other messages than the account knows of.
    #[error("the account is of {expected} messages; there are {found}")]
    Count {
        /// Of the account.
        expected: usize,
        /// Of the outcome.
        found: usize,
    },
    /// The sums differ.
    #[error("{what}: {left} and {right} bytes differ")]
    Sum {
        /// Which sums.
        what: &'static str,
        /// Bytes on one side.
        left: usize,
        /// Bytes on the other.
        right: usize,
    },
}

impl Account {
    /// Proves that every byte of `text` and of its `messages` is accounted for.
    ///
    /// # Errors
    /// Names the first byte or sum that is not.
    ///
    /// ```
    /// use shared::{ConnectionSettings, Receipt, transform};
    /// let text = r#"{"message_id":"m","mp_deviceid":"d","events":[]}"#;
    /// let outcome = transform(text, &ConnectionSettings::default(), Receipt { time_ms: 0, number: 0 }, None);
    /// let messages: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
    /// let balance = outcome.account.check(text, &messages).unwrap();
    /// assert_eq!((balance.source, balance.kept, balance.removed), (48, 30, 18));
    /// ```
    pub fn check<M: AsRef<str>>(
        &self,
        text: &str,
        messages: impl IntoIterator<Item = M>,
    ) -> Result<Balance, Imbalance> {
        let expected = self.sources.last().map_or(0, |it| it.first_message + it.layout.messages());
        let (mut balance, mut messages) = (Balance::default(), messages.into_iter().enumerate());
        for source in &self.sources {
            let replay = Replay::new(self, source, text);
            for number in 0..source.layout.messages() {
                let found = source.first_message + number;
                let (_, value) = messages.next().ok_or(Imbalance::Count { expected, found })?;
                replay.check(number, value.as_ref(), &mut balance)?;
            }
            replay.count(&mut balance);
        }
        if let Some((last, _)) = messages.last() {
            return Err(Imbalance::Count { expected, found: last + 1 });
        }
        for batch in &self.batches {
            balance.source += batch.bytes_source;
            balance.removed += batch.bytes_source;
        }
        self.check_sums(balance)
    }

    fn check_sums(&self, balance: Balance) -> Result<Balance, Imbalance> {
        let entries = self.events.iter().map(|it| it.bytes_removed).sum::<usize>()
            + self.members.iter().map(|it| it.bytes_removed).sum::<usize>()
            + self.batches.iter().map(|it| it.bytes_removed).sum::<usize>();
        let put_in: usize = self.edits.iter().map(|it| it.added).sum();
        let sums = [
            ("source, and kept and removed", balance.source, balance.kept + balance.removed),
            ("output, and copied and added", balance.output, balance.copied + balance.added),
            ("removed, and the entries' removals", balance.removed, entries),
            ("put in, and the entries' additions", put_in, self.members.iter().map(|it| it.bytes_added).sum()),
        ];
        match sums.into_iter().find(|(_, left, right)| left != right) {
            Some((what, left, right)) => Err(Imbalance::Sum { what, left, right }),
            None => Ok(balance),
        }
    }
}
