//! The same inputs give the same bytes natively and in WebAssembly: the page's own module, run by Node.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the page says more than is asked here")]
#[path = "../../frontend/src/protocol.rs"]
mod protocol;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use protocol::{Answer, Ask, ISSUES_SHOWN, Layout, Run, Window};
use serde_json::json;
use shared::account::{Fate, Reason};
use shared::settings::{CONNECTION, SettingValue};
use shared::{ConnectionSettings, Form, Issue, Outcome, Receipt, transform};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 3 };

struct Case {
    text: String,
    settings: ConnectionSettings,
    form: Option<Form>,
}

#[test]
fn the_browsers_build_gives_the_same_messages_account_and_problems() {
    let cases = cases();
    assert!(cases.len() > 1500, "{} cases", cases.len());
    let natives: Vec<_> = cases.iter().map(|it| transform(&it.text, &it.settings, RECEIPT, it.form)).collect();
    let answers = in_webassembly(&cases, &natives);
    assert_eq!(answers.len(), cases.len());
    for ((case, native), answers) in cases.iter().zip(natives).zip(answers) {
        assert_eq!(Shown::by_the_page(answers), Shown::of(&native), "{}", case.text);
    }
}

/// What the page shows of an outcome.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    values: Vec<String>,
    hashes: Vec<String>,
    issues: Vec<Issue>,
    changes: Vec<(String, Option<Reason>)>,
}

impl Shown {
    fn by_the_page(answers: Vec<Answer>) -> Self {
        let mut shown = Self::default();
        for answer in answers {
            match answer {
                Answer::Summary(summary) => shown.issues = summary.issues.into_iter().map(|it| it.issue).collect(),
                Answer::Text(value) => shown.values.push(value),
                Answer::Changes(rows) => shown.changes = rows.into_iter().map(|it| (it.pointer, it.reason)).collect(),
                Answer::Hashes(hashes) => shown.hashes = hashes,
                Answer::Records(_) | Answer::Gone => panic!("{answer:?} was not asked for"),
            }
        }
        shown
    }

    fn of(outcome: &Outcome) -> Self {
        let account = &outcome.account;
        let dropped = account.events.iter().filter(|it| it.fate == Fate::Dropped);
        let mut changes: Vec<_> =
            account.members.iter().map(|it| ((it.batch, it.offset), (it.pointer(), Some(it.reason)))).collect();
        changes.extend(dropped.map(|it| ((it.batch, it.offset), (it.pointer(), it.reason))));
        changes.extend(account.batches.iter().map(|it| ((it.batch, usize::MAX), (String::new(), Some(it.reason)))));
        changes.sort_by_key(|(place, _)| *place);
        Self {
            values: outcome.records.iter().map(|it| it.value.clone()).collect(),
            hashes: outcome.records.iter().map(shared::Record::sha256).collect(),
            issues: outcome.issues.iter().take(ISSUES_SHOWN).cloned().collect(),
            changes: changes.into_iter().map(|(_, it)| it).collect(),
        }
    }
}

/// Every sample with each setting changed, and broken at many places.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for text in samples() {
        for (at, settings) in changed_settings().into_iter().enumerate() {
            let form = [None, Some(Form::Incoming), Some(Form::Outgoing)][at % 3];
            cases.push(Case { text: text.clone(), settings, form });
        }
        for at in 1..16 {
            let cut = (0..=text.len() * at / 16).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let broken = match at % 3 {
                0 => text[..cut].to_owned(),
                1 => format!("{}NaN{}", &text[..cut], &text[cut..]),
                _ => format!("{}\u{0}]{}", &text[..cut], &text[cut..]),
            };
            cases.push(Case { text: broken, settings: ConnectionSettings::default(), form: None });
        }
    }
    cases
}

fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = files(folder.clone()).chain(files(folder.join("sdk"))).filter(|it| it.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn changed_settings() -> Vec<ConnectionSettings> {
    let mut all = vec![ConnectionSettings::default()];
    for setting in CONNECTION {
        let mut settings = ConnectionSettings::default();
        let value = match settings.get(setting.key).unwrap() {
            SettingValue::Switch(on) => SettingValue::Switch(!on),
            SettingValue::Set(_) => SettingValue::Set(vec!["device_name".to_owned(), "ip_address".to_owned()]),
            SettingValue::Text(_) => SettingValue::Text(Some("é \"7\"".to_owned())),
        };
        settings.set(setting.key, value).unwrap();
        all.push(settings);
    }
    all
}

/// What the page's module answers in each case.
fn in_webassembly(cases: &[Case], natives: &[Outcome]) -> Vec<Vec<Answer>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (input, output) = (folder.join("parity-cases.json"), folder.join("parity-results.json"));
    let cases: Vec<_> = cases
        .iter()
        .zip(natives)
        .map(|(case, native)| {
            let asks = asks(case, native.records.len());
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

/// Everything that the page could ask. One record too few in the page is an answer that was not asked for.
fn asks(case: &Case, records: usize) -> Vec<Ask> {
    let run = 1;
    let first = Ask::Run(Run { run, settings: case.settings.clone(), receipt: RECEIPT, form: case.form });
    let values = (0..records).map(|record| Ask::Value { run, record, layout: Layout::Wire });
    let changes = Ask::Changes { run, window: Window { from: 0, count: 1_000_000 } };
    [first].into_iter().chain(values).chain([changes, Ask::Hashes { run }]).collect()
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
