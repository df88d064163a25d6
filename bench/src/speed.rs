//! Speed: every candidate on the same distinct batches, in turn, for several rounds.

use std::hint::black_box;

use serde::{Deserialize, Serialize};

use crate::candidate::Candidate;
use crate::clock;

/// The rounds of one candidate on one size of batch.
#[derive(Clone, Serialize, Deserialize)]
pub struct Row {
    pub size: String,
    pub candidate: String,
    /// 10^6 bytes of input a second, one figure a round. The rounds of all rows of a size belong together.
    pub mb_per_second: Vec<f64>,
}

/// Runs all candidates over all batches once a round. The first round warms up and does not count.
pub fn measure(size: &str, candidates: &[Candidate], batches: &[Vec<u8>], rounds: usize) -> Vec<Row> {
    let bytes: usize = batches.iter().map(Vec::len).sum();
    let mut rows: Vec<Row> = candidates
        .iter()
        .map(|it| Row { size: size.to_owned(), candidate: it.name.clone(), mb_per_second: Vec::new() })
        .collect();
    for round in 0..=rounds {
        for step in 0..candidates.len() {
            // Each round begins with another one, so that nobody always runs behind the same neighbour.
            let at = (step + round) % candidates.len();
            let seconds = clock::time(|| run(&candidates[at], batches));
            if round > 0 {
                rows[at].mb_per_second.push(bytes as f64 / 1e6 / seconds);
            }
        }
    }
    rows
}

fn run(candidate: &Candidate, batches: &[Vec<u8>]) {
    for batch in batches {
        black_box((candidate.run)(black_box(batch)));
    }
}

pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// How many times as fast `a` is as `b`: the median of the rounds' ratios, as each round is one moment of the machine.
pub fn ratio(a: &Row, b: &Row) -> f64 {
    let ratios: Vec<f64> = a.mb_per_second.iter().zip(&b.mb_per_second).map(|(a, b)| a / b).collect();
    median(&ratios)
}
