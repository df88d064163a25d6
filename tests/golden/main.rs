//! Golden files: what every sample becomes, with the default settings and, for six rich ones, with each setting changed.
//!
//! `UPDATE_GOLDEN=1 cargo test -p headgate-tests --test golden` writes them anew; the change is then reviewed as a diff.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use shared::settings::{CONNECTION, Kind, SettingValue};
use shared::{ConnectionSettings, Outcome, Receipt, transform};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// Samples whose golden file also shows what each setting changes.
const RICH: [&str; 6] = [
    "incoming-mparticle-docs-eventsapi-schema-sample.json",
    "incoming-mparticle-docs-json-reference-master-sample.json",
    "incoming-rules-python-multi-event.json",
    "sdk/java-all-types.json",
    "sdk/node-device.json",
    "sdk/web-batched.json",
];

/// Of an input of many batches the first ones are shown; the others are pinned by their records' hashes.
const BATCHES_SHOWN: usize = 2;

/// Values longer than this are pinned by their hash alone, so that the files can be read.
const SHOWN: usize = 8 * 1024;

#[test]
fn every_sample_becomes_what_its_golden_file_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = samples(&root.join("samples"));
    assert!(samples.len() >= 65, "only {} samples", samples.len());
    let stale: Vec<_> = samples.iter().filter(|name| !is_current(root, name)).collect();
    assert!(stale.is_empty(), "these golden files differ; the new ones are written if UPDATE_GOLDEN=1: {stale:#?}");
}

#[test]
fn there_is_no_golden_file_without_its_sample() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names: Vec<_> = samples(&root.join("samples")).iter().map(|name| golden_path(root, name)).collect();
    for entry in fs::read_dir(root.join("golden")).unwrap() {
        let path = entry.unwrap().path();
        assert!(path.extension().is_some_and(|it| it == "rs") || names.contains(&path), "{}", path.display());
    }
}

fn samples(folder: &Path) -> Vec<String> {
    let in_folder = |folder: &Path, prefix: &str| -> Vec<String> {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.filter(|name| name.ends_with(".json")).map(|name| format!("{prefix}{name}")).collect()
    };
    let mut names = in_folder(folder, "");
    names.extend(in_folder(&folder.join("sdk"), "sdk/"));
    names.sort();
    names
}

fn golden_path(root: &Path, sample: &str) -> PathBuf {
    root.join("golden").join(format!("{}.txt", sample.trim_end_matches(".json").replace('/', "-")))
}

/// Compares, and writes the file anew where that is asked for.
fn is_current(root: &Path, sample: &str) -> bool {
    let text = fs::read_to_string(root.join("samples").join(sample)).unwrap();
    let outcome = transform(&text, &ConnectionSettings::default(), RECEIPT, None);
    let (mut golden, default) = (show(&outcome), show_changes(&outcome));
    if RICH.contains(&sample) {
        for (name, settings) in changed_settings() {
            let changed = show_changes(&transform(&text, &settings, RECEIPT, None));
            write!(golden, "\n==== {name}\n{}", difference(&default, &changed)).unwrap();
        }
    }
    let path = golden_path(root, sample);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &golden).unwrap();
    }
    fs::read_to_string(&path).is_ok_and(|expected| expected == golden)
}

/// The default settings, each with one of them changed.
fn changed_settings() -> Vec<(String, ConnectionSettings)> {
    CONNECTION
        .iter()
        .map(|setting| {
            let mut settings = ConnectionSettings::default();
            let value = match (setting.kind, settings.get(setting.key)) {
                (_, Some(SettingValue::Switch(on))) => SettingValue::Switch(!on),
                (Kind::Set(choices), _) => SettingValue::Set(choices.iter().map(|it| it.value.to_owned()).collect()),
                _ => SettingValue::Text(Some("tenant-7".to_owned())),
            };
            settings.set(setting.key, value.clone()).unwrap();
            (format!("{} = {value:?}", setting.key), settings)
        })
        .collect()
}

/// The lines that only one of the two has.
fn difference(before: &str, after: &str) -> String {
    let gone = before.lines().filter(|line| !after.lines().any(|it| it == *line)).map(|line| format!("- {line}\n"));
    let new = after.lines().filter(|line| !before.lines().any(|it| it == *line)).map(|line| format!("+ {line}\n"));
    gone.chain(new).collect()
}

fn show(outcome: &Outcome) -> String {
    let mut out = String::new();
    for batch in outcome.batches.iter().take(BATCHES_SHOWN) {
        writeln!(out, "batch {}: {:?}: {}", batch.index, batch.form, batch.form_reason).unwrap();
    }
    out.push_str(&show_changes(outcome));
    for record in outcome.records.iter().filter(|it| it.batch < BATCHES_SHOWN && it.value.len() <= SHOWN) {
        writeln!(out, "{}", record.value).unwrap();
    }
    out
}

fn show_changes(outcome: &Outcome) -> String {
    let mut out = String::new();
    for issue in outcome.issues.iter().filter(|it| it.batch.is_none_or(|batch| batch < BATCHES_SHOWN)) {
        let place = format!("{}:{}", issue.span.line, issue.span.column);
        writeln!(
            out,
            "{:?} {} at {place} {}: {}",
            issue.severity,
            issue.code,
            issue.pointer.as_deref().unwrap_or("-"),
            issue.message
        )
        .unwrap();
    }
    for event in outcome.account.events.iter().filter(|it| it.batch < BATCHES_SHOWN) {
        let reason = event.reason.map_or(String::new(), |it| format!(": {}", it.sentence()));
        writeln!(out, "event {} {} {:?}{reason}", event.batch, event.pointer, event.fate).unwrap();
    }
    for it in outcome.account.members.iter().filter(|it| it.batch < BATCHES_SHOWN) {
        let bytes = format!("-{} +{}", it.bytes_removed, it.bytes_added);
        writeln!(out, "member {} {} {:?} {bytes}: {}", it.batch, it.pointer, it.change, it.reason.sentence()).unwrap();
    }
    for it in &outcome.account.batches {
        writeln!(out, "no message for batch {}: {}", it.batch, it.reason.sentence()).unwrap();
    }
    for record in &outcome.records {
        let key = record.key.as_deref().unwrap_or("none");
        writeln!(out, "record key {key}, {} bytes, sha256 {}", record.value.len(), record.sha256()).unwrap();
    }
    out
}
