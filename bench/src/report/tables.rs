//! The tables of the native runs.

use super::Runs;
use super::numbers::{short, table, thousands};
use crate::generator::{self, Form};
use crate::headgate::{self, Work};
use crate::lossless::differences;
use crate::measure::{SEED, SIZES};
use crate::results::{BATCH, Results, find};
use crate::speed::{Row, median, ratio};
use crate::{exact, peers};

pub(super) fn speed(runs: &Runs<'_>) -> String {
    format!(
        "## Speed, one thread\n\nEverybody, built for {}. MB/s of input (x of `serde_json::Value`); {} rounds, half of them at 32 MB.\n\n{}\n\nHeadgate as the server is built, for {}, and serde_json built likewise.\n\n{}\n\nIncoming form, as SDKs send it: the same events with 64-bit members as numbers and `user_identities` as an object. Headgate\nconverts it; nobody else does this job. MB/s.\n\n{}",
        runs.peers.target,
        runs.peers.rounds,
        by_size(runs.peers),
        runs.shipped.target,
        by_size(runs.shipped),
        incoming(runs.shipped),
    )
}

/// Headgate, then the others from quick to slow, then the limits.
fn by_size(run: &Results) -> String {
    let mut names: Vec<&str> =
        run.rows.iter().filter(|it| it.size == "64 KB").map(|it| it.candidate.as_str()).collect();
    let limit = |name: &str| [peers::MEMCPY, peers::IGNORED_ANY].contains(&name);
    let speed = |name: &str| run.row("64 KB", name).map_or(0.0, |it| median(&it.mb_per_second));
    names.sort_by(|a, b| {
        let place = |name: &str| (limit(name), !name.starts_with("headgate"));
        place(a).cmp(&place(b)).then(speed(b).total_cmp(&speed(a)))
    });
    let rows: Vec<Vec<String>> = names.into_iter().map(|name| speed_cells(run, name)).collect();
    let sizes = SIZES.map(|(size, _)| size);
    table(&[["candidate"].as_slice(), &sizes].concat(), &rows)
}

fn speed_cells(run: &Results, name: &str) -> Vec<String> {
    let cell = |size| {
        let (Some(row), Some(value)) = (run.row(size, name), run.row(size, peers::VALUE)) else {
            return "–".to_owned();
        };
        format!("{} ({})", thousands(median(&row.mb_per_second)), short(ratio(row, value)))
    };
    let name = if name.starts_with("headgate") { format!("**{name}**") } else { name.to_owned() };
    [name].into_iter().chain(SIZES.map(|(size, _)| cell(size))).collect()
}

fn incoming(run: &Results) -> String {
    let sizes: Vec<&str> = SIZES.iter().map(|&(size, _)| size).filter(|size| size != &"32 MB").collect();
    let first = |row: &&Row| row.size == sizes[0];
    let names = run.incoming.iter().filter(first).map(|it| it.candidate.as_str());
    let cells = |name: &str| {
        let cell = |size: &&str| find(&run.incoming, size, name).map(|it| thousands(median(&it.mb_per_second)));
        [name.to_owned()].into_iter().chain(sizes.iter().map(|it| cell(it).unwrap_or_default())).collect()
    };
    let rows: Vec<Vec<String>> = names.map(cells).collect();
    table(&[["candidate"].as_slice(), &sizes].concat(), &rows)
}

/// The slowest shape, and its speed as a share of an ordinary batch's.
pub(super) fn worst_shape(run: &Results) -> Option<(String, f64)> {
    let name = headgate::row(&run.engines[0], Work::Whole);
    let ordinary = find(&run.hostile, BATCH, &name)?;
    let shapes = run.hostile.iter().filter(|it| it.candidate == name);
    shapes.map(|it| (it.size.clone(), ratio(it, ordinary))).min_by(|a, b| a.1.total_cmp(&b.1))
}

pub(super) fn hostile(runs: &Runs<'_>) -> String {
    let run = runs.peers;
    let name = headgate::row(&run.engines[0], Work::Whole);
    let mut shapes: Vec<&Row> = run.hostile.iter().filter(|it| it.candidate == name).collect();
    shapes.sort_by(|a, b| median(&a.mb_per_second).total_cmp(&median(&b.mb_per_second)));
    let rows: Vec<Vec<String>> = shapes.into_iter().map(|row| shape_cells(run, row)).collect();
    let text = table(&["shape", "MB/s", "of the batch's speed", "with the account, MB/s", "x of `IgnoredAny`"], &rows);
    format!(
        "## Hostile shapes\n\n18 valid batches of 1 MB that are meant to be slow, and an ordinary one (always the same, so it is at its quickest);\n{name}, slowest first.\n\n{text}"
    )
}

