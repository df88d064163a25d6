//! TLS servers that are not Kafka.

use std::io::{self, Read, Write as _};
use std::net::TcpStream;

use openssl::ssl::{SslAcceptor, SslAcceptorBuilder, SslMethod, SslVersion};

use crate::certificates::Issued;

/// What a TLS server does after the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing, until the client goes.
    Silence,
    /// Closes the connection.
    Close,
    /// Answers whatever it is told as an HTTPS server does that does not understand it.
    Http,
}

const BAD_REQUEST: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

pub(super) fn modern(issued: &Issued) -> SslAcceptor {
    with_certificate(SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap(), issued)
}

pub(super) fn tls_1_1(issued: &Issued) -> SslAcceptor {
    let mut builder = SslAcceptor::mozilla_intermediate(SslMethod::tls_server()).unwrap();
    // OpenSSL 3 has TLS 1.1 at this level only.
    builder.set_security_level(0);
    builder.set_cipher_list("DEFAULT:@SECLEVEL=0").unwrap();
    builder.set_min_proto_version(Some(SslVersion::TLS1_1)).unwrap();
    builder.set_max_proto_version(Some(SslVersion::TLS1_1)).unwrap();
    with_certificate(builder, issued)
}

fn with_certificate(mut builder: SslAcceptorBuilder, issued: &Issued) -> SslAcceptor {
    builder.set_certificate(&issued.certificate).unwrap();
    builder.set_private_key(&issued.key).unwrap();
    for certificate in &issued.above {
        builder.add_extra_chain_cert(certificate.clone()).unwrap();
    }
    builder.build()
}

/// One connection. A client that ends the handshake is no fault of the server.
pub(super) fn serve(acceptor: &SslAcceptor, stream: TcpStream, then: Then) {
    let Ok(mut stream) = acceptor.accept(stream) else { return };
    let done = match then {
        Then::Silence => until_closed(&mut stream),
        Then::Close => stream.shutdown().map(drop).map_err(io::Error::other),
        Then::Http => stream.read(&mut [0; 4096]).and_then(|_| stream.write_all(BAD_REQUEST)),
    };
    // A client that is gone early does not matter.
    drop(done);
}

/// Reads until the other side closes, or nothing has come for long.
pub(super) fn until_closed(mut stream: impl Read) -> io::Result<()> {
    while stream.read(&mut [0; 4096])? > 0 {}
    Ok(())
}
