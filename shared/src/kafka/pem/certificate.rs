//! Certificates, and what people ask of them.

use core::net::IpAddr;
use std::time::Duration;

use x509_cert::der::pem::LineEnding;
use x509_cert::der::{Decode, pem};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, SubjectAltName};
use x509_cert::time::Time;

use super::super::setup::principal::spelled;
use super::{Block, Content, PemFault, blocks};

/// Attributes of names that are named in words, beside those of RFC 2253. `x509-cert` knows thousands: 80 KB in the page.
const NAMES: &[(&str, &str)] = &[
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.12", "title"),
    ("2.5.4.42", "GN"),
];

/// A certificate, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is, as in RFC 4514: `CN=kafka-1.example.com,O=Example`.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// The DNS names and IP addresses that it is good for.
    pub names: Vec<String>,
    /// From when on it is valid: `2026-03-12`.
    pub not_before: String,
    /// Until when it is valid.
    pub not_after: String,
    /// Whether it may issue certificates.
    pub is_ca: bool,
    /// Whether it was issued by itself.
    pub is_self_issued: bool,
    pub(crate) valid_ms: (i64, i64),
    pub(crate) public_key: Vec<u8>,
    der: Vec<u8>,
}

/// The certificates of a text, in its order.
///
/// ```
/// # use shared::kafka::{PemFault, certificates};
/// assert_eq!(certificates("nonsense"), Err(PemFault::NotPem));
/// ```
///
/// # Errors
/// If it holds anything but certificates.
pub fn certificates(text: &str) -> Result<Vec<Certificate>, PemFault> {
    (1..)
        .zip(blocks(text)?)
        .filter(|(_, it)| it.content != Content::Parameters)
        .map(|(number, block)| one(number, block))
        .collect()
}

fn one(number: usize, block: Block) -> Result<Certificate, PemFault> {
    let not_a_certificate = |found| PemFault::NotACertificate { number, found };
    match block.content {
        Content::Certificate | Content::Unsaid => {
            Certificate::parse(block.der).ok_or(not_a_certificate("damaged or something else"))
        }
        Content::PrivateKey | Content::EncryptedKey => Err(PemFault::KeyAmongCertificates),
        Content::Other(found) => Err(not_a_certificate(found)),
        Content::Parameters => Err(not_a_certificate("parameters of a key")),
    }
}

impl Certificate {
    pub(crate) fn parse(der: Vec<u8>) -> Option<Self> {
        // Java's key stores append trailing bytes to none, but OpenSSL's `TRUSTED CERTIFICATE` has some: both are refused alike.
        let parsed = x509_cert::Certificate::from_der(&der).ok()?;
        let tbs = parsed.tbs_certificate();
        let validity = tbs.validity();
        let constraints = tbs.get_extension::<BasicConstraints>().ok().flatten();
        Some(Self {
            subject: spelled(tbs.subject(), NAMES),
            issuer: spelled(tbs.issuer(), NAMES),
            names: tbs.get_extension::<SubjectAltName>().ok().flatten().map_or_else(Vec::new, |(_, it)| names(&it)),
            not_before: day(&validity.not_before),
            not_after: day(&validity.not_after),
            is_ca: constraints.is_some_and(|(_, it)| it.ca),
            is_self_issued: tbs.subject() == tbs.issuer(),
            valid_ms: (ms(&validity.not_before), ms(&validity.not_after)),
            public_key: tbs.subject_public_key_info().subject_public_key.raw_bytes().to_vec(),
            der,
        })
    }

    /// Whether it is valid at `now_ms`, in milliseconds since 1970.
    #[must_use]
    pub fn validity(&self, now_ms: i64) -> Validity {
        let day = Duration::from_secs(24 * 60 * 60).as_millis() as i64;
        match self.valid_ms {
            (from, _) if now_ms < from => Validity::NotYet,
            (_, until) if now_ms > until => Validity::Expired,
            (_, until) => Validity::DaysLeft((until - now_ms) / day),
        }
    }

    /// As in DER.
    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    /// As clean PEM.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::encode_string("CERTIFICATE", LineEnding::LF, &self.der).unwrap_or_default()
    }
}

/// Whether a certificate is valid at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It is, for that many whole days.
    DaysLeft(i64),
    /// It was.
    Expired,
    /// It will be.
    NotYet,
}

fn ms(time: &Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX)
}

/// `2026-03-12`
fn day(time: &Time) -> String {
    let date = time.to_date_time();
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

fn names(extension: &SubjectAltName) -> Vec<String> {
    let name = |it: &GeneralName| match it {
        GeneralName::DnsName(name) => Some(name.to_string()),
        GeneralName::IpAddress(bytes) => ip(bytes.as_bytes()),
        _ => None,
    };
    extension.0.iter().filter_map(name).collect()
}

fn ip(bytes: &[u8]) -> Option<String> {
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).ok().map(|it| it.to_string())
}
