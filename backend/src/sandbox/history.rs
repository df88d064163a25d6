//! What was published to the sandbox, up to a limit: the broker itself forgets silently.

use std::collections::VecDeque;

use shared::wire::{History, StoredMessage};

/// The most messages that are kept.
const MESSAGES: usize = 500;
/// The most bytes of values that are kept.
const BYTES: usize = 16 * 1024 * 1024;

/// The newest messages.
#[derive(Default)]
pub(super) struct Messages {
    kept: VecDeque<StoredMessage>,
    bytes: usize,
}

impl Messages {
    /// Adds a message, and drops the oldest ones that are too many.
    pub(super) fn push(&mut self, message: StoredMessage) {
        self.bytes += message.value.len();
        self.kept.push_back(message);
        while self.kept.len() > MESSAGES || self.bytes > BYTES {
            let Some(oldest) = self.kept.pop_front() else { break };
            self.bytes -= oldest.value.len();
        }
    }

    pub(super) fn newest_first(&self) -> History {
        History { limit: MESSAGES, limit_bytes: BYTES, messages: self.kept.iter().rev().cloned().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(offset: i64, bytes: usize) -> StoredMessage {
        let value = "x".repeat(bytes);
        let (topic, sha256) = (String::new(), String::new());
        StoredMessage { published_at: 0, topic, partition: 0, offset, key: None, value, sha256 }
    }

    #[test]
    fn the_oldest_are_dropped_by_number_and_by_bytes() {
        let mut messages = Messages::default();
        (0..600).for_each(|offset| messages.push(message(offset, 1)));
        let history = messages.newest_first();
        assert_eq!((history.messages.len(), history.messages[0].offset, history.messages[499].offset), (500, 599, 100));
        (0..20).for_each(|offset| messages.push(message(offset, 1024 * 1024)));
        assert_eq!(messages.newest_first().messages.len(), 16);
    }
}
