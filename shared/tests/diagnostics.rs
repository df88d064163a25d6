//! Every problem in the table can be had: its example raises it, as the table words it.

mod engines;

use std::collections::BTreeSet;

use engines::transform;
use shared::issue::{Example, PROBLEMS, Row, utf8};
use shared::{ConnectionSettings, Issue, Receipt};

fn issues(example: Example) -> Vec<Issue> {
    let receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };
    match utf8(&example.bytes()) {
        Ok(text) => transform(text, &ConnectionSettings::default(), receipt, None).issues,
        Err(issue) => vec![*issue],
    }
}

fn raised(row: &Row) -> Option<Issue> {
    issues(row.example).into_iter().find(|issue| issue.code == row.code)
}

/// What stands before the first word that is filled in.
fn beginning(message: &str) -> &str {
    message.split('{').next().unwrap_or_default()
}

#[test]
fn every_example_has_its_problem() {
    for row in PROBLEMS {
        let issue = raised(row).unwrap_or_else(|| panic!("{}: the example raises {:?}", row.code, issues(row.example)));
        assert_eq!(issue.severity, row.severity, "{}", row.code);
        assert_eq!(issue.help, row.help, "{}", row.code);
        assert!(issue.message.starts_with(beginning(row.message)), "{}: {}", row.code, issue.message);
    }
}

#[test]
fn no_code_stands_for_two_problems() {
    let codes: BTreeSet<_> = PROBLEMS.iter().map(|row| row.code).collect();
    assert_eq!(codes.len(), PROBLEMS.len());
}
