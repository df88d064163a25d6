//! Stage 4: it speaks TLS, its certificate is good for us, and it is Kafka.

use std::io;
use std::net::{IpAddr, TcpStream};
use std::time::Duration;

use openssl::error::ErrorStack;
use openssl::pkey::PKey;
use openssl::ssl::{
    HandshakeError, MidHandshakeSslStream, Ssl, SslContext, SslContextBuilder, SslMethod, SslStream, SslVersion,
};
use openssl::x509::X509;
use openssl::x509::store::X509StoreBuilder;
use shared::kafka::{ClientCertificate, ConnectionProblem, KafkaConfig, Server};

use super::chain::{self, Witness};
use super::network::Connected;
use super::servers::{one_is_enough, one_of};
use super::{GRACE, StageResult, client_certificate, protocol};

/// A server, and a connection to it that has answered as a broker does.
pub(super) type Session = (Server, SslStream<TcpStream>);

const PROTOCOL_VERSION: i32 = 70;

/// Speaks TLS with all servers.
pub(super) async fn handshakes(
    streams: Vec<Connected>,
    config: &KafkaConfig,
    step: Duration,
) -> StageResult<Vec<Session>> {
    let config = config.clone();
    let shake_hands = move |server: Server, stream| {
        let config = config.clone();
        async move {
            let name = server.to_string();
            let work = tokio::task::spawn_blocking(move || handshake(&server, stream, &config, step));
            let ended = work.await;
            ended.map_err(|error| ConnectionProblem::HandshakeFailed { server: name, why: error.to_string() })?
        }
    };
    let late = |server| ConnectionProblem::Silent { server, seconds: GRACE.as_secs() };
    let (good, failed) = one_of(streams, shake_hands, late).await;
    let facts = good.first().map(|(_, it)| chain::facts(it.ssl())).unwrap_or_default();
    let summary = |good: &[Session]| {
        let version = good.first().map_or("", |(_, it)| it.ssl().version_str());
        format!("{}, certificate verified.", version.replace("TLSv", "TLS "))
    };
    one_is_enough(good, failed, summary, facts)
}

/// Speaks TLS with a server, and asks it whether it is Kafka.
pub(super) fn handshake(
    server: &Server,
    tcp: TcpStream,
    config: &KafkaConfig,
    step: Duration,
) -> Result<SslStream<TcpStream>, ConnectionProblem> {
    let name = server.to_string();
    let failed = |why: String| ConnectionProblem::HandshakeFailed { server: name.clone(), why };
    tcp.set_read_timeout(Some(step))
        .and_then(|()| tcp.set_write_timeout(Some(step)))
        .map_err(|it| failed(it.to_string()))?;
    let address = tcp.peer_addr().ok();
    let witness = Witness::default();
    let client = config.client_certificate.as_ref();
    let ssl = ssl(server, config, &witness)?;
    match ssl.connect(tcp) {
        Ok(mut stream) => match protocol::api_versions(&mut stream) {
            Ok(()) => Ok(stream),
            Err(error) if is_time_out(&error) => {
                Err(ConnectionProblem::Silent { server: name, seconds: step.as_secs() })
            }
            // With TLS 1.3 the client learns only now whether its certificate was taken.
            Err(error) => Err(alert_of_io(&error)
                .and_then(|alert| client_certificate::refusal(&name, stream.ssl(), client, alert, true))
                .unwrap_or(ConnectionProblem::NotKafka { server: name })),
        },
        Err(HandshakeError::SetupFailure(stack)) => Err(failed(reason(&stack))),
        Err(HandshakeError::WouldBlock(_)) => Err(ConnectionProblem::Silent { server: name, seconds: step.as_secs() }),
        Err(HandshakeError::Failure(stream)) => {
            let speaks_plaintext = || address.is_some_and(|it| is_plaintext_broker(it, step));
            Err(explain(&name, &stream, &witness, client, speaks_plaintext))
        }
    }
}

