//! Headgate's transformation beside its peers, on the same batches in the same process. `script/bench` runs it all.

mod candidate;
mod clock;
mod exact;
mod generator;
mod headgate;
mod heap;
mod hostile;
mod job;
mod lossless;
mod measure;
mod peers;
mod random;
mod report;
mod results;
mod speed;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use generator::Form;

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

const USAGE: &str = "\
bench measure ROUNDS RESULTS           measures everything and writes what it found
bench batches FOLDER                   writes the batches that Node reads
bench report PEERS SHIPPED NODE REPORT  writes the report of two runs of `measure` and one of Node";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["measure", rounds, results] => {
            let found = measure::everything(rounds.parse()?);
            fs::write(results, serde_json::to_vec(&found)?)?;
        }
        ["batches", folder] => write_batches(Path::new(folder))?,
        ["report", peers, shipped, node, report] => {
            let text = report::write(&read(peers)?, &read(shipped)?, &read(node)?)?;
            let page = page_section(report);
            fs::write(report, text + &page)?;
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> Result<T, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| format!("{path} is not a run's results: {error}"))?)
}

/// What the browser tests wrote behind the report: it stays as it is. Empty if there is nothing.
fn page_section(report: &str) -> String {
    let old = fs::read_to_string(report).unwrap_or_default();
    old.find("\n## The page in Chromium\n").map_or_else(String::new, |at| old[at..].to_owned())
}

/// One file a size, one batch a line.
fn write_batches(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in measure::SIZES {
        let batches = generator::batches(measure::SEED, bytes, measure::TOTAL, Form::Outgoing);
        fs::write(folder.join(format!("{name}.ndjson")), batches.join(&b'\n'))?;
    }
    Ok(())
}
