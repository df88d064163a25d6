//! PEM in every shape that people paste: with or without armour, on one line, indented, with `\n` written out.

mod block;
mod certificate;
mod key;

pub use certificate::{Certificate, Validity, certificates};
pub use key::{Key, key};

pub(super) use block::{Block, Content, blocks};

/// Why a text is not what its field takes. Never holds a part of the text: it may be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PemFault {
    /// It is neither PEM nor Base64.
    NotPem,
    /// A block has a beginning and no end.
    NotClosed {
        /// Which block, from 1.
        number: usize,
    },
    /// A block holds something that is not Base64.
    NotBase64 {
        /// Which block, from 1.
        number: usize,
    },
    /// A private key stands where certificates should.
    KeyAmongCertificates,
    /// Something else stands where certificates should.
    NotACertificate {
        /// Which block, from 1.
        number: usize,
        /// What it is.
        found: &'static str,
    },
    /// There is no private key in it.
    NotAKey {
        /// What it is.
        found: &'static str,
    },
    /// The private key needs a pass phrase.
    Encrypted,
    /// There is more than one private key in it.
    SeveralKeys,
}
