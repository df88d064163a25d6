//! Every kind of token, good and bad, at every place of a 64-byte block: all engines and the reference come to the same.
//!
//! The cases on a border are also what fuzzing starts from. `UPDATE_SEEDS=1 cargo test -p shared --test borders` writes
//! them anew.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../engines/mod.rs"]
mod engines;
#[path = "../reference/mod.rs"]
mod reference;
#[cfg(not(miri))]
mod seeds;
mod shapes;

use reference::Case;
use shared::Receipt;

/// Where the padding ends: before the borders of the first blocks and of the first window of blocks. Miri is slow, and
/// looks at few.
fn places() -> Vec<usize> {
    if cfg!(miri) { vec![63] } else { (44..68).chain(108..132).chain(492..516).collect() }
}

#[track_caller]
fn check(case: &Case) {
    let Case { text, settings, form } = case;
    let receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };
    reference::check(text, settings, &engines::transform(text, settings, receipt, *form));
}

#[test]
fn every_token_at_every_place_is_read_alike() {
    for (name, members) in shapes::MEMBERS.iter().step_by(if cfg!(miri) { 12 } else { 1 }) {
        let white = places().into_iter().step_by(2).map(|at| shapes::white(members, at));
        let shapes = places().into_iter().map(|at| shapes::dense(members, at)).chain(white);
        for (number, text) in shapes.enumerate() {
            let bits = u16::try_from(number * 37 % (1 << 13)).unwrap();
            let bytes = Case::to_bytes(bits, u8::try_from(number % 3).unwrap(), &text);
            check(&Case::from_bytes(&bytes).unwrap_or_else(|| panic!("{name}")));
        }
    }
}

#[test]
fn every_depth_up_to_the_limit_is_read_and_none_beyond() {
    for depth in if cfg!(miri) { 128..130 } else { 60..132 } {
        for text in shapes::nested(depth) {
            check(&Case { text, settings: reference::from_bits(0), form: None });
        }
    }
}

// Miri is not let at files.
#[cfg(not(miri))]
#[test]
fn the_seeds_are_what_this_makes_and_are_read_alike() {
    for seed in seeds::current() {
        check(&Case::from_bytes(&seed).unwrap());
    }
}
