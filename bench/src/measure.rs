//! One run over everything, in this process.

use serde_json::Value;

use crate::candidate::{self, Candidate};
use crate::generator::{self, DROPPED, Form};
use crate::headgate::{self, Engine, Work};
use crate::results::{BATCH, HeapRow, Results, Size};
use crate::speed::{self, Row};
use crate::{exact, heap, hostile, lossless, peers};

/// Name, bytes of a batch. MB are 10^6 bytes.
pub const SIZES: [(&str, usize); 4] = [("3 KB", 2_900), ("64 KB", 64_000), ("1 MB", 1_000_000), ("32 MB", 32_000_000)];

/// Bytes of distinct batches a round, so that no branch predictor learns them.
pub const TOTAL: usize = 8_000_000;
pub const SEED: u64 = 20_240_229;

/// Measures everything. `rounds` is for batches up to 1 MB; the large one has half of them.
pub fn everything(rounds: usize) -> Results {
    let candidates = candidate::all();
    let mut results = Results {
        target: target().to_owned(),
        engines: Engine::available().into_iter().map(|it| it.name().to_owned()).collect(),
        account_is_optional: headgate::ACCOUNT_IS_OPTIONAL,
        rounds,
        sizes: Vec::new(),
        rows: Vec::new(),
        incoming: incoming(rounds),
        growth: growth(rounds),
        hostile: hostile(rounds),
        heap: Vec::new(),
        findings: findings(),
    };
    for (name, bytes) in SIZES {
        eprintln!("bench: batches of {name}");
        let batches = generator::batches(SEED, bytes, TOTAL, Form::Outgoing);
        let rounds = if bytes > TOTAL { rounds.div_ceil(2) } else { rounds };
        results.sizes.push(size(name, &batches));
        results.heap.extend(heap(name, &candidates, &batches[0]));
        results.rows.extend(speed::measure(name, &candidates, &batches, rounds));
    }
    results
}

fn target() -> &'static str {
    if cfg!(target_feature = "avx2") { "x86-64-v3" } else { "the default target" }
}

/// Stops everything if Headgate's message is not what it must be: the speed of a wrong answer is worth nothing.
fn findings() -> Vec<lossless::Finding> {
    eprintln!("bench: what is lost");
    let batch = generator::batch(SEED, 1_000_000, Form::Outgoing).into_bytes();
    let exact = exact::filtered(&batch);
    let findings = lossless::findings(&candidate::doing_the_job(), &batch, &exact);
    for finding in findings.iter().filter(|it| it.candidate.starts_with("headgate")) {
        assert!(finding.byte_exact, "{}: the message is not what it must be", finding.candidate);
    }
    findings
}

fn size(name: &str, batches: &[Vec<u8>]) -> Size {
    let (mut events, mut dropped, mut output) = (0, 0, 0);
    for batch in batches {
        let value: Value = serde_json::from_slice(batch).expect("JSON");
        let items = value["events"].as_array().expect("events");
        let goes = |it: &&Value| it["event_type"].as_str().is_some_and(|it| DROPPED.contains(&it));
        events += items.len();
        dropped += items.iter().filter(goes).count();
        output += exact::filtered(batch).len();
    }
    let bytes: usize = batches.iter().map(Vec::len).sum();
    Size {
        name: name.to_owned(),
        batches: batches.len(),
        bytes: bytes / batches.len(),
        events: events / batches.len(),
        output: percent(output, bytes),
        dropped: percent(dropped, events),
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64 * 100.0
}

/// The second call is counted: the first one may set something up for good.
fn heap(size: &str, candidates: &[Candidate], batch: &[u8]) -> Vec<HeapRow> {
    let counted = candidates.iter().map(|it| {
        (it.run)(batch);
        let heap = heap::count(|| {
            (it.run)(batch);
        });
        HeapRow {
            size: size.to_owned(),
            candidate: it.name.clone(),
            input: batch.len(),
            peak: heap.peak,
            allocations: heap.allocations,
        }
    });
    counted.collect()
}

fn incoming(rounds: usize) -> Vec<Row> {
    eprintln!("bench: incoming form");
    let candidates = headgate::candidates();
    let sizes = SIZES.into_iter().filter(|&(_, bytes)| bytes < TOTAL);
    sizes
        .flat_map(|(name, bytes)| {
            let batches = generator::batches(SEED, bytes, TOTAL, Form::Incoming);
            speed::measure(name, &candidates, &batches, rounds)
        })
        .collect()
}

/// The tables' sizes are measured one after the other, which is too far apart to compare one with another.
fn growth(rounds: usize) -> Vec<Row> {
    eprintln!("bench: small beside large");
    let candidates = [headgate::candidate(Engine::available()[0], Work::Whole)];
    let sizes =
        [SIZES[1], SIZES[3]].map(|(name, bytes)| (name, generator::batches(SEED, bytes, TOTAL, Form::Outgoing)));
    let mut rows: Vec<Row> = Vec::new();
    for _ in 0..rounds {
        for (name, batches) in &sizes {
            merge(&mut rows, speed::measure(name, &candidates, batches, 1));
        }
    }
    rows
}

/// The rounds of all shapes are interleaved, the ordinary batch among them.
fn hostile(rounds: usize) -> Vec<Row> {
    eprintln!("bench: hostile shapes");
    let best = Engine::available()[0];
    let mut candidates = vec![headgate::candidate(best, Work::Whole), candidate::peer(peers::IGNORED_ANY)];
    if headgate::ACCOUNT_IS_OPTIONAL {
        candidates.push(headgate::candidate(best, Work::WithAccount));
    }
    let mut shapes = hostile::shapes(1_000_000);
    shapes.push((BATCH, generator::batch(SEED, 1_000_000, Form::Outgoing).into_bytes()));
    shapes.iter().for_each(|(name, text)| same(name, text));
    let mut rows: Vec<Row> = Vec::new();
    for _ in 0..rounds {
        for (name, text) in &shapes {
            merge(&mut rows, speed::measure(name, &candidates, std::slice::from_ref(text), 1));
        }
    }
    rows
}

/// Stops everything if two engines make different messages of a shape.
fn same(name: &str, text: &[u8]) {
    let messages = Engine::available().into_iter().map(|it| (headgate::candidate(it, Work::Whole).messages)(text));
    let messages: Vec<_> = messages.collect();
    assert_eq!(messages[0].len(), 1, "{name}: not one message");
    assert!(messages.iter().all(|it| *it == messages[0]), "{name}: the engines do not agree");
}

/// Adds the rounds of `more` to the rows of the same name.
fn merge(rows: &mut Vec<Row>, more: Vec<Row>) {
    for row in more {
        match rows.iter_mut().find(|it| it.size == row.size && it.candidate == row.candidate) {
            Some(known) => known.mb_per_second.extend(row.mb_per_second),
            None => rows.push(row),
        }
    }
}
