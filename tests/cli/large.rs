//! `headgate preview` of an input that is larger than what is held of it.
//!
//! A window of a few bytes makes a short input a large one.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::rc::Rc;

use serde_json::Value;
use shared::{ConnectionSettings, Receipt, transform};

use super::{BATCH, Printed, file, gzip, headgate, headgate_with, zstd};

/// Good lines, bad ones, blank ones, both line breaks, both forms, large integers, a mark in front and none behind.
const LINES: &str = "\u{feff}{\"mpid\":1,\"events\":[{\"event_type\":\"opt_out\",\"data\":{\"n\":1.50}},{}]}\r\n\n \t\r\n\
    {\"mpid\":NaN}\n[{\"mpid\":2}]\n\u{feff}{\"mpid\":3}\n{\"mpid\":4,\"mpid\":1.5} x\n  {\"mpid\":5,\"ip\":1}\n\
    7\n{\"é\":\"é\",\"events\":{}}\n{\"é\":\"é\",\"events\":[{\"event_type\":\"push_reaction\"}]}\n\
    {\"message_id\":\"m\",\"n\":9007199254740993}\n{\"n\":9007199254740994}\n{\"mpid\":6}";

fn preview(input: &[u8], words: &[&str], window: usize) -> Printed {
    let args = ["preview", "--received-at", "1700000000000"].iter().chain(words).copied().collect::<Vec<_>>();
    headgate_with(&args, input, |io| io.window = window)
}

/// Prints `input` in every way, plain and packed, whatever is held of it.
fn assert_same_for_every_window(input: &[u8]) {
    for format in ["values", "records", "pretty", "account"] {
        for words in [vec!["--format", format], vec!["--format", format, "--json"]] {
            let whole = preview(input, &words, 8 * 1024 * 1024);
            for input in [input, &gzip(input), &zstd(input)] {
                for window in [1, 7, 64, 300] {
                    assert_eq!(preview(input, &words, window), whole, "{words:?}, {window} bytes held");
                }
            }
        }
    }
}

#[test]
fn a_large_input_prints_what_a_small_one_prints() {
    assert_same_for_every_window(LINES.as_bytes());
    let not_utf8 = [LINES.as_bytes(), b"\n{\"a\":\"\xff\"}\n\xfe\n{\"mpid\":8}\n{\"a\":\"\xc3"].concat();
    assert_same_for_every_window(&not_utf8);
    assert_same_for_every_window(b"{\"cut\":[\n{\"mpid\":1},\n{\"a\":\"\xff\"}\n{\"mpid\":2}\n");
    assert_same_for_every_window(b"{\"first\":NaN}\n{\"mpid\":1}\n{\"mpid\":2}\n");
}

#[test]
fn a_large_batch_or_array_is_read_whole() {
    assert_same_for_every_window(b"{\n\"events\":[\n{\"event_type\":\"opt_out\"},\n{}\n],\n\"mpid\":1.5\n}\n");
    assert_same_for_every_window(b"{\"events\":[\n{\"event_type\":\"opt_out\"},\n{}\n],\"mpid\":1}\n");
    assert_same_for_every_window(b"[\n{\"mpid\":1},\n{\"mpid\":NaN}\n]\n");
    assert_same_for_every_window(b"{\n\"a\":\"\xff\"\n}\n");
    assert_same_for_every_window(b"\n\n  \n");
    assert_same_for_every_window(b"");
}

