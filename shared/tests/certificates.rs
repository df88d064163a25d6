//! Certificates and keys, in every shape that people paste.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use shared::KafkaSettings;
use shared::kafka::{PemFault, Validity, certificates, check, key};
use shared::settings::Secret;

const ROOT: &str = include_str!("certificates/root.pem");
const INTERMEDIATE: &str = include_str!("certificates/intermediate.pem");
const CLIENT: &str = include_str!("certificates/client.pem");
const CLIENT_KEY: &str = include_str!("certificates/client.key");
const CLIENT_SEC1: &str = include_str!("certificates/client.sec1.key");
const RSA: &str = include_str!("certificates/rsa.pem");
const RSA_KEY: &str = include_str!("certificates/rsa.key");
const RSA_PKCS1: &str = include_str!("certificates/rsa.pkcs1.key");
const ED25519: &str = include_str!("certificates/ed25519.pem");
const ED25519_KEY: &str = include_str!("certificates/ed25519.key");
const ENCRYPTED: &str = include_str!("certificates/encrypted.key");
const ENCRYPTED_PKCS1: &str = include_str!("certificates/encrypted.pkcs1.key");

/// When all of them are valid: 2030-01-01.
const NOW: i64 = 1_893_456_000_000;

/// A text as people paste it: what they do to it on the way is told in the names.
fn shapes(pem: &str) -> Vec<(&'static str, String)> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    vec![
        ("as it is", pem.to_owned()),
        ("with CRLF", pem.replace('\n', "\r\n")),
        ("with line ends written out", pem.replace('\n', "\\n")),
        ("with CRLF written out", pem.replace('\n', "\\r\\n")),
        ("indented", pem.lines().map(|line| format!("    {line}\n")).collect()),
        ("on one line", pem.replace('\n', " ")),
        ("with names before it", format!("Bag Attributes\n    friendlyName: mp\nsubject=CN = client\n{pem}")),
        ("without its last line end", pem.trim_end().to_owned()),
        ("without armour", body.clone()),
        ("without armour and padding", body.trim_end_matches('=').to_owned()),
        ("without armour, in quotes", format!("\"{body}\"")),
    ]
}

fn with(key: &str, certificate: &str, ca: &str) -> KafkaSettings {
    let given = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    KafkaSettings {
        bootstrap_servers: Some("kafka-1:9093".to_owned()),
        topic: Some("events".to_owned()),
        ssl_key: given(key).map(Secret::new),
        ssl_certificate: given(certificate),
        ssl_ca: given(ca),
        ..Default::default()
    }
}

/// `field code message` of each problem.
fn told(settings: &KafkaSettings, now: i64) -> Vec<String> {
    check(settings, now).1.iter().map(|it| format!("{} {} {}", it.field, it.code(), it.problem)).collect()
}

#[test]
fn every_shape_of_a_certificate_is_the_same_certificate() {
    let expected = certificates(CLIENT).unwrap();
    assert_eq!(expected[0].to_pem(), CLIENT);
    for (shape, text) in shapes(CLIENT) {
        assert_eq!(certificates(&text).as_ref(), Ok(&expected), "{shape}");
    }
}

#[test]
fn every_shape_of_every_key_belongs_to_its_certificate() {
    let keys = [(CLIENT_KEY, CLIENT), (CLIENT_SEC1, CLIENT), (RSA_KEY, RSA), (RSA_PKCS1, RSA)];
    for (pem, certificate) in keys {
        let certificate = &certificates(certificate).unwrap()[0];
        for (shape, text) in shapes(pem) {
            let key = key(&text).unwrap();
            assert_eq!(key.matches(certificate), Some(true), "{shape}");
            assert_eq!(key.pem.expose(), pem, "{shape}");
        }
    }
}

#[test]
fn a_certificate_is_told_in_words() {
    let chain = certificates(&format!("{CLIENT}{INTERMEDIATE}{ROOT}")).unwrap();
    assert_eq!(chain[0].subject, "CN=client,O=Example");
    assert_eq!(chain[0].issuer, "CN=Intermediate,O=Example");
    assert_eq!(chain[0].names, ["client.example", "10.0.0.7"]);
    assert_eq!(
        chain.iter().map(|it| (it.is_ca, it.is_self_issued)).collect::<Vec<_>>(),
        [(false, false), (true, false), (true, true)]
    );
    assert_eq!(chain[0].not_after.len(), "2126-11-01".len());
    assert_eq!(chain[0].validity(0), Validity::NotYet);
    assert_eq!(chain[0].validity(i64::MAX), Validity::Expired);
    assert!(matches!(chain[0].validity(NOW), Validity::DaysLeft(30_000..)));
}

#[test]
fn a_key_is_told_in_words_and_never_shown() {
    assert_eq!(key(RSA_KEY).unwrap().kind, "RSA, 2048 bits");
    assert_eq!(key(CLIENT_SEC1).unwrap().kind, "EC, 256 bits");
    let shown = format!("{:?}", key(CLIENT_KEY).unwrap());
    assert!(!shown.contains("MIG") && shown.contains("Secret(…)"), "{shown}");
}

#[test]
fn a_key_without_its_public_half_is_left_to_the_client_to_judge() {
    let key = key(ED25519_KEY).unwrap();
    assert_eq!(key.matches(&certificates(ED25519).unwrap()[0]), None);
    assert_eq!(told(&with(ED25519_KEY, ED25519, ""), NOW), Vec::<String>::new());
}

