//! Private keys: PKCS#8, PKCS#1 and SEC1.

use x509_cert::der::pem::{self, LineEnding};
use x509_cert::der::{Decode, oid::ObjectIdentifier};

use super::{Block, Certificate, Content, PemFault, blocks};
use crate::settings::Secret;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");

/// A private key. `Debug` does not print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// As clean PEM.
    pub pem: Secret,
    /// What it is: `RSA, 2048 bits`.
    pub kind: String,
    public: Option<Public>,
}

/// The public half, as far as the private key's file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Public {
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    Point(Vec<u8>),
}

/// The private key of a text. Certificates beside it, as in combined files, are skipped.
///
/// # Errors
/// If there is none, more than one, or one that needs a pass phrase.
pub fn key(text: &str) -> Result<Key, PemFault> {
    let blocks = blocks(text)?;
    if blocks.iter().any(|it| it.content == Content::EncryptedKey) {
        return Err(PemFault::Encrypted);
    }
    let is_key = |it: &&Block| matches!(it.content, Content::PrivateKey | Content::Unsaid);
    let mut keys = blocks.iter().filter(is_key);
    match (keys.next(), keys.next()) {
        (Some(_), Some(_)) => Err(PemFault::SeveralKeys),
        (Some(block), None) => parse(&block.der),
        (None, _) => Err(PemFault::NotAKey { found: found(&blocks) }),
    }
}

fn found(blocks: &[Block]) -> &'static str {
    match blocks.first().map(|it| it.content) {
        Some(Content::Other(found)) => found,
        Some(Content::Certificate) => "a certificate",
        _ => "something else",
    }
}

impl Key {
    /// Whether it belongs to `certificate`; `None` if its file does not hold the public half, so that only a client can
    /// tell.
    #[must_use]
    pub fn matches(&self, certificate: &Certificate) -> Option<bool> {
        match self.public.as_ref()? {
            Public::Rsa { modulus, exponent } => Some(
                pkcs1::RsaPublicKeyRef::from_der(&certificate.public_key)
                    .is_ok_and(|it| it.modulus.as_bytes() == modulus && it.public_exponent.as_bytes() == exponent),
            ),
            Public::Point(point) => Some(certificate.public_key == *point),
        }
    }
}

fn parse(der: &[u8]) -> Result<Key, PemFault> {
    let (label, (kind, public)) = if let Ok(info) = pkcs8::PrivateKeyInfoRef::from_der(der) {
        ("PRIVATE KEY", inner(info.algorithm.oid, info.private_key.as_bytes()))
    } else if let Some(found) = rsa(der) {
        ("RSA PRIVATE KEY", found)
    } else if let Some(found) = ec(der) {
        ("EC PRIVATE KEY", found)
    } else {
        return Err(unreadable(der));
    };
    let pem = pem::encode_string(label, LineEnding::LF, der).unwrap_or_default();
    Ok(Key { pem: Secret::new(pem), kind, public })
}

/// An encrypted PKCS#8 key begins as a certificate does: with a sequence in a sequence.
fn unreadable(der: &[u8]) -> PemFault {
    let first = x509_cert::der::asn1::AnyRef::from_der(der).ok().and_then(|it| it.value().first().copied());
    match first {
        Some(0x30) if Certificate::parse(der.to_vec()).is_some() => PemFault::NotAKey { found: "a certificate" },
        Some(0x30) => PemFault::Encrypted,
        _ => PemFault::NotAKey { found: "damaged or something else" },
    }
}

fn inner(algorithm: ObjectIdentifier, der: &[u8]) -> (String, Option<Public>) {
    let found = match algorithm {
        RSA => rsa(der),
        EC => ec(der),
        _ => None,
    };
    found.unwrap_or_else(|| (if algorithm == EC { "EC" } else { "other" }.to_owned(), None))
}

fn rsa(der: &[u8]) -> Option<(String, Option<Public>)> {
    let key = pkcs1::RsaPrivateKeyRef::from_der(der).ok()?;
    let modulus = key.modulus.as_bytes().to_vec();
    let kind = format!("RSA, {} bits", modulus.len() * 8);
    Some((kind, Some(Public::Rsa { modulus, exponent: key.public_exponent.as_bytes().to_vec() })))
}

fn ec(der: &[u8]) -> Option<(String, Option<Public>)> {
    let key = sec1::EcPrivateKey::from_der(der).ok()?;
    let kind = format!("EC, {} bits", key.private_key.len() * 8);
    Some((kind, key.public_key.map(|it| Public::Point(it.to_vec()))))
}
