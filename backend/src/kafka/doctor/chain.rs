//! What OpenSSL thinks of a broker's certificate, and why.

use std::sync::{Arc, Mutex, PoisonError};

use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::nid::Nid;
use openssl::ssl::{SslRef, SslVerifyMode};
use openssl::x509::{X509NameRef, X509Ref, X509StoreContextRef};
use shared::kafka::ConnectionProblem;
use shared::wire::Fact;

use super::facts::fact;

/// OpenSSL's codes (`X509_V_ERR_…`).
const NO_ISSUER: [i32; 3] = [19, 20, 21];
const ISSUER_NOT_FOUND: i32 = 20;
const NO_ROOT: i32 = 2;
const NOT_YET_VALID: i32 = 9;
const EXPIRED: i32 = 10;
const SELF_SIGNED: i32 = 18;
const WRONG_HOST: [i32; 2] = [62, 64];

/// Keeps what was wrong with a certificate while it is verified.
#[derive(Clone, Default)]
pub(super) struct Witness(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    certificate: bool,
    fault: Option<Fault>,
}

/// The first certificate of a chain that is not good.
#[derive(Debug, Clone)]
struct Fault {
    code: i32,
    /// Steps above the broker's own certificate.
    depth: u32,
    text: String,
    /// Of the broker's own certificate.
    own: String,
    /// Of the one that is not good.
    subject: String,
    issuer: String,
    not_before: String,
    not_after: String,
    names: String,
}

impl Witness {
    /// Watches the verification of `ssl`'s peer, and changes nothing of it.
    pub(super) fn watch(&self, ssl: &mut SslRef) {
        let witness = self.clone();
        ssl.set_verify_callback(SslVerifyMode::PEER, move |is_good, context| {
            witness.see(is_good, context);
            is_good
        });
    }

    fn see(&self, is_good: bool, context: &X509StoreContextRef) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.certificate = true;
        if !is_good && seen.fault.is_none() {
            seen.fault = context.current_cert().map(|it| fault(it, context));
        }
    }

    /// Whether the peer has shown a certificate.
    pub(super) fn saw_certificate(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).certificate
    }

    /// What is wrong with the certificate of `server`.
    pub(super) fn problem(&self, server: &str) -> Option<ConnectionProblem> {
        let fault = self.0.lock().unwrap_or_else(PoisonError::into_inner).fault.clone()?;
        let (server, subject) = (server.to_owned(), fault.subject);
        Some(match fault.code {
            SELF_SIGNED => ConnectionProblem::SelfSigned { server, subject },
            NO_ROOT => ConnectionProblem::CaIncomplete { server, issuer: fault.issuer },
            // Its issuer was not even sent; otherwise the end of what was sent is not trusted.
            ISSUER_NOT_FOUND if fault.depth == 0 => {
                ConnectionProblem::IssuerMissing { server, subject: fault.own, issuer: fault.issuer }
            }
            code if NO_ISSUER.contains(&code) => {
                ConnectionProblem::CaNotTrusted { server, subject: fault.own, issuer: fault.issuer }
            }
            EXPIRED => {
                ConnectionProblem::BrokerCertificateExpired { server, subject, day: fault.not_after, now: now() }
            }
            NOT_YET_VALID => {
                ConnectionProblem::BrokerCertificateNotYetValid { server, subject, day: fault.not_before, now: now() }
            }
            code if WRONG_HOST.contains(&code) => ConnectionProblem::WrongHost { server, names: fault.names },
            _ => ConnectionProblem::CertificateRejected { server, why: fault.text },
        })
    }
}

fn fault(certificate: &X509Ref, context: &X509StoreContextRef) -> Fault {
    let verdict = context.error();
    let own = context.chain().and_then(|it| it.get(0)).unwrap_or(certificate);
    Fault {
        code: verdict.as_raw(),
        depth: context.error_depth(),
        text: verdict.error_string().to_owned(),
        own: name(own.subject_name()),
        subject: name(certificate.subject_name()),
        issuer: name(certificate.issuer_name()),
        not_before: moment(certificate.not_before()),
        not_after: moment(certificate.not_after()),
        names: names(certificate),
    }
}

/// The certificates that a broker has shown.
pub(super) fn facts(ssl: &SslRef) -> Vec<Fact> {
    let cipher = ssl.current_cipher().map_or("", |it| it.name());
    let mut facts = vec![fact("Protocol", format!("{}, {cipher}", ssl.version_str()))];
    let chain = ssl.peer_cert_chain().into_iter().flatten();
    facts.extend(chain.map(|it| {
        let (subject, issuer) = (name(it.subject_name()), name(it.issuer_name()));
        fact("Certificate", format!("{subject}, issued by {issuer}, valid until {}", moment(it.not_after())))
    }));
    facts.extend(ssl.peer_certificate().map(|it| fact("Names", names(&it))));
    facts
}

/// `CN=kafka-1,O=Example`, the most special first, as in RFC 4514.
pub(super) fn name(name: &X509NameRef) -> String {
    let mut parts: Vec<String> = name
        .entries()
        .map(|entry| {
            let key = entry.object().nid().short_name().unwrap_or("?");
            let value = entry.data().to_string().unwrap_or_else(|_none| "?".to_owned());
            format!("{key}={value}")
        })
        .collect();
    parts.reverse();
    parts.join(",")
}

/// The names that a certificate is good for; the common name counts if there are no others.
fn names(certificate: &X509Ref) -> String {
    let Some(names) = certificate.subject_alt_names() else {
        let common = certificate.subject_name().entries_by_nid(Nid::COMMONNAME);
        return common.filter_map(|it| it.data().to_string().ok()).collect::<Vec<_>>().join(", ");
    };
    let name = |it: &openssl::x509::GeneralNameRef| match (it.dnsname(), it.ipaddress()) {
        (Some(name), _) => Some(name.to_owned()),
        (None, Some(bytes)) => ip(bytes),
        (None, None) => None,
    };
    names.iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

fn ip(bytes: &[u8]) -> Option<String> {
    let four = <[u8; 4]>::try_from(bytes).map(std::net::IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(std::net::IpAddr::from)).ok().map(|it| it.to_string())
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2020-02-01 00:00 UTC`
fn moment(time: &Asn1TimeRef) -> String {
    let text = time.to_string();
    readable(&text).unwrap_or(text)
}

/// From OpenSSL's own words for a time: `Feb  1 00:00:00 2020 GMT`.
fn readable(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let (month, day, time, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = 1 + MONTHS.iter().position(|it| *it == month)?;
    let (time, _seconds) = time.rsplit_once(':')?;
    Some(format!("{year}-{month:02}-{day:0>2} {time} UTC"))
}

fn now() -> String {
    Asn1Time::days_from_now(0).map(|it| moment(&it)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_can_be_read() {
        assert_eq!(moment(&Asn1Time::from_unix(1_580_515_200).unwrap()), "2020-02-01 00:00 UTC");
        assert_eq!(moment(&Asn1Time::from_unix(2_145_960_366).unwrap()), "2038-01-01 12:06 UTC");
    }
}
