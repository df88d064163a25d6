//! The store by itself: what is sealed comes back, and nothing is lost on the way.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use shared::account::EventCounts;
use shared::record::sha256_hex;
use shared::wire::{
    ApiError, Delivery, DeliveryResult, LastCheck, ReadBack, Received, Submission, SubmissionMessage, SubmissionResult,
    SubmissionTrail,
};
use shared::{ConnectionSettings, InputKind, KafkaSettings};

use super::*;

/// A store with a folder of its own, which goes with it.
struct Fresh(Option<Store>, PathBuf);

impl Fresh {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("headgate-store-{}-{number}", std::process::id()));
        // One of an earlier process with the same number.
        let _ = std::fs::remove_dir_all(&folder);
        Self(Some(Store::open(&folder, None).unwrap()), folder)
    }

    fn reopen(&mut self) {
        self.0 = None;
        self.0 = Some(Store::open(&self.1, None).unwrap());
    }
}

impl std::ops::Deref for Fresh {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.0.as_ref().unwrap()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.0 = None;
        // It may be gone already.
        let _ = std::fs::remove_dir_all(&self.1);
    }
}

fn settings(username: &str, password: &str) -> KafkaSettings {
    let password = Some(Secret::new(password));
    KafkaSettings { username: Some(username.to_owned()), password, ..KafkaSettings::default() }
}

fn new(name: &str, kafka: KafkaSettings) -> NewIntegration {
    NewIntegration { name: name.to_owned(), kafka, remove_secrets: Vec::new() }
}

#[test]
fn any_text_survives_as_a_user_name_and_a_password() {
    let store = Fresh::new();
    let number = AtomicUsize::new(0);
    proptest!(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() },
        |(username in any::<String>(), password in any::<String>().prop_filter("set", |it| !it.is_empty()))| {
            let name = number.fetch_add(1, Ordering::Relaxed).to_string();
            let typed = settings(&username, &password);
            let made = store.create(&new(&name, typed.clone()), 1).unwrap();
            prop_assert_eq!(made.kafka.password, None);
            prop_assert_eq!(store.kafka_settings(&made.id).unwrap(), typed);
        }
    );
}

#[test]
fn secrets_outlive_the_process() {
    let mut store = Fresh::new();
    let made = store.create(&new("a", settings("alice", "secret")), 1).unwrap();
    store.reopen();
    assert_eq!(store.integration(&made.id).unwrap(), made);
    assert_eq!(store.kafka_settings(&made.id).unwrap(), settings("alice", "secret"));
}

#[test]
fn a_stored_secret_stands_in_unless_another_is_given_or_it_is_to_be_removed() {
    let store = Fresh::new();
    let id = store.create(&new("a", settings("alice", "secret")), 1).unwrap().id;
    let password = |given: Option<&str>, remove: &[String]| {
        let typed = KafkaSettings { password: given.map(Secret::new), ..settings("bob", "") };
        let filled = store.with_stored_secrets(&id, typed, remove).unwrap();
        filled.password.map(|it| it.expose().to_owned())
    };
    assert_eq!(password(None, &[]).as_deref(), Some("secret"));
    assert_eq!(password(Some("other"), &[]).as_deref(), Some("other"));
    assert_eq!(password(None, &["password".to_owned()]), None);
}

#[test]
fn a_sealed_secret_that_was_moved_to_another_integration_does_not_open() {
    let store = Fresh::new();
    let ids = ["a", "b"].map(|name| store.create(&new(name, settings("alice", name)), 1).unwrap().id);
    let swap = "UPDATE secrets SET (nonce, sealed) = (SELECT nonce, sealed FROM secrets WHERE integration_id = ?1) \
        WHERE integration_id = ?2";
    store.database.write(|it| Ok(it.execute(swap, [&ids[0], &ids[1]])?)).unwrap();
    assert_eq!(
        store.kafka_settings(&ids[1]).unwrap_err().to_string(),
        "A stored secret cannot be read: `password` was changed outside of Headgate, or sealed with another key."
    );
}

#[test]
fn a_change_that_fails_leaves_everything_as_it_was() {
    let store = Fresh::new();
    store.create(&new("taken", settings("alice", "secret")), 1).unwrap();
    let before = store.create(&new("a", settings("alice", "secret")), 1).unwrap();
    let mut change = new("taken", settings("bob", "other"));
    change.remove_secrets.push("ssl_key".to_owned());
    assert!(store.update(&before.id, 1, &change, 2).is_err());
    assert_eq!(store.integration(&before.id).unwrap(), before);
    assert_eq!(store.kafka_settings(&before.id).unwrap(), settings("alice", "secret"));
}

