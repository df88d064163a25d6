//! The command line, as a user meets it: what is printed, where, and the exit code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use backend::cli::{self, Io};
use serde_json::Value;

/// What a command printed.
struct Printed {
    code: u8,
    out: String,
    err: String,
}

/// A stream that can be looked at afterwards.
#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

fn headgate(args: &[&str], stdin: &[u8]) -> Printed {
    let (out, err) = (Stream::default(), Stream::default());
    let mut io = Io {
        stdin: Box::new(io::Cursor::new(stdin.to_vec())),
        stdin_is_terminal: false,
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        colour: false,
    };
    let args = std::iter::once("headgate").chain(args.iter().copied()).map(Into::into);
    let code = cli::run(args, &mut io);
    Printed { code, out: out.text(), err: err.text() }
}

/// A file with `contents`, removed with the folder that cargo gives to tests.
fn file(name: &str, contents: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{}-{name}", std::process::id()));
    fs::write(&path, contents).unwrap();
    path.display().to_string()
}

const BATCH: &str = r#"{"message_id":"m","mpid":7,"events":[{"data":{"location":1,"n":1.50},"event_type":"opt_out"}]}"#;

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).unwrap()
}

#[test]
fn packed_input_is_read_like_plain_input() {
    for packed in [gzip(BATCH), zstd(BATCH)] {
        let printed = headgate(&["preview", "--format", "values"], &packed);
        assert_eq!((printed.code, printed.out, printed.err), (0, format!("{BATCH}\n"), String::new()));
    }
}

#[test]
fn packed_input_that_is_cut_off_yields_nothing_and_says_so() {
    for (bytes, what) in [
        (gzip(BATCH), "gzip, but damaged or cut off: unexpected end of file"),
        (zstd(BATCH), "zstd, but damaged or cut off: incomplete frame"),
    ] {
        let printed = headgate(&["preview"], &bytes[..bytes.len() - 5]);
        let said = format!("error: the input is {what}\nNothing of it was previewed. Pack or download it again.\n");
        assert_eq!((printed.code, printed.out, printed.err), (1, String::new(), said));
    }
}

#[test]
fn values_are_the_exact_bytes_one_a_line() {
    let printed = headgate(&["preview", "--format", "values"], BATCH.as_bytes());
    assert_eq!((printed.code, printed.out, printed.err), (0, format!("{BATCH}\n"), String::new()));
}

#[test]
fn records_are_json_lines_that_another_parser_reads() {
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/samples/incoming-mparticle-docs-json-reference-master-sample.json");
    let printed = headgate(&["preview", sample, "--format", "records", "--received-at", "1700000000000"], b"");
    assert_eq!(printed.code, 0);
    let record: Value = serde_json::from_str(printed.out.trim_end()).unwrap();
    let names: Vec<_> = printed.out.split('"').skip(1).step_by(2).take(2).collect();
    assert_eq!(names[0], "key");
    let value = record["value"].as_str().unwrap();
    assert_eq!(record["bytes"], value.len());
    assert_eq!(record["sha256"], shared::record::sha256_hex(value.as_bytes()));
    assert!(serde_json::from_str::<Value>(value).unwrap()["events"].is_array());
}

