//! What a certificate for a server or a client says.

use std::net::IpAddr;

use openssl::pkey::{PKeyRef, Private};
use openssl::x509::X509;
use openssl::x509::extension::{ExtendedKeyUsage, SubjectAlternativeName};

use super::{Authority, KeyKind, begin, common_name, finish};

/// What a certificate may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Being a TLS server.
    Server,
    /// Being a TLS client.
    Client,
}

/// A certificate to be issued. Unless said otherwise it is valid from yesterday for a year and has an EC key.
#[derive(Debug, Clone)]
pub struct Leaf {
    common_name: String,
    alternative_names: Vec<String>,
    usage: Usage,
    days: (i64, i64),
    key_kind: KeyKind,
}

impl Leaf {
    /// For a server with these DNS names and IP addresses; the first is the common name too.
    #[must_use]
    pub fn server(names: &[&str]) -> Self {
        let alternative_names = names.iter().map(|&it| it.to_owned()).collect();
        Self { alternative_names, ..Self::new(names.first().copied().unwrap_or("server"), Usage::Server) }
    }

    /// For a server whose only name is its common name, as in old certificates.
    #[must_use]
    pub fn server_without_alternative_names(common_name: &str) -> Self {
        Self::new(common_name, Usage::Server)
    }

    /// For a client.
    #[must_use]
    pub fn client(common_name: &str) -> Self {
        Self::new(common_name, Usage::Client)
    }

    fn new(common_name: &str, usage: Usage) -> Self {
        Self {
            common_name: common_name.to_owned(),
            alternative_names: Vec::new(),
            usage,
            days: (-1, 365),
            key_kind: KeyKind::Ec,
        }
    }

    /// Valid between these days, counted from now; negative ones are past.
    #[must_use]
    pub fn valid(self, from: i64, until: i64) -> Self {
        Self { days: (from, until), ..self }
    }

    /// With a key of this kind.
    #[must_use]
    pub fn with_key(self, key_kind: KeyKind) -> Self {
        Self { key_kind, ..self }
    }

    pub(super) fn key_kind(&self) -> KeyKind {
        self.key_kind
    }

    /// Signed by `issuer`, or by its own key.
    pub(super) fn sign(&self, key: &PKeyRef<Private>, issuer: Option<&Authority>) -> X509 {
        let mut builder = begin(&common_name(&self.common_name), key, issuer, self.days);
        let mut usage = ExtendedKeyUsage::new();
        match self.usage {
            Usage::Server => usage.server_auth(),
            Usage::Client => usage.client_auth(),
        };
        builder.append_extension(usage.build().unwrap()).unwrap();
        if !self.alternative_names.is_empty() {
            let mut names = SubjectAlternativeName::new();
            for name in &self.alternative_names {
                if name.parse::<IpAddr>().is_ok() {
                    names.ip(name)
                } else {
                    names.dns(name)
                };
            }
            let names = names.build(&builder.x509v3_context(None, None)).unwrap();
            builder.append_extension(names).unwrap();
        }
        finish(builder, key, issuer)
    }
}
