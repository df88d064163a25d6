//! What the page's own module answers, run by Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::RECEIPT;
use crate::cases::Case;
use crate::native::{EVERYTHING, RUN};
use crate::protocol::{Answer, Ask, Layout, Look, Reasons, Run};

/// What the page's module answers in each case.
pub(crate) fn answers(cases: &[Case], natives: &[Vec<Answer>]) -> Vec<Vec<Answer>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (input, output) = (folder.join("parity-cases.json"), folder.join("parity-results.json"));
    let cases: Vec<_> = cases
        .iter()
        .zip(natives)
        .map(|(case, native)| {
            let asks = asks(case, native);
            json!({"text": case.text, "asks": asks.iter().map(|it| latin1(&postcard::to_allocvec(it).unwrap())).collect::<Vec<_>>()})
        })
        .collect();
    fs::write(&input, serde_json::to_vec(&cases).unwrap()).unwrap();
    let status = Command::new("node")
        .arg(root.join("tests/parity/desk.mjs"))
        .args([asset(root, "app-", ".js"), asset(root, "app_bg-", ".wasm"), input, output.clone()])
        .status()
        .unwrap();
    assert!(status.success());
    let answers: Vec<Vec<String>> = serde_json::from_slice(&fs::read(output).unwrap()).unwrap();
    let read = |text: String| postcard::from_bytes(&text.chars().map(|it| it as u8).collect::<Vec<_>>()).unwrap();
    answers.into_iter().map(|it| it.into_iter().map(read).collect()).collect()
}

/// What the native answers are to. One record too few in the page is an answer that was not asked for.
fn asks(case: &Case, native: &[Answer]) -> Vec<Ask> {
    let first = Ask::Run(Run { run: RUN, settings: case.settings.clone(), receipt: RECEIPT, form: case.form });
    let records = native.iter().filter(|it| matches!(it, Answer::Text(_))).count();
    let values = (0..records).map(|record| Ask::Value { run: RUN, record, layout: Layout::Wire });
    let look = |look| Ask::Look { run: RUN, look };
    let account = look(Look::Account { reasons: Reasons::default(), window: EVERYTHING });
    [first, account, look(Look::Balance), Ask::Hashes { run: RUN }].into_iter().chain(values).collect()
}

/// Bytes as text, one character each.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// A file of the built page.
fn asset(root: &Path, start: &str, end: &str) -> PathBuf {
    let assets = fs::read_dir(root.join("dist/assets")).expect("the page must be built first: cargo xtask page");
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let found = assets.map(|it| it.unwrap().path()).find(|it| name(it).starts_with(start) && name(it).ends_with(end));
    found.unwrap_or_else(|| panic!("there is no {start}*{end} in dist/assets"))
}
