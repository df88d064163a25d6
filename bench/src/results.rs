//! What a run finds: written as JSON by `measure`, read by `report`.

use serde::{Deserialize, Serialize};

use crate::lossless::Finding;
use crate::speed::Row;

#[derive(Serialize, Deserialize)]
pub struct Results {
    /// What the program was built for.
    pub target: String,
    /// Headgate's engines that ran, best first.
    pub engines: Vec<String>,
    /// Whether Headgate was also timed without its account.
    pub account_is_optional: bool,
    pub rounds: usize,
    pub sizes: Vec<Size>,
    pub rows: Vec<Row>,
    /// Incoming form, Headgate alone.
    pub incoming: Vec<Row>,
    /// Small and large batches in the same rounds, Headgate alone.
    pub growth: Vec<Row>,
    /// The hostile shapes; the row of the ordinary batch is called `BATCH`.
    pub hostile: Vec<Row>,
    pub heap: Vec<HeapRow>,
    pub findings: Vec<Finding>,
}

/// The ordinary batch among the hostile shapes.
pub const BATCH: &str = "a generated batch";

/// What the batches of one size are.
#[derive(Serialize, Deserialize)]
pub struct Size {
    pub name: String,
    pub batches: usize,
    /// On average.
    pub bytes: usize,
    pub events: usize,
    /// Of the input, in per cent.
    pub output: f64,
    pub dropped: f64,
}

#[derive(Serialize, Deserialize)]
pub struct HeapRow {
    pub size: String,
    pub candidate: String,
    pub input: usize,
    pub peak: usize,
    pub allocations: usize,
}

impl Results {
    pub fn row(&self, size: &str, candidate: &str) -> Option<&Row> {
        find(&self.rows, size, candidate)
    }

    pub fn heap(&self, size: &str, candidate: &str) -> Option<&HeapRow> {
        self.heap.iter().find(|it| it.size == size && it.candidate == candidate)
    }
}

pub fn find<'a>(rows: &'a [Row], size: &str, candidate: &str) -> Option<&'a Row> {
    rows.iter().find(|it| it.size == size && it.candidate == candidate)
}
