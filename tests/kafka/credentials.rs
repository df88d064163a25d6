//! Who a client says that it is: logins and certificates that the cluster was made with.

use std::fs;

use super::Kafka;

/// A user with a password.
#[derive(Debug, Clone, Copy)]
pub struct Login {
    /// The user's name.
    pub user: &'static str,
    /// The user's password.
    pub password: &'static str,
}

/// A user of all three mechanisms.
pub const ALICE: Login = Login { user: "alice", password: "alice-secret" };

/// Another one.
pub const BOB: Login = Login { user: "bob", password: "bob-secret" };

/// A client's certificate. The broker knows its holder as `User:CN=client`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientCertificate {
    /// Issued by the CA that the broker trusts.
    Good,
    /// The same, valid in January 2020.
    Expired,
    /// Issued by the other CA.
    OfOtherCa,
}

impl ClientCertificate {
    /// What the script calls its files.
    fn variables(self) -> (&'static str, &'static str) {
        match self {
            Self::Good => ("KAFKA_CLIENT_PEM", "KAFKA_CLIENT_KEY"),
            Self::Expired => ("KAFKA_EXPIRED_CLIENT_PEM", "KAFKA_EXPIRED_CLIENT_KEY"),
            Self::OfOtherCa => ("KAFKA_OTHER_CLIENT_PEM", "KAFKA_OTHER_CLIENT_KEY"),
        }
    }
}

impl Kafka {
    /// The certificate of the CA that issued the brokers' certificates, PEM.
    #[must_use]
    pub fn ca(&self) -> String {
        self.text("KAFKA_CA_PEM")
    }

    /// The certificate of a CA that has nothing to do with the brokers, PEM.
    #[must_use]
    pub fn other_ca(&self) -> String {
        self.text("KAFKA_OTHER_CA_PEM")
    }

    /// A client's certificate chain, PEM.
    #[must_use]
    pub fn certificate(&self, client: ClientCertificate) -> String {
        self.text(client.variables().0)
    }

    /// The key of a client's certificate, PEM.
    #[must_use]
    pub fn key(&self, client: ClientCertificate) -> String {
        self.text(client.variables().1)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }
}
