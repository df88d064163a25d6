//! `headgate preview --save-fixture` and `headgate check-fixtures`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{BATCH, Printed, file, headgate};

/// A folder of this test, which is not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn save(folder: &Path, input: &[u8], words: &[&str]) -> Printed {
    let folder = folder.to_str().unwrap();
    let args = ["preview", "--save-fixture", folder, "--received-at", "1700000000000"];
    headgate(&args.iter().chain(words).copied().collect::<Vec<_>>(), input)
}

fn check(folder: &Path, words: &[&str]) -> Printed {
    headgate(&[&["check-fixtures", folder.to_str().unwrap()], words].concat(), b"")
}

fn printed(code: u8, out: impl Into<String>, err: impl Into<String>) -> Printed {
    Printed { code, out: out.into(), err: err.into() }
}

#[test]
fn a_fixture_is_an_input_with_its_settings_and_what_it_yields() {
    let fixture = folder("saved");
    let connection = file("fixture.toml", "include_location = false\nunique_id = \"a \\\"b\\\"\"\n");
    let words = ["--connection", &connection, "--form", "outgoing"];
    let said = format!(
        "{} is written: input.json (94 bytes), fixture.toml, messages.ndjson (1 message), report.txt\n",
        fixture.display()
    );
    assert_eq!(save(&fixture, BATCH.as_bytes(), &words), printed(0, said, ""));
    assert_eq!(read(&fixture, "input.json"), BATCH);
    assert_eq!(
        read(&fixture, "fixture.toml"),
        "received_at = 1700000000000\nform = \"outgoing\"\n\n[settings]\nunique_id = 'a \"b\"'\ninclude_location = false\n"
    );
    let value = BATCH.replace(r#""location":1,"#, "").replace("]}", r#"],"unique_id":"a \"b\""}"#);
    assert_eq!(read(&fixture, "messages.ndjson"), format!("{value}\n"));
    assert_eq!(
        read(&fixture, "report.txt"),
        format!(
            "message 1 · key 7 · {} bytes · sha256 {}\n\nbatch 1 · outgoing: chosen by you · 94 bytes → 1 message, {} \
             bytes\n  ~ changed /events/0 opt_out\n  - removed /events/0/data/location (-13 bytes): Include Location \
             Information is off\n  + added /unique_id (+22 bytes): Unique ID is set\n\nbalance: 94 source = 81 kept + 13 \
             removed; 103 output = 81 copied + 22 added\n",
            value.len(),
            shared::record::sha256_hex(value.as_bytes()),
            value.len()
        )
    );
    assert_eq!(check(&fixture, &[]), printed(0, "1 fixture, 1 as expected\n", ""));
}

#[test]
fn a_fixture_of_a_bad_input_keeps_its_problems() {
    let fixture = folder("bad");
    let saved = save(&fixture, b"{\"mpid\":1}\n{\"a\":NaN}\n{\"a\":\"\xff\"}\n", &[]);
    assert_eq!(saved.code, 1, "as without --save-fixture");
    assert!(saved.err.starts_with("error[not_a_number]: `NaN` is not JSON.\n --> -:2:6 /a\n"), "{}", saved.err);
    let report = read(&fixture, "report.txt");
    let problems: Vec<_> = report.lines().filter(|line| line.starts_with("error")).collect();
    let utf8 = "error[invalid_utf8] 3:7: The input is not UTF-8: byte 0xFF cannot stand here.";
    assert_eq!(problems, ["error[not_a_number] 2:6 /a: `NaN` is not JSON.", utf8]);
    assert_eq!(check(&fixture, &[]), printed(0, "1 fixture, 1 as expected\n", ""));
}

/// Two fixtures below one folder, one of which expects something else.
fn one_of_two_differs(name: &str) -> PathBuf {
    let parent = folder(name);
    save(&parent.join("a/deep"), BATCH.as_bytes(), &[]);
    let other = parent.join("b");
    save(&other, BATCH.as_bytes(), &[]);
    fs::write(other.join("messages.ndjson"), format!("{}\n", BATCH.replace("1.50", "1.5"))).unwrap();
    fs::write(other.join("report.txt"), read(&other, "report.txt").replace("kept /events", "held /events")).unwrap();
    parent
}

#[test]
fn a_difference_is_shown_with_its_place_and_both_sides() {
    let parent = one_of_two_differs("differs");
    let said = format!(
        "{}/b differs
  messages.ndjson: message 1 differs behind 66 bytes at /events/0/data/n
    - …,\"events\":[{{\"data\":{{\"location\":1,\"n\":1.5}},\"event_type\":\"opt_out\"}}]}}
    + …,\"events\":[{{\"data\":{{\"location\":1,\"n\":1.50}},\"event_type\":\"opt_out\"}}]}}
  report.txt
    -     held /events/0 opt_out
    +     kept /events/0 opt_out
2 fixtures, 1 as expected, 1 not as expected\n",
        parent.display()
    );
    assert_eq!(check(&parent, &[]), printed(1, said, ""));
}

#[test]
fn json_gives_each_fixture_to_machines() {
    let parent = one_of_two_differs("json");
    let checked = check(&parent, &["--json"]);
    let lines: Vec<Value> = checked.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((checked.code, lines.len()), (1, 2));
    assert_eq!(lines[0]["verdict"], "as_expected");
    assert_eq!((&lines[1]["verdict"], &lines[1]["error"]), (&json!("differs"), &Value::Null));
    let first = &lines[1]["differences"][0];
    assert_eq!((&first["file"], &first["pointer"]), (&json!("messages.ndjson"), &json!("/events/0/data/n")));
    assert_eq!((&first["message"], &first["equal_bytes"]), (&json!(1), &json!(66)));
    assert_eq!(lines[1]["differences"][1]["lines"][0], "-     held /events/0 opt_out");
}

#[test]
fn update_expects_what_is_found_today() {
    let parent = one_of_two_differs("update");
    let said = format!("{}/b is written anew\n2 fixtures, 1 as expected, 1 written anew\n", parent.display());
    assert_eq!(check(&parent, &["--update"]), printed(0, said, ""));
    assert_eq!(check(&parent, &[]), printed(0, "2 fixtures, 2 as expected\n", ""));
}

#[test]
fn messages_that_are_missing_and_line_breaks_are_differences() {
    let fixture = folder("counts");
    save(&fixture, BATCH.as_bytes(), &[]);
    let first_lines = |messages: &str| {
        fs::write(fixture.join("messages.ndjson"), messages).unwrap();
        check(&fixture, &[]).out.lines().skip(1).take(3).collect::<Vec<_>>().join("\n")
    };
    let start = r#"{"message_id":"m","mpid":7,"events":[{"d"#;
    assert_eq!(
        first_lines(""),
        format!(
            "  messages.ndjson, 0 expected, 1 found: message 1 differs behind 0 bytes\n    - (no such message)\n    + {start}…"
        )
    );
    let tail = r#"":{"location":1,"n":1.50},"event_type":"opt_out"}]}"#;
    let tail = &tail[tail.len() - 40..];
    assert_eq!(
        first_lines(BATCH),
        format!("  messages.ndjson: message 1 differs behind 94 bytes\n    - …{tail} (no line break)\n    + …{tail}")
    );
}

#[test]
fn a_fixture_that_is_damaged_is_named_and_the_others_are_checked() {
    let parent = folder("damaged");
    let [a, b, c] = ["a", "b", "c"].map(|it| parent.join(it));
    for fixture in [&a, &b, &c] {
        save(fixture, BATCH.as_bytes(), &[]);
    }
    fs::write(a.join("fixture.toml"), "received_at = 1\nfrom = \"incoming\"\n").unwrap();
    fs::remove_file(b.join("report.txt")).unwrap();
    let (a, b) = (a.display(), b.display());
    let said = format!(
        "{a} cannot be checked: {a}/fixture.toml does not describe a fixture: TOML parse error at line 2, column 1
  |
2 | from = \"incoming\"
  | ^^^^
unknown field `from`, expected one of `received_at`, `form`, `input`, `settings`

{b} cannot be checked: {b}/report.txt cannot be read: No such file or directory (os error 2)
3 fixtures, 1 as expected, 2 that cannot be checked\n"
    );
    assert_eq!(check(&parent, &[]), printed(1, said, ""));
    let lines = check(&parent, &["--json"]).out;
    let line: Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
    let error = format!("{b}/report.txt cannot be read: No such file or directory (os error 2)");
    assert_eq!((&line["verdict"], &line["error"]), (&json!("unusable"), &json!(error)));
}

#[test]
fn a_folder_that_holds_something_else_is_not_overwritten() {
    let occupied = folder("occupied");
    save(&occupied, BATCH.as_bytes(), &[]);
    assert_eq!(save(&occupied, b"{}", &[]).code, 0, "a fixture may be saved anew");
    fs::write(occupied.join("notes.md"), "mine").unwrap();
    let said = format!(
        "error: {} holds notes.md, which is no part of a fixture. Nothing was written: name another folder.\n",
        occupied.display()
    );
    assert_eq!(save(&occupied, BATCH.as_bytes(), &[]), printed(2, "", said));
    assert_eq!(read(&occupied, "input.json"), "{}");
    let nowhere = save(Path::new("/dev/null/fixture"), BATCH.as_bytes(), &[]);
    let said = "error: /dev/null/fixture cannot be written: Not a directory (os error 20)\n";
    assert_eq!(nowhere, printed(2, "", said));
}

#[test]
fn a_folder_without_a_fixture_is_said_to_be_so() {
    let empty = folder("empty");
    fs::create_dir_all(empty.join("a/b")).unwrap();
    let said = format!(
        "error: there is no fixture in {}: no folder in it holds a fixture.toml\n`headgate preview --save-fixture DIR` \
         makes one.\n",
        empty.display()
    );
    assert_eq!(check(&empty, &[]), printed(1, "", said));
    let said = "error: /nowhere cannot be read: No such file or directory (os error 2)\n";
    assert_eq!(check(Path::new("/nowhere"), &[]), printed(2, "", said));
}
