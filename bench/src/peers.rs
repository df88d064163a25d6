//! The others: each does the same job, as a plain use of its library.

#[cfg(feature = "peers")]
mod jaq;
#[cfg(feature = "peers")]
mod jiter;
mod memcpy;
mod serde_json;
#[cfg(feature = "peers")]
mod simd_json;
#[cfg(feature = "peers")]
mod sonic_rs;
#[cfg(feature = "peers")]
mod vrl;

pub const MEMCPY: &str = "memcpy (limit)";
pub const IGNORED_ANY: &str = "serde_json IgnoredAny (validation only)";
pub const VALUE: &str = "serde_json Value (preserve_order)";
pub const VRL: &str = "VRL";
pub const JAQ: &str = "jaq";

pub type Peer = fn(&[u8]) -> Vec<u8>;

/// Those that do the job, by name.
pub fn all() -> Vec<(&'static str, Peer)> {
    #[allow(unused_mut, reason = "the others are left out without the feature")]
    let mut peers: Vec<(&'static str, Peer)> = vec![(VALUE, serde_json::filter)];
    #[cfg(feature = "peers")]
    peers.extend([
        ("sonic-rs Value", sonic_rs::filter as Peer),
        ("sonic-rs lazy iterators", sonic_rs::filter_lazily),
        ("simd-json borrowed value", simd_json::filter),
        ("jiter pull parser, bytes copied", jiter::filter),
        (JAQ, jaq::filter),
        (VRL, vrl::filter),
    ]);
    peers
}

/// Those that do less: marks to compare with.
pub fn limits() -> Vec<(&'static str, Peer)> {
    vec![(MEMCPY, memcpy::copy), (IGNORED_ANY, serde_json::validate)]
}
