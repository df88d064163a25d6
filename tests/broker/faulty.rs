//! The faulty servers do what they say.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use headgate_tests::certificates::{Authority, Issued, KeyForm, KeyKind, Leaf};
use headgate_tests::faulty_server::{FaultyServer, FullServer, Then};
use openssl::pkey::PKey;
use openssl::ssl::{HandshakeError, SslConnector, SslMethod, SslStream, SslVersion};
use openssl::x509::X509VerifyResult;

/// X509_V_ERR_CERT_NOT_YET_VALID
const NOT_YET_VALID: i32 = 9;
/// X509_V_ERR_CERT_HAS_EXPIRED
const EXPIRED: i32 = 10;
/// X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT
const SELF_SIGNED: i32 = 18;
/// X509_V_ERR_HOSTNAME_MISMATCH
const OTHER_HOST: i32 = 62;

#[test]
fn a_full_server_never_answers() {
    let server = FullServer::start();
    for _ in 0..2 {
        let attempt = TcpStream::connect_timeout(&server.address(), Duration::from_millis(100));
        assert_eq!(attempt.unwrap_err().kind(), ErrorKind::TimedOut);
    }
}

#[test]
fn a_silent_server_says_nothing_and_a_closing_one_goodbye() {
    let server = FaultyServer::silent();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert_eq!(stream.read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    let server = FaultyServer::closing();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_speaking_server_says_its_words_unasked() {
    let server = FaultyServer::speaking("SSH-2.0-OpenSSH_9.2\r\n");
    let mut text = String::new();
    TcpStream::connect(server.address()).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "SSH-2.0-OpenSSH_9.2\r\n");
}

#[test]
fn a_stopped_server_listens_no_more() {
    let server = FaultyServer::closing();
    let address = server.address();
    drop(server);
    assert_eq!(TcpStream::connect(address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn each_bad_certificate_is_bad_in_its_own_way() {
    let ca = Authority::new("Test CA");
    let good = Leaf::server(&["localhost", "127.0.0.1"]);
    let cases = [
        (ca.issue(&good.clone().valid(10, 20)), NOT_YET_VALID),
        (ca.issue(&good.clone().valid(-20, -10)), EXPIRED),
        (ca.issue(&Leaf::server(&["other.example"])), OTHER_HOST),
        (Issued::self_signed(&good), SELF_SIGNED),
    ];
    for (issued, code) in cases {
        let server = FaultyServer::tls(&issued, Then::Silence);
        match connect(&ca, server.address()) {
            Err(HandshakeError::Failure(failed)) => assert_eq!(failed.ssl().verify_result().as_raw(), code),
            other => panic!("{code}: {other:?}"),
        }
    }
}

#[test]
fn a_good_certificate_is_taken_with_each_kind_of_key_and_through_an_intermediate() {
    let root = Authority::new("Test root");
    let between = root.intermediate("Test intermediate");
    for kind in KeyKind::ALL {
        let issued = between.issue(&Leaf::server(&["localhost"]).with_key(kind));
        let server = FaultyServer::tls(&issued, Then::Close);
        let mut stream = connect(&root, server.address()).unwrap();
        assert_eq!(stream.ssl().verify_result(), X509VerifyResult::OK);
        assert_eq!(stream.read(&mut [0]).unwrap(), 0, "{kind:?}");
    }
}

#[test]
fn an_https_server_answers_with_http() {
    let ca = Authority::new("Test CA");
    let server = FaultyServer::tls(&ca.issue(&Leaf::server(&["localhost"])), Then::Http);
    let mut stream = connect(&ca, server.address()).unwrap();
    stream.write_all(b"\0\0\0\x10").unwrap();
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn a_tls_1_1_server_is_refused_by_default_and_speaks_to_those_who_do() {
    let ca = Authority::new("Test CA");
    let server = FaultyServer::tls_1_1(&ca.issue(&Leaf::server(&["localhost"])));
    let refused = connect(&ca, server.address()).unwrap_err().to_string();
    assert!(refused.contains("protocol version"), "{refused}");
    let mut old = connector(&ca);
    old.set_security_level(0);
    old.set_cipher_list("DEFAULT:@SECLEVEL=0").unwrap();
    old.set_min_proto_version(Some(SslVersion::TLS1_1)).unwrap();
    let stream = old.build().connect("localhost", TcpStream::connect(server.address()).unwrap()).unwrap();
    assert_eq!(stream.ssl().version_str(), "TLSv1.1");
}

#[test]
fn a_key_reads_back_from_every_form() {
    for (kind, form, header) in [
        (KeyKind::Rsa, KeyForm::Pkcs1, "RSA PRIVATE KEY"),
        (KeyKind::Rsa, KeyForm::Pkcs8, "PRIVATE KEY"),
        (KeyKind::Ec, KeyForm::Sec1, "EC PRIVATE KEY"),
        (KeyKind::Ed25519, KeyForm::Pkcs8, "PRIVATE KEY"),
        (KeyKind::Ec, KeyForm::Encrypted, "ENCRYPTED PRIVATE KEY"),
    ] {
        let key = kind.generate();
        let pem = form.pem(&key);
        assert!(pem.starts_with(&format!("-----BEGIN {header}-----\n")), "{kind:?} {form:?}");
        let read = PKey::private_key_from_pem_passphrase(pem.as_bytes(), b"secret").unwrap();
        assert!(read.public_eq(&key), "{kind:?} {form:?}");
    }
}

/// A client that trusts `ca` and nothing else, with TLS 1.2 and newer.
fn connector(ca: &Authority) -> openssl::ssl::SslConnectorBuilder {
    let mut connector = SslConnector::builder(SslMethod::tls_client()).unwrap();
    connector.cert_store_mut().add_cert(ca.certificate.clone()).unwrap();
    connector.set_min_proto_version(Some(SslVersion::TLS1_2)).unwrap();
    connector
}

fn connect(ca: &Authority, address: SocketAddr) -> Result<SslStream<TcpStream>, HandshakeError<TcpStream>> {
    connector(ca).build().connect("localhost", TcpStream::connect(address).unwrap())
}
