//! The machine, the versions, and how to repeat it.

use std::error::Error;
use std::fs;
use std::process::Command;

use super::Runs;

/// The lock file that this program was built with.
const LOCK: &str = include_str!("../../Cargo.lock");
/// What `wasm-opt` comes from.
const EDITOR: &str = include_str!("../../../frontend/editor/package.json");

const PACKAGES: [&str; 8] = ["serde_json", "sonic-rs", "simd-json", "jiter", "vrl", "jaq-core", "jaq-std", "jaq-json"];

pub(super) fn section(runs: &Runs<'_>) -> Result<String, Box<dyn Error>> {
    let versions: Vec<String> = PACKAGES.iter().filter_map(|it| Some(format!("{it} {}", version(it)?))).collect();
    let binaryen = EDITOR.split_once("\"binaryen\": \"").and_then(|(_, rest)| rest.split('"').next());
    Ok(format!(
        "## Machine and versions\n\n- {}\n- {}, Node {}, binaryen {}\n- {}\n\n## Repeat it\n\n```\n./script/bench\n```\n\nIt builds the peers (they are a workspace of their own, `bench/`, so that nobody else has to), measures everything and writes this\nfile: some minutes the first time. `./script/bench --quick` makes three rounds and writes `bench/target/PERFORMANCE.md`. Close what else\nuses the machine.",
        hardware()?,
        rustc()?,
        runs.node.node,
        binaryen.unwrap_or_default(),
        versions.join(", "),
    ))
}

/// Whether the processor has these instructions, by the kernel's name for them.
pub(super) fn has(set: &str) -> bool {
    field("flags").split_whitespace().any(|it| it == set)
}

/// What the kernel says of the first processor.
fn field(name: &str) -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = processor.lines().find(|it| it.starts_with(name));
    line.and_then(|it| it.split_once(':')).map_or(String::new(), |(_, value)| value.trim().to_owned())
}

/// Processor, cores, memory, instruction sets.
fn hardware() -> Result<String, Box<dyn Error>> {
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = memory.split_whitespace().nth(1).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    let sets: Vec<&str> = ["sse2", "avx2", "avx512bw"].into_iter().filter(|it| has(it)).collect();
    Ok(format!(
        "{} (family {}, model {}), {} cores, {:.0} GB; instruction sets: {}",
        field("model name"),
        field("cpu family"),
        // `model` alone would find `model name`.
        field("model\t"),
        std::thread::available_parallelism()?,
        kilobytes / 1e6,
        sets.join(", ")
    ))
}

fn rustc() -> Result<String, Box<dyn Error>> {
    let output = Command::new("rustc").arg("--version").output()?;
    let text = String::from_utf8(output.stdout)?;
    Ok(text.split(" (").next().unwrap_or_default().trim().to_owned())
}

fn version(package: &str) -> Option<&'static str> {
    let (_, rest) = LOCK.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}
