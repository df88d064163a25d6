//! WebAssembly beside JavaScript: what `node.mjs` printed.

use serde::Deserialize;

use super::Runs;
use super::numbers::{short, table, thousands};
use crate::measure::SIZES;
use crate::speed::median;

#[derive(Deserialize)]
pub struct Node {
    /// Its version.
    pub node: String,
    /// What JavaScript makes of the first batch of 1 MB.
    pub message: String,
    rows: Vec<Row>,
    modules: Vec<Module>,
}

#[derive(Deserialize)]
struct Row {
    size: String,
    candidate: String,
    ms: Vec<f64>,
}

#[derive(Deserialize)]
struct Module {
    name: String,
    bytes: usize,
    brotli: usize,
}

/// What it is, what is wanted, what was found, whether it is met.
type Goal = (String, String, String, Option<bool>);

impl Node {
    fn row(&self, size: &str, candidate: &str) -> Option<&Row> {
        self.rows.iter().find(|it| it.size == size && it.candidate == candidate)
    }

    /// The quicker of JavaScript's two ways.
    fn javascript(&self, size: &str) -> Option<&Row> {
        let rows = self.rows.iter().filter(|it| it.size == size && it.candidate.starts_with("JavaScript"));
        rows.min_by(|a, b| median(&a.ms).total_cmp(&median(&b.ms)))
    }
}

fn held(module: &Module) -> String {
    format!("{}, input held", module.name)
}

/// How much of `b`'s time `a` takes: the median of the rounds.
fn share(a: &Row, b: &Row) -> f64 {
    let shares: Vec<f64> = a.ms.iter().zip(&b.ms).map(|(a, b)| a / b).collect();
    median(&shares)
}

pub(super) fn goals(runs: &Runs<'_>) -> Vec<Goal> {
    let node = runs.node;
    let Some(module) = node.modules.first() else { return Vec::new() };
    let speed = |size: &str| {
        let share = node.row(size, &held(module)).zip(node.javascript(size)).map(|(a, b)| share(a, b));
        (
            format!("{}, {size}, a setting changes: time of JavaScript's best", module.name),
            "≤ 1/9 x".to_owned(),
            share.map_or("–".to_owned(), |it| format!("1/{:.1} x", 1.0 / it)),
            share.map(|it| it <= 1.0 / 9.0),
        )
    };
    let size = (
        format!("{}: the transformation alone, brotli 11", module.name),
        "≤ 24 KB".to_owned(),
        format!("{:.1} KB", module.brotli as f64 / 1024.0),
        Some(module.brotli <= 24 * 1024),
    );
    vec![speed("64 KB"), speed("1 MB"), size]
}

pub(super) fn section(runs: &Runs<'_>) -> String {
    let node = runs.node;
    let names = node.rows.iter().filter(|it| it.size == "1 MB").map(|it| it.candidate.as_str());
    let rows: Vec<Vec<String>> = names.map(|name| speed_cells(node, name)).collect();
    let sizes = SIZES.map(|(size, _)| size);
    let weights: Vec<Vec<String>> = node.modules.iter().map(weight_cells).collect();
    format!(
        "## WebAssembly (simd128) in Node\n\nMilliseconds a batch (of the time of JavaScript's best), JavaScript and WebAssembly in one process. The input lies in the module's\nmemory, as it does in the page; JavaScript parses, filters and stringifies a string that it has.{}\n\n{}\n\nThe module has the transformation and nothing else (no page, no wasm-bindgen): built as the page is\n(opt-level z, then wasm-opt).\n\n{}",
        if runs.peers.account_is_optional { "" } else { " The account is made in every row." },
        table(&[["candidate"].as_slice(), &sizes].concat(), &rows),
        table(&["module", "bytes", "brotli 11"], &weights),
    )
}

fn speed_cells(node: &Node, name: &str) -> Vec<String> {
    let cell = |size| {
        let (Some(row), Some(best)) = (node.row(size, name), node.javascript(size)) else { return "–".to_owned() };
        format!("{} ({})", short(median(&row.ms)), fraction(share(row, best)))
    };
    [name.to_owned()].into_iter().chain(SIZES.map(|(size, _)| cell(size))).collect()
}

fn fraction(share: f64) -> String {
    if share < 0.7 { format!("1/{:.1}", 1.0 / share) } else { short(share) }
}

fn weight_cells(module: &Module) -> Vec<String> {
    vec![module.name.clone(), thousands(module.bytes as f64), thousands(module.brotli as f64)]
}
