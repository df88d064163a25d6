//! Settings from the texts of other Kafka clients: what can be taken, and why the rest cannot.

mod entry;
mod jaas;
mod placeholder;
mod problem;
mod properties;
mod snippet;
mod take;

pub use problem::{IMPORT_PROBLEMS, ImportProblem};

use std::fmt;

use crate::settings::{KAFKA, KafkaSettings};

/// What a text says about Kafka.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was found; everything else is unset.
    pub settings: KafkaSettings,
    /// Where each of `settings` is from, in the order of the text.
    pub taken: Vec<Taken>,
    /// What asks for something that Headgate always does.
    pub agreed: Vec<Agreed>,
    /// What could not be used.
    pub unusable: Vec<Unusable>,
}

/// A name of the text whose value was taken. `Display` says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// As the text calls it.
    pub name: String,
    /// From 1.
    pub line: usize,
    /// The key of the setting.
    pub key: &'static str,
}

/// A name of the text that changes nothing. `Display` says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// As the text calls it.
    pub name: String,
    /// From 1.
    pub line: usize,
}

/// A name of the text whose value was not taken. `Display` says so; the value is never told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// As the text calls it.
    pub name: String,
    /// From 1.
    pub line: usize,
    /// Why.
    pub why: ImportProblem,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: `{}` became {}.", self.line, self.name, label(self.key))
    }
}

impl fmt::Display for Agreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: `{}` asks for what Headgate always does.", self.line, self.name)
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: `{}` was not taken. {}", self.line, self.name, self.why)
    }
}

/// The words of the form for a setting.
fn label(key: &str) -> &'static str {
    KAFKA.iter().find(|it| it.key == key).map_or("", |it| it.label)
}

/// Reads Java's `client.properties`, a JAAS line or file, settings of librdkafka (a file of kcat, JSON) and pieces of
/// programs that hold either. Where a name occurs twice, the last one counts.
///
/// ```
/// let text = "bootstrap.servers=kafka-1:9093\nsecurity.protocol=SASL_SSL\nsasl.username=alice\nsasl.password=<PASSWORD>\n";
/// let found = shared::kafka::import(text);
/// assert_eq!(found.settings.bootstrap_servers.as_deref(), Some("kafka-1:9093"));
/// assert_eq!(found.taken[1].to_string(), "Line 3: `sasl.username` became User Name.");
/// assert_eq!(found.agreed[0].to_string(), "Line 2: `security.protocol` asks for what Headgate always does.");
/// assert_eq!(found.unusable[0].to_string(), "Line 4: `sasl.password` was not taken. Its value is a placeholder.");
/// ```
#[must_use]
pub fn import(text: &str) -> Imported {
    let entries = entry::entries(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut imported = Imported::default();
    take::all(&mut imported, &entries);
    imported
}

#[cfg(test)]
mod tests;
