//! Whether what was sent is what was previewed: three hashes of three places.

use shared::wire::{DeliveryResult, MessageReceipt, ReadBack, SendResponse};

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
    /// It was delivered as previewed, but could not be read back.
    Unread,
    /// It was not delivered.
    Failed,
}

/// Puts each receipt beside the hash that the preview showed.
pub(super) fn of(response: SendResponse, previewed: &[String]) -> Vec<Proof> {
    let proof = |receipt: MessageReceipt| {
        let preview = receipt.number.checked_sub(1).and_then(|index| previewed.get(index));
        Proof { verdict: verdict(&receipt, preview), receipt }
    };
    response.receipts.into_iter().map(proof).collect()
}

fn verdict(receipt: &MessageReceipt, preview: Option<&String>) -> Verdict {
    let DeliveryResult::Delivered(delivery) = &receipt.result else {
        return Verdict::Failed;
    };
    if preview != Some(&receipt.sha256) {
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

    fn verdict_of(preview: &str, sent: &str, read: &str) -> Verdict {
        let read_back = ReadBack::Identical { sha256: read.to_owned() };
        let delivery = Delivery { topic: "t".to_owned(), partition: 0, offset: 0, latency_ms: 1.0, read_back };
        let result = DeliveryResult::Delivered(delivery);
        let receipt = MessageReceipt { number: 1, key: None, bytes: 1, sha256: sent.to_owned(), result };
        verdict(&receipt, Some(&preview.to_owned()))
    }

    #[test]
    fn only_three_equal_hashes_are_a_proof() {
        assert_eq!(verdict_of("a", "a", "a"), Verdict::AllEqual);
        assert_eq!(verdict_of("b", "a", "a"), Verdict::Differs);
        assert_eq!(verdict_of("a", "a", "b"), Verdict::Differs);
    }
}
