//! What must hold of the project's text: directions between the rooms, sizes of files, nothing left undone.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Error, root};

/// Longest file, in lines.
const LONGEST: usize = 400;

/// What has to be at the top.
const TOP: [&str; 10] =
    ["Cargo.toml", "frontend", "backend", "shared", "tests", "index.html", "README.md", "xtask", "script", "docs"];

/// A word that only some places may have.
struct Rule {
    room: &'static str,
    word: &'static str,
    only_in: &'static [&'static str],
    /// Uses that are fine anywhere in the room.
    but: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule { room: "shared/src", word: "std::fs", only_in: &[], but: &[], why: "shared has no files" },
    Rule { room: "shared/src", word: "std::env::", only_in: &[], but: &[], why: "shared has no environment" },
    Rule { room: "shared/src", word: "std::net", only_in: &[], but: &[], why: "shared has no network" },
    Rule { room: "shared/src", word: "Instant::now", only_in: &[], but: &[], why: "shared has no clock" },
    Rule { room: "shared/src", word: "SystemTime", only_in: &[], but: &[], why: "shared has no clock" },
    Rule {
        room: "backend/src",
        word: "rdkafka",
        only_in: &["backend/src/kafka/", "backend/src/kafka.rs"],
        but: &[],
        why: "rdkafka's types stay in kafka/",
    },
    Rule {
        room: "backend/src",
        word: "StatusCode",
        only_in: &["backend/src/routes/", "backend/src/routes.rs", "backend/src/error/", "backend/src/error.rs"],
        but: &[],
        why: "HTTP types stay in routes/ and error.rs",
    },
    Rule {
        room: "backend/src",
        word: "rusqlite",
        only_in: &["backend/src/store/", "backend/src/store.rs"],
        but: &[],
        why: "SQL stays in store/",
    },
    Rule {
        room: "frontend/",
        word: "web_sys",
        only_in: &[
            "frontend/src/browser/",
            "frontend/src/browser.rs",
            "frontend/ui/src/browser/",
            "frontend/ui/src/browser.rs",
            "frontend/ui/src/api.rs",
            "frontend/ui/src/api/",
        ],
        // What a view's handlers are given.
        but: &[
            "web_sys::Event",
            "web_sys::File",
            "web_sys::MouseEvent",
            "web_sys::DragEvent",
            "web_sys::KeyboardEvent",
            "web_sys::PointerEvent",
        ],
        why: "what touches the browser stays in browser/ and api.rs",
    },
];

/// Checks everything.
///
/// # Errors
/// Lists all faults, one a line.
pub fn check() -> Result<String, Error> {
    let root = root();
    let files = files(&root)?;
    let mut faults = missing(&root);
    faults.extend(dependencies(&root)?);
    for (name, text) in &files {
        faults.extend(in_file(name, text));
    }
    if faults.is_empty() { Ok(format!("{} files are tidy", files.len())) } else { Err(faults.join("\n").into()) }
}

/// The faults of one file.
#[must_use]
pub fn in_file(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") && !text.starts_with("#!") {
        faults.push(format!("{name}: does not say at its top what it is (`//!`)"));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        faults.push(format!("{name}: {lines} lines; at most {LONGEST}"));
    }
    for rule in RULES.iter().filter(|rule| name.starts_with(rule.room)) {
        let allowed = rule.only_in.iter().any(|it| name.starts_with(it));
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let breaks = |line: &str| line.contains(rule.word) && !rule.but.iter().any(|it| line.contains(it));
        if !allowed && code.into_iter().any(breaks) {
            faults.push(format!("{name}: `{}`: {}", rule.word, rule.why));
        }
    }
    // Spelled in two parts, so that this file does not accuse itself.
    for mark in [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[ig", "nore"),
        concat!("todo", "!("),
        concat!("dbg", "!("),
    ] {
        if text.contains(mark) {
            faults.push(format!("{name}: {mark}"));
        }
    }
    faults
}

fn missing(root: &Path) -> Vec<String> {
    TOP.iter().filter(|name| !root.join(name).exists()).map(|name| format!("{name} is missing")).collect()
}

/// The project's Rust files that git knows or would take.
fn files(root: &Path) -> Result<Vec<(String, String)>, Error> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git cannot be started: {error}"))?;
    let names = String::from_utf8(output.stdout)?;
    let there = names.lines().filter(|name| root.join(name).is_file());
    there.map(|name| Ok((name.to_owned(), fs::read_to_string(root.join(name))?))).collect()
}

/// Who may depend on whom.
fn dependencies(root: &Path) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let forbidden: [(&str, &[&str]); 6] = [
        (
            "shared",
            &["frontend", "ui", "rooms", "backend", "headgate-tests", "tokio", "axum", "rdkafka", "web-sys", "leptos"],
        ),
        ("frontend", &["backend", "headgate-tests"]),
        ("frontend/rooms", &["frontend", "backend", "headgate-tests"]),
        ("frontend/ui", &["frontend", "rooms", "backend", "headgate-tests"]),
        ("backend", &["frontend", "ui", "rooms", "headgate-tests"]),
        ("xtask", &["frontend", "ui", "rooms", "backend", "headgate-tests"]),
    ];
    for (room, others) in forbidden {
        let manifest = fs::read_to_string(root.join(room).join("Cargo.toml"))?;
        for other in others {
            if manifest
                .lines()
                .any(|line| line.starts_with(&format!("{other}.")) || line.starts_with(&format!("{other} ")))
            {
                faults.push(format!("{room} must not depend on {other}"));
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::in_file;

    #[test]
    fn each_rule_names_the_file_that_breaks_it() {
        let cases = [
            ("shared/src/a.rs", "//! A.\nuse std::fs;\n", "shared/src/a.rs: `std::fs`: shared has no files"),
            (
                "backend/src/cli.rs",
                "//! A.\nuse rdkafka::X;\n",
                "backend/src/cli.rs: `rdkafka`: rdkafka's types stay in kafka/",
            ),
            (
                "frontend/src/a.rs",
                "//! A.\nweb_sys::window();\n",
                "frontend/src/a.rs: `web_sys`: what touches the browser stays in browser/ and api.rs",
            ),
            ("shared/src/a.rs", "fn a() {}\n", "shared/src/a.rs: does not say at its top what it is (`//!`)"),
        ];
        for (name, text, fault) in cases {
            assert_eq!(in_file(name, text), [fault]);
        }
        assert_eq!(in_file("a.rs", &format!("//! A.\n{}", "\n".repeat(400))), ["a.rs: 401 lines; at most 400"]);
        assert_eq!(in_file("a.rs", concat!("//! A.\n#[ig", "nore]\n")), [concat!("a.rs: #[ig", "nore")]);
    }

    #[test]
    fn a_word_in_a_comment_or_in_its_own_place_is_no_fault() {
        assert!(in_file("shared/src/a.rs", "//! Not std::fs.\n").is_empty());
        assert!(in_file("backend/src/kafka/a.rs", "//! A.\nuse rdkafka::X;\n").is_empty());
        assert!(in_file("frontend/src/a.rs", "//! A.\nfn a(file: web_sys::File) {}\n").is_empty());
    }

    #[test]
    fn the_project_is_tidy() {
        assert_eq!(super::check().map_err(|error| error.to_string()).map(|_| ()), Ok(()));
    }
}
