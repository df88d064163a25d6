//! What is compared: samples under every setting and broken at many places, and random inputs under random settings.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shared::settings::{CONNECTION, SettingValue};
use shared::{ConnectionSettings, Form};

use crate::generators;

/// How many are random.
pub(crate) const RANDOM: usize = 10_000;

/// An input, and what is to be done with it.
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) settings: ConnectionSettings,
    pub(crate) form: Option<Form>,
}

/// The same ones every time.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = of_samples();
    cases.extend(random());
    cases
}

fn random() -> Vec<Case> {
    let text = prop_oneof![generators::batches(), generators::sensitive_batch(), generators::text()];
    let case = (text, generators::settings(), generators::form());
    let mut runner = TestRunner::deterministic();
    let mut next = || case.new_tree(&mut runner).unwrap().current();
    (0..RANDOM).map(|_| next()).map(|(text, settings, form)| Case { text, settings, form }).collect()
}

/// Every sample with each setting changed, and broken at many places.
fn of_samples() -> Vec<Case> {
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
