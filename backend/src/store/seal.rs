//! Seals secrets, so that the database alone tells nobody what they are.
//!
//! XChaCha20-Poly1305 with a random nonce of 24 bytes. A sealed secret is bound to its place: moved to another integration or
//! setting, it does not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{StoreError, hex, random};

/// Bytes of a key.
pub(super) const KEY: usize = 32;
const NONCE: usize = 24;
/// Of 2^32 fingerprints two differ for different secrets, as far as people compare them.
const FINGERPRINT: usize = 4;

/// A secret as it is stored.
pub(super) struct Sealed {
    pub(super) nonce: Vec<u8>,
    pub(super) bytes: Vec<u8>,
}

/// Seals and opens with the server's key.
pub(super) struct Sealer {
    key: Zeroizing<[u8; KEY]>,
    fingerprint_key: Zeroizing<[u8; KEY]>,
}

impl Sealer {
    pub(super) fn new(key: Zeroizing<[u8; KEY]>) -> Self {
        let derived = Sha256::new().chain_update(b"headgate fingerprint 1").chain_update(*key).finalize();
        Self { key, fingerprint_key: Zeroizing::new(derived.into()) }
    }

    pub(super) fn seal(&self, place: &str, secret: &[u8]) -> Result<Sealed, StoreError> {
        let nonce = random::<NONCE>()?;
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        // It fails only for texts of many gigabytes.
        let bytes = self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_too_long| StoreError::Full)?;
        Ok(Sealed { nonce: nonce.to_vec(), bytes })
    }

    /// `None` if it was not sealed with this key for this place.
    pub(super) fn open(&self, place: &str, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let nonce: [u8; NONCE] = sealed.nonce.as_slice().try_into().ok()?;
        let payload = Payload { msg: &sealed.bytes, aad: place.as_bytes() };
        self.cipher().decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    /// Tells two secrets apart. It hangs on the server's key, so nobody without it can try passwords against it; and it
    /// is cut short, so that the hash cannot be lengthened.
    pub(super) fn fingerprint(&self, secret: &[u8]) -> String {
        let hash = Sha256::new().chain_update(*self.fingerprint_key).chain_update(secret).finalize();
        hex(&hash[..FINGERPRINT])
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(byte: u8) -> Sealer {
        Sealer::new(Zeroizing::new([byte; KEY]))
    }

    #[test]
    fn a_sealed_secret_opens_at_its_own_place_with_its_own_key_alone() {
        let sealed = sealer(1).seal("a/password", b"secret").unwrap();
        assert_eq!(sealer(1).open("a/password", &sealed).unwrap().as_slice(), b"secret");
        assert!(sealer(1).open("b/password", &sealed).is_none());
        assert!(sealer(1).open("a/ssl_key", &sealed).is_none());
        assert!(sealer(2).open("a/password", &sealed).is_none());
        let mut changed = sealer(1).seal("a/password", b"secret").unwrap();
        assert_ne!(changed.bytes, sealed.bytes, "sealing the same twice gives other bytes");
        changed.bytes[0] ^= 1;
        assert!(sealer(1).open("a/password", &changed).is_none());
    }

    #[test]
    fn a_fingerprint_depends_on_the_secret_and_on_the_servers_key() {
        let print = sealer(1).fingerprint(b"secret");
        assert_eq!(print.len(), 8);
        assert_eq!(print, sealer(1).fingerprint(b"secret"));
        assert_ne!(print, sealer(1).fingerprint(b"secret2"));
        assert_ne!(print, sealer(2).fingerprint(b"secret"));
    }
}
