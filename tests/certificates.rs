//! Certificates and keys for tests, made when they are needed.
//!
//! ```
//! use headgate_tests::certificates::{Authority, Leaf};
//! let ca = Authority::new("Test CA");
//! let expired = ca.issue(&Leaf::server(&["localhost", "127.0.0.1"]).valid(-20, -10));
//! assert!(expired.chain_pem().starts_with("-----BEGIN CERTIFICATE-----"));
//! ```

mod key;
mod leaf;

pub use key::{KeyForm, KeyKind};
pub use leaf::{Leaf, Usage};
use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::hash::MessageDigest;
use openssl::pkey::{Id, PKey, PKeyRef, Private};
use openssl::x509::extension::{BasicConstraints, KeyUsage};
use openssl::x509::{X509, X509Builder, X509Name};

/// A certificate authority.
#[derive(Debug)]
pub struct Authority {
    /// Its own certificate.
    pub certificate: X509,
    key: PKey<Private>,
    /// What stands above it, nearest first, without the root.
    above: Vec<X509>,
}

impl Authority {
    /// A root, valid for ten years.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let key = KeyKind::Ec.generate();
        let certificate = authority_certificate(name, &key, None);
        Self { certificate, key, above: Vec::new() }
    }

    /// An authority below this one. What it issues is sent with its certificate.
    #[must_use]
    pub fn intermediate(&self, name: &str) -> Self {
        let key = KeyKind::Ec.generate();
        let certificate = authority_certificate(name, &key, Some(self));
        let above = [vec![certificate.clone()], self.above.clone()].concat();
        Self { certificate, key, above }
    }

    /// A certificate with a new key.
    #[must_use]
    pub fn issue(&self, leaf: &Leaf) -> Issued {
        let key = leaf.key_kind().generate();
        let certificate = leaf.sign(&key, Some(self));
        Issued { certificate, key, above: self.above.clone() }
    }

    /// Its certificate.
    #[must_use]
    pub fn pem(&self) -> String {
        pem(&self.certificate)
    }
}

/// A certificate with its key.
#[derive(Debug)]
pub struct Issued {
    /// The certificate.
    pub certificate: X509,
    /// Its key.
    pub key: PKey<Private>,
    /// The authorities between it and the root.
    pub above: Vec<X509>,
}

impl Issued {
    /// A certificate that nobody but itself vouches for.
    #[must_use]
    pub fn self_signed(leaf: &Leaf) -> Self {
        let key = leaf.key_kind().generate();
        Self { certificate: leaf.sign(&key, None), key, above: Vec::new() }
    }

    /// The certificate, then the authorities above it but the root.
    #[must_use]
    pub fn chain_pem(&self) -> String {
        std::iter::once(&self.certificate).chain(&self.above).map(pem).collect()
    }

    /// The key, in PKCS#8.
    #[must_use]
    pub fn key_pem(&self) -> String {
        KeyForm::Pkcs8.pem(&self.key)
    }
}

fn authority_certificate(name: &str, key: &PKeyRef<Private>, issuer: Option<&Authority>) -> X509 {
    let name = common_name(name);
    let mut builder = begin(&name, key, issuer, (-1, 3650));
    builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
    builder.append_extension(KeyUsage::new().critical().key_cert_sign().crl_sign().build().unwrap()).unwrap();
    finish(builder, key, issuer)
}

/// What every certificate has. `days` are counted from now.
fn begin(name: &X509Name, key: &PKeyRef<Private>, issuer: Option<&Authority>, days: (i64, i64)) -> X509Builder {
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let mut serial = BigNum::new().unwrap();
    serial.rand(127, MsbOption::MAYBE_ZERO, false).unwrap();
    builder.set_serial_number(&serial.to_asn1_integer().unwrap()).unwrap();
    builder.set_subject_name(name).unwrap();
    builder.set_issuer_name(issuer.map_or(name, |it| it.certificate.subject_name())).unwrap();
    builder.set_pubkey(key).unwrap();
    builder.set_not_before(&day(days.0)).unwrap();
    builder.set_not_after(&day(days.1)).unwrap();
    builder
}

fn finish(mut builder: X509Builder, own: &PKeyRef<Private>, issuer: Option<&Authority>) -> X509 {
    let key = issuer.map_or(own, |it| &it.key);
    // Ed25519 has its hash built in.
    let digest = if key.id() == Id::ED25519 { MessageDigest::null() } else { MessageDigest::sha256() };
    builder.sign(key, digest).unwrap();
    builder.build()
}

fn common_name(name: &str) -> X509Name {
    let mut builder = X509Name::builder().unwrap();
    builder.append_entry_by_text("CN", name).unwrap();
    builder.build()
}

fn day(from_now: i64) -> Asn1Time {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    Asn1Time::from_unix(i64::try_from(now).unwrap() + from_now * 86_400).unwrap()
}

fn pem(certificate: &X509) -> String {
    String::from_utf8(certificate.to_pem().unwrap()).unwrap()
}
