//! Which texts are JSON, where the first fault is, and where the batches are, as `serde_json` sees it.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::error::Category;
use shared::issue::Severity;
use shared::{InputKind, Issue, Outcome};

use super::json::depth;

/// Containers may be nested so deep.
const MAX_DEPTH: usize = 128;

const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Checks that those batches were read that there are, and that the first fault is named at its place.
#[track_caller]
pub(super) fn check(text: &str, outcome: &Outcome) {
    let start = behind_space(text, if text.starts_with('\u{feff}') { 3 } else { 0 });
    let expected = match outcome.kind {
        InputKind::Batch => alone(text, start).into_iter().map(|it| (0, it)).collect(),
        InputKind::Bulk => bulk(text, start),
        InputKind::Ndjson => lines(text, start),
    };
    let found: Vec<_> = outcome.batches.iter().map(|it| (it.index, it.offset..it.offset + it.bytes)).collect();
    assert_eq!(found, expected, "the batches of {text}");
    assert_eq!(outcome.kind == InputKind::Bulk, text[start..].starts_with('['), "an array is a bulk: {text}");
    if outcome.kind == InputKind::Batch && !text[start..].is_empty() {
        check_fault(text, start, outcome);
    }
}

/// The end of the batch that begins at `start`.
fn begins_a_batch(text: &str, start: usize) -> Option<usize> {
    value(text, start).filter(|_| text[start..].starts_with('{'))
}

/// The end of the JSON value that begins at `start`.
fn value(text: &str, start: usize) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    let end = start + values.byte_offset();
    (depth(&text[start..end]) <= MAX_DEPTH).then_some(end)
}

fn behind_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(SPACE).len()
}

fn alone(text: &str, start: usize) -> Option<Range<usize>> {
    let end = begins_a_batch(text, start)?;
    (behind_space(text, end) == text.len()).then_some(start..end)
}

fn bulk(text: &str, start: usize) -> Vec<(usize, Range<usize>)> {
    let mut batches = Vec::new();
    let mut at = start + 1;
    for index in 0.. {
        let first = behind_space(text, at);
        let Some(end) = value(text, first) else { break };
        batches.extend(text[first..].starts_with('{').then_some((index, first..end)));
        let next = behind_space(text, end);
        if !text[next..].starts_with(',') {
            break;
        }
        at = next + 1;
    }
    batches
}

fn lines(text: &str, start: usize) -> Vec<(usize, Range<usize>)> {
    let mut ends = text.char_indices().filter(|it| it.1 == '\n').map(|it| it.0).collect::<Vec<_>>();
    ends.push(text.len());
    let mut at = 0;
    let lines = ends.into_iter().map(|end| std::mem::replace(&mut at, end + 1)..end);
    // The mark of the byte order is no part of the first line.
    let lines = lines.map(|line| (behind_space(&text[..line.end], line.start.max(start.min(line.end))), line.end));
    let batches = lines.filter(|(first, end)| first < end).enumerate();
    batches.filter_map(|(index, (first, end))| Some((index, alone(&text[..end], first)?))).collect()
}

/// Up to the first fault the text could still become JSON; with the character there it cannot.
#[track_caller]
fn check_fault(text: &str, start: usize, outcome: &Outcome) {
    let is_json = value(text, start).is_some_and(|end| behind_space(text, end) == text.len());
    let is_syntax = |it: &&Issue| SYNTAX.contains(&it.code.as_str());
    let faults: Vec<_> = outcome.issues.iter().filter(is_syntax).collect();
    assert_eq!(faults.len(), usize::from(!is_json), "the fault of {text}: {faults:?}");
    let Some(fault) = faults.first() else { return };
    assert_eq!((fault.severity, outcome.records.len()), (Severity::Error, 0), "{text}");
    let before = &text[start..fault.span.offset];
    let at = text[fault.span.offset..].chars().next();
    let with = at.map_or(String::new(), |at| format!("{before}{at}0000"));
    let is_right = match fault.code.as_str() {
        "unexpected_end" => may_go_on(before) && verdict(before).is_some(),
        "trailing_data" => verdict(before).is_none() && verdict(&with) == Some(Category::Syntax),
        "too_deep" => depth(before) == MAX_DEPTH && matches!(at, Some('{' | '[')),
        // It is named from its first letter, or from its sign.
        "not_a_number" => text[start..].contains("NaN") || text[start..].contains("Infinity"),
        _ => may_go_on(before) && verdict(&with) == Some(Category::Syntax),
    };
    assert!(is_right, "the place of {fault:?} in {text}: {:?}, {:?}", verdict(before), verdict(&with));
}

const SYNTAX: [&str; 6] =
    ["syntax", "control_character", "unexpected_end", "trailing_data", "too_deep", "not_a_number"];

/// Whether JSON can begin so. A number without its last digit is refused by `serde_json` even at the end.
fn may_go_on(text: &str) -> bool {
    let is_open = |text: &str| matches!(verdict(text), None | Some(Category::Eof));
    is_open(text) || is_open(&format!("{text}0"))
}

/// `None`: it is JSON.
fn verdict(text: &str) -> Option<Category> {
    serde_json::from_str::<IgnoredAny>(text).err().map(|it| it.classify())
}
