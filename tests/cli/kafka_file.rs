//! `--kafka FILE`: what may stand in the file, and what is said when it is wrong. No value is ever repeated.

use super::{BATCH, Printed, file, headgate};

/// What is said of a file with `contents`, without its path; it ends before anything is sent.
#[track_caller]
fn said(name: &str, contents: &str) -> String {
    let path = file(name, contents);
    let Printed { code, out, err } = headgate(&["send", "--kafka", &path], BATCH.as_bytes());
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(!err.contains("canary"), "{err}");
    err.replace(&path, "FILE")
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let printed = headgate(&["send", "--kafka", "/nowhere.toml"], BATCH.as_bytes());
    assert_eq!(printed.code, 2);
    assert_eq!(printed.err, "error: /nowhere.toml cannot be read: No such file or directory (os error 2)\n");
}

#[test]
fn a_key_that_is_no_setting_is_told_with_the_one_that_was_meant() {
    assert_eq!(
        said("key.toml", "\"bootstrap.servers\" = \"canary\"\n"),
        "error: FILE: `bootstrap.servers` is no setting of a Kafka configuration. Is `bootstrap_servers` meant?\n\
         `headgate settings` lists them.\n"
    );
    assert_eq!(
        said("key.json", r#"{"something_else": "canary"}"#),
        "error: FILE: `something_else` is no setting of a Kafka configuration.\n`headgate settings` lists them.\n"
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_told_and_not_repeated() {
    assert_eq!(
        said("number.toml", "password = 4711\n"),
        "error: FILE: the value of `password` is a number. Write it as text in quotes.\n"
    );
    assert_eq!(
        said("list.json", r#"{"bootstrap_servers": ["canary"]}"#),
        "error: FILE: the value of `bootstrap_servers` is a list. Write it as text in quotes.\n"
    );
    assert_eq!(
        said("choice.toml", "sasl_mechanism = \"canary\"\n"),
        "error: FILE: the value of `sasl_mechanism` is not one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512.\n"
    );
}

#[test]
fn a_file_that_is_neither_is_told_with_the_place_and_without_the_line() {
    let unclosed = said("unclosed.toml", "topic = \"t\"\npassword = \"canary\n");
    assert!(unclosed.starts_with("error: FILE is not TOML: line 2, column "), "{unclosed}");
    let bare = said("bare.toml", "password = canary\n");
    assert!(bare.starts_with("error: FILE is not TOML: line 1, column 12: "), "{bare}");
    let twice = said("twice.toml", "password = \"canary\"\npassword = \"canary\"\n");
    assert!(twice.starts_with("error: FILE is not TOML: line 2, column 1: "), "{twice}");
    let json = said("cut.json", "{\"password\": \"canary\"");
    assert_eq!(json, "error: FILE is not JSON: EOF while parsing an object at line 1 column 21\n");
    assert_eq!(said("list-of.json", "[\"canary\"]"), "error: FILE is not JSON: it is not an object\n");
}

#[test]
fn what_a_value_refers_to_must_be_there() {
    assert_eq!(
        said("env.toml", "password = \"env:HEADGATE_TEST_NOT_SET\"\n"),
        "error: FILE: the value of `password` is to be read from the environment variable HEADGATE_TEST_NOT_SET, which is \
         not set.\n"
    );
    assert_eq!(
        said("env-text.toml", "password = \"env:canary and more\"\n"),
        "error: FILE: the value of `password` is to be read from the environment, but what stands behind `env:` is no name \
         of a variable; a value that begins with `env:` is written `literal:env:…`.\n"
    );
    assert_eq!(
        said("file.toml", "ssl_ca = \"file:/nowhere.pem\"\n"),
        "error: FILE: the value of `ssl_ca` is to be read from the file /nowhere.pem, which cannot be read: No such file \
         or directory (os error 2).\n"
    );
}

#[test]
fn settings_that_cannot_work_are_told_at_once_before_anything_is_sent() {
    assert_eq!(
        said("unsound.toml", "bootstrap_servers = \"kafka-1\"\nusername = \"literal:env:x\"\n"),
        "error: FILE: bootstrap_servers: Server 1, `kafka-1`, has no port. Add the port of the TLS listener: it is often \
         9093 or 9094, and for hosted clusters it is in their console.\n\
         topic: No topic is named. Give the name of a topic that exists: it is not created.\n\
         password: There is a user name and no password. Give the SASL user's password, or remove the user name.\n"
    );
}