#[test]
fn the_lines_of_a_large_input_are_transformed_as_one_input() {
    let whole =
        transform(LINES, &ConnectionSettings::default(), Receipt { time_ms: 1_700_000_000_000, number: 0 }, None);
    let values: String = whole.records.iter().map(|it| format!("{}\n", it.value)).collect();
    let issues: String = whole.issues.iter().map(|it| serde_json::to_string(it).unwrap() + "\n").collect();
    let printed = preview(LINES.as_bytes(), &["--format", "values", "--json"], 1);
    assert_eq!(printed, Printed { code: 1, out: values, err: issues });
    let pretty = preview(LINES.as_bytes(), &["--format", "pretty"], 1).out;
    let numbers: Vec<_> = pretty.lines().filter_map(|it| it.strip_prefix("message ")?.split(' ').next()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn a_line_that_is_no_utf8_is_reported_and_the_others_go_on() {
    let input = [BATCH.as_bytes(), b"\n{\"a\":\"\xff\"}\n", BATCH.as_bytes()].concat();
    let printed = preview(&input, &["--format", "values"], 1);
    assert_eq!((printed.code, printed.out), (1, format!("{BATCH}\n{BATCH}\n")));
    assert_eq!(
        printed.err,
        "error[invalid_utf8]: The input is not UTF-8: byte 0xFF cannot stand here.\n --> -:2:7\n  |\n2 | \
         {\"a\":\"\u{fffd}\"}\n  |       ^\n  |\n  = help: Save the file as UTF-8.\n\n"
    );
    let issue: Value = serde_json::from_str(&preview(&input, &["--json"], 1).err).unwrap();
    assert_eq!((issue["batch"].as_u64(), issue["span"]["offset"].as_u64()), (Some(1), Some(BATCH.len() as u64 + 7)));
}

#[test]
fn people_are_shown_the_first_problems_of_a_large_input_and_machines_all() {
    let input = format!("{{}}\n{}", "{\"mpid\":1.5}\n".repeat(60));
    let printed = preview(input.as_bytes(), &["--format", "values"], 1);
    assert_eq!((printed.code, printed.err.matches("warning[mpid_not_an_integer]").count()), (0, 50));
    assert!(printed.err.ends_with("\n\n10 more problems; --json lists them all\n"), "{}", printed.err);
    assert_eq!(preview(input.as_bytes(), &["--json"], 1).err.lines().count(), 60);
}

#[test]
fn what_stands_before_the_damage_of_a_packed_input_is_printed() {
    let lines = format!("{BATCH}\n").repeat(3);
    for (first, second, what) in [
        (gzip(&lines), gzip(&lines), "gzip, but damaged or cut off: unexpected end of file"),
        (zstd(&lines), zstd(&lines), "zstd, but damaged or cut off: incomplete frame"),
    ] {
        let cut_off = [first.as_slice(), &second[..second.len() - 5]].concat();
        let printed = preview(&cut_off, &["--format", "values"], 1);
        let said = format!(
            "error: the input is {what}\nOnly what stands before that place was read. Pack or download it \
             again.\n"
        );
        assert_eq!((printed.code, printed.err), (1, said));
        let whole = printed.out.lines().count();
        assert!(printed.out == format!("{BATCH}\n").repeat(whole) && whole >= 3, "{}", printed.out);
    }
}

/// Gives lines without end but for a count, and knows how many were printed meanwhile.
struct Lines {
    given: usize,
    count: usize,
    rest: Vec<u8>,
    printed: Rc<Cell<usize>>,
    /// The most lines that were given and not yet printed.
    most: Rc<Cell<usize>>,
}

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && self.given < self.count {
            self.rest = format!("{BATCH}\n").into_bytes();
            self.given += 1;
            self.most.set(self.most.get().max(self.given - self.printed.get()));
        }
        let bytes = self.rest.as_slice().read(into)?;
        self.rest.drain(..bytes);
        Ok(bytes)
    }
}

/// Counts lines.
struct Count(Rc<Cell<usize>>);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.iter().filter(|it| **it == b'\n').count());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_more_than_the_window_is_held_however_large_the_input_is() {
    let (printed, most) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (window, count) = (64 * 1024, 20_000);
    let lines = Lines { given: 0, count, rest: Vec::new(), printed: Rc::clone(&printed), most: Rc::clone(&most) };
    let result = headgate_with(&["preview", "--format", "values"], b"", |io| {
        io.window = window;
        io.stdin = Box::new(lines);
        io.stdout = Box::new(Count(Rc::clone(&printed)));
    });
    assert_eq!((result.code, result.err.as_str(), printed.get()), (0, "", count));
    let held = most.get() * (BATCH.len() + 1);
    assert!(held <= 2 * window, "{held} bytes were held");
}

#[test]
fn a_person_who_watches_sees_how_far_a_large_input_is() {
    let input = format!("{BATCH}\n").repeat(4);
    let path = file("watched.ndjson", &input);
    let watched = |words: &[&str], window| {
        let args = ["preview", "--format", "values"].iter().chain(words).copied().collect::<Vec<_>>();
        headgate_with(&args, input.as_bytes(), |io| (io.watched, io.window) = (true, window)).err
    };
    assert_eq!(watched(&[&path], 1), "\r\u{1b}[K0 of 1 MB read; events: 1\r\u{1b}[K");
    assert_eq!(watched(&["-"], 1), "\r\u{1b}[K0 MB read; events: 1\r\u{1b}[K");
    assert_eq!(watched(&[&path, "--json"], 1), "");
    assert_eq!(watched(&[&path], 1000), "", "it is there at once");
    assert_eq!(headgate(&["preview", &path], b"").err, "", "nobody watches");
}