fn shape_cells(run: &Results, row: &Row) -> Vec<String> {
    let share = find(&run.hostile, BATCH, &row.candidate).map_or(f64::NAN, |it| ratio(row, it));
    let ignored = find(&run.hostile, &row.size, peers::IGNORED_ANY).map_or(f64::NAN, |it| ratio(row, it));
    let account = headgate::row(&run.engines[0], Work::WithAccount);
    let account = find(&run.hostile, &row.size, &account).map(|it| thousands(median(&it.mb_per_second)));
    vec![
        row.size.clone(),
        thousands(median(&row.mb_per_second)),
        short(share),
        account.unwrap_or("–".to_owned()),
        short(ignored),
    ]
}

pub(super) fn heap(runs: &Runs<'_>) -> String {
    let run = runs.peers;
    let names: Vec<&str> = run.heap.iter().filter(|it| it.size == "1 MB").map(|it| it.candidate.as_str()).collect();
    let cells = |name: &str| {
        let cell = |size| {
            run.heap(size, name).map_or(String::new(), |it| {
                format!("{} / {}", short(it.peak as f64 / it.input as f64), thousands(it.allocations as f64))
            })
        };
        [name.to_owned()].into_iter().chain(SIZES.map(|(size, _)| cell(size))).collect()
    };
    let rows: Vec<Vec<String>> = names.into_iter().map(cells).collect();
    let sizes = SIZES.map(|(size, _)| size);
    let text = table(&[["candidate"].as_slice(), &sizes].concat(), &rows);
    format!(
        "## Memory\n\nPeak of the heap in bytes a byte of input / allocations, for one batch. The output is included, the input is not.\n\n{text}"
    )
}

pub(super) fn findings(runs: &Runs<'_>) -> String {
    let answer = |kept: Option<bool>| match kept {
        Some(true) => "kept",
        Some(false) => "**lost**",
        None => "refused",
    };
    let cells = |it: &crate::lossless::Finding| {
        let answers = [it.integers_of_64_bits, it.longer_integers, it.number_text, it.escapes, it.order, it.duplicates];
        let exact = if it.byte_exact { "yes" } else { "no" };
        let mut cells = vec![it.candidate.clone()];
        cells.extend(answers.map(|it| answer(it).to_owned()));
        cells.extend([thousands(it.values_changed as f64), exact.to_owned()]);
        cells
    };
    let head = [
        "candidate",
        "64-bit integers",
        "longer integers",
        "number text (`1.50`)",
        "escapes as written",
        "order of members",
        "members that occur twice",
        "values changed in 1 MB",
        "byte for byte",
    ];
    let rows: Vec<Vec<String>> = runs.peers.findings.iter().map(cells).collect();
    format!(
        "## What is lost\n\nFound out in the same run by looking at each output; a run stops if a message of Headgate's is not exact, byte for byte.\n\"Values changed\" compares values as a parser reads them: `100` is `100.00`, but an integer is not the float next to it.\n\n{}\n\nJavaScript's parse, filter and stringify changed {} values of a batch of 1 MB.",
        table(&head, &rows),
        changed_by_javascript(&runs.node.message)
    )
}

/// How many values of the first batch of 1 MB are others in JavaScript's message.
fn changed_by_javascript(message: &str) -> usize {
    let batch = &generator::batches(SEED, 1_000_000, 1_000_000, Form::Outgoing)[0];
    let parse = |json: &[u8]| serde_json::from_slice(json).unwrap_or_default();
    differences(&parse(&exact::filtered(batch)), &parse(message.as_bytes()))
}

pub(super) fn batches(runs: &Runs<'_>) -> String {
    let cells = |it: &crate::results::Size| {
        vec![
            it.name.clone(),
            thousands(it.batches as f64),
            thousands(it.bytes as f64),
            thousands(it.events as f64),
            format!("{:.0} %", it.dropped),
            format!("{:.0} %", it.output),
        ]
    };
    let rows: Vec<Vec<String>> = runs.peers.sizes.iter().map(cells).collect();
    let head = ["size", "distinct batches a round", "bytes", "events", "events dropped", "output of input"];
    format!(
        "## The batches\n\nGenerated from a seed: the same on every machine. About 7 bytes a JSON token; `event_type` behind `data` in nine of ten; members\ncalled `location` that must stay; UTF-8, escapes, integers beyond 2^63, floats as people write them, a few members twice.\n\n{}",
        table(&head, &rows)
    )
}
