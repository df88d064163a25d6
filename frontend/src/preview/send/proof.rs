//! Whether what was sent is what was previewed: three hashes of three places.

use shared::wire::{DeliveryResult, MessageReceipt, ReadBack};

/// What sending came to.
#[derive(Debug, Clone)]
pub(super) struct Proof {
    pub(super) receipt: MessageReceipt,
    /// SHA-256 of the message in the preview, if that was still there.
    pub(super) preview: Option<String>,
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
    let proof = |receipt: MessageReceipt| {
        let preview = previewed.and_then(|hashes| hashes.get(receipt.number.checked_sub(1)?).cloned());
        Proof { verdict: verdict(&receipt, previewed), preview, receipt }
    };
    receipts.into_iter().map(proof).collect()
}

/// What was tried again takes the place of what it was before. Both are in the order of their numbers.
pub(super) fn merge(before: &[Proof], again: Vec<Proof>) -> Vec<Proof> {
    let mut again = again.into_iter().peekable();
    let newest =
        |proof: &Proof| again.next_if(|it| it.receipt.number == proof.receipt.number).unwrap_or_else(|| proof.clone());
    before.iter().map(newest).collect()
}

/// The numbers of the messages that were not delivered.
pub(super) fn failed(proofs: &[Proof]) -> Vec<usize> {
    let is_failed = |it: &&Proof| it.verdict == Verdict::Failed;
    proofs.iter().filter(is_failed).map(|it| it.receipt.number).collect()
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
    use shared::wire::{ApiError, Delivery};

    use super::*;

    fn delivered(number: usize, sent: &str, read: &str) -> MessageReceipt {
        let read_back = ReadBack::Identical { sha256: read.to_owned() };
        let topic = "t".to_owned();
        let delivery = Delivery { topic, partition: 0, offset: 0, latency_ms: 1.0, timestamp_ms: None, read_back };
        let result = DeliveryResult::Delivered(delivery);
        MessageReceipt { number, key: None, bytes: 1, sha256: sent.to_owned(), result }
    }

    fn refused(number: usize) -> MessageReceipt {
        let (code, message) = ("no_connection".to_owned(), String::new());
        let error = ApiError { code, message, field: None, pointer: None, hint: None };
        MessageReceipt { result: DeliveryResult::Failed { error }, ..delivered(number, "a", "a") }
    }

    fn verdict_of(preview: Option<&str>, sent: &str, read: &str) -> Verdict {
        verdict(&delivered(1, sent, read), preview.map(|it| vec![it.to_owned()]).as_deref())
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

    #[test]
    fn what_failed_is_tried_again_and_its_new_receipt_takes_the_place_of_the_old_one() {
        let previewed = ["a", "a", "a", "a"].map(str::to_owned);
        let first = of(vec![refused(1), delivered(2, "a", "a"), refused(3), refused(4)], Some(&previewed));
        assert_eq!(failed(&first), [1, 3, 4]);
        let again = of(vec![delivered(1, "a", "a"), refused(3), delivered(4, "b", "b")], Some(&previewed));
        let merged = merge(&first, again);
        let verdicts: Vec<_> = merged.iter().map(|it| (it.receipt.number, it.verdict)).collect();
        let wanted = [(1, Verdict::AllEqual), (2, Verdict::AllEqual), (3, Verdict::Failed), (4, Verdict::Differs)];
        assert_eq!(verdicts, wanted);
        assert_eq!(failed(&merged), [3]);
    }
}
