//! From a pasted text to its blocks.

use base64ct::{Base64Unpadded, Encoding};

use super::PemFault;

/// What lies between `-----BEGIN …-----` and `-----END …-----`, or a text without armour.
pub(crate) struct Block {
    pub(crate) content: Content,
    pub(crate) der: Vec<u8>,
}

/// What a block says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Certificate,
    PrivateKey,
    EncryptedKey,
    /// Parameters that OpenSSL writes before the key that has them too.
    Parameters,
    /// Something else, in words.
    Other(&'static str),
    /// There was no armour to say it.
    Unsaid,
}

impl Content {
    fn of(label: &str) -> Self {
        match label {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Self::Certificate,
            "ENCRYPTED PRIVATE KEY" => Self::EncryptedKey,
            "PUBLIC KEY" | "RSA PUBLIC KEY" => Self::Other("a public key"),
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Self::Other("a certificate request"),
            "X509 CRL" => Self::Other("a revocation list"),
            "OPENSSH PRIVATE KEY" => Self::Other("a key of OpenSSH"),
            "PKCS7" | "CMS" => Self::Other("a PKCS#7 file"),
            _ if label.ends_with("PRIVATE KEY") => Self::PrivateKey,
            _ if label.ends_with("PARAMETERS") => Self::Parameters,
            _ => Self::Other("something else"),
        }
    }
}

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The blocks of `text`. What stands between blocks is skipped: OpenSSL writes names there.
pub(crate) fn blocks(text: &str) -> Result<Vec<Block>, PemFault> {
    // Secret stores and environment variables hold PEM on one line, with its line ends written out.
    let text = text.replace("\\r", "\n").replace("\\n", "\n");
    if !text.contains(BEGIN) {
        return bare(&text).map(|block| vec![block]);
    }
    let mut blocks = Vec::new();
    for (number, piece) in (1..).zip(text.split(BEGIN).skip(1)) {
        let (label, rest) = piece.split_once(DASHES).ok_or(PemFault::NotClosed { number })?;
        let (body, _) = rest.split_once(END).ok_or(PemFault::NotClosed { number })?;
        let content = if body.contains("Proc-Type") { Content::EncryptedKey } else { Content::of(label.trim()) };
        // An encrypted key is refused unread: its body has headers.
        let der = match content {
            Content::EncryptedKey => Vec::new(),
            _ => decoded(body).ok_or(PemFault::NotBase64 { number })?,
        };
        blocks.push(Block { content, der });
    }
    Ok(blocks)
}

fn bare(text: &str) -> Result<Block, PemFault> {
    let text = text.trim().trim_matches(['"', '\'']);
    let der = decoded(text).filter(|der| der.first() == Some(&0x30)).ok_or(PemFault::NotPem)?;
    Ok(Block { content: Content::Unsaid, der })
}

fn decoded(body: &str) -> Option<Vec<u8>> {
    let letters: String = body.chars().filter(|it| !it.is_whitespace()).collect();
    Base64Unpadded::decode_vec(letters.trim_end_matches('=')).ok()
}