#[test]
fn a_check_is_kept_until_the_configuration_changes_and_a_delivery_stays() {
    let store = Fresh::new();
    let id = store.create(&new("a", settings("alice", "secret")), 1).unwrap().id;
    let check = LastCheck { at: 5, passed: true, summary: "All is well.".to_owned() };
    store.record_check(&id, &check).unwrap();
    store.record_delivery(&id, 6).unwrap();
    let bare = KafkaSettings { password: None, ..settings("alice", "") };
    let renamed = store.update(&id, 1, &new("b", bare), 7).unwrap();
    assert_eq!((renamed.last_check, renamed.last_delivery_at), (Some(check), Some(6)));
    let changed = store.update(&id, 2, &new("b", settings("alice", "other")), 8).unwrap();
    assert_eq!((changed.last_check, changed.last_delivery_at), (None, Some(6)));
    assert!(matches!(store.record_delivery("none", 1), Err(StoreError::NotFound(Thing::Integration))));
}

#[test]
fn a_session_expires_and_none_is_opened_with_a_token_that_was_replaced() {
    let store = Fresh::new();
    let database = store.database();
    database.set_token(&[1; 32]).unwrap();
    assert!(database.add_session(&[1; 32], &[2; 32], 100, 0).unwrap());
    assert!(database.has_session(&[2; 32], 99).unwrap());
    assert!(!database.has_session(&[2; 32], 100).unwrap());
    database.set_token(&[3; 32]).unwrap();
    assert!(!database.has_session(&[2; 32], 99).unwrap(), "a new token ends all sessions");
    assert!(!database.add_session(&[1; 32], &[2; 32], 100, 0).unwrap());
}

/// A message of a submission; its hash is its number's.
fn message(number: usize, result: DeliveryResult) -> SubmissionMessage {
    SubmissionMessage { number, bytes: 2, sha256: sha256_hex(number.to_string().as_bytes()), result }
}

fn delivered(offset: i64, read_back: ReadBack) -> DeliveryResult {
    let (topic, timestamp_ms) = ("t".to_owned(), Some(4));
    DeliveryResult::Delivered(Delivery { topic, partition: 3, offset, latency_ms: 1.5, timestamp_ms, read_back })
}

#[test]
fn whatever_became_of_a_message_comes_back_as_it_was_kept() {
    let words = |code: &str, hint: Option<&str>| {
        let (code, message, hint) = (code.to_owned(), "Words.".to_owned(), hint.map(str::to_owned));
        ApiError { code, message, field: None, pointer: None, hint }
    };
    let sha256 = sha256_hex(b"1");
    let messages = vec![
        message(1, delivered(7, ReadBack::Identical { sha256: sha256.clone() })),
        // The value is the same, the key is not.
        message(2, delivered(8, ReadBack::Different { sha256: sha256_hex(b"2") })),
        message(3, delivered(-1, ReadBack::Unread { error: words("place_unknown", Some("Do.")) })),
        message(4, DeliveryResult::Failed { error: words("not_sent", None) }),
    ];
    let submission = Submission {
        number: 1,
        at: 5,
        integration_id: "i".to_owned(),
        integration_name: "a".to_owned(),
        topic: "t".to_owned(),
        result: SubmissionResult::Partial,
        messages: 4,
        delivered: 3,
        identical: 1,
        bytes: 8,
        error: Some(words("place_unknown", Some("Do."))),
    };
    let received = Received {
        received_at: 6,
        bytes: 9,
        kind: InputKind::Ndjson,
        batches: 4,
        form: None,
        form_is_chosen: false,
        events: EventCounts { total: 2, kept: 1, dropped: 1 },
        problems: 1,
    };
    let settings = ConnectionSettings { include_location: false, ..ConnectionSettings::default() };
    let trail = SubmissionTrail { submission, received, settings, duration_ms: 2.5, messages };

    let store = Fresh::new();
    let number = store.record_submission(&trail, Limits { submissions: 1, messages: 1 }).unwrap();
    assert_eq!(number, 1);
    assert_eq!(store.submission(1).unwrap(), trail);
    let all = SubmissionFilter { limit: 10, ..SubmissionFilter::default() };
    assert_eq!(store.submissions(&all).unwrap(), [trail.submission]);
}

#[test]
fn what_is_kept_shows_no_secret_in_debug() {
    let change = new("a", settings("alice", "canary"));
    let store = Fresh::new();
    let made = store.create(&change, 1).unwrap();
    let read = store.kafka_settings(&made.id).unwrap();
    assert!(!format!("{change:?} {made:?} {read:?}").contains("canary"));
}

#[test]
fn where_nothing_can_be_written_it_is_said_why_and_nothing_is_kept() {
    let store = Fresh::new();
    let set = |name: &str, value: i64| store.database.read(|it| Ok(it.pragma_update(None, name, value)?));
    let write = || store.create(&new("a", settings("alice", &"x".repeat(100_000))), 1).unwrap_err().to_string();
    set("query_only", 1).unwrap();
    assert_eq!(write(), "The server may not write where it keeps its data.");
    set("query_only", 0).unwrap();
    set("max_page_count", 1).unwrap();
    assert_eq!(write(), "There is no room left where the server keeps its data.");
    assert_eq!(store.integrations().unwrap(), []);
}
