//! NDJSON read part by part yields what it yields in one piece, wherever it is cut.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use shared::account::{Balance, Line};
use shared::batch::is_ndjson;
use shared::transform::Before;
use shared::{ConnectionSettings, Issue, Receipt, Record, Transformed, Transformer};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 40 };

/// Good lines, bad ones, blank ones, and lines that would be something else if they stood alone; in both forms, and with
/// integers beyond 2^53 in several.
const TEXT: &str = "\u{feff}{\"mpid\":1,\"events\":[{\"event_type\":\"opt_out\",\"data\":{}},{}]}\r\n\n \t\r\n\
    {\"mpid\":NaN}\n[{\"mpid\":2}]\n\u{feff}{\"mpid\":3}\n{\"mpid\":4,\"mpid\":1.5} x\n  {\"mpid\":5,\"ip\":1}\n\
    7\n{\"é\":\"é\",\"events\":{}}\n{\"message_id\":\"m\",\"n\":9007199254740993}\n{\"n\":9007199254740994}\n\
    {\"mpid\":6";

/// What an input yields, all numbers and places counted from its beginning.
#[derive(Debug, Default, PartialEq)]
struct Told {
    batches: Vec<(usize, &'static str)>,
    records: Vec<Record>,
    issues: Vec<Issue>,
    account: Vec<Line>,
    balance: Balance,
}

impl Told {
    fn add(&mut self, text: &str, it: &Transformed, before: Before) {
        self.batches.extend(it.batches.iter().map(|it| (it.index, it.form_reason)));
        self.records.extend(it.records.iter());
        self.issues.extend(it.issues(text).into_iter().map(|it| before.place_issue(it)));
        self.account.extend(it.account.lines().map(|it| before.place_line(it)));
        self.balance += it.account.check(text, it.records.iter().map(|it| it.value)).unwrap();
    }
}

fn transformer() -> Transformer {
    Transformer::new(&ConnectionSettings { send_as_batch: false, ..ConnectionSettings::default() })
}

fn in_parts(text: &str, lines_each: usize) -> Told {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let (mut before, mut told) = (Before::default(), Told::default());
    for lines in lines.chunks(lines_each) {
        let text = lines.concat();
        let transformed = transformer().run_lines(&text, before, RECEIPT, None);
        told.add(&text, &transformed, before);
        before = before.and(text.as_bytes(), &transformed);
    }
    told.issues.extend(before.last_issue());
    told
}

#[test]
fn the_parts_together_are_the_whole() {
    let mut whole = Told::default();
    whole.add(TEXT, &transformer().run(TEXT, RECEIPT, None), Before::default());
    let code = |code: &str| whole.issues.iter().filter(|it| it.code == code).count();
    assert!(whole.issues.len() > 8 && whole.records.len() == 4 && whole.account.len() > 10, "{whole:#?}");
    assert_eq!((code("large_integer"), code("mixed_forms")), (1, 1), "once an input");
    for lines_each in 1..14 {
        assert_eq!(in_parts(TEXT, lines_each), whole, "{lines_each} lines at a time");
    }
}

#[test]
fn the_beginning_of_an_input_tells_whether_it_has_one_batch_a_line() {
    for text in ["{}\n{}\n", "\u{feff}{}\n\n{\n", "{\"a\":NaN}\n{}\n{}\n", "7\n[\n"] {
        assert!(is_ndjson(text, true), "{text:?}");
    }
    for text in ["", "\n\n", "{}\n", "{\n{\n", "[{},\n{},\n", " [1]\n[2]\n", "{\"a\":[\n{},\n{},\n"] {
        assert!(!is_ndjson(text, true), "{text:?}");
    }
    let cut_off = "{\"events\":[\n{},\n{}";
    assert!(!is_ndjson(cut_off, true), "a batch may go on behind it");
    assert!(is_ndjson(cut_off, false), "nothing can make it one batch");
}
