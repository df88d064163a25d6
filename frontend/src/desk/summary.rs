//! What a run yielded, in a few numbers.

use shared::{Issue, Transformed};

use super::account;
use super::utf16::Utf16;
use crate::protocol::{DetectedForm, ISSUES_SHOWN, PlacedIssue, Summary};

pub(super) fn of(run: u64, text: &str, it: &Transformed, ms: f64) -> Summary {
    let issues = it.issues(text);
    Summary {
        run,
        kind: it.kind,
        form: form(it),
        batches: it.batches.len(),
        largest_batch: it.batches.iter().map(|it| it.bytes).max().unwrap_or_default(),
        events: it.account.event_counts(),
        records: it.records.len(),
        bytes_in: text.len(),
        bytes_out: it.records.bytes(),
        ms,
        tally: account::tally(&it.account),
        reasons: account::reasons(&it.account),
        issue_count: issues.len(),
        issues: placed(text, issues),
        flipped: None,
    }
}

fn form(it: &Transformed) -> Option<DetectedForm> {
    let first = it.batches.first()?;
    let mixed = it.batches.iter().any(|it| it.form != first.form);
    Some(DetectedForm { form: first.form, reason: first.form_reason.to_owned(), mixed })
}

/// The first ones, each with its place in the editor.
fn placed(text: &str, issues: Vec<Issue>) -> Vec<PlacedIssue> {
    let mut utf16 = Utf16::new(text);
    let place = |issue: Issue| PlacedIssue { place: utf16.place(issue.span.offset, issue.span.bytes), issue };
    issues.into_iter().take(ISSUES_SHOWN).map(place).collect()
}
