//! Settings as the texts of other Kafka clients. Secrets are placeholders: they never leave.

mod text;

use crate::settings::{KafkaSettings, SaslMechanism};
use text::{json, kcat, properties};

/// The texts that settings can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `client.properties` of Java clients and Kafka's own tools.
    ClientProperties,
    /// The value of `sasl.jaas.config`: one login module. Empty without a user name.
    Jaas,
    /// The settings of librdkafka and the clients built on it, as a JSON object.
    Librdkafka,
    /// The file that `kcat -F` reads.
    Kcat,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ClientProperties, Self::Jaas, Self::Librdkafka, Self::Kcat];

    /// Its name as people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ClientProperties => "client.properties (Java, Kafka's tools)",
            Self::Jaas => "JAAS (sasl.jaas.config)",
            Self::Librdkafka => "JSON (librdkafka: Python, Go, C#, Node.js)",
            Self::Kcat => "kcat.conf",
        }
    }
}

/// What stands for the SASL password.
pub(super) const PASSWORD: &str = "<password>";
/// What stands for the client's private key.
pub(super) const PRIVATE_KEY: &str = "<private key>";

/// `settings` as a text of `format`, with `<password>` and `<private key>` for the secrets.
///
/// ```
/// use shared::kafka::{Format, export};
/// let settings = shared::KafkaSettings {
///     bootstrap_servers: Some("kafka-1:9093".to_owned()),
///     username: Some("bj\u{f6}rn \"b\"".to_owned()),
///     ..Default::default()
/// };
/// assert_eq!(
///     export(&settings, Format::ClientProperties),
///     r#"bootstrap.servers=kafka-1:9093
/// security.protocol=SASL_SSL
/// sasl.mechanism=PLAIN
/// sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="bj\u00f6rn \\"b\\"" password="<password>";
/// "#
/// );
/// ```
#[must_use]
pub fn export(settings: &KafkaSettings, format: Format) -> String {
    let given = Given::of(settings);
    match format {
        Format::ClientProperties => properties(&given),
        Format::Jaas => given.user.map_or_else(String::new, |(mechanism, user)| login_module(mechanism, user) + "\n"),
        Format::Librdkafka => json(&given),
        Format::Kcat => kcat(&given),
    }
}

/// What is set: nothing is empty.
struct Given<'s> {
    servers: Option<&'s str>,
    topic: Option<&'s str>,
    user: Option<(SaslMechanism, &'s str)>,
    ca: Option<&'s str>,
    certificate: Option<&'s str>,
    has_key: bool,
}

impl<'s> Given<'s> {
    fn of(settings: &'s KafkaSettings) -> Self {
        let set = |text: &'s Option<String>| text.as_deref().filter(|it| !it.is_empty());
        Self {
            servers: set(&settings.bootstrap_servers),
            topic: set(&settings.topic),
            user: set(&settings.username).map(|user| (settings.sasl_mechanism, user)),
            ca: set(&settings.ssl_ca),
            certificate: set(&settings.ssl_certificate),
            has_key: settings.ssl_key.is_some() || set(&settings.ssl_certificate).is_some(),
        }
    }

    fn protocol(&self) -> &'static str {
        if self.user.is_some() { "SASL_SSL" } else { "SSL" }
    }
}

/// The login module of a client.
fn login_module(mechanism: SaslMechanism, user: &str) -> String {
    format!("{} required username={} password=\"{PASSWORD}\";", module_class(mechanism), jaas_quoted(user))
}

/// The class of the login module for `mechanism`.
pub(super) fn module_class(mechanism: SaslMechanism) -> &'static str {
    match mechanism {
        SaslMechanism::Plain => "org.apache.kafka.common.security.plain.PlainLoginModule",
        SaslMechanism::ScramSha256 | SaslMechanism::ScramSha512 => {
            "org.apache.kafka.common.security.scram.ScramLoginModule"
        }
    }
}

/// `text` in quotes, as `java.io.StreamTokenizer` reads it: a line break would end the text.
pub(super) fn jaas_quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for it in text.chars() {
        match it {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '"' | '\\' => quoted.extend(['\\', it]),
            _ => quoted.push(it),
        }
    }
    quoted + "\""
}

/// `text` as the value of a line of `java.util.Properties`, in ASCII: Java's tools read Latin-1.
pub(super) fn properties_value(text: &str) -> String {
    let mut value = String::new();
    let mut units = [0; 2];
    for it in text.chars() {
        match it {
            '\\' => value.push_str("\\\\"),
            '\n' => value.push_str("\\n"),
            '\r' => value.push_str("\\r"),
            '\t' => value.push_str("\\t"),
            ' ' if value.is_empty() => value.push_str("\\ "),
            ' '..='~' => value.push(it),
            _ => value.extend(it.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"))),
        }
    }
    value
}

#[cfg(test)]
mod tests;
