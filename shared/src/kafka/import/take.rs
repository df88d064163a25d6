//! What becomes of each name.

use super::entry::{Entry, Value};
use super::jaas::{self, Module};
use super::{Agreed, ImportProblem, Imported, Taken, Unusable, label, placeholder};
use crate::settings::{SaslMechanism, SettingValue};

/// What is to be done with an entry.
enum Verdict {
    /// Its value is that of the setting.
    Take(&'static str, String),
    /// A login module.
    SignIn(Module),
    /// Headgate does so anyway.
    Agree,
    /// Why it is of no use.
    Refuse(ImportProblem),
}

use Verdict::{Agree, Refuse, SignIn, Take};

/// Sorts `entries` into `imported`.
pub(super) fn all(imported: &mut Imported, entries: &[Entry]) {
    for entry in entries {
        match verdict(entry, entries) {
            Take(key, value) => take(imported, entry, &entry.name, key, value),
            SignIn(module) => sign_in(imported, entry, entries, &module),
            Agree => imported.agreed.push(Agreed { name: entry.name.clone(), line: entry.line }),
            Refuse(why) => refuse(imported, entry, &entry.name, why),
        }
    }
}

fn take(imported: &mut Imported, entry: &Entry, name: &str, key: &'static str, value: String) {
    let is_placeholder = match key {
        "bootstrap_servers" => placeholder::is_in_list(&value),
        _ => placeholder::is_placeholder(&value),
    };
    if is_placeholder || value.is_empty() {
        let why = if is_placeholder { ImportProblem::Placeholder } else { ImportProblem::Empty };
        refuse(imported, entry, name, why);
    } else if imported.settings.set(key, SettingValue::Text(Some(value))).is_ok() {
        imported.taken.push(Taken { name: name.to_owned(), line: entry.line, key });
    }
}

fn refuse(imported: &mut Imported, entry: &Entry, name: &str, why: ImportProblem) {
    imported.unusable.push(Unusable { name: name.to_owned(), line: entry.line, why });
}

/// A login module of SCRAM does not tell which SCRAM: `sasl.mechanism` does.
fn sign_in(imported: &mut Imported, entry: &Entry, entries: &[Entry], module: &Module) {
    let is_told = entries.iter().any(|it| matches!(&*it.name, "sasl.mechanism" | "sasl.mechanisms"));
    match (module.is("PlainLoginModule"), module.is("ScramLoginModule")) {
        (true, _) if !is_told => take(imported, entry, &entry.name, "sasl_mechanism", "PLAIN".to_owned()),
        (_, true) if !is_told => refuse(imported, entry, &entry.name, ImportProblem::ScramWhich),
        (false, false) => return refuse(imported, entry, &entry.name, ImportProblem::LoginModule),
        _ => {}
    }
    for key in ["username", "password"] {
        if let Some(value) = module.option(key) {
            take(imported, entry, &format!("{} {key}", entry.name), key, value.to_owned());
        }
    }
}

fn verdict(entry: &Entry, all: &[Entry]) -> Verdict {
    let Value::Text(value) = &entry.value else {
        let is_ours = setting(&entry.name).is_some() || entry.name == jaas::NAME;
        return Refuse(if is_ours { ImportProblem::Placeholder } else { ImportProblem::NotASetting });
    };
    if let Some(key) = setting(&entry.name) {
        return Take(key, value.clone());
    }
    let word = value.trim();
    match &*entry.name {
        "security.protocol" => protocol(word),
        "sasl.mechanism" | "sasl.mechanisms" => mechanism(word),
        jaas::NAME if placeholder::is_placeholder(word) => Refuse(ImportProblem::Placeholder),
        jaas::NAME => jaas::module(word).map_or_else(Refuse, SignIn),
        "ssl.endpoint.identification.algorithm" if word.eq_ignore_ascii_case("https") => Agree,
        "enable.ssl.certificate.verification" if word.eq_ignore_ascii_case("true") => Agree,
        "ssl.endpoint.identification.algorithm" | "enable.ssl.certificate.verification" => {
            Refuse(ImportProblem::VerificationOff)
        }
        "acks" | "request.required.acks" if matches!(word, "all" | "-1") => Agree,
        "enable.idempotence" if word == "true" => Agree,
        "ssl.ca.location" if word == "probe" => Agree,
        name => file_or_store(name, word, all),
    }
}

/// The names whose value is that of a setting.
fn setting(name: &str) -> Option<&'static str> {
    Some(match name {
        "bootstrap.servers" | "metadata.broker.list" | "bootstrap_servers" => "bootstrap_servers",
        "topic" | "topic.name" => "topic",
        "sasl.username" => "username",
        "sasl.password" => "password",
        "ssl.truststore.certificates" | "ssl.ca.pem" => "ssl_ca",
        "ssl.keystore.certificate.chain" | "ssl.certificate.pem" => "ssl_certificate",
        "ssl.keystore.key" | "ssl.key.pem" => "ssl_key",
        _ => return None,
    })
}

fn protocol(word: &str) -> Verdict {
    match word.to_ascii_uppercase().as_str() {
        "SSL" | "SASL_SSL" => Agree,
        protocol @ ("PLAINTEXT" | "SASL_PLAINTEXT") => {
            Refuse(ImportProblem::Plaintext { protocol: protocol.to_owned() })
        }
        _ => Refuse(placeholder_or(word, ImportProblem::Protocol)),
    }
}

fn mechanism(word: &str) -> Verdict {
    let name = word.to_ascii_uppercase();
    if name.parse::<SaslMechanism>().is_ok() {
        return Take("sasl_mechanism", name);
    }
    let known = ["OAUTHBEARER", "GSSAPI", "AWS_MSK_IAM"].into_iter().find(|it| *it == name);
    Refuse(match known {
        Some(mechanism) => ImportProblem::Mechanism { mechanism },
        None => placeholder_or(word, ImportProblem::MechanismUnknown),
    })
}

fn placeholder_or(word: &str, otherwise: ImportProblem) -> ImportProblem {
    match word {
        "" => ImportProblem::Empty,
        _ if placeholder::is_placeholder(word) => ImportProblem::Placeholder,
        _ => otherwise,
    }
}

/// Files of PEM, and stores, which are no text.
fn file_or_store(name: &str, word: &str, all: &[Entry]) -> Verdict {
    let is_pem_store = |kind: &str| {
        let is_pem = |it: &Entry| matches!(&it.value, Value::Text(text) if text.trim().eq_ignore_ascii_case("PEM"));
        all.iter().any(|it| it.name == kind && is_pem(it)) || [".pem", ".crt"].iter().any(|it| word.ends_with(it))
    };
    let file = |key| Refuse(ImportProblem::File { label: label(key) });
    match name {
        "ssl.ca.location" => file("ssl_ca"),
        "ssl.certificate.location" => file("ssl_certificate"),
        "ssl.key.location" => file("ssl_key"),
        "ssl.truststore.location" if is_pem_store("ssl.truststore.type") => file("ssl_ca"),
        "ssl.keystore.location" if is_pem_store("ssl.keystore.type") => file("ssl_key"),
        "ssl.truststore.type" | "ssl.keystore.type" if word.eq_ignore_ascii_case("PEM") => Agree,
        "ssl.truststore.location" | "ssl.keystore.location" | "ssl.truststore.type" | "ssl.keystore.type" => {
            Refuse(ImportProblem::Store)
        }
        "ssl.truststore.password" | "ssl.keystore.password" | "ssl.key.password" => {
            Refuse(ImportProblem::StorePassword)
        }
        _ => Refuse(ImportProblem::NotASetting),
    }
}
