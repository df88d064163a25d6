//! The connection check, one test a fault of TLS and its certificates.

use backend::check::{CheckOptions, diagnose};
use headgate_tests::certificates::{Authority, Issued, Leaf};
use headgate_tests::faulty_server::{FaultyServer, Then};
use headgate_tests::kafka::{ClientCertificate, Kafka, Listener, Way};

use crate::faults::{LIMIT, at, failure};

/// 14 January 2020, in milliseconds since 1970.
const IN_2020: i64 = 1_579_000_000_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_on_which_nothing_is_said() {
    let server = FaultyServer::silent();
    assert_eq!(
        failure(&at(&server.server(), "")).await,
        format!(
            "Tls tls_silent bootstrap_servers: `{}` took the connection and then said nothing for 5 s.",
            server.server()
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tls_server_that_says_nothing_after_the_handshake() {
    let ca = Authority::new("Test CA");
    let server = FaultyServer::tls(&ca.issue(&Leaf::server(&["localhost"])), Then::Silence);
    assert_eq!(
        failure(&at(&server.server(), &ca.pem())).await,
        format!(
            "Tls tls_silent bootstrap_servers: `{}` took the connection and then said nothing for 5 s.",
            server.server()
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_without_tls() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::Plaintext);
    assert_eq!(
        failure(&at(address, &kafka.ca())).await,
        format!("Tls plaintext_broker bootstrap_servers: `{address}` is a Kafka listener without TLS.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_service_without_tls() {
    let server = FaultyServer::speaking("SSH-2.0-OpenSSH_9.2\r\n");
    assert_eq!(
        failure(&at(&server.server(), "")).await,
        format!("Tls not_tls bootstrap_servers: `{}` does not speak TLS.", server.server())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_of_old() {
    let ca = Authority::new("Test CA");
    let server = FaultyServer::tls_1_1(&ca.issue(&Leaf::server(&["localhost"])));
    assert_eq!(
        failure(&at(&server.server(), &ca.pem())).await,
        format!("Tls tls_too_old bootstrap_servers: `{}` offers no TLS newer than 1.1.", server.server())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_https_server() {
    let ca = Authority::new("Test CA");
    let issued = ca.issue(&Leaf::server(&["localhost"]));
    for then in [Then::Http, Then::Close] {
        let server = FaultyServer::tls(&issued, then);
        assert_eq!(
            failure(&at(&server.server(), &ca.pem())).await,
            format!("Tls not_kafka bootstrap_servers: `{}` speaks TLS, but is no Kafka broker.", server.server())
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_ca() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::Ssl);
    assert_eq!(
        failure(&at(address, &kafka.other_ca())).await,
        format!(
            "Tls ca_not_trusted ssl_ca: The certificate of `{address}` (`CN=localhost`) was issued by `CN=Kafka test ca`, which is not trusted."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_does_not_send_its_intermediate() {
    let root = Authority::new("Test root");
    let mut issued = root.intermediate("Test intermediate").issue(&Leaf::server(&["localhost"]));
    issued.above.clear();
    let server = FaultyServer::tls(&issued, Then::Silence);
    assert_eq!(
        failure(&at(&server.server(), &root.pem())).await,
        format!(
            "Tls issuer_missing ssl_ca: The certificate of `{}` (`CN=localhost`) was issued by `CN=Test intermediate`, whose own certificate is neither trusted nor sent by the broker.",
            server.server()
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intermediate_ca_without_its_root() {
    let intermediate = Authority::new("Test root").intermediate("Test intermediate");
    let server = FaultyServer::tls(&intermediate.issue(&Leaf::server(&["localhost"])), Then::Silence);
    assert_eq!(
        failure(&at(&server.server(), &intermediate.pem())).await,
        "Settings ssl_ca_without_root ssl_ca: The CA certificates end at an intermediate: the root, `CN=Test root`, is missing."
    );
    let with_another_root = intermediate.pem() + &Authority::new("Another root").pem();
    assert_eq!(
        failure(&at(&server.server(), &with_another_root)).await,
        format!(
            "Tls ca_incomplete ssl_ca: The chain of `{}` ends at `CN=Test root`, whose own certificate is missing.",
            server.server()
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_self_signed_certificate() {
    let issued = Issued::self_signed(&Leaf::server(&["localhost"]));
    let server = FaultyServer::tls(&issued, Then::Silence);
    assert_eq!(
        failure(&at(&server.server(), &Authority::new("Test CA").pem())).await,
        format!(
            "Tls certificate_self_signed ssl_ca: The certificate of `{}` (`CN=localhost`) is self-signed, and not trusted.",
            server.server()
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::Expired);
    let said = failure(&at(address, &kafka.ca())).await;
    let expected = format!(
        "Tls broker_certificate_expired bootstrap_servers: The certificate of `{address}` (`CN=localhost`) was valid until 2020-02-01 00:00 UTC; this machine's clock says "
    );
    assert_eq!(without_clock(&said), expected);
}

/// The words before the time that the clock says.
#[track_caller]
fn without_clock(said: &str) -> &str {
    let (words, time) = said.split_at(said.len() - "2026-03-12 14:15 UTC.".len());
    assert!(time.starts_with("20") && time.ends_with(" UTC."), "{said}");
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_not_yet_valid() {
    let ca = Authority::new("Test CA");
    let issued = ca.issue(&Leaf::server(&["localhost"]).valid(2, 30));
    let server = FaultyServer::tls(&issued, Then::Silence);
    let said = failure(&at(&server.server(), &ca.pem())).await;
    let pem = String::from_utf8(issued.certificate.to_pem().unwrap()).unwrap();
    let day = &shared::kafka::certificates(&pem).unwrap()[0].not_before;
    let expected = format!(
        "Tls broker_certificate_not_yet_valid bootstrap_servers: The certificate of `{}` (`CN=localhost`) is valid only from {day} ",
        server.server()
    );
    assert!(without_clock(&said).starts_with(&expected), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_for_another_host() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::WrongHost);
    assert_eq!(
        failure(&at(address, &kafka.ca())).await,
        format!(
            "Tls host_mismatch bootstrap_servers: The certificate of `{address}` is for other names: other.example."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_certificate_is_required_and_none_is_given() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::MutualTls);
    assert_eq!(
        failure(&at(address, &kafka.ca())).await,
        format!(
            "Tls client_certificate_required ssl_certificate: `{address}` asks for a client certificate, and none is given."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_certificate_of_a_foreign_ca() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::MutualTls);
    let settings =
        kafka.with_certificate(kafka.settings_at(Listener::MutualTls, "events"), ClientCertificate::OfOtherCa);
    assert_eq!(
        failure(&settings).await,
        format!(
            "Tls client_certificate_foreign ssl_certificate: `{address}` accepts client certificates of `CN=Kafka test ca`; the one given was issued by `CN=Kafka test other-ca`."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_certificate_that_has_expired() {
    let kafka = Kafka::shared();
    let settings = kafka.with_certificate(kafka.settings_at(Listener::MutualTls, "events"), ClientCertificate::Expired);
    assert_eq!(
        failure(&settings).await,
        "Settings certificate_expired ssl_certificate: The certificate of `CN=client` was valid until 2020-02-01."
    );
}

/// By its own clock, which this machine's may differ from.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_certificate_that_the_broker_takes_for_expired() {
    let kafka = Kafka::shared();
    let address = kafka.address(Listener::MutualTls);
    let mut settings =
        kafka.with_certificate(kafka.settings_at(Listener::MutualTls, "events"), ClientCertificate::Expired);
    // The CAs are younger than that.
    let chain = shared::kafka::certificates(&settings.ssl_certificate.unwrap()).unwrap();
    (settings.ssl_certificate, settings.ssl_ca) = (Some(chain[0].to_pem()), None);
    let (config, problems) = shared::kafka::check(&settings, IN_2020);
    assert!(config.is_some(), "{problems:?}");
    let config = shared::kafka::KafkaConfig { ca: Some(kafka.ca()), ..config.unwrap() };
    let found = diagnose(&config, &CheckOptions::default(), LIMIT).await.unwrap();
    assert_eq!(
        (found.code.as_str(), found.field.as_deref(), found.message),
        (
            "client_certificate_refused",
            Some("ssl_certificate"),
            format!(
                "`{address}` refused the client certificate of `CN=client`, issued by `CN=Kafka test ca`: it does not accept it."
            )
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_does_not_match() {
    let kafka = Kafka::shared();
    let mut settings = kafka.settings(Way::MutualTls, "events");
    settings.ssl_key = kafka.with_certificate(settings.clone(), ClientCertificate::OfOtherCa).ssl_key;
    assert_eq!(
        failure(&settings).await,
        "Settings ssl_key_mismatch ssl_key: The private key does not belong to the certificate of `CN=client`."
    );
}
