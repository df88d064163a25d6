//! Texts as people have them, and what is made of them, word for word.

use proptest::prelude::*;

use super::*;
use crate::settings::{SaslMechanism, Secret};

/// Everything that is said, in order.
fn said(imported: &Imported) -> Vec<String> {
    let taken = imported.taken.iter().map(ToString::to_string);
    let agreed = imported.agreed.iter().map(ToString::to_string);
    taken.chain(agreed).chain(imported.unusable.iter().map(ToString::to_string)).collect()
}

fn secret(text: Option<&Secret>) -> Option<&str> {
    text.map(Secret::expose)
}

#[test]
fn the_properties_of_a_java_client_are_taken() {
    let text = "bootstrap.servers = kafka-1.example.com\\:9093,\\\n    kafka-2.example.com:9093\n\
        security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n\
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\\n  \
        username=\"\\u00e4lice\" \\\n  password=\"a\\\\\"b\\\\\\\\c\";\n\
        ssl.truststore.type=PEM\nssl.truststore.certificates=-----BEGIN CERTIFICATE-----\\n\\\n  AAAA\\n\\\n  -----END CERTIFICATE-----\n\
        ssl.endpoint.identification.algorithm=https\nclient.id=me\n";
    let found = import(text);
    let settings = &found.settings;
    assert_eq!(settings.bootstrap_servers.as_deref(), Some("kafka-1.example.com:9093,kafka-2.example.com:9093"));
    assert_eq!(settings.sasl_mechanism, SaslMechanism::ScramSha512);
    assert_eq!(settings.username.as_deref(), Some("älice"));
    assert_eq!(secret(settings.password.as_ref()), Some("a\"b\\c"));
    assert_eq!(settings.ssl_ca.as_deref(), Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"));
    assert_eq!(
        said(&found),
        [
            "Line 1: `bootstrap.servers` became Apache Kafka Bootstrap Servers.",
            "Line 4: `sasl.mechanism` became Authentication Method.",
            "Line 5: `sasl.jaas.config username` became User Name.",
            "Line 5: `sasl.jaas.config password` became Password.",
            "Line 9: `ssl.truststore.certificates` became SSL CA Certificate.",
            "Line 3: `security.protocol` asks for what Headgate always does.",
            "Line 8: `ssl.truststore.type` asks for what Headgate always does.",
            "Line 12: `ssl.endpoint.identification.algorithm` asks for what Headgate always does.",
            "Line 13: `client.id` was not taken. It is not a setting of Headgate.",
        ]
    );
}

#[test]
fn the_snippet_of_a_hosted_cluster_has_placeholders_and_none_is_taken() {
    let text = "# Required connection configs for Kafka producer, consumer, and admin\n\
        bootstrap.servers=pkc-1.eu.example.cloud:9092\nsecurity.protocol=SASL_SSL\n\
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username='{{ CLUSTER_API_KEY }}' password='********';\n\
        sasl.mechanism=PLAIN\nsession.timeout.ms=45000\nsasl.username=${env:KEY}\nsasl.password=<CLUSTER_API_SECRET>\n";
    let found = import(text);
    assert_eq!(found.settings.username, None);
    assert_eq!(secret(found.settings.password.as_ref()), None);
    assert_eq!(
        said(&found),
        [
            "Line 2: `bootstrap.servers` became Apache Kafka Bootstrap Servers.",
            "Line 5: `sasl.mechanism` became Authentication Method.",
            "Line 3: `security.protocol` asks for what Headgate always does.",
            "Line 4: `sasl.jaas.config username` was not taken. Its value is a placeholder.",
            "Line 4: `sasl.jaas.config password` was not taken. Its value is a placeholder.",
            "Line 6: `session.timeout.ms` was not taken. It is not a setting of Headgate.",
            "Line 7: `sasl.username` was not taken. Its value is a placeholder.",
            "Line 8: `sasl.password` was not taken. Its value is a placeholder.",
        ]
    );
}

#[test]
fn json_python_and_java_are_read_by_their_quoted_names() {
    let json = r#"{"bootstrap.servers":"a:1","sasl.username":"\u00e4\ud83d\ude00\"","enable.ssl.certificate.verification":false}"#;
    let python = "import os\nconf = {\n    'bootstrap.servers': 'a:1',  # the 'first.one': 'x'\n    'sasl.username': \"ä😀\\\"\",\n    \
        'sasl.password': os.environ['PASSWORD'],\n    'linger.ms': 5,\n}\ntopic = \"purchases\"\n";
    let java = "props.put(\"bootstrap.servers\", \"a:1\");\nprops.put(\"sasl.username\", \"ä😀\\\"\");\n";
    for text in [json, python, java] {
        let settings = import(text).settings;
        assert_eq!(settings.bootstrap_servers.as_deref(), Some("a:1"), "{text}");
        assert_eq!(settings.username.as_deref(), Some("ä😀\""), "{text}");
    }
    assert_eq!(import(python).settings.topic.as_deref(), Some("purchases"));
    assert_eq!(
        said(&import(python)).split_off(3),
        [
            "Line 5: `sasl.password` was not taken. Its value is a placeholder.",
            "Line 6: `linger.ms` was not taken. It is not a setting of Headgate.",
        ]
    );
    assert_eq!(
        said(&import(json)).pop().as_deref(),
        Some(
            "Line 1: `enable.ssl.certificate.verification` was not taken. Verification cannot be switched off: the broker's certificate and host name are always checked."
        )
    );
}

#[test]
fn a_jaas_line_and_a_jaas_file_are_taken() {
    let line = r#"org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" password="p;=}";"#;
    let file = format!("// for the client\nKafkaClient {{\n  {line}\n}};\n");
    for text in [line, &file] {
        let found = import(text);
        assert_eq!(found.settings.username.as_deref(), Some("alice"));
        assert_eq!(secret(found.settings.password.as_ref()), Some("p;=}"));
        assert_eq!(found.unusable, []);
    }
    assert_eq!(import(&file).taken[1].to_string(), "Line 2: `sasl.jaas.config username` became User Name.");
}

#[test]
fn each_reason_has_a_text_that_has_it_alone() {
    for row in IMPORT_PROBLEMS {
        let text = String::from_utf8(row.example.bytes()).unwrap();
        let codes: Vec<_> = import(&text).unusable.iter().map(|it| it.why.code()).collect();
        assert_eq!(codes, [row.code], "{text}");
    }
}

#[test]
fn files_and_stores_are_told_apart() {
    let text =
        "ssl.truststore.location=/a/ca.pem\nssl.keystore.location=/a/b\nssl.keystore.type=PEM\nssl.key.location=k\n";
    assert_eq!(
        said(&import(text)).split_off(1),
        [
            "Line 1: `ssl.truststore.location` was not taken. It is the path of a file; SSL CA Certificate takes the file's text.",
            "Line 2: `ssl.keystore.location` was not taken. It is the path of a file; SSL Private Key takes the file's text.",
            "Line 4: `ssl.key.location` was not taken. It is the path of a file; SSL Private Key takes the file's text.",
        ]
    );
}

#[test]
fn no_password_is_told() {
    for text in [
        "sasl.password=canary",
        "canary LoginModule",
        "security.protocol=canary",
        "sasl.jaas.config=canary",
        "ssl.key.password=canary",
    ] {
        let found = import(text);
        assert!(!format!("{:?} {:?}", found.settings, said(&found)).contains("canary"), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in r#"([a-z.='":,{}\[\]()\\#!/*;u0-9 \t\r\n]|\PC|sasl\.username|bootstrap\.servers|KafkaClient|LoginModule|required|"""){0,60}"#) {
        let found = import(&text);
        let lines = text.split('\n').count();
        prop_assert!(found.taken.iter().all(|it| (1..=lines).contains(&it.line)));
        prop_assert!(found.unusable.iter().all(|it| (1..=lines).contains(&it.line)));
    }
}
