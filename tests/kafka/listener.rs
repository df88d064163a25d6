//! The listeners that every broker of the tests has.

/// Where a client may connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// No TLS, no login.
    Plaintext,
    /// TLS without a client certificate.
    Ssl,
    /// TLS; a client certificate is required.
    MutualTls,
    /// TLS, then a login with PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.
    SaslSsl,
    /// The same with SCRAM-SHA-512 alone.
    ScramOnly,
    /// TLS; the broker says that it is found at `localhost:1` (its node's number), where nothing listens.
    Unreachable,
    /// TLS; the broker says that it is found at `kafka-1.invalid:9093` (its node's number).
    Unresolvable,
    /// TLS with a certificate for `other.example`.
    WrongHost,
    /// TLS with a certificate that was valid in January 2020.
    Expired,
    /// No TLS; the login `admin` with PLAIN, who may do everything.
    Admin,
}

impl Listener {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Plaintext,
        Self::Ssl,
        Self::MutualTls,
        Self::SaslSsl,
        Self::ScramOnly,
        Self::Unreachable,
        Self::Unresolvable,
        Self::WrongHost,
        Self::Expired,
        Self::Admin,
    ];

    /// What the script calls its address.
    pub(super) fn variable(self) -> &'static str {
        match self {
            Self::Plaintext => "KAFKA_PLAINTEXT",
            Self::Ssl => "KAFKA_SSL",
            Self::MutualTls => "KAFKA_MTLS",
            Self::SaslSsl => "KAFKA_SASL_SSL",
            Self::ScramOnly => "KAFKA_SCRAM_ONLY",
            Self::Unreachable => "KAFKA_UNREACHABLE",
            Self::Unresolvable => "KAFKA_UNRESOLVABLE",
            Self::WrongHost => "KAFKA_WRONG_HOST",
            Self::Expired => "KAFKA_EXPIRED",
            Self::Admin => "KAFKA_ADMIN",
        }
    }
}
