//! Whether what was sent is what was previewed: three hashes of three places.

use shared::wire::{DeliveryResult, MessageReceipt, ReadBack};

/// What sending came to.
#[derive(Debug, Clone)]
pub(super) struct Proof {
    pub(super) receipt: MessageReceipt,
    pub(super) verdict: Verdict,
}

/// What the three hashes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Preview, receipt and read-back are equal.
    AllEqual,
    /// They are not.
    Differs,
    /// The preview was gone before its hashes were taken, as after a change: there is nothing to compare with.
    Unpreviewed,
    /// It was delivered as previewed, but could not be read back.
    Unread,
    /// It was not delivered.
    Failed,
}

/// Puts each receipt beside the hash of its message in the preview, if there are hashes.
pub(super) fn of(receipts: Vec<MessageReceipt>, previewed: Option<&[String]>) -> Vec<Proof> {
    let proof = |receipt: MessageReceipt| Proof { verdict: verdict(&receipt, previewed), receipt };
    receipts.into_iter().map(proof).collect()
}

fn verdict(receipt: &MessageReceipt, previewed: Option<&[String]>) -> Verdict {
    let DeliveryResult::Delivered(delivery) = &receipt.result else {
        return Verdict::Failed;
    };
    let Some(hashes) = previewed else {
        return Verdict::Unpreviewed;
    };
    if receipt.number.checked_sub(1).and_then(|index| hashes.get(index)) != Some(&receipt.sha256) {
        return Verdict::Differs;
    }
    match &delivery.read_back {
        ReadBack::Identical { sha256 } if *sha256 == receipt.sha256 => Verdict::AllEqual,
        ReadBack::Unread { .. } => Verdict::Unread,
        ReadBack::Identical { .. } | ReadBack::Different { .. } => Verdict::Differs,
    }
}

#[cfg(test)]
mod tests {
    use shared::wire::Delivery;

    use super::*;

    fn verdict_of(preview: Option<&str>, sent: &str, read: &str) -> Verdict {
        let read_back = ReadBack::Identical { sha256: read.to_owned() };
        let topic = "t".to_owned();
        let delivery = Delivery { topic, partition: 0, offset: 0, latency_ms: 1.0, timestamp_ms: None, read_back };
        let result = DeliveryResult::Delivered(delivery);
        let receipt = MessageReceipt { number: 1, key: None, bytes: 1, sha256: sent.to_owned(), result };
        verdict(&receipt, preview.map(|it| vec![it.to_owned()]).as_deref())
    }

    #[test]
    fn only_three_equal_hashes_are_a_proof() {
        assert_eq!(verdict_of(Some("a"), "a", "a"), Verdict::AllEqual);
        assert_eq!(verdict_of(Some("b"), "a", "a"), Verdict::Differs);
        assert_eq!(verdict_of(Some("a"), "a", "b"), Verdict::Differs);
    }

    #[test]
    fn without_a_preview_nothing_is_called_different_or_equal() {
        assert_eq!(verdict_of(None, "a", "a"), Verdict::Unpreviewed);
    }
}
