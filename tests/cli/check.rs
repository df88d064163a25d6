//! `headgate check`: how it is used, and what is printed. With a real Kafka: tests/broker/command_line.rs.

use serde_json::Value;

use super::{file, headgate};

#[test]
fn the_sandbox_has_no_connection_to_check() {
    let printed = headgate(&["check", "--kafka", "sandbox"], b"");
    assert_eq!(printed.code, 2);
    assert_eq!(printed.err, "error: the built-in sandbox is part of this program: there is no connection to check\n");
}

#[test]
fn wrong_usage_is_said() {
    let printed = headgate(&["check"], b"");
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("--kafka <FILE>"), "{}", printed.err);
    let printed = headgate(&["check", "--kafka", "/nowhere.toml"], b"");
    assert_eq!(printed.code, 2);
    assert_eq!(printed.err, "error: /nowhere.toml cannot be read: No such file or directory (os error 2)\n");
    let printed = headgate(&["check", "--kafka", "x.toml", "--allow-broker", "example.com"], b"");
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("`example.com` is no pattern of brokers: write HOST:PORT"), "{}", printed.err);
}

#[test]
fn settings_that_are_not_sound_fail_the_first_stage_and_the_others_are_not_reached() {
    let path = file("check-unsound.toml", "bootstrap_servers = \"kafka-1\"\ntopic = \"t\"\n");
    let printed = headgate(&["check", "--kafka", &path], b"");
    assert_eq!((printed.code, printed.err.as_str()), (1, ""));
    let lines: Vec<_> = printed.out.lines().collect();
    assert!(lines[0].starts_with("✗ Settings "), "{}", printed.out);
    assert!(lines[0].ends_with("  Server 1, `kafka-1`, has no port."), "{}", printed.out);
    assert!(lines[1].starts_with("    → Add the port of the TLS listener"), "{}", printed.out);
    assert_eq!(lines[2], "– DNS                            Not reached.");
    assert!(lines.last().unwrap().starts_with("Server 1, `kafka-1`, has no port. ("), "{}", printed.out);
}

#[test]
fn a_port_where_nothing_listens_is_told_as_json_too() {
    // Nobody else may listen there: it is of the range that systems keep for themselves.
    let path = file("check-refused.toml", "bootstrap_servers = \"127.0.0.1:1\"\ntopic = \"t\"\n");
    let printed = headgate(&["check", "--kafka", &path, "--json"], b"");
    assert_eq!((printed.code, printed.err.as_str()), (1, ""));
    let events: Vec<Value> = printed.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events[0], serde_json::json!({"event": "started", "stage": "settings"}));
    let failed: Vec<_> = events.iter().filter(|it| it["status"] == "failed").map(|it| &it["stage"]).collect();
    assert_eq!(failed, ["tcp"]);
    let last = events.last().unwrap();
    assert_eq!((&last["event"], &last["passed"]), (&"done".into(), &false.into()));
}

#[test]
fn a_broker_that_is_not_allowed_is_not_connected_to() {
    let path = file("check-allowed.toml", "bootstrap_servers = \"127.0.0.1:1\"\ntopic = \"t\"\n");
    let printed = headgate(&["check", "--kafka", &path, "--allow-broker", "*.example.com:9093"], b"");
    assert_eq!(printed.code, 1);
    assert!(printed.out.contains("\n✗ DNS "), "{}", printed.out);
}