#[test]
fn a_sound_configuration_has_clean_pem() {
    let settings = with(&CLIENT_KEY.replace('\n', "\\n"), &format!("{CLIENT}\r\n{INTERMEDIATE}"), &shapes(ROOT)[8].1);
    let (config, problems) = check(&settings, NOW);
    assert_eq!(problems, []);
    let config = config.unwrap();
    assert_eq!(config.ca.as_deref(), Some(ROOT));
    let client = config.client_certificate.unwrap();
    assert_eq!((client.chain, client.key.expose()), (format!("{CLIENT}{INTERMEDIATE}"), CLIENT_KEY));
}

#[test]
fn each_fault_is_told_at_its_field() {
    let key_and_ca = |key: &str, ca: &str| told(&with(key, if key.is_empty() { "" } else { CLIENT }, ca), NOW);
    let cases = [
        (key_and_ca("", "nonsense"), "ssl_ca pem_missing This is not PEM."),
        (key_and_ca("", "-----BEGIN CERTIFICATE-----\nMIIB"), "ssl_ca pem_not_closed Block 1 begins and does not end."),
        (
            key_and_ca("", &ROOT.replacen("MII", "M…I", 1)),
            "ssl_ca pem_not_base64 Block 1 is damaged: it holds something that is not Base64.",
        ),
        (
            key_and_ca("", &format!("{ROOT}{CLIENT_KEY}")),
            "ssl_ca pem_key_among_certificates There is a private key among the certificates.",
        ),
        (
            key_and_ca("", "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----"),
            "ssl_ca pem_not_a_certificate Block 1 is no certificate; it is a public key.",
        ),
        (
            key_and_ca("", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"),
            "ssl_ca pem_not_a_certificate Block 1 is no certificate; it is damaged or something else.",
        ),
        (key_and_ca(CLIENT, ""), "ssl_key pem_not_a_key This is no private key; it is a certificate."),
        (key_and_ca(ENCRYPTED, ""), "ssl_key ssl_key_encrypted The private key is protected by a pass phrase."),
        (key_and_ca(ENCRYPTED_PKCS1, ""), "ssl_key ssl_key_encrypted The private key is protected by a pass phrase."),
        (
            key_and_ca(&shapes(ENCRYPTED)[8].1, ""),
            "ssl_key ssl_key_encrypted The private key is protected by a pass phrase.",
        ),
        (
            key_and_ca(&format!("{CLIENT_KEY}{RSA_KEY}"), ""),
            "ssl_key ssl_key_several There is more than one private key.",
        ),
        (
            key_and_ca(RSA_KEY, ""),
            "ssl_key ssl_key_mismatch The private key does not belong to the certificate of `CN=client,O=Example`.",
        ),
        (
            told(&with(CLIENT_KEY, &format!("{INTERMEDIATE}{CLIENT}"), ""), NOW),
            "ssl_key ssl_certificate_order The private key belongs to certificate 2, which is not the first.",
        ),
        (
            key_and_ca("", CLIENT),
            "ssl_ca ssl_ca_not_a_ca The certificate of `CN=client,O=Example` is no CA: it cannot vouch for a broker.",
        ),
        (
            key_and_ca("", INTERMEDIATE),
            "ssl_ca ssl_ca_without_root The CA certificates end at an intermediate: the root, `CN=Root,O=Example`, is missing.",
        ),
    ];
    for (told, expected) in cases {
        assert_eq!(told, [expected]);
    }
}

#[test]
fn certificates_are_judged_at_the_time_given() {
    let root = &certificates(ROOT).unwrap()[0];
    let at = |now| told(&with("", "", ROOT), now);
    let (from, until) = (&root.not_before, &root.not_after);
    assert_eq!(
        at(0),
        [format!(
            "ssl_ca certificate_not_yet_valid The certificate of `CN=Root,O=Example` is valid only from {from} on."
        )]
    );
    let end = (NOW..).step_by(86_400_000).find(|now| root.validity(*now) == Validity::DaysLeft(12)).unwrap();
    assert_eq!(
        at(end),
        [format!("ssl_ca certificate_ends The certificate of `CN=Root,O=Example` is valid until {until}: 12 days.")]
    );
    assert!(check(&with("", "", ROOT), end).0.is_some());
    assert_eq!(
        at(i64::MAX),
        [format!("ssl_ca certificate_expired The certificate of `CN=Root,O=Example` was valid until {until}.")]
    );
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_of_pem(text in ".*", at in 0..1000_usize, byte in any::<char>()) {
        let damaged: String = CLIENT_KEY.chars().enumerate().map(|(index, it)| if index == at { byte } else { it }).collect();
        for text in [&text, &damaged, &format!("-----BEGIN CERTIFICATE-----{text}-----END ")] {
            let _ = (certificates(text), key(text));
        }
    }

    #[test]
    fn no_bytes_break_the_reader_of_certificates_and_keys(at in 0..2000_usize, byte in any::<u8>(), cut in 0..2000_usize) {
        for pem in [CLIENT, RSA_KEY, CLIENT_SEC1] {
            let clean = shapes(pem)[8].1.clone();
            let mut letters = clean.into_bytes();
            letters.truncate(cut.max(4));
            let place = at % letters.len();
            letters[place] = b"ABCDEFabcdef0123456789+/"[usize::from(byte) % 24];
            let text = String::from_utf8(letters).unwrap();
            let found = (certificates(&text), key(&text));
            prop_assert!(!matches!(found.0, Err(PemFault::SeveralKeys)));
        }
    }
}
