//! Stage 6: user name and password are taken.

use std::io;
use std::time::Duration;

use rdkafka::metadata::Metadata;
use shared::kafka::{ConnectionProblem, KafkaConfig, SignIn};
use shared::settings::SaslMechanism;

use super::client::{Client, Trouble};
use super::protocol::sasl_authenticate;
use super::run::Found;
use super::tls::Session;
use super::{ConnectionProblem as Problem, StageResult};

/// A client that may have been let in, and what it was told on that occasion.
pub(super) struct SignedIn {
    pub(super) server: String,
    pub(super) client: Option<Client>,
    pub(super) metadata: Option<Metadata>,
}

/// Signs in as the publisher does.
pub(super) async fn sign_in(
    session: Session,
    config: &KafkaConfig,
    user: &SignIn,
    step: Duration,
) -> StageResult<SignedIn> {
    let server = session.0.to_string();
    know(session, user).await?;
    let mut client = connect(config)?;
    match client.metadata(&config.topic, step).await {
        Ok(metadata) => {
            let summary = format!("Signed in as `{}`.", user.username);
            Ok(Found::new(SignedIn { server, client: Some(client), metadata: Some(metadata) }, summary))
        }
        Err(Trouble::Refused) => Err(refusal(user).into()),
        Err(trouble) => Err(broken(&server, trouble, step).into()),
    }
}

/// Nobody is to sign in.
pub(super) fn without(session: &Session) -> SignedIn {
    SignedIn { server: session.0.to_string(), client: None, metadata: None }
}

/// A client of the library.
pub(super) fn connect(config: &KafkaConfig) -> Result<Client, ConnectionProblem> {
    Client::connect(config).map_err(|why| Problem::LoginFailed { why })
}

/// What the end of a connection means, behind the handshakes that went well.
pub(super) fn broken(server: &str, trouble: Trouble, step: Duration) -> ConnectionProblem {
    match trouble {
        Trouble::Broken(text) if text.contains("refused") || text.contains("isconnected") || text.contains("reset") => {
            Problem::BrokerStopped { server: server.to_owned() }
        }
        Trouble::Broken(why) => Problem::LoginFailed { why },
        Trouble::Refused => Problem::LoginFailed { why: "the broker refused it".to_owned() },
        Trouble::Silence => Problem::ClusterSilent { seconds: step.as_secs() },
    }
}

fn refusal(user: &SignIn) -> ConnectionProblem {
    let (name, mechanism) = (user.username.clone(), user.mechanism.as_str().to_owned());
    match user.mechanism {
        SaslMechanism::Plain => Problem::LoginRefused { user: name },
        _ => Problem::WrongPassword { user: name, mechanism },
    }
}

/// Whether the broker knows the user. A SCRAM exchange tells it before any password is shown; PLAIN does not.
async fn know((server, mut stream): Session, user: &SignIn) -> Result<(), ConnectionProblem> {
    if user.mechanism == SaslMechanism::Plain {
        return Ok(());
    }
    let greeting = client_first(&user.username);
    let work = tokio::task::spawn_blocking(move || sasl_authenticate(&mut stream, &greeting));
    match work.await.map_err(io::Error::other).flatten() {
        Ok(true) => Ok(()),
        Ok(false) => {
            Err(Problem::UnknownUser { user: user.username.clone(), mechanism: user.mechanism.as_str().to_owned() })
        }
        Err(_closed) => Err(Problem::BrokerStopped { server: server.to_string() }),
    }
}

/// The first message of a SCRAM exchange (RFC 5802, section 7). Nothing comes of it, so its nonce need not be random.
fn client_first(user: &str) -> Vec<u8> {
    let user = user.replace('=', "=3D").replace(',', "=2C");
    format!("n,,n={user},r=headgatechecksifthisuserisknown").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::client_first;

    #[test]
    fn a_users_name_is_escaped() {
        assert_eq!(client_first("a,b=ä"), "n,,n=a=2Cb=3Dä,r=headgatechecksifthisuserisknown".as_bytes());
    }
}
