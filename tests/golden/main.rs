//! Golden files: what every sample becomes, with the default settings and, for six rich ones, with each setting changed.
//!
//! They are fixtures as `headgate check-fixtures` takes them. `UPDATE_GOLDEN=1 cargo test -p headgate-tests --test
//! golden` writes them anew; the change is then reviewed as a diff.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use backend::cli::fixtures::{Manifest, Verdict, check, find};
use shared::ConnectionSettings;
use shared::settings::{CONNECTION, Kind, Setting, SettingValue};

/// Samples that are also shown with each setting changed.
const RICH: [&str; 6] = [
    "incoming-mparticle-docs-eventsapi-schema-sample",
    "incoming-mparticle-docs-json-reference-master-sample",
    "incoming-rules-python-multi-event",
    "sdk/java-all-types",
    "sdk/node-device",
    "sdk/web-batched",
];

#[test]
fn every_sample_becomes_what_its_fixture_says() {
    let (root, wanted) = (root(), wanted());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        write(&wanted);
    }
    let found = find(&root).unwrap();
    assert!(found.iter().eq(wanted.keys()), "a fixture without its sample, or a sample without its fixture");
    let mut differing = String::new();
    for (fixture, manifest) in &wanted {
        assert_eq!(&Manifest::read(fixture).unwrap(), manifest, "{}", fixture.display());
        if let Verdict::Differs(differences) = check(fixture, false).unwrap() {
            let lines: String = differences.iter().map(ToString::to_string).collect();
            differing += &format!("{} differs\n{lines}", fixture.display());
        }
    }
    assert!(differing.is_empty(), "{differing}UPDATE_GOLDEN=1 writes what is found");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn write(wanted: &BTreeMap<PathBuf, Manifest>) {
    for (folder, manifest) in wanted {
        fs::create_dir_all(folder).unwrap();
        manifest.write(folder).unwrap();
        check(folder, true).unwrap();
    }
}

/// The fixtures that have to be there.
fn wanted() -> BTreeMap<PathBuf, Manifest> {
    let samples = samples();
    assert!(samples.len() >= 65, "only {} samples", samples.len());
    let default = || ("default", ConnectionSettings::default());
    let each = |sample: &String| {
        let changed = CONNECTION.iter().filter(|_| RICH.contains(&sample.as_str())).map(changed);
        let fixtures = std::iter::once(default()).chain(changed);
        fixtures.map(|(name, settings)| fixture(sample, name, settings)).collect::<Vec<_>>()
    };
    samples.iter().flat_map(each).collect()
}

/// `fixtures/<sample>/<name>`, whose input stays with the samples.
fn fixture(sample: &str, name: &str, settings: ConnectionSettings) -> (PathBuf, Manifest) {
    let up = "../".repeat(sample.split('/').count() + 2);
    let input = PathBuf::from(format!("{up}samples/{sample}.json"));
    let manifest = Manifest { received_at: 1_700_000_000_000, form: None, input: Some(input), settings };
    (root().join(sample).join(name), manifest)
}

/// The names of the samples, without `.json`.
fn samples() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let in_folder = |folder: PathBuf, prefix: &str| -> Vec<String> {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.filter_map(|name| Some(format!("{prefix}{}", name.strip_suffix(".json")?))).collect()
    };
    let mut names = in_folder(samples.clone(), "");
    names.extend(in_folder(samples.join("sdk"), "sdk/"));
    names
}

/// The default settings with one of them changed.
fn changed(setting: &Setting) -> (&'static str, ConnectionSettings) {
    let mut settings = ConnectionSettings::default();
    let value = match (setting.kind, settings.get(setting.key)) {
        (_, Some(SettingValue::Switch(on))) => SettingValue::Switch(!on),
        (Kind::Set(choices), _) => SettingValue::Set(choices.iter().map(|it| it.value.to_owned()).collect()),
        _ => SettingValue::Text(Some("tenant-7".to_owned())),
    };
    settings.set(setting.key, value).unwrap();
    (setting.key, settings)
}