#[test]
fn pretty_is_for_people_and_the_default() {
    let printed = headgate(&["preview", "-"], br#"{"message_id":"m","n":1.50}"#);
    assert!(printed.out.starts_with("message 1 · no key: random partition · 27 bytes · sha256 "), "{}", printed.out);
    assert!(printed.out.ends_with("{\n  \"message_id\": \"m\",\n  \"n\": 1.50\n}\n\n"), "{}", printed.out);
}

#[test]
fn the_account_names_what_became_of_each_event_and_member() {
    let text = r#"{"message_id":"m","api_key":"k","events":[{"data":{},"event_type":"opt_out"},{"event_type":"push_reaction"}]}"#;
    let printed = headgate(&["preview", "--format", "account"], text.as_bytes());
    assert_eq!(
        printed.out,
        "batch 1 · outgoing: there are no user identities, and `message_id` is set · 109 bytes → 1 message, 64 bytes\n    \
         kept /events/0 opt_out\n  - dropped /events/1 push_reaction: Not a supported event type\n  \
         - removed /api_key (-14 bytes): Credentials are never forwarded\n\n"
    );
    let json = headgate(&["preview", "--format", "account", "--json"], text.as_bytes()).out;
    let account: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(account["members"][0]["reason"], "credential");
    assert_eq!(account["events"][1]["fate"], "dropped");
}

#[test]
fn a_connection_file_may_be_toml_or_json() {
    let toml = file("a.toml", "include_location = false\nmetadata_field_exclusion = [\"device_name\"]\n");
    let json = file("a.json", r#"{"include_location": false}"#);
    for path in [toml, json] {
        let printed = headgate(&["preview", "--format", "values", "--connection", &path], BATCH.as_bytes());
        assert_eq!(printed.out, BATCH.replace(r#""location":1,"#, "") + "\n");
    }
}

#[test]
fn a_connection_file_that_is_wrong_is_a_wrong_usage_and_says_where() {
    let unknown = file("b.toml", "include_location = true\ninclude_locations = false\n");
    let printed = headgate(&["preview", "--connection", &unknown], BATCH.as_bytes());
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("TOML parse error at line 2, column 1"), "{}", printed.err);
    assert!(printed.err.contains("unknown field `include_locations`"), "{}", printed.err);
    assert!(printed.err.ends_with("`headgate settings` lists the settings.\n"), "{}", printed.err);
    let missing = headgate(&["preview", "--connection", "/nowhere.toml"], BATCH.as_bytes());
    assert_eq!(missing.code, 2);
    assert_eq!(missing.err, "error: /nowhere.toml cannot be read: No such file or directory (os error 2)\n");
}

#[test]
fn a_problem_shows_its_line_with_a_caret_and_what_to_do() {
    let printed = headgate(&["preview", "-"], b"{\n  \"a\": NaN\n}");
    assert_eq!((printed.code, printed.out.as_str()), (1, ""));
    assert_eq!(
        printed.err,
        "error[not_a_number]: `NaN` is not JSON.\n --> -:2:8 /a\n  |\n2 |   \"a\": NaN\n  |        ^^^\n  |\n  = help: JSON has no such number, and mParticle refuses it. Python senders write it for float('nan') and \
         float('inf'): send null, or leave the member out.\n\n"
    );
}

#[test]
fn of_a_long_line_the_part_around_the_caret_is_shown() {
    let text = format!(r#"{{"message_id":"m","a":"{}","mpid":1.5,"b":"{}"}}"#, "é".repeat(500), "y".repeat(500));
    let printed = headgate(&["preview", "--format", "values"], text.as_bytes());
    assert_eq!(printed.code, 0, "a warning is no failure");
    let line = printed.err.lines().find(|line| line.starts_with("1 |")).unwrap();
    assert!(line.chars().count() < 140 && line.starts_with("1 | …é") && line.ends_with("y…"), "{line}");
    assert!(printed.err.contains("--> -:1:533 /mpid"), "{}", printed.err);
}

#[test]
fn json_gives_problems_to_machines() {
    let printed = headgate(&["preview", "--json"], b"{}{}");
    let issue: Value = serde_json::from_str(&printed.err).unwrap();
    assert_eq!((issue["code"].as_str(), issue["span"]["column"].as_u64()), (Some("trailing_data"), Some(3)));
}

#[test]
fn bytes_that_are_no_utf8_are_refused_with_their_place() {
    let printed = headgate(&["preview"], b"{\n\"a\":\"\xff\"}");
    assert_eq!((printed.code, printed.out.as_str()), (1, ""));
    assert!(
        printed
            .err
            .starts_with("error[invalid_utf8]: The input is not UTF-8: byte 0xFF cannot stand here.\n --> -:2:6"),
        "{}",
        printed.err
    );
}

#[test]
fn a_file_that_cannot_be_read_and_a_terminal_without_input_are_wrong_usages() {
    let printed = headgate(&["preview", "/nowhere.json"], b"");
    assert_eq!(
        (printed.code, printed.err.as_str()),
        (2, "error: /nowhere.json cannot be read: No such file or directory (os error 2)\n")
    );
    let out = Stream::default();
    let mut io = Io {
        stdin: Box::new(io::empty()),
        stdin_is_terminal: true,
        stdout: Box::new(io::sink()),
        stderr: Box::new(out.clone()),
        colour: false,
    };
    assert_eq!(cli::run(["headgate".into(), "preview".into()], &mut io), 2);
    assert_eq!(out.text(), "error: give a file, or pipe a batch into standard input\n");
}

#[test]
fn the_same_receipt_time_gives_the_same_bytes() {
    let run = || headgate(&["preview", "--format", "records", "--received-at", "5"], b"{\"events\":[]}").out;
    assert_eq!(run(), run());
}

#[test]
fn the_form_can_be_chosen() {
    let printed = headgate(&["preview", "--format", "values", "--form", "outgoing"], b"{}");
    assert_eq!(printed.out, "{}\n");
}

#[test]
fn wrong_words_are_a_wrong_usage_and_help_is_not() {
    assert_eq!(headgate(&["preview", "--formats"], b"").code, 2);
    assert_eq!(headgate(&["nothing"], b"").code, 2);
    let help = headgate(&["preview", "--help"], b"");
    assert_eq!(help.code, 0);
    assert!(help.out.contains("The same time gives the same ids and bytes"), "{}", help.out);
}

#[test]
fn settings_lists_every_setting() {
    let printed = headgate(&["settings"], b"");
    for setting in shared::settings::CONNECTION.iter().chain(shared::settings::KAFKA) {
        assert!(printed.out.contains(setting.key) && printed.out.contains(setting.help), "{}", setting.key);
    }
    let json: Value = serde_json::from_str(&headgate(&["settings", "--json"], b"").out).unwrap();
    assert_eq!(json["connection"].as_array().unwrap().len(), 12);
}

#[test]
fn a_server_that_others_could_reach_needs_its_public_url() {
    let printed = headgate(&["serve", "--listen", "0.0.0.0:0"], b"");
    assert_eq!(printed.code, 2);
    assert_eq!(
        printed.err,
        "error: 0.0.0.0:0 can be reached from other machines. Give the address that browsers will use with \
         --public-url, or listen at 127.0.0.1\n"
    );
}

#[test]
fn the_server_can_be_configured_by_a_file_which_the_command_line_overrides() {
    let open = file("c.toml", "listen = \"0.0.0.0:0\"\n");
    let printed = headgate(&["serve", "--config", &open], b"");
    assert!(printed.err.starts_with("error: 0.0.0.0:0 can be reached from other machines."), "{}", printed.err);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let printed = headgate(&["serve", "--config", &open, "--listen", &address], b"");
    assert!(printed.err.starts_with(&format!("error: {address} cannot be listened at")), "{}", printed.err);
    let wrong = file("d.toml", "listen = \"127.0.0.1:0\"\npublic_url = \"nowhere\"\n");
    let printed = headgate(&["serve", "--config", &wrong], b"");
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("line 2, column 14"), "{}", printed.err);
    assert!(
        printed.err.contains("the public URL must be an address such as https://headgate.example.com, without a path"),
        "{}",
        printed.err
    );
}

#[test]
fn a_port_that_is_taken_is_said_to_be_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let printed = headgate(&["serve", "--listen", &address], b"");
    assert_eq!(printed.code, 1);
    assert_eq!(printed.err, format!("error: {address} cannot be listened at: Address already in use (os error 98)\n"));
}
