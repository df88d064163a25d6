//! What the page's worker would answer if it ran natively.

#[path = "../../frontend/src/desk/account.rs"]
mod account;
#[path = "../../frontend/src/desk/event_name.rs"]
mod event_name;
#[path = "../../frontend/src/desk/records.rs"]
#[allow(dead_code, reason = "the page asks for more")]
mod records;
#[path = "../../frontend/src/desk/summary.rs"]
mod summary;
#[path = "../../frontend/src/desk/utf16.rs"]
mod utf16;

use shared::Transformer;

use crate::RECEIPT;
use crate::cases::Case;
use crate::protocol::{Answer, Layout, Reasons, Seen, Window};

/// The number of the run.
pub(crate) const RUN: u64 = 1;

/// More than any case has.
pub(crate) const EVERYTHING: Window = Window { from: 0, count: 1_000_000 };

/// The summary, the account and its balance, the hashes, and the value of each message.
pub(crate) fn answers(case: &Case) -> Vec<Answer> {
    let transformed = Transformer::new(&case.settings).run(&case.text, RECEIPT, case.form);
    let summary = summary::of(RUN, &case.text, &transformed, 0.0);
    let rows =
        account::Rows::default().answer(&case.text, &transformed.account, Reasons::default(), EVERYTHING).answer();
    let balance = Seen::Balance(account::balance(&case.text, &transformed)).answer();
    let records = &transformed.records;
    let values = (0..records.len()).filter_map(|it| records::whole(records, it, Layout::Wire)).map(Answer::Text);
    let first = [Answer::Summary(Box::new(summary)), rows, balance, Answer::Hashes(records::hashes(records))];
    first.into_iter().chain(values).collect()
}
