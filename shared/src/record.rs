//! A Kafka record: key, value, partition.

mod assembler;
mod kcat;
mod layout;
mod partition;
mod records;

pub use kcat::kcat;
pub(crate) use layout::{EventsArray, KeptEvent, Layout, Part};
pub use partition::{partition, partition_crc32, partition_fnv1a};
pub(crate) use records::BatchRecords;
pub use records::{RecordRef, Records};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::batch::{Kind, Raw, is_integer};

/// One message to publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which batch of the input it comes from, from 0.
    pub batch: usize,
    /// The MPID as decimal text; `None` goes to a random partition.
    pub key: Option<String>,
    /// The exact value: compact JSON, UTF-8.
    pub value: String,
}

impl Record {
    /// The SHA-256 of the value, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256_hex(self.value.as_bytes())
    }

    /// The partition of the key among `partitions`, as Java clients choose it; `None` without a key.
    #[must_use]
    pub fn partition(&self, partitions: u32) -> Option<u32> {
        self.key.as_deref().map(|key| partition(key.as_bytes(), partitions))
    }
}

/// The key that an MPID gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// Null or 0: mParticle knows no user.
    None,
    /// Decimal text without leading zeros.
    Mpid(String),
    /// An integer that no 64-bit MPID can be: as written.
    OutOfRange(String),
    /// Something else: what it is.
    NotAnInteger(&'static str),
}

impl Key {
    /// Reads `mpid`: an integer, or a string of one.
    pub(crate) fn of(mpid: Raw<'_>) -> Self {
        if mpid.kind() == Kind::Null {
            return Self::None;
        }
        let text = mpid.string().unwrap_or(mpid.text.into());
        if !is_integer(&text) {
            let found = if mpid.kind() == Kind::Number { "a fraction" } else { mpid.kind().words() };
            return Self::NotAnInteger(found);
        }
        match text.parse::<i64>() {
            Ok(0) => Self::None,
            Ok(mpid) => Self::Mpid(mpid.to_string()),
            Err(_out_of_range) => Self::OutOfRange(text.into_owned()),
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
///
/// ```
/// let digest = shared::record::sha256_hex(b"");
/// assert!(digest.starts_with("e3b0c44298fc1c14"));
/// ```
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    push_hex(&Sha256::digest(bytes), &mut hex);
    hex
}

/// Appends `bytes` in lower-case hexadecimal.
pub(crate) fn push_hex(bytes: &[u8], out: &mut String) {
    let digit = |it: u8| char::from(if it < 10 { b'0' + it } else { b'a' + it - 10 });
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 0xf));
    }
}
