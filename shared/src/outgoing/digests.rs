//! What the batches of a text hash to, kept while the text stays.

use std::cell::RefCell;
use std::ops::Range;

use sha2::{Digest, Sha256};

/// The SHA-256 of batches of one text: each is hashed once, however often the text is transformed. Another text needs
/// others.
#[derive(Debug, Default)]
pub struct Digests {
    /// In the order of the text.
    known: RefCell<Vec<(Range<usize>, [u8; 32])>>,
}

impl Digests {
    /// That of the batch that stands at `place` of `text`.
    pub(crate) fn of(&self, text: &str, place: Range<usize>) -> [u8; 32] {
        let mut known = self.known.borrow_mut();
        let at = known.partition_point(|it| (it.0.start, it.0.end) < (place.start, place.end));
        if let Some((_, digest)) = known.get(at).filter(|it| it.0 == place) {
            return *digest;
        }
        let digest = digest(text.get(place.clone()).unwrap_or_default());
        known.insert(at, (place, digest));
        digest
    }
}

/// The SHA-256 of a batch.
pub(crate) fn digest(batch: &str) -> [u8; 32] {
    Sha256::digest(batch.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_own_in_whatever_order_they_are_asked_for() {
        let text = "{} {\"a\":1}";
        let digests = Digests::default();
        for _ in 0..2 {
            for place in [3..10, 0..2, 0..10, 3..9] {
                assert_eq!(digests.of(text, place.clone()), digest(&text[place]));
            }
        }
        assert_eq!(digests.known.borrow().len(), 4);
    }
}
