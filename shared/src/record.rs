//! A Kafka record: key, value, partition.

mod assembler;
mod layout;
mod records;

pub(crate) use layout::{EventsArray, KeptEvent, Layout, Part};
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

/// The partition of `key` among `partitions`: murmur2 as in Kafka's Java client, with the sign bit cleared.
/// No partitions give 0.
///
/// Source: Apache Kafka, `BuiltInPartitioner.partitionForKey` and `Utils.murmur2`.
#[must_use]
pub fn partition(key: &[u8], partitions: u32) -> u32 {
    (murmur2(key) & 0x7fff_ffff).checked_rem(partitions).unwrap_or(0)
}

/// MurmurHash 2 with the seed of Kafka's Java client.
fn murmur2(data: &[u8]) -> u32 {
    const M: u32 = 0x5bd1_e995;
    const SEED: u32 = 0x9747_b28c;

    // Kafka's lengths are 32-bit, so the cut is the format's own.
    #[allow(clippy::cast_possible_truncation)]
    let mut hash = SEED ^ (data.len() as u32);
    let mut words = data.chunks_exact(4);
    for word in &mut words {
        let mut k = word.iter().rev().fold(0u32, |k, &byte| k << 8 | u32::from(byte)).wrapping_mul(M);
        k = (k ^ (k >> 24)).wrapping_mul(M);
        hash = hash.wrapping_mul(M) ^ k;
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        hash ^= rest.iter().rev().fold(0u32, |k, &byte| k << 8 | u32::from(byte));
        hash = hash.wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 13)).wrapping_mul(M);
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn murmur2_gives_the_hashes_of_kafkas_own_unit_test() {
        // Apache Kafka, UtilsTest.testMurmur2.
        let cases: [(&[u8], i32); 6] = [
            (b"21", -973_932_308),
            (b"foobar", -790_332_482),
            (b"a-little-bit-long-string", -985_981_536),
            (b"a-little-bit-longer-string", -1_486_304_829),
            (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
            (b"abc", 479_470_107),
        ];
        for (key, hash) in cases {
            assert_eq!(murmur2(key).cast_signed(), hash, "{}", String::from_utf8_lossy(key));
        }
    }

    #[test]
    fn a_key_has_one_partition_and_no_partitions_do_not_panic() {
        assert_eq!(partition(b"foobar", 12), (-790_332_482i32).cast_unsigned() % (1 << 31) % 12);
        assert_eq!(partition(b"foobar", 1), 0);
        assert_eq!(partition(b"foobar", 0), 0);
    }
}
