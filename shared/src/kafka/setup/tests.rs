//! The pieces word for word, and which of them there are.

use proptest::prelude::*;

use super::*;
use crate::kafka::import;
use crate::settings::Secret;

/// Its subject has what Java spells in its own way; Java's own words for it are in the test.
const CERTIFICATE: &str = include_str!("../../../tests/certificates/subject.pem");

fn settings(mechanism: SaslMechanism, user: Option<&str>) -> KafkaSettings {
    KafkaSettings {
        bootstrap_servers: Some("kafka-1.example.com:9094,kafka-2:9094".to_owned()),
        topic: Some("events".to_owned()),
        sasl_mechanism: mechanism,
        username: user.map(str::to_owned),
        password: user.map(|_| Secret::new("canary")),
        ..Default::default()
    }
}

fn with_certificate() -> KafkaSettings {
    KafkaSettings {
        ssl_certificate: Some(CERTIFICATE.to_owned()),
        ssl_key: Some(Secret::new("canary")),
        ssl_ca: Some("-".to_owned()),
        ..settings(SaslMechanism::Plain, None)
    }
}

/// The texts with their titles and places, as one.
fn told(settings: &KafkaSettings) -> String {
    let place = |target| match target {
        Target::File(name) => name,
        Target::Shell => "shell",
    };
    setup(settings).iter().map(|it| format!("== {} ({})\n{}", it.title, place(it.target), it.text)).collect()
}

#[test]
fn a_user_of_plain_is_in_the_brokers_files() {
    assert_eq!(
        told(&settings(SaslMechanism::Plain, Some("al\"i ce"))),
        r#"== A listener for Headgate (server.properties)
# Add these to the lists that there are; the second with the name of each broker.
listeners=SASL_SSL://:9094
advertised.listeners=SASL_SSL://kafka-1.example.com:9094
# A file with the broker's private key (PKCS#8) and certificate in PEM.
# The certificate is issued by a public CA, and for the name that is advertised.
listener.name.sasl_ssl.ssl.keystore.type=PEM
listener.name.sasl_ssl.ssl.keystore.location=/etc/kafka/tls/broker.pem
listener.name.sasl_ssl.ssl.enabled.protocols=TLSv1.3,TLSv1.2
listener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN
listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required "user_al\\"i ce"="<password>";
== The user in a file of its own (jaas.conf)
// In place of the line `…plain.sasl.jaas.config` in server.properties. The broker is started with
// KAFKA_OPTS=-Djava.security.auth.login.config=/etc/kafka/jaas.conf
KafkaServer {
  org.apache.kafka.common.security.plain.PlainLoginModule required "user_al\"i ce"="<password>";
};
== Make the topic, if it does not exist (shell)
bin/kafka-topics.sh --bootstrap-server kafka-1.example.com:9094 --command-config admin.properties \
  --create --topic events --partitions 6 --replication-factor 3 --config min.insync.replicas=2
== Let it publish to the topic (shell)
bin/kafka-acls.sh --bootstrap-server kafka-1.example.com:9094 --command-config admin.properties \
  --add --allow-principal 'User:al"i ce' --operation Write --operation Describe --topic events
== Let it read records back and see the topic's limits (shell)
bin/kafka-acls.sh --bootstrap-server kafka-1.example.com:9094 --command-config admin.properties \
  --add --allow-principal 'User:al"i ce' --operation Read --operation DescribeConfigs --topic events
== Let it publish without duplicates, before Kafka 2.8 (shell)
bin/kafka-acls.sh --bootstrap-server kafka-1.example.com:9094 --command-config admin.properties \
  --add --allow-principal 'User:al"i ce' --operation IdempotentWrite --cluster
"#
    );
}

