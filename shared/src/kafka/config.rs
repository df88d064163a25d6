//! A Kafka configuration that is known to be sound: what clients are made from.

use super::Server;
use crate::settings::{SaslMechanism, Secret};

/// A sound configuration. Only [`check`](super::check) makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KafkaConfig {
    /// The brokers to begin with; at least one.
    pub servers: Vec<Server>,
    /// The topic to publish to.
    pub topic: String,
    /// How to sign in; `None`: TLS only.
    pub sign_in: Option<SignIn>,
    /// What to show to brokers that ask for a client certificate.
    pub client_certificate: Option<ClientCertificate>,
    /// The CA certificates to trust, in clean PEM; `None`: the system's.
    pub ca: Option<String>,
}

/// A SASL user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// How to sign in.
    pub mechanism: SaslMechanism,
    /// As typed: any Unicode.
    pub username: String,
    /// As typed: any Unicode.
    pub password: Secret,
}

/// A certificate and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The certificate and what it was issued by, in clean PEM.
    pub chain: String,
    /// The private key, in clean PEM.
    pub key: Secret,
}

impl KafkaConfig {
    /// The servers as librdkafka takes them.
    #[must_use]
    pub fn bootstrap_servers(&self) -> String {
        self.servers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }
}
