//! The ways to connect that an integration knows, as its settings.

use shared::KafkaSettings;
use shared::settings::{SaslMechanism, Secret};

use super::{ALICE, ClientCertificate, Kafka, Listener, Login};

/// A way to connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// TLS only.
    Tls,
    /// TLS with a client certificate.
    MutualTls,
    /// TLS and a login with PLAIN.
    Plain,
    /// TLS and a login with SCRAM-SHA-256.
    ScramSha256,
    /// TLS and a login with SCRAM-SHA-512.
    ScramSha512,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Tls, Self::MutualTls, Self::Plain, Self::ScramSha256, Self::ScramSha512];

    /// The listener that is made for it.
    #[must_use]
    pub fn listener(self) -> Listener {
        match self {
            Self::Tls => Listener::Ssl,
            Self::MutualTls => Listener::MutualTls,
            Self::Plain | Self::ScramSha256 | Self::ScramSha512 => Listener::SaslSsl,
        }
    }

    fn mechanism(self) -> Option<SaslMechanism> {
        match self {
            Self::Tls | Self::MutualTls => None,
            Self::Plain => Some(SaslMechanism::Plain),
            Self::ScramSha256 => Some(SaslMechanism::ScramSha256),
            Self::ScramSha512 => Some(SaslMechanism::ScramSha512),
        }
    }
}

impl Kafka {
    /// Sound settings for `topic`; the login is Alice's.
    #[must_use]
    pub fn settings(&self, way: Way, topic: &str) -> KafkaSettings {
        let settings = self.settings_at(way.listener(), topic);
        match (way, way.mechanism()) {
            (_, Some(mechanism)) => with_login(settings, mechanism, ALICE),
            (Way::MutualTls, None) => self.with_certificate(settings, ClientCertificate::Good),
            _ => settings,
        }
    }

    /// Settings with TLS only for any listener. For those that do not take this, they are the fault to look for.
    #[must_use]
    pub fn settings_at(&self, listener: Listener, topic: &str) -> KafkaSettings {
        KafkaSettings {
            bootstrap_servers: Some(self.address(listener).to_owned()),
            topic: Some(topic.to_owned()),
            ssl_ca: Some(self.ca()),
            ..KafkaSettings::default()
        }
    }

    /// The settings with a client certificate.
    #[must_use]
    pub fn with_certificate(&self, settings: KafkaSettings, client: ClientCertificate) -> KafkaSettings {
        KafkaSettings {
            ssl_certificate: Some(self.certificate(client)),
            ssl_key: Some(Secret::new(self.key(client))),
            ..settings
        }
    }
}

/// The settings with a login.
#[must_use]
pub fn with_login(settings: KafkaSettings, mechanism: SaslMechanism, login: Login) -> KafkaSettings {
    KafkaSettings {
        sasl_mechanism: mechanism,
        username: Some(login.user.to_owned()),
        password: Some(Secret::new(login.password)),
        ..settings
    }
}
