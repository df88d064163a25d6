//! Some blocks at a time, each sorted into the masks of its tokens.
//!
//! The steps go through a window one after the other, so that each keeps its few words in registers.

use super::strings::Quoted;

/// Blocks of a window.
pub(super) const BLOCKS: usize = 8;

/// The tokens of some blocks.
pub(super) type Window = [Tokens; BLOCKS];

/// The tokens of a block, all outside of strings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tokens {
    pub(super) strings: Quoted,
    pub(super) brackets: u64,
    /// Those of them that open.
    pub(super) open: u64,
    pub(super) colon: u64,
    pub(super) white: u64,
    /// Bytes of numbers and literals.
    pub(super) scalar: u64,
    pub(super) scalar_start: u64,
    pub(super) backslash: u64,
    /// Where a name stands, if its container is an object.
    pub(super) name_place: u64,
    /// What JSON does not have, whatever its container is.
    pub(super) wrong: u64,
    /// The bytes whose container is an object, once the brackets are counted; a bracket belongs to what is around it.
    pub(super) objects: u64,
    /// The bytes up to the root's end.
    pub(super) upto: u64,
    /// Where so many digits begin that an integer may be beyond 2^53.
    pub(super) long: u64,
}
