//! What a broker needs so that a configuration works: its settings, users, rights and topic, as texts to adapt.

mod broker;
mod commands;
pub(super) mod principal;
mod shell;

use super::servers;
use crate::settings::{KafkaSettings, SaslMechanism};

/// A piece of the set-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is for.
    pub title: &'static str,
    /// Where it goes.
    pub target: Target,
    /// The text; it ends with a line break.
    pub text: String,
}

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Into the file of this name, at each broker.
    File(&'static str),
    /// Into a shell (bash), once, where Kafka's tools are.
    Shell,
}

/// The set-up of a broker for `settings`: only the pieces that fit. Secrets are placeholders, whatever is set; what is
/// not typed yet is one too.
///
/// ```
/// use shared::kafka::{Target, setup};
/// let settings = shared::KafkaSettings {
///     bootstrap_servers: Some("kafka-1:9093".to_owned()),
///     topic: Some("events".to_owned()),
///     username: Some("o'neill".to_owned()),
///     ..Default::default()
/// };
/// let sections = setup(&settings);
/// let rights = sections.iter().find(|it| it.title == "Let it publish to the topic").unwrap();
/// assert_eq!(rights.target, Target::Shell);
/// assert_eq!(
///     rights.text,
///     r"bin/kafka-acls.sh --bootstrap-server kafka-1:9093 --command-config admin.properties \
///   --add --allow-principal 'User:o'\''neill' --operation Write --operation Describe --topic events
/// "
/// );
/// ```
#[must_use]
pub fn setup(settings: &KafkaSettings) -> Vec<Section> {
    let plan = Plan::of(settings);
    let mut sections = vec![broker::properties(&plan)];
    sections.extend(broker::jaas_file(&plan));
    sections.extend(commands::user(&plan));
    sections.push(commands::topic(&plan));
    sections.extend(commands::rights(&plan));
    sections
}

/// What the pieces are made from.
struct Plan<'s> {
    host: String,
    port: u16,
    topic: &'s str,
    user: Option<(SaslMechanism, &'s str)>,
    /// The subject of the client certificate.
    subject: Option<String>,
    has_certificate: bool,
    has_ca: bool,
}

impl<'s> Plan<'s> {
    fn of(settings: &'s KafkaSettings) -> Self {
        let set = |text: &'s Option<String>| text.as_deref().filter(|it| !it.trim().is_empty());
        let first = servers(settings.bootstrap_servers.as_deref().unwrap_or_default()).0.into_iter().next();
        let (host, port) = first.map_or_else(|| ("<host>".to_owned(), 9093), |it| (it.host, it.port));
        let user = settings.username.as_deref().filter(|it| !it.is_empty());
        let certificate = set(&settings.ssl_certificate);
        Self {
            host,
            port,
            topic: set(&settings.topic).map_or("<topic>", str::trim),
            user: user.map(|user| (settings.sasl_mechanism, user)),
            subject: certificate.and_then(principal::subject),
            has_certificate: certificate.is_some(),
            has_ca: set(&settings.ssl_ca).is_some(),
        }
    }

    /// Who the broker takes Headgate for; `None`: nobody in particular.
    fn principal(&self) -> Option<String> {
        match self.user {
            Some((_, user)) => Some(format!("User:{user}")),
            None if !self.has_certificate => None,
            None => Some(format!("User:{}", self.subject.as_deref().unwrap_or("<subject of the client certificate>"))),
        }
    }
}

#[cfg(test)]
mod tests;
