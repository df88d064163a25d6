//! The same inputs give the same bytes natively and in WebAssembly: the page's own module, run by Node.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use shared::account::Fate;
use shared::settings::{CONNECTION, SettingValue};
use shared::{ConnectionSettings, Form, Outcome, Receipt, transform};

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
    let results = in_webassembly(&cases);
    assert_eq!(results.len(), cases.len());
    for (case, result) in cases.iter().zip(results) {
        let native = expected(&transform(&case.text, &case.settings, RECEIPT, case.form));
        assert_eq!(result, native, "{}", case.text);
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

/// What the page's module makes of the cases.
fn in_webassembly(cases: &[Case]) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (input, output) = (folder.join("parity-cases.json"), folder.join("parity-results.json"));
    let cases: Vec<_> = cases
        .iter()
        .map(|it| json!({"text": it.text, "settings": it.settings, "receipt": RECEIPT, "form": it.form}))
        .collect();
    fs::write(&input, serde_json::to_vec(&cases).unwrap()).unwrap();
    let status = Command::new("node")
        .arg(root.join("tests/parity/desk.mjs"))
        .args([asset(root, "app-", ".js"), asset(root, "app_bg-", ".wasm"), input, output.clone()])
        .status()
        .unwrap();
    assert!(status.success());
    serde_json::from_slice(&fs::read(output).unwrap()).unwrap()
}

/// A file of the built page.
fn asset(root: &Path, start: &str, end: &str) -> PathBuf {
    let assets = fs::read_dir(root.join("dist/assets")).expect("the page must be built first: cargo xtask page");
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let found = assets.map(|it| it.unwrap().path()).find(|it| name(it).starts_with(start) && name(it).ends_with(end));
    found.unwrap_or_else(|| panic!("there is no {start}*{end} in dist/assets"))
}

/// The same, of the native outcome.
fn expected(outcome: &Outcome) -> Value {
    let account = &outcome.account;
    let dropped = account.events.iter().filter(|it| it.fate == Fate::Dropped);
    let mut changes: Vec<_> =
        account.members.iter().map(|it| ((it.batch, it.offset), json!([it.pointer, it.reason]))).collect();
    changes.extend(dropped.map(|it| ((it.batch, it.offset), json!([it.pointer, it.reason]))));
    changes.extend(account.batches.iter().map(|it| ((it.batch, usize::MAX), json!(["", it.reason]))));
    changes.sort_by_key(|(place, _)| *place);
    json!({
        "values": outcome.records.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(),
        "hashes": outcome.records.iter().map(shared::Record::sha256).collect::<Vec<_>>(),
        // The page lists the first 200.
        "issues": outcome.issues.iter().take(200).collect::<Vec<_>>(),
        "changes": changes.into_iter().map(|(_, it)| it).collect::<Vec<_>>(),
    })
}
