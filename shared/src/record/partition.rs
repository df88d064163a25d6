//! Which partition a key goes to, as the clients that people use choose it.

/// The partition of `key` among `partitions`: murmur2 as in Kafka's Java client, with the sign bit cleared.
/// No partitions give 0.
///
/// Source: Apache Kafka, `BuiltInPartitioner.partitionForKey` and `Utils.murmur2`.
///
/// ```
/// use shared::record::{partition, partition_crc32, partition_fnv1a};
/// let key = b"-5412031425869132287";
/// assert_eq!([partition(key, 6), partition_fnv1a(key, 6), partition_crc32(key, 6)], [4, 1, 2]);
/// ```
#[must_use]
pub fn partition(key: &[u8], partitions: u32) -> u32 {
    (murmur2(key) & 0x7fff_ffff).checked_rem(partitions).unwrap_or(0)
}

/// The same as Sarama, the Go client, chooses it by default: 32-bit FNV-1a, signed, and the absolute value of what is
/// left by the division.
///
/// Source: IBM/sarama, `hashPartitioner.Partition`; librdkafka's `fnv1a` is the same.
#[must_use]
pub fn partition_fnv1a(key: &[u8], partitions: u32) -> u32 {
    fnv1a(key).cast_signed().unsigned_abs().checked_rem(partitions).unwrap_or(0)
}

/// The same as librdkafka, the C client below most others, chooses it by default: CRC-32.
///
/// Source: librdkafka, `rd_kafka_msg_partitioner_consistent`.
#[must_use]
pub fn partition_crc32(key: &[u8], partitions: u32) -> u32 {
    crc32(key).checked_rem(partitions).unwrap_or(0)
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

/// FNV-1a with 32 bits.
fn fnv1a(data: &[u8]) -> u32 {
    data.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// CRC-32 as in zlib, bit by bit: a key has few bytes, and a table would be larger than the loop.
fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
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
    fn fnv1a_gives_the_hashes_of_librdkafkas_own_unit_test() {
        // librdkafka, unittest_fnv1a: made with Go's hash/fnv, as Sarama uses it, without their sign.
        let cases: [(&[u8], u32); 5] = [
            (b"kafka", 0x0d33_c4e1),
            (b"giberish123456789", 0x77a5_8295),
            (b"1234", 0x023b_dd03),
            (b"PreAmbleWillBeRemoved,ThePrePartThatIs", 0x65cb_d69c),
            (b"", 0x7ee3_623b),
        ];
        for (key, hash) in cases {
            assert_eq!(fnv1a(key).cast_signed().unsigned_abs(), hash, "{}", String::from_utf8_lossy(key));
        }
        // The test vectors of the algorithm's authors have a sign.
        assert_eq!((fnv1a(b"a"), fnv1a(b"foobar")), (0xe40c_292c, 0xbf9c_f968));
    }

    #[test]
    fn crc32_gives_the_check_value_of_its_definition() {
        assert_eq!((crc32(b"123456789"), crc32(b"")), (0xcbf4_3926, 0));
        assert_eq!(crc32(b"The quick brown fox jumps over the lazy dog"), 0x414f_a339);
    }

    #[test]
    fn what_a_client_does_with_a_negative_hash_decides_the_partition() {
        // foobar has a negative hash of each kind: Java clears its sign, Sarama takes the absolute value of the rest.
        assert_eq!(partition(b"foobar", 12), (-790_332_482i32).cast_unsigned() % (1 << 31) % 12);
        let fnv1a = 0xbf9c_f968u32.cast_signed();
        assert_eq!(partition_fnv1a(b"foobar", 12), (fnv1a % 12).unsigned_abs());
        assert_eq!(partition_crc32(b"123456789", 12), 0xcbf4_3926 % 12);
    }

    #[test]
    fn one_partition_takes_all_and_no_partitions_do_not_panic() {
        for choose in [partition, partition_fnv1a, partition_crc32] {
            assert_eq!((choose(b"foobar", 1), choose(b"foobar", 0)), (0, 0));
        }
    }
}
