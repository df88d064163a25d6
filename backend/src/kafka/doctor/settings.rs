//! Stage 1: the settings are sound.

use shared::KafkaSettings;
use shared::issue::Severity;
use shared::kafka::KafkaConfig;
use shared::wire::{Fact, Finding};

use super::StageResult;
use super::facts::{counted, fact};
use super::run::{Failed, Found};

pub(super) fn check(settings: &KafkaSettings, now_ms: i64) -> StageResult<KafkaConfig> {
    let (config, problems) = shared::kafka::check(settings, now_ms);
    match config {
        Some(config) => {
            let findings = problems.iter().map(Finding::from).collect();
            let (summary, facts) = (summary(&config), facts(&config));
            Ok(Found { value: config, summary, findings, facts })
        }
        None => {
            let mut problems = problems;
            // What the summary says is the first one's message: let it be an error.
            problems.sort_by_key(|it| it.severity() != Severity::Error);
            Err(Failed { findings: problems.iter().map(Finding::from).collect(), facts: Vec::new() })
        }
    }
}

fn summary(config: &KafkaConfig) -> String {
    let how = match (&config.sign_in, &config.client_certificate) {
        (Some(it), _) => format!("TLS, {}", it.mechanism.as_str()),
        (None, Some(_)) => "TLS with a client certificate".to_owned(),
        (None, None) => "TLS".to_owned(),
    };
    format!("{}, {how}.", counted(config.servers.len(), "bootstrap server"))
}

fn facts(config: &KafkaConfig) -> Vec<Fact> {
    let mut facts = vec![fact("Bootstrap servers", config.bootstrap_servers()), fact("Topic", config.topic.clone())];
    facts.extend(config.sign_in.as_ref().map(|it| fact("User", it.username.clone())));
    facts.push(fact("Trusted", if config.ca.is_some() { "the CA certificates given" } else { "this system's CAs" }));
    facts
}
