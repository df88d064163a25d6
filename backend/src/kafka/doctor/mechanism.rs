//! Stage 5: the listener takes the chosen way to sign in, or wants nobody to.

use std::io;

use shared::kafka::{ConnectionProblem, KafkaConfig};

use super::facts::fact;
use super::protocol::{ILLEGAL_SASL_STATE, UNSUPPORTED_MECHANISM, sasl_handshake};
use super::run::Found;
use super::servers::{each, one_is_enough};
use super::tls::Session;
use super::{ConnectionProblem as Problem, StageResult};

/// Asks every server; gives those that are as they should be, at least one.
pub(super) async fn check(sessions: Vec<Session>, config: &KafkaConfig) -> StageResult<Vec<Session>> {
    let wanted = config.sign_in.as_ref().map(|it| it.mechanism.as_str());
    let (good, failed) = each(sessions, move |server, mut stream| async move {
        let name = server.to_string();
        // A listener without SASL refuses any wish to sign in; so any mechanism does to find out.
        let asked = wanted.unwrap_or("PLAIN");
        let work = tokio::task::spawn_blocking(move || sasl_handshake(&mut stream, asked).map(|said| (stream, said)));
        match work.await.map_err(io::Error::other).flatten() {
            Ok((stream, (code, offered))) => verdict(&name, wanted, code, &offered).map(|()| (stream, offered)),
            Err(_closed) => Err(Problem::BrokerStopped { server: name }),
        }
    })
    .await;
    let summary = wanted.map_or("No SASL, as it is set.".to_owned(), |it| format!("{it} is offered."));
    let facts = good.first().filter(|(_, (_, offered))| !offered.is_empty());
    let facts = facts.map(|(_, (_, offered))| fact("Mechanisms offered", offered.join(", "))).into_iter().collect();
    let Found { value, summary, findings, facts } = one_is_enough(good, failed, |_| summary.clone(), facts)?;
    let value = value.into_iter().map(|(server, (stream, _))| (server, stream)).collect();
    Ok(Found { value, summary, findings, facts })
}

fn verdict(server: &str, wanted: Option<&str>, code: i16, offered: &[String]) -> Result<(), ConnectionProblem> {
    let (server, offered) = (server.to_owned(), offered.join(", "));
    match (wanted, code) {
        (Some(_), 0) | (None, ILLEGAL_SASL_STATE) => Ok(()),
        (Some(_), ILLEGAL_SASL_STATE) => Err(Problem::SaslNotOffered { server }),
        (Some(mechanism), UNSUPPORTED_MECHANISM) => {
            Err(Problem::MechanismNotOffered { server, mechanism: mechanism.to_owned(), offered })
        }
        (None, 0 | UNSUPPORTED_MECHANISM) => Err(Problem::SaslRequired { server, mechanisms: offered }),
        (_, code) => Err(Problem::LoginFailed { why: format!("the broker answered with error {code}") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(wanted: Option<&str>, code: i16) -> Option<String> {
        let offered = ["PLAIN".to_owned(), "SCRAM-SHA-512".to_owned()];
        verdict("k:1", wanted, code, &offered).err().map(|it| it.to_string())
    }

    #[test]
    fn what_the_broker_offers_is_held_against_what_is_wanted() {
        assert_eq!(told(Some("PLAIN"), 0), None);
        assert_eq!(told(None, ILLEGAL_SASL_STATE), None);
        for (wanted, code, expected) in [
            (Some("PLAIN"), ILLEGAL_SASL_STATE, "`k:1` is a listener without SASL: no user can sign in there."),
            (
                Some("SCRAM-SHA-256"),
                UNSUPPORTED_MECHANISM,
                "`k:1` does not offer SCRAM-SHA-256; it offers PLAIN, SCRAM-SHA-512.",
            ),
            (None, 0, "`k:1` wants a user to sign in, and there is no user name. It offers PLAIN, SCRAM-SHA-512."),
        ] {
            assert_eq!(told(wanted, code).as_deref(), Some(expected));
        }
    }
}
