//! The goals, each with its figure and whether it is met.

use super::numbers::{short, table, thousands};
use super::{Runs, machine};
use crate::headgate::{self, Work};
use crate::measure::SIZES;
use crate::peers;
use crate::results::{BATCH, Results, find};
use crate::speed::ratio;

/// One goal on one size or engine.
struct Goal {
    what: String,
    target: String,
    figure: String,
    /// `None`: it cannot be measured here.
    met: Option<bool>,
}

pub(super) fn section(runs: &Runs<'_>) -> String {
    let mut goals = instruction_sets(runs);
    goals.extend(engines(runs.peers));
    goals.extend(even(runs.peers));
    goals.extend(memory(runs.peers));
    goals.extend(parts(runs.peers));
    goals.extend(super::node::goals(runs).into_iter().map(|(what, target, figure, met)| Goal {
        what,
        target,
        figure,
        met,
    }));
    let rows: Vec<Vec<String>> = goals.into_iter().map(cells).collect();
    let text = table(&["goal", "wanted", "measured", ""], &rows);
    format!("## Goals\n\n{text}\n\nHeadgate's figures are those of its best engine here, {}.", runs.peers.engines[0])
}

fn cells(goal: Goal) -> Vec<String> {
    let verdict = match goal.met {
        Some(true) => "met",
        Some(false) => "**not met**",
        None => "not measurable here",
    };
    vec![goal.what, goal.target, goal.figure, verdict.to_owned()]
}

fn at_least(what: String, wanted: f64, found: Option<f64>) -> Goal {
    let figure = found.map_or("–".to_owned(), |it| format!("{} x", short(it)));
    Goal { what, target: format!("≥ {wanted} x"), figure, met: found.map(|it| it >= wanted) }
}

fn at_most(what: String, wanted: f64, found: Option<f64>) -> Goal {
    let figure = found.map_or("–".to_owned(), |it| format!("{} x", short(it)));
    Goal { what, target: format!("≤ {wanted} x"), figure, met: found.map(|it| it <= wanted) }
}

/// Against serde_json, by instruction set. SSE2 is what every x86-64 has, so it is taken from the shipped build.
fn instruction_sets(runs: &Runs<'_>) -> Vec<Goal> {
    let sets = [
        ("AVX-512", "avx512bw", 18.0, 1.5, runs.peers),
        ("AVX2", "avx2", 15.0, 1.2, runs.peers),
        ("SSE2", "sse2", 12.0, 1.0, runs.shipped),
    ];
    let mut goals = Vec::new();
    for (engine, set, value, ignored, run) in sets {
        for (peer, name, wanted) in
            [(peers::VALUE, "`serde_json::Value`", value), (peers::IGNORED_ANY, "`IgnoredAny`", ignored)]
        {
            for size in ["64 KB", "1 MB"] {
                let found = against(run, size, &headgate::row(engine, Work::Whole), peer);
                let mut goal = at_least(format!("{engine}, {size}: speed of {name}"), wanted, found);
                if found.is_none() {
                    goal.figure =
                        format!("{} has no {engine}", if machine::has(set) { "this version" } else { "the machine" });
                }
                goals.push(goal);
            }
        }
    }
    goals
}

fn against(run: &Results, size: &str, ours: &str, theirs: &str) -> Option<f64> {
    Some(ratio(run.row(size, ours)?, run.row(size, theirs)?))
}

fn ours(run: &Results, work: Work) -> String {
    headgate::row(&run.engines[0], work)
}

/// Against engines that are made for such jobs.
fn engines(run: &Results) -> Vec<Goal> {
    let goals = [(peers::VRL, "3 KB", 14.0), (peers::VRL, "64 KB", 25.0), (peers::JAQ, "64 KB", 20.0)];
    let goal = |(peer, size, wanted)| {
        at_least(format!("{size}: speed of {peer}"), wanted, against(run, size, &ours(run, Work::Whole), peer))
    };
    goals.into_iter().map(goal).collect()
}

/// No size and no shape is a cliff.
fn even(run: &Results) -> Vec<Goal> {
    let name = ours(run, Work::Whole);
    let row = |size| find(&run.growth, size, &name);
    let growth = row("64 KB").zip(row("32 MB")).map(|(small, large)| ratio(small, large));
    let worst = super::tables::worst_shape(run);
    let share = worst.as_ref().map(|(_, share)| *share);
    let shape = worst.map_or(String::new(), |(shape, _)| format!(" ({shape})"));
    let mut slowest = at_least(format!("worst hostile shape of 1 MB: speed of {BATCH}"), 0.167, share);
    slowest.target = "≥ 1/6 x".to_owned();
    slowest.figure = share.map_or("–".to_owned(), |it| format!("1/{:.1} x{shape}", 1.0 / it));
    slowest.met = share.map(|it| it >= 1.0 / 6.0);
    vec![at_most("time a byte at 32 MB, of that at 64 KB".to_owned(), 1.1, growth), slowest]
}

/// Output included, input not.
fn memory(run: &Results) -> Vec<Goal> {
    let name = ours(run, Work::Whole);
    let mut goals = Vec::new();
    for (size, _) in SIZES {
        let Some(row) = run.heap(size, &name) else { continue };
        let limit = row.input as f64 * 1.05 + 65_536.0;
        goals.push(Goal {
            what: format!("{size}: peak of the heap"),
            target: "≤ 1.05 bytes a byte of input + 64 KB".to_owned(),
            figure: format!("{:.2} bytes a byte", row.peak as f64 / row.input as f64),
            met: Some(row.peak as f64 <= limit),
        });
        goals.push(Goal {
            what: format!("{size}: allocations a batch"),
            target: "≤ 10".to_owned(),
            figure: thousands(row.allocations as f64),
            met: Some(row.allocations <= 10),
        });
    }
    goals
}

/// What splitting and the account cost.
fn parts(run: &Results) -> Vec<Goal> {
    let (whole, split, account) = (ours(run, Work::Whole), ours(run, Work::Split), ours(run, Work::WithAccount));
    let mut goals = Vec::new();
    for size in ["64 KB", "1 MB"] {
        let found = against(run, size, &split, &whole);
        goals.push(at_least(format!("{size}: a message an event, all assembled: speed of one message"), 0.85, found));
    }
    for size in ["64 KB", "1 MB"] {
        let found = run.row(size, &whole).zip(find(&run.rows, size, &account)).map(|(a, b)| ratio(a, b));
        goals.push(at_most(format!("{size}: with the account: time without"), 1.25, found));
    }
    goals
}
