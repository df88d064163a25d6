//! All problems of a Kafka configuration at once.

mod tls;

use std::ops::Deref;

use super::{KafkaConfig, KafkaProblem, SignIn, servers, topic};
use crate::issue::Severity;
use crate::settings::KafkaSettings;

/// A problem, and the field that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The key of the setting.
    pub field: &'static str,
    /// What is wrong.
    pub problem: KafkaProblem,
}

impl Deref for FieldProblem {
    type Target = KafkaProblem;

    fn deref(&self) -> &KafkaProblem {
        &self.problem
    }
}

/// The configuration that `settings` describe, unless one of the problems is an error; and all problems, in the order
/// of the form.
///
/// `now_ms` is the time in milliseconds since 1970 at which certificates must be valid.
#[must_use]
pub fn check(settings: &KafkaSettings, now_ms: i64) -> (Option<KafkaConfig>, Vec<FieldProblem>) {
    let at = |field| move |problem| FieldProblem { field, problem };
    let text = |value: &Option<String>| value.as_deref().unwrap_or_default().trim().to_owned();
    let (servers, faults) = servers(&text(&settings.bootstrap_servers));
    let topic = text(&settings.topic);
    let (client_certificate, client_problems) = tls::client(settings, now_ms);
    let (ca, ca_problems) = tls::ca(settings, now_ms);

    let mut problems: Vec<_> = faults.into_iter().map(at("bootstrap_servers")).collect();
    problems.extend(topic::problem(&topic).map(at("topic")));
    problems.extend(sign_in(settings));
    problems.extend(client_problems);
    problems.extend(ca_problems);
    let is_sound = problems.iter().all(|it| it.severity() != Severity::Error);
    let config = KafkaConfig { servers, topic, sign_in: user(settings), client_certificate, ca };
    (is_sound.then_some(config), problems)
}

fn user(settings: &KafkaSettings) -> Option<SignIn> {
    let username = settings.username.clone().filter(|it| !it.is_empty())?;
    let password = settings.password.clone()?;
    Some(SignIn { mechanism: settings.sasl_mechanism, username, password })
}

/// Any text is a user name or a password: they are sent as they are.
fn sign_in(settings: &KafkaSettings) -> impl Iterator<Item = FieldProblem> + use<> {
    let user = settings.username.as_deref().filter(|it| !it.is_empty());
    let has_password = settings.password.as_ref().is_some_and(|it| !it.expose().is_empty());
    let spaces = user.filter(|it| it.trim() != *it);
    let spaces = spaces.map(|_| FieldProblem { field: "username", problem: KafkaProblem::UserSpaces });
    let half = match (user.is_some(), has_password) {
        (false, true) => Some(FieldProblem { field: "username", problem: KafkaProblem::PasswordWithoutUser }),
        (true, false) => Some(FieldProblem { field: "password", problem: KafkaProblem::UserWithoutPassword }),
        _ => None,
    };
    spaces.into_iter().chain(half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Secret;

    const NOW: i64 = 1_800_000_000_000;

    fn told(settings: &KafkaSettings) -> Vec<(&'static str, String)> {
        check(settings, NOW).1.iter().map(|it| (it.field, it.to_string())).collect()
    }

    fn good() -> KafkaSettings {
        KafkaSettings {
            bootstrap_servers: Some("kafka-1:9093".to_owned()),
            topic: Some("events".to_owned()),
            ..Default::default()
        }
    }

    #[test]
    fn a_server_and_a_topic_are_enough() {
        assert_eq!(told(&good()), []);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let settings = KafkaSettings {
            password: Some(Secret::new("p")),
            ssl_certificate: Some("-".to_owned()),
            ..Default::default()
        };
        let words = |field, text: &str| (field, text.to_owned());
        assert_eq!(
            told(&settings),
            [
                words("bootstrap_servers", "No bootstrap server is named."),
                words("topic", "No topic is named."),
                words("username", "There is a password and no user name."),
                words("ssl_key", "There is a client certificate and no private key."),
                words("ssl_certificate", "This is not PEM."),
            ]
        );
    }

    #[test]
    fn half_a_sign_in_is_told_where_the_other_half_is_missing() {
        let settings =
            KafkaSettings { username: Some(" älice".to_owned()), ssl_key: Some(Secret::new("k")), ..good() };
        let words = |field, text: &str| (field, text.to_owned());
        assert_eq!(
            told(&settings),
            [
                words("username", "The user name begins or ends with white space. It is sent as it is."),
                words("password", "There is a user name and no password."),
                words("ssl_certificate", "There is a private key and no client certificate."),
                words("ssl_key", "This is not PEM."),
            ]
        );
    }

    #[test]
    fn no_secret_is_in_a_problem() {
        let settings = KafkaSettings {
            password: Some(Secret::new("canary")),
            ssl_key: Some(Secret::new("canary")),
            ..Default::default()
        };
        assert!(!format!("{:?}", check(&settings, NOW).1).contains("canary"));
    }
}
