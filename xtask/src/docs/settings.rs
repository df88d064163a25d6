//! docs/SETTINGS.md, made from the table of settings.

use std::fmt::Write as _;

use shared::settings::{CONNECTION, Choice, KAFKA, Kind, Setting};

use crate::Error;

pub(super) fn page() -> Result<String, Error> {
    let mut out = String::from(
        "# Settings\n\nGenerated from `shared/src/settings/table.rs` by `cargo xtask docs`. Do not edit.\n",
    );
    table(&mut out, "Kafka configuration, of an integration", KAFKA)?;
    table(&mut out, "Connection settings", CONNECTION)?;
    Ok(out)
}

fn table(out: &mut String, title: &str, settings: &[Setting]) -> std::fmt::Result {
    write!(out, "\n## {title}\n\n| key | label | type | default | what it does |\n|---|---|---|---|---|\n")?;
    for it in settings {
        writeln!(out, "| `{}` | {} | {} | {} | {} |", it.key, it.label, kind(it.kind), it.default, it.help)?;
    }
    Ok(())
}

fn kind(kind: Kind) -> String {
    let names = |choices: &[Choice]| choices.iter().map(|it| format!("`{}`", it.value)).collect::<Vec<_>>().join(", ");
    match kind {
        Kind::Switch => "switch".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Secret => "secret".to_owned(),
        Kind::Pem => "PEM".to_owned(),
        Kind::SecretPem => "secret PEM".to_owned(),
        Kind::Choice(choices) => format!("one of {}", names(choices)),
        Kind::Set(choices) => format!("any of {}", names(choices)),
    }
}
