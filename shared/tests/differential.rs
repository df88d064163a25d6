//! Every engine comes to the same on random texts, good and bad, and so does the reference.
//!
//! It runs for `HEADGATE_FUZZ_SECONDS` (3 by default), with the same cases every time: a case follows from its round's
//! seed alone. `HEADGATE_FUZZ_SEED` is the first round's.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod engines;
mod generators;
mod reference;

use std::time::{Duration, Instant};

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use shared::Receipt;

/// Cases of a round.
const CASES: u32 = 200;

#[test]
fn every_engine_and_the_reference_come_to_the_same() {
    let seconds = number("HEADGATE_FUZZ_SECONDS", 3);
    let first = number("HEADGATE_FUZZ_SEED", 0);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut rounds = 0;
    while rounds == 0 || Instant::now() < end {
        round(first + rounds);
        rounds += 1;
    }
    let cases = rounds * u64::from(CASES);
    eprintln!("{cases} cases in {seconds} s, of the seeds {first} to {}", first + rounds - 1);
}

fn round(seed: u64) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let cases = (generators::text(), generators::settings(), generators::form());
    let result = runner.run(&cases, |(text, settings, form)| {
        let receipt = Receipt { time_ms: 1_700_000_000_000, number: seed };
        reference::check(&text, &settings, &engines::transform(&text, &settings, receipt, form));
        Ok(())
    });
    assert!(result.is_ok(), "HEADGATE_FUZZ_SEED={seed} HEADGATE_FUZZ_SECONDS=0 repeats it: {result:#?}");
}

fn number(variable: &str, default: u64) -> u64 {
    let number = |text: String| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}"));
    std::env::var(variable).map_or(default, number)
}