#[test]
fn a_user_of_scram_is_made_with_a_command() {
    let text = told(&settings(SaslMechanism::ScramSha512, Some("-o'neill")));
    let listener = "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;\n";
    assert!(text.contains(listener), "{text}");
    assert!(!text.contains("jaas.conf)"), "{text}");
    assert!(
        text.contains(
            r"== Make the user (shell)
bin/kafka-configs.sh --bootstrap-server kafka-1.example.com:9094 --command-config admin.properties \
  --alter --add-config 'SCRAM-SHA-512=[iterations=8192,password=<password>]' \
  --entity-type users --entity-name='-o'\''neill'
== Make the user, with ZooKeeper and Kafka before 2.7 (shell)
bin/kafka-configs.sh --zookeeper '<zookeeper host>:2181' \
  --alter --add-config 'SCRAM-SHA-512=[iterations=8192,password=<password>]' \
  --entity-type users --entity-name='-o'\''neill'
"
        ),
        "{text}"
    );
}

#[test]
fn a_client_certificate_is_asked_for_and_its_subject_has_the_rights() {
    let text = told(&with_certificate());
    let listener = r"# The certificate is issued by one of the CA certificates given to Headgate, and for the name that is advertised.
listener.name.ssl.ssl.keystore.type=PEM
listener.name.ssl.ssl.keystore.location=/etc/kafka/tls/broker.pem
listener.name.ssl.ssl.enabled.protocols=TLSv1.3,TLSv1.2
# Asks for a client certificate, issued by one of the CAs in this file.
listener.name.ssl.ssl.client.auth=required
listener.name.ssl.ssl.truststore.type=PEM
listener.name.ssl.ssl.truststore.location=/etc/kafka/tls/client-ca.pem
== ";
    assert!(text.contains(listener), "{text}");
    let rights = r"--add --allow-principal 'User:1.2.840.113549.1.9.1=#16056140622e63,CN=h\#éa dgate,DC=x,OU=a+OU=b,O=Ex\, Inc.,C=DE' --operation Write --operation Describe --topic events
";
    assert!(text.contains(rights), "{text}");
}

#[test]
fn what_is_not_typed_yet_is_a_placeholder_and_nobody_in_particular_has_no_rights() {
    let titles: Vec<_> = setup(&KafkaSettings::default()).into_iter().map(|it| it.title).collect();
    assert_eq!(titles, ["A listener for Headgate", "Make the topic, if it does not exist"]);
    let text = told(&KafkaSettings::default());
    assert!(text.contains("listeners=SSL://:9093\nadvertised.listeners=SSL://<host>:9093\n"), "{text}");
    assert!(text.contains("--bootstrap-server '<host>:9093'"), "{text}");
    assert!(text.contains("--create --topic '<topic>' "), "{text}");
}

#[test]
fn a_certificate_that_cannot_be_read_has_a_placeholder_for_its_subject() {
    let settings = KafkaSettings { ssl_certificate: Some("nonsense".to_owned()), ..with_certificate() };
    assert!(told(&settings).contains("--allow-principal 'User:<subject of the client certificate>' "));
}

#[test]
fn no_secret_is_in_any_piece() {
    for it in
        [settings(SaslMechanism::Plain, Some("a")), settings(SaslMechanism::ScramSha256, Some("a")), with_certificate()]
    {
        assert!(!told(&it).contains("canary"));
    }
}

proptest! {
    #[test]
    fn any_user_name_stays_within_its_line(user in r#"([ \t\\"'\r\n{}=:,;#!$`a]|\PC|\p{Cc}){1,12}"#) {
        let settings = settings(SaslMechanism::Plain, Some(&user));
        let lines = |user| told(&KafkaSettings { username: Some(user), ..settings.clone() }).lines().count();
        prop_assert_eq!(lines(user.clone()), lines("alice".to_owned()));
        // The login module of the broker is one that a client's reader takes, too.
        let broker = setup(&settings).swap_remove(0).text;
        let module = broker.split_once("_ssl.plain.").unwrap_or_default().1;
        prop_assert_eq!(import(module).unusable.len(), 0);
    }
}
