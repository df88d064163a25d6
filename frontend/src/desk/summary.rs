//! What a run yielded, in a few numbers.

use shared::Outcome;

use super::utf16::Utf16;
use crate::protocol::{DetectedForm, ISSUES_SHOWN, PlacedIssue, Summary, Tally};

pub(super) fn of(run: u64, text: &str, outcome: &Outcome, tally: Tally, ms: f64) -> Summary {
    Summary {
        run,
        kind: outcome.kind,
        form: form(outcome),
        batches: outcome.batches.len(),
        largest_batch: outcome.batches.iter().map(|it| it.bytes).max().unwrap_or_default(),
        events: outcome.account.event_counts(),
        records: outcome.records.len(),
        bytes_in: text.len(),
        bytes_out: outcome.records.iter().map(|it| it.value.len()).sum(),
        ms,
        tally,
        issues: issues(text, outcome),
        issue_count: outcome.issues.len(),
    }
}

fn form(outcome: &Outcome) -> Option<DetectedForm> {
    let first = outcome.batches.first()?;
    let mixed = outcome.batches.iter().any(|it| it.form != first.form);
    Some(DetectedForm { form: first.form, reason: first.form_reason.clone(), mixed })
}

fn issues(text: &str, outcome: &Outcome) -> Vec<PlacedIssue> {
    let mut utf16 = Utf16::new(text);
    let place = |issue: &shared::Issue| PlacedIssue {
        place: utf16.place(issue.span.offset, issue.span.bytes),
        issue: issue.clone(),
    };
    outcome.issues.iter().take(ISSUES_SHOWN).map(place).collect()
}
