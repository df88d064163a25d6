//! Ids for what has none, derived from the batch so that a redelivery carries the same ones.

use sha2::{Digest, Sha256};

use crate::record::push_hex;
use crate::transform::Receipt;

/// Derives ids (SHA-256) from a batch's bytes and its `source_request_id`, or where it has none from the receipt: no
/// server SDK sets an id or a time, so two real events can be equal bytes, and must stay two.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    seed: [u8; 32],
}

impl Ids {
    /// `digest` is the SHA-256 of the batch.
    pub(crate) fn new(digest: [u8; 32], source_request_id: Option<&str>, receipt: Receipt) -> Self {
        let mut hash = Sha256::new();
        hash.update(digest);
        match source_request_id {
            Some(id) => {
                hash.update(b"source_request_id");
                hash.update(id.as_bytes());
            }
            None => {
                hash.update(b"receipt");
                hash.update(receipt.time_ms.to_be_bytes());
                hash.update(receipt.number.to_be_bytes());
            }
        }
        Self { seed: hash.finalize().into() }
    }

    /// The batch's id: a signed 64-bit integer.
    pub(crate) fn batch(&self) -> i64 {
        i64::from_be_bytes(first(self.derive("batch_id", 0)))
    }

    /// The id of an event, by its position: a signed 64-bit integer.
    pub(crate) fn event(&self, index: usize) -> i64 {
        i64::from_be_bytes(first(self.derive("event_id", index)))
    }

    /// Writes the id of a message, by its position among the batch's messages, as JSON: a UUID of version 8 (RFC 9562,
    /// 5.8).
    pub(crate) fn write_message(&self, index: usize, out: &mut String) {
        let mut id: [u8; 16] = first(self.derive("message_id", index));
        id[6] = id[6] & 0x0f | 0x80;
        id[8] = id[8] & 0x3f | 0x80;
        out.push('"');
        for (at, part) in [&id[..4], &id[4..6], &id[6..8], &id[8..10], &id[10..]].into_iter().enumerate() {
            if at > 0 {
                out.push('-');
            }
            push_hex(part, out);
        }
        out.push('"');
    }

    fn derive(&self, what: &str, index: usize) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(what.as_bytes());
        hash.update((index as u64).to_be_bytes());
        hash.finalize().into()
    }
}

fn first<const N: usize>(digest: [u8; 32]) -> [u8; N] {
    std::array::from_fn(|at| digest[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outgoing::digest;

    const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

    #[test]
    fn equal_bytes_received_twice_are_two_batches() {
        let again = Receipt { number: 1, ..RECEIPT };
        assert_ne!(Ids::new(digest("{}"), None, RECEIPT).batch(), Ids::new(digest("{}"), None, again).batch());
    }

    #[test]
    fn a_redelivery_with_a_source_request_id_carries_the_same_ids() {
        let later = Receipt { time_ms: 1_800_000_000_000, number: 9 };
        let (first, again) = (Ids::new(digest("{}"), Some("r1"), RECEIPT), Ids::new(digest("{}"), Some("r1"), later));
        assert_eq!((first.batch(), first.event(3)), (again.batch(), again.event(3)));
    }

    #[test]
    fn a_message_id_is_a_uuid_of_version_8() {
        let mut id = String::new();
        Ids::new(digest("{}"), None, RECEIPT).write_message(0, &mut id);
        assert_eq!(id.len(), 38);
        assert_eq!(&id[15..16], "8", "{id}");
        assert!(matches!(&id[20..21], "8" | "9" | "a" | "b"), "{id}");
        assert!([9, 14, 19, 24].iter().all(|&at| &id[at..=at] == "-"), "{id}");
    }
}
