//! docs/PERFORMANCE.md: goals first, then the tables they come from, then how it was done.

mod goals;
mod machine;
mod node;
mod numbers;
mod tables;

use std::error::Error;

use crate::results::Results;
pub use node::Node;

/// The runs that a report is made of.
pub struct Runs<'a> {
    /// Everybody, built for this machine's instructions.
    pub peers: &'a Results,
    /// Headgate as the server is built, and serde_json likewise.
    pub shipped: &'a Results,
    pub node: &'a Node,
}

/// The whole report.
pub fn write(peers: &Results, shipped: &Results, node: &Node) -> Result<String, Box<dyn Error>> {
    let runs = Runs { peers, shipped, node };
    let sections = [
        intro(),
        goals::section(&runs),
        tables::speed(&runs),
        tables::hostile(&runs),
        tables::heap(&runs),
        tables::findings(&runs),
        node::section(&runs),
        tables::batches(&runs),
        fairness().to_owned(),
        machine::section(&runs)?,
    ];
    Ok(sections.join("\n\n") + "\n")
}

fn intro() -> String {
    "# Performance

Written by `./script/bench`; every figure is from one run of it. The job: of each batch three event types are dropped,
`location` is removed from each event's `data`, and `application_info`, `device_info` and `source_info` from the batch.
Everybody gets bytes and gives bytes.

**Use the ratios.** They are medians of interleaved rounds on the same batches in one process; MB/s (10^6 bytes of input a
second, one thread, CPU time) move by tens of per cent with the machine. \"x\" is against `serde_json::Value`, the usual way."
        .to_owned()
}

fn fairness() -> &'static str {
    "## What is fair about it, and what is not

- The batches are generated, and Headgate was tuned on batches like them. Real traffic was not measured.
- The peers are plain uses of their libraries; somebody who knows one of them well may get more out of it.
- All of the first table is built for x86-64-v3 (where the machine has it), with one codegen unit: sonic-rs and simd-json
  choose instructions when they are compiled. Headgate chooses when it runs; the second table has it as it is shipped,
  for any machine of the architecture, beside serde_json built likewise.
- UTF-8 is checked by Headgate, serde_json `Value`, sonic-rs, simd-json, VRL and (by a call of its own) jiter; not by
  `IgnoredAny`, which skips strings, nor by jaq.
- `IgnoredAny` and memcpy do less than the job. They are marks to compare with, no peers.
- simd-json writes into its input, so it works on a copy. VRL gets one batch as one event; Vector would often see
  smaller ones. The programs of VRL and jaq are compiled once.
- Memory comes from the system's allocator. A batch of 32 MB fits what that one keeps between two rounds, for everybody.
- JavaScript is timed by the wall, in Node only; browsers were not measured. Its input is a string already, and so are
  its results; WebAssembly's input lies in its memory, as the page's does."
}
