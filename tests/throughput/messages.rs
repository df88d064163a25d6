//! Messages that differ, and do not pack better than real ones do.

use std::fmt::Write as _;

/// About the bytes of a message.
pub(crate) const BYTES: usize = 3000;
/// Messages that are made at a time.
pub(crate) const PORTION: usize = 256;
/// Bytes of an event.
const EVENT: usize = 300;

/// Makes messages from a pool of letters, into buffers that are used again and again.
pub(crate) struct Messages {
    pool: String,
    /// Keys and values.
    pub(crate) made: Vec<(String, String)>,
}

impl Messages {
    pub(crate) fn new() -> Self {
        let mut state = 1u64;
        let letters = (0..1_000_000).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + u8::try_from((state >> 33) % 26).unwrap_or_default())
        });
        Self { pool: letters.collect(), made: vec![(String::new(), String::new()); PORTION] }
    }

    /// Makes messages number `first` and up.
    pub(crate) fn make(&mut self, first: usize) {
        for (number, (key, value)) in (first..).zip(&mut self.made) {
            key.clear();
            value.clear();
            // Writing into a string does not fail.
            let _ = write!(key, "{}", (number * 7919) % 5000);
            let _ = write!(value, r#"{{"message_id":"{number}","mpid":{key},"events":["#);
            let events = BYTES / EVENT;
            for event in 0..events {
                let at = (number * 131 + event * 7717) % (self.pool.len() - EVENT);
                let letters = &self.pool[at..at + EVENT / 2];
                let comma = if event == 0 { "" } else { "," };
                let _ = write!(
                    value,
                    r#"{comma}{{"data":{{"event_name":"viewed","custom_event_type":"navigation","timestamp_unixtime_ms":"{number}","custom_attributes":{{"text":"{letters}"}}}},"event_type":"custom_event"}}"#
                );
            }
            value.push_str("]}");
        }
    }
}
