//! docs/DIAGNOSTICS.md, made from the tables of problems. The codes that only the API has are in `api.md`.

use std::fmt::Write as _;

use shared::batch::EventType;
use shared::issue::{Example, PROBLEMS, Row, Severity};
use shared::kafka::{CONNECTION_PROBLEMS, DELIVERY_PROBLEMS, IMPORT_PROBLEMS, KAFKA_PROBLEMS};
use shared::{ConnectionSettings, Receipt, transform};

use crate::Error;

/// An input whose only issue has every field.
const INPUT: &str = "[{\"mpid\":7},\n {\"user_attributes\":{\"score\":NaN}}]";

pub(super) fn page() -> Result<String, Error> {
    let mut out = String::from(include_str!("diagnostics.md"));
    issue(&mut out)?;
    table(&mut out, "All codes", PROBLEMS)?;
    sections(&mut out, "What to do about each, and an input that has it", PROBLEMS)?;
    table(&mut out, "All codes of a Kafka configuration", KAFKA_PROBLEMS)?;
    sections(&mut out, "What to do about each, and a value or a situation that has it", KAFKA_PROBLEMS)?;
    table(&mut out, "All codes of settings that are pasted", IMPORT_PROBLEMS)?;
    sections(&mut out, "What to do about each, and a text that has it", IMPORT_PROBLEMS)?;
    table(&mut out, "All codes of the connection check", CONNECTION_PROBLEMS)?;
    sections(&mut out, "What to do about each, and a situation that shows it", CONNECTION_PROBLEMS)?;
    table(&mut out, "All codes of a message on its way to Kafka", DELIVERY_PROBLEMS)?;
    sections(&mut out, "What to do about each, and when it happens", DELIVERY_PROBLEMS)?;
    out += include_str!("api.md");
    event_types(&mut out)?;
    Ok(out)
}

/// An issue as `--json` prints it, but for the line breaks.
fn issue(out: &mut String) -> Result<(), Error> {
    let issues = transform(INPUT, &ConnectionSettings::default(), Receipt { time_ms: 0, number: 0 }, None).issues;
    let json = serde_json::to_string_pretty(&issues)?;
    write!(out, "For example, of the input\n\n```\n{INPUT}\n```\n\nthe issues are\n\n```json\n{json}\n```\n")?;
    Ok(())
}

fn table(out: &mut String, title: &str, rows: &[Row]) -> std::fmt::Result {
    writeln!(out, "\n## {title}\n\n⟨…⟩ stands for what differs.\n")?;
    writeln!(out, "| code | severity | message |\n|---|---|---|")?;
    for row in rows {
        let message = readable(row.message).replace('|', "\\|");
        writeln!(out, "| [`{0}`](#{0}) | {1} | {message} |", row.code, severity(row))?;
    }
    Ok(())
}

fn sections(out: &mut String, title: &str, rows: &[Row]) -> std::fmt::Result {
    writeln!(out, "\n## {title}")?;
    for row in rows {
        writeln!(out, "\n### `{}`\n", row.code)?;
        writeln!(out, "**{}**: {}\n", severity(row), readable(row.message))?;
        writeln!(out, "{}\n", row.help)?;
        writeln!(out, "```\n{}\n```", shown(row.example))?;
    }
    Ok(())
}

fn event_types(out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## Event types that are forwarded\n")?;
    let names = EventType::ALL.map(|it| format!("`{}`", it.as_str()));
    writeln!(out, "{}. They are compared without regard to case.", names.join(", "))
}

fn severity(row: &Row) -> &'static str {
    match row.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The message with `⟨name⟩` where it has `{name}`.
fn readable(message: &str) -> String {
    let mut pieces = message.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (field, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let name = field.split(':').next().unwrap_or_default().replace('_', " ");
        out += &format!("⟨{name}⟩{rest}");
    }
    out
}

/// The example, short, and with nothing in it that cannot be seen.
fn shown(example: Example) -> String {
    match example {
        Example::Text("") => "⟨nothing⟩".to_owned(),
        Example::Text(text) => text.replace('\u{feff}', "⟨U+FEFF⟩"),
        Example::Bytes(bytes) => {
            bytes.utf8_chunks().map(|it| it.valid().to_owned() + &hexadecimal(it.invalid())).collect()
        }
        Example::Long(pieces) => pieces.iter().map(|&(piece, times)| repeated(piece, times)).collect(),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("⟨byte 0x{byte:02X}⟩")).collect()
}

fn repeated(piece: &str, times: usize) -> String {
    match (piece, times) {
        (_, 1) => piece.to_owned(),
        (" ", _) => format!("⟨{times} × space⟩"),
        _ => format!("⟨{times} × {piece}⟩"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::root;

    /// The text of every Rust file under a folder, or of one file.
    fn sources(path: &Path) -> String {
        let Ok(folder) = fs::read_dir(path) else { return fs::read_to_string(path).unwrap() };
        let paths = folder.map(|it| it.unwrap().path());
        paths.filter(|it| it.is_dir() || it.extension().is_some_and(|it| it == "rs")).map(|it| sources(&it)).collect()
    }

    /// The texts in quotes that are second after each `sign`: `(StatusCode::NOT_FOUND, "not_found"`.
    fn seconds<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
        let second = |it: &'a str| Some(it.split_once(',')?.1.trim_start().strip_prefix('"')?.split_once('"')?.0);
        text.split(sign).skip(1).filter_map(second).collect()
    }

    #[test]
    fn every_problem_of_the_tables_has_its_row_and_its_section() {
        let page = page().unwrap();
        let tables = sources(&root().join("shared/src"));
        let of = |severity: &str| -> Vec<String> {
            let lines = tables.lines().filter_map(|it| it.trim_end().strip_suffix(&format!(", {severity},")));
            lines.filter_map(|it| Some(it.rsplit_once(" = \"")?.1.strip_suffix('"')?.to_owned())).collect()
        };
        let codes = [of("Error"), of("Warning")].concat();
        assert!(codes.len() > 100, "the tables are found: {}", codes.len());
        for code in codes {
            assert!(page.contains(&format!("| [`{code}`](#{code}) |")), "{code}");
            assert!(page.contains(&format!("\n### `{code}`\n")), "{code}");
        }
    }

    #[test]
    fn every_code_of_the_api_has_its_row() {
        let page = page().unwrap();
        let errors =
            ["error.rs", "error", "routes/findings.rs"].map(|it| sources(&root().join("backend/src").join(it)));
        let errors = errors.concat();
        let codes = [seconds(&errors, "StatusCode::"), seconds(&errors, "error(")].concat();
        assert!(codes.len() > 30, "the codes are found: {}", codes.len());
        for code in codes {
            assert!(page.contains(&format!("\n| `{code}` | ")), "{code}");
        }
    }

    #[test]
    fn what_is_filled_in_is_shown_by_its_name() {
        assert_eq!(readable("No."), "No.");
        assert_eq!(readable("byte 0x{byte:02X} of `{name}`{and_more}."), "byte 0x⟨byte⟩ of `⟨name⟩`⟨and more⟩.");
    }

    #[test]
    fn an_example_is_short_and_can_be_seen() {
        assert_eq!(shown(Example::Text("")), "⟨nothing⟩");
        assert_eq!(shown(Example::Text("\u{feff}{}")), "⟨U+FEFF⟩{}");
        assert_eq!(shown(Example::Bytes(b"a\xF5b")), "a⟨byte 0xF5⟩b");
        assert_eq!(shown(Example::Long(&[("[", 1), (" ", 9), ("{},", 5), ("]", 1)])), "[⟨9 × space⟩⟨5 × {},⟩]");
    }
}
