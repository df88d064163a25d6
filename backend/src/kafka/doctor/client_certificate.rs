//! What a broker that refuses the client's certificate says of it, or of there being none.

use openssl::ssl::SslRef;
use openssl::x509::{X509, X509Name, X509NameRef};
use shared::kafka::{ClientCertificate, ConnectionProblem};

use super::{accepted_issuers, chain};

/// Alerts that are about the client's certificate (RFC 8446, section 6.2): bad, unsupported, revoked, expired, unknown,
/// unknown CA, access denied, and required.
const ABOUT_IT: [i32; 8] = [42, 43, 44, 45, 46, 48, 49, 116];
const HANDSHAKE_FAILURE: i32 = 40;

/// What `alert` means, if it is about the client's certificate. `is_its_turn`: the broker's certificate was fine.
pub(super) fn refusal(
    server: &str,
    ssl: &SslRef,
    client: Option<&ClientCertificate>,
    alert: i32,
    is_its_turn: bool,
) -> Option<ConnectionProblem> {
    let is_about_it = ABOUT_IT.contains(&alert) || (alert == HANDSHAKE_FAILURE && is_its_turn);
    if !is_about_it {
        return None;
    }
    let server = server.to_owned();
    let Some(client) = client else { return Some(ConnectionProblem::ClientCertificateRequired { server }) };
    let certificates = X509::stack_from_pem(client.chain.as_bytes()).ok()?;
    let (first, last) = (certificates.first()?, certificates.last()?);
    let accepted = accepted_issuers::of(ssl);
    if !accepted.is_empty() && !certificates.iter().any(|it| is_among(&accepted, it.issuer_name())) {
        let accepted = accepted.iter().map(|it| chain::name(it)).collect::<Vec<_>>().join("`, `");
        return Some(ConnectionProblem::ClientCertificateForeign {
            server,
            issuer: chain::name(last.issuer_name()),
            accepted,
        });
    }
    Some(ConnectionProblem::ClientCertificateRefused {
        server,
        subject: chain::name(first.subject_name()),
        issuer: chain::name(first.issuer_name()),
        why: in_words(alert).to_owned(),
    })
}

fn is_among(names: &[X509Name], name: &X509NameRef) -> bool {
    names.iter().any(|it| it.try_cmp(name).is_ok_and(std::cmp::Ordering::is_eq))
}

fn in_words(alert: i32) -> &'static str {
    match alert {
        44 => "it is revoked",
        45 => "it has expired",
        48 => "it does not know that CA",
        49 => "access is denied",
        _ => "it does not accept it",
    }
}
