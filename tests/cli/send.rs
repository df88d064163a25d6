//! `headgate send`: to the sandbox. To a real Kafka: tests/broker/command_line.rs.

use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::{BATCH, file, headgate, headgate_with};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_receipt_a_message_is_printed_with_the_hash_of_the_preview() {
    let began = UNIX_EPOCH.elapsed().unwrap().as_millis() as i64;
    let printed = headgate(&["send", "--kafka", "sandbox", "--received-at", "1700000000000"], BATCH.as_bytes());
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let receipts = lines(&printed.out);
    let sha256 = shared::record::sha256_hex(BATCH.as_bytes());
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0]["number"], 1);
    assert_eq!(receipts[0]["topic"], "headgate-sandbox");
    assert_eq!(receipts[0]["key"], "7");
    assert_eq!(receipts[0]["bytes"], BATCH.len());
    assert_eq!(receipts[0]["sha256"], sha256.as_str());
    assert_eq!(receipts[0]["read_back"], json!({"identical": {"sha256": sha256}}));
    assert!(receipts[0]["partition"].is_u64() && receipts[0]["offset"].is_u64(), "{}", receipts[0]);
    assert!(receipts[0]["timestamp"].as_i64().unwrap() >= began, "{}", receipts[0]);
    assert!(receipts[0]["latency_ms"].as_f64().unwrap() > 0.0);
}

#[test]
fn the_connection_shapes_what_is_sent_and_the_receipts_are_numbered_through() {
    let connection = file("send.toml", "include_location = false\n");
    let three = format!("{BATCH}\n{BATCH}\n{BATCH}\n");
    let small_window = |io: &mut backend::cli::Io| io.window = BATCH.len() + 1;
    let args = ["send", "--kafka", "sandbox", "--connection", &connection, "-"];
    let printed = headgate_with(&args, three.as_bytes(), small_window);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let receipts = lines(&printed.out);
    let sha256 = shared::record::sha256_hex(BATCH.replace(r#""location":1,"#, "").as_bytes());
    for (number, receipt) in (1..).zip(&receipts) {
        assert_eq!((&receipt["number"], &receipt["sha256"]), (&json!(number), &json!(sha256)));
    }
    assert_eq!(receipts.len(), 3);
}

#[test]
fn what_is_sent_in_a_chosen_form_is_what_is_previewed_in_it() {
    let at = ["--received-at", "1700000000000", "--form"];
    let hashes = |form: &str| {
        let previewed = headgate(&[&["preview", "--format", "records"], &at[..], &[form]].concat(), b"{}");
        let sent = headgate(&[&["send", "--kafka", "sandbox"], &at[..], &[form]].concat(), b"{}");
        assert_eq!((sent.code, sent.err.as_str()), (0, ""));
        let [previewed, sent] = [previewed, sent].map(|it| lines(&it.out)[0]["sha256"].clone());
        assert_eq!(sent, previewed, "{form}");
        sent
    };
    assert_ne!(hashes("incoming"), hashes("outgoing"));
}

#[test]
fn a_bad_batch_is_told_and_the_good_ones_are_sent() {
    let text = format!("{BATCH}\n{{\"mpid\":\n{BATCH}\n");
    let printed = headgate(&["send", "--kafka", "sandbox", "--json"], text.as_bytes());
    assert_eq!(printed.code, 1);
    assert_eq!(lines(&printed.out).len(), 2);
    let issues = lines(&printed.err);
    assert_eq!((issues.len(), &issues[0]["severity"], &issues[0]["span"]["line"]), (1, &json!("error"), &json!(2)));
}

#[test]
fn a_message_that_is_too_large_fails_alone() {
    let large = format!(r#"{{"message_id":"m","mpid":7,"events":[],"n":"{}"}}"#, "x".repeat(1_000_100));
    let printed = headgate(&["send", "--kafka", "sandbox"], format!("{large}\n{BATCH}\n").as_bytes());
    assert_eq!(printed.code, 1);
    let receipts = lines(&printed.out);
    assert_eq!(receipts[0]["error"]["code"], "message_too_large");
    assert_eq!(receipts[0]["error"]["hint"], "Switch Send as Batch off, or send fewer events in a batch.");
    assert_eq!(receipts[0]["key"], "7");
    assert!(receipts[1]["offset"].is_u64(), "{}", receipts[1]);
}

#[test]
fn wrong_usage_is_said() {
    let printed = headgate(&["send"], b"");
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("--kafka <FILE>"), "{}", printed.err);
    let printed = headgate_with(&["send", "--kafka", "sandbox"], b"", |io| io.stdin_is_terminal = true);
    assert_eq!((printed.code, printed.err.as_str()), (2, "error: give a file, or pipe a batch into standard input\n"));
}
