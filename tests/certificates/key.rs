//! Keys of each kind, written in each form.

use openssl::ec::{EcGroup, EcKey};
use openssl::nid::Nid;
use openssl::pkey::{PKey, PKeyRef, Private};
use openssl::rsa::Rsa;
use openssl::symm::Cipher;

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA of 2048 bits: takes a tenth of a second to make, and more.
    Rsa,
    /// The curve P-256.
    Ec,
    /// Ed25519.
    Ed25519,
}

impl KeyKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rsa, Self::Ec, Self::Ed25519];

    /// A new key.
    #[must_use]
    pub fn generate(self) -> PKey<Private> {
        match self {
            Self::Rsa => PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap(),
            Self::Ec => {
                let curve = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
                PKey::from_ec_key(EcKey::generate(&curve).unwrap()).unwrap()
            }
            Self::Ed25519 => PKey::generate_ed25519().unwrap(),
        }
    }
}

/// How a private key is written in PEM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// `PRIVATE KEY`: any kind.
    Pkcs8,
    /// `RSA PRIVATE KEY`.
    Pkcs1,
    /// `EC PRIVATE KEY`.
    Sec1,
    /// `ENCRYPTED PRIVATE KEY`, with the pass phrase `secret`.
    Encrypted,
}

impl KeyForm {
    /// The key in this form.
    ///
    /// # Panics
    /// If a key of this kind has no such form.
    #[must_use]
    pub fn pem(self, key: &PKeyRef<Private>) -> String {
        let text = match self {
            Self::Pkcs8 => key.private_key_to_pem_pkcs8(),
            Self::Pkcs1 => key.rsa().unwrap().private_key_to_pem(),
            Self::Sec1 => key.ec_key().unwrap().private_key_to_pem(),
            Self::Encrypted => key.private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"secret"),
        };
        String::from_utf8(text.unwrap()).unwrap()
    }
}
