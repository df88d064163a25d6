//! The four texts, line by line.

use super::{Given, PASSWORD, PRIVATE_KEY, login_module, properties_value};

/// Java's `client.properties`.
pub(super) fn properties(given: &Given<'_>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}={value}\n"));
    if let Some(topic) = given.topic.filter(|it| is_one_word(it)) {
        line("# topic", topic);
    }
    if let Some(servers) = given.servers {
        line("bootstrap.servers", &properties_value(servers));
    }
    line("security.protocol", given.protocol());
    if let Some((mechanism, user)) = given.user {
        line("sasl.mechanism", mechanism.as_str());
        line("sasl.jaas.config", &properties_value(&login_module(mechanism, user)));
    }
    if let Some(ca) = given.ca {
        line("ssl.truststore.type", "PEM");
        line("ssl.truststore.certificates", &folded(ca));
    }
    if given.has_key {
        line("ssl.keystore.type", "PEM");
        if let Some(certificate) = given.certificate {
            line("ssl.keystore.certificate.chain", &folded(certificate));
        }
        line("ssl.keystore.key", PRIVATE_KEY);
    }
    text
}

/// A value of many lines, each on a line of the file too.
fn folded(pem: &str) -> String {
    pem.split('\n').map(properties_value).collect::<Vec<_>>().join("\\n\\\n")
}

fn is_one_word(topic: &str) -> bool {
    !topic.contains(|it: char| it.is_whitespace() || it.is_control())
}

/// librdkafka's settings as a JSON object. There is none for the topic.
pub(super) fn json(given: &Given<'_>) -> String {
    let mut members = Vec::new();
    let mut member =
        |name: &str, value: &str| members.push(format!("  \"{name}\": {}", serde_json::Value::from(value)));
    if let Some(servers) = given.servers {
        member("bootstrap.servers", servers);
    }
    member("security.protocol", given.protocol());
    if let Some((mechanism, user)) = given.user {
        member("sasl.mechanism", mechanism.as_str());
        member("sasl.username", user);
        member("sasl.password", PASSWORD);
    }
    if let Some(ca) = given.ca {
        member("ssl.ca.pem", ca);
    }
    if let Some(certificate) = given.certificate {
        member("ssl.certificate.pem", certificate);
    }
    if given.has_key {
        member("ssl.key.pem", PRIVATE_KEY);
    }
    format!("{{\n{}\n}}\n", members.join(",\n"))
}

/// A file of kcat. Its lines are short and have no escapes: PEM is in files beside it, and what a line cannot hold is told.
pub(super) fn kcat(given: &Given<'_>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let words = match is_line(value) {
            true => format!("{name}={value}\n"),
            false => format!("# {name} cannot be written here: a line of this file cannot hold the value.\n"),
        };
        text.push_str(&words);
    };
    if let Some(topic) = given.topic.filter(|it| is_one_word(it)) {
        line("# topic", topic);
    }
    if let Some(servers) = given.servers {
        line("bootstrap.servers", servers);
    }
    line("security.protocol", given.protocol());
    if let Some((mechanism, user)) = given.user {
        line("sasl.mechanism", mechanism.as_str());
        line("sasl.username", user);
        line("sasl.password", PASSWORD);
    }
    let files = [
        (given.ca.is_some(), "CA certificates", "ssl.ca.location", "ca.pem"),
        (given.certificate.is_some(), "client certificate", "ssl.certificate.location", "client.pem"),
        (given.has_key, "private key", "ssl.key.location", "client.key"),
    ];
    for (_, what, name, file) in files.into_iter().filter(|it| it.0) {
        text.push_str(&format!("# Save the {what} as {file}.\n{name}={file}\n"));
    }
    text
}

/// What kcat reads as it was written: it trims a line, cuts it after 511 bytes and drops some backslashes.
fn is_line(value: &str) -> bool {
    let is_whole = value.len() < 450 && !value.contains(char::is_control);
    is_whole && value.trim() == value && !value.contains("\\:") && !value.contains("\\=")
}
