//! The files that fuzzing starts from: each shape once across the first border, and once across the second.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::reference::Case;
use crate::shapes;

/// The seeds, which must be those in the folder.
pub(crate) fn current() -> Vec<Vec<u8>> {
    let seeds = seeds();
    if std::env::var_os("UPDATE_SEEDS").is_some() {
        write(&seeds);
    }
    let found: BTreeMap<_, _> = fs::read_dir(folder()).unwrap().map(|entry| read(&entry.unwrap())).collect();
    let stale: Vec<_> = seeds.iter().filter(|(name, bytes)| found.get(*name) != Some(*bytes)).map(|it| it.0).collect();
    assert!(stale.is_empty(), "these seeds differ; UPDATE_SEEDS=1 writes them anew: {stale:?}");
    assert_eq!(found.len(), seeds.len(), "there are seeds that nothing makes; UPDATE_SEEDS=1 removes them");
    seeds.into_values().collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus-seed")
}

fn read(entry: &fs::DirEntry) -> (String, Vec<u8>) {
    (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
}

fn write(seeds: &BTreeMap<String, Vec<u8>>) {
    let _ = fs::remove_dir_all(folder());
    fs::create_dir_all(folder()).unwrap();
    for (name, bytes) in seeds {
        fs::write(folder().join(name), bytes).unwrap();
    }
}

fn seeds() -> BTreeMap<String, Vec<u8>> {
    let mut seeds = BTreeMap::new();
    for (number, (name, members)) in (0u16..).zip(shapes::MEMBERS) {
        // The middle of what can go wrong stands on the border.
        let half = members.len() / 2 + 1;
        let form = (number % 3) as u8;
        let dense = shapes::dense(members, 64usize.saturating_sub(half).max(8));
        seeds.insert(format!("{name}-dense"), Case::to_bytes(number, form, &dense));
        let white = shapes::white(members, 128usize.saturating_sub(half));
        seeds.insert(format!("{name}-white"), Case::to_bytes(number << 6, form, &white));
    }
    for depth in [128, 129] {
        for (number, text) in shapes::nested(depth).iter().enumerate() {
            seeds.insert(format!("nested-{depth}-{number}"), Case::to_bytes(2, 0, text));
        }
    }
    let both = MANY.iter().map(|(name, text)| ((*name).to_owned(), Case::to_bytes(2, 0, text)));
    seeds.extend(both);
    seeds
}

/// Inputs of several batches, or of none.
const MANY: [(&str, &str); 8] = [
    ("input-bulk", "[{\"mpid\":1} , {\"message_id\":\"m\"},null,{}]"),
    ("input-bulk-broken", "[{\"mpid\":1},{\"a\":tru},{}]"),
    ("input-bulk-empty", "[ ]"),
    ("input-lines", "{\"mpid\":1}\n\n{\"message_id\":\"m\",\"events\":[{\"event_type\":\"opt_out\"}]}\r\n{}"),
    ("input-lines-broken", "{\"mpid\":1\n{\"a\":01}\n{}\n"),
    ("input-marked", "\u{feff}{\"mpid\":1}"),
    ("input-trailing", "{} {}"),
    ("input-scalar", "123"),
];