fn explain(
    server: &str,
    stream: &MidHandshakeSslStream<TcpStream>,
    witness: &Witness,
    client: Option<&ClientCertificate>,
    speaks_plaintext: impl FnOnce() -> bool,
) -> ConnectionProblem {
    let name = server.to_owned();
    if let Some(problem) = witness.problem(server) {
        return problem;
    }
    let Some(stack) = stream.error().ssl_error() else {
        // The connection was closed: as a plaintext broker does, which takes our greeting for a request of 350 MB.
        let closed = "the connection was closed in the middle of it".to_owned();
        return if speaks_plaintext() {
            ConnectionProblem::PlaintextBroker { server: name }
        } else {
            ConnectionProblem::HandshakeFailed { server: name, why: closed }
        };
    };
    let reason = reason(stack);
    match alert(stack) {
        Some(PROTOCOL_VERSION) => return ConnectionProblem::OldTls { server: name },
        Some(alert) => {
            let its_turn = witness.saw_certificate();
            let refusal = client_certificate::refusal(server, stream.ssl(), client, alert, its_turn);
            if let Some(problem) = refusal {
                return problem;
            }
        }
        None if reason.contains("unsupported protocol") => return ConnectionProblem::OldTls { server: name },
        None if speaks_plaintext() => return ConnectionProblem::PlaintextBroker { server: name },
        None if is_no_tls(&reason) => return ConnectionProblem::NotTls { server: name },
        None => {}
    }
    ConnectionProblem::HandshakeFailed { server: name, why: reason }
}

fn ssl(server: &Server, config: &KafkaConfig, witness: &Witness) -> Result<Ssl, ConnectionProblem> {
    let unusable = |stack: ErrorStack| ConnectionProblem::ClientKeyUnusable { why: reason(&stack) };
    let failed =
        |stack: ErrorStack| ConnectionProblem::HandshakeFailed { server: server.to_string(), why: reason(&stack) };
    let mut builder = trusting(config).map_err(failed)?;
    if let Some(client) = &config.client_certificate {
        show(&mut builder, client).map_err(unusable)?;
    }
    let context: SslContext = builder.build();
    let mut ssl = Ssl::new(&context).map_err(failed)?;
    match server.host.parse::<IpAddr>() {
        Ok(ip) => ssl.param_mut().set_ip(ip).map_err(failed)?,
        Err(_name) => {
            ssl.set_hostname(&server.host).map_err(failed)?;
            ssl.param_mut().set_host(&server.host).map_err(failed)?;
        }
    }
    witness.watch(&mut ssl);
    Ok(ssl)
}

fn trusting(config: &KafkaConfig) -> Result<SslContextBuilder, ErrorStack> {
    let mut builder = SslContext::builder(SslMethod::tls_client())?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
    match &config.ca {
        None => builder.set_default_verify_paths()?,
        Some(ca) => {
            let mut store = X509StoreBuilder::new()?;
            for certificate in X509::stack_from_pem(ca.as_bytes())? {
                store.add_cert(certificate)?;
            }
            builder.set_cert_store(store.build());
        }
    }
    Ok(builder)
}

/// Gives the context a certificate to show, and its key.
fn show(builder: &mut SslContextBuilder, client: &ClientCertificate) -> Result<(), ErrorStack> {
    let mut chain = X509::stack_from_pem(client.chain.as_bytes())?.into_iter();
    if let Some(first) = chain.next() {
        builder.set_certificate(&first)?;
    }
    chain.try_for_each(|it| builder.add_extra_chain_cert(it))?;
    let key = PKey::private_key_from_pem(client.key.expose().as_bytes())?;
    builder.set_private_key(&key)?;
    builder.check_private_key()
}

/// Whether a Kafka broker answers there without TLS.
fn is_plaintext_broker(address: std::net::SocketAddr, step: Duration) -> bool {
    let within = step.min(Duration::from_secs(2));
    let answer = TcpStream::connect_timeout(&address, within).and_then(|mut stream| {
        stream.set_read_timeout(Some(within))?;
        protocol::api_versions(&mut stream)
    });
    answer.is_ok()
}

/// The reasons that OpenSSL gives for bytes that are no TLS.
fn is_no_tls(reason: &str) -> bool {
    ["wrong version number", "packet length too long", "http request", "record layer failure"]
        .iter()
        .any(|it| reason.contains(it))
}

fn reason(stack: &ErrorStack) -> String {
    let first = stack.errors().first().and_then(openssl::error::Error::reason);
    first.unwrap_or("OpenSSL gives no reason").to_owned()
}

/// The number of the alert that the peer has sent. OpenSSL adds 1000 to it.
fn alert(stack: &ErrorStack) -> Option<i32> {
    stack.errors().iter().map(|it| it.reason_code() - 1000).find(|it| (0..256).contains(it))
}

fn alert_of_io(error: &io::Error) -> Option<i32> {
    error.get_ref()?.downcast_ref::<openssl::ssl::Error>()?.ssl_error().and_then(alert)
}

fn is_time_out(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}
