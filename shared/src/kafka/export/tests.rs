//! The texts word for word, and back again.

use proptest::prelude::*;

use super::*;
use crate::kafka::import;
use crate::settings::Secret;

fn full() -> KafkaSettings {
    KafkaSettings {
        bootstrap_servers: Some("kafka-1:9093,kafka-2:9093".to_owned()),
        topic: Some("events".to_owned()),
        sasl_mechanism: SaslMechanism::ScramSha512,
        username: Some("al\"ice\\ é😀".to_owned()),
        password: Some(Secret::new("canary")),
        ssl_key: Some(Secret::new("canary")),
        ssl_certificate: Some("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n".to_owned()),
        ssl_ca: Some("-----BEGIN CERTIFICATE-----\nBB==\n-----END CERTIFICATE-----".to_owned()),
    }
}

#[test]
fn client_properties_have_everything_and_are_ascii() {
    assert_eq!(
        export(&full(), Format::ClientProperties),
        r#"# topic=events
bootstrap.servers=kafka-1:9093,kafka-2:9093
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="al\\"ice\\\\ \u00e9\ud83d\ude00" password="<password>";
ssl.truststore.type=PEM
ssl.truststore.certificates=-----BEGIN CERTIFICATE-----\n\
BB==\n\
-----END CERTIFICATE-----
ssl.keystore.type=PEM
ssl.keystore.certificate.chain=-----BEGIN CERTIFICATE-----\n\
AA==\n\
-----END CERTIFICATE-----\n\

ssl.keystore.key=<private key>
"#
    );
}

#[test]
fn the_other_texts_have_what_they_can_hold() {
    assert_eq!(
        export(&full(), Format::Jaas),
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"al\\\"ice\\\\ é😀\" password=\"<password>\";\n"
    );
    assert_eq!(
        export(&full(), Format::Librdkafka),
        r#"{
  "bootstrap.servers": "kafka-1:9093,kafka-2:9093",
  "security.protocol": "SASL_SSL",
  "sasl.mechanism": "SCRAM-SHA-512",
  "sasl.username": "al\"ice\\ é😀",
  "sasl.password": "<password>",
  "ssl.ca.pem": "-----BEGIN CERTIFICATE-----\nBB==\n-----END CERTIFICATE-----",
  "ssl.certificate.pem": "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
  "ssl.key.pem": "<private key>"
}
"#
    );
    assert_eq!(
        export(&full(), Format::Kcat),
        "# topic=events\nbootstrap.servers=kafka-1:9093,kafka-2:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n\
         sasl.username=al\"ice\\ é😀\nsasl.password=<password>\n# Save the CA certificates as ca.pem.\nssl.ca.location=ca.pem\n\
         # Save the client certificate as client.pem.\nssl.certificate.location=client.pem\n\
         # Save the private key as client.key.\nssl.key.location=client.key\n"
    );
}

#[test]
fn a_line_of_kcat_says_what_it_cannot_hold() {
    for user in ["a\nb", " a", "a\\:b", &"a".repeat(500)] {
        let settings = KafkaSettings { username: Some(user.to_owned()), ..Default::default() };
        assert_eq!(
            export(&settings, Format::Kcat).lines().nth(2),
            Some("# sasl.username cannot be written here: a line of this file cannot hold the value."),
            "{user:?}"
        );
    }
}

#[test]
fn without_a_user_it_is_tls_only() {
    let settings = KafkaSettings { bootstrap_servers: Some("a:1".to_owned()), ..Default::default() };
    assert_eq!(export(&settings, Format::ClientProperties), "bootstrap.servers=a:1\nsecurity.protocol=SSL\n");
    assert_eq!(export(&settings, Format::Jaas), "");
}

#[test]
fn no_secret_is_in_any_text() {
    for format in Format::ALL {
        assert!(!export(&full(), format).contains("canary"), "{format:?}");
    }
}

/// What an import of an export cannot know.
fn without_secrets(settings: &KafkaSettings) -> KafkaSettings {
    KafkaSettings { password: None, ssl_key: None, ..settings.clone() }
}

prop_compose! {
    fn settings()(
        user in r#"([ \t\\"'\r\n{}=:,;#!a]|\PC|\p{Cc}){1,12}"#,
        mechanism in prop::sample::select(&[SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512][..]),
        ca in prop::option::of(r"-----BEGIN X-----(\r?\n[A-Za-z0-9+/= ]{1,8}){0,3}\n?"),
        topic in prop::option::of("t[a-z.]{1,9}"),
    ) -> KafkaSettings {
        KafkaSettings {
            bootstrap_servers: Some("kafka-1:9093".to_owned()), topic, sasl_mechanism: mechanism,
            username: Some(user), password: Some(Secret::new("p")), ssl_certificate: ca.clone(), ssl_ca: ca, ..Default::default()
        }
    }
}

/// A user whose name is like `<user>` must be typed: a text that has it is taken for unfinished.
fn looks_like_a_placeholder(settings: &KafkaSettings) -> bool {
    let text = export(settings, Format::Librdkafka);
    import(&text).unusable.iter().any(|it| it.name == "sasl.username")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn what_was_exported_is_imported_as_it_was(settings in settings()) {
        prop_assume!(!looks_like_a_placeholder(&settings));
        let wanted = without_secrets(&settings);
        prop_assert_eq!(&import(&export(&settings, Format::ClientProperties)).settings, &wanted);
        let wanted = KafkaSettings { topic: None, ..wanted };
        prop_assert_eq!(&import(&export(&settings, Format::Librdkafka)).settings, &wanted);
        let jaas = import(&export(&settings, Format::Jaas)).settings;
        prop_assert_eq!(&jaas.username, &wanted.username);
        let kcat = export(&settings, Format::Kcat);
        if !kcat.contains("# sasl.username cannot") {
            prop_assert_eq!(&import(&kcat).settings.username, &wanted.username);
        }
    }
}
