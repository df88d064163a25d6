//! Certificates and keys: are they what their fields take, do they belong together, are they valid now.

use super::FieldProblem;
use crate::kafka::pem::{Certificate, PemFault, Validity, certificates, key};
use crate::kafka::{ClientCertificate, KafkaProblem};
use crate::settings::KafkaSettings;

/// What is wrong with the client's certificate and key; and both, if they are sound.
pub(super) fn client(settings: &KafkaSettings, now_ms: i64) -> (Option<ClientCertificate>, Vec<FieldProblem>) {
    let at = |field| move |problem| FieldProblem { field, problem };
    let key_text = settings.ssl_key.as_ref().map(crate::settings::Secret::expose).filter(|it| !it.trim().is_empty());
    let chain_text = settings.ssl_certificate.as_deref().filter(|it| !it.trim().is_empty());
    let mut problems = Vec::new();
    match (key_text.is_some(), chain_text.is_some()) {
        (true, false) => problems.push(at("ssl_certificate")(KafkaProblem::KeyWithoutCertificate)),
        (false, true) => problems.push(at("ssl_key")(KafkaProblem::CertificateWithoutKey)),
        _ => {}
    }
    let key = key_text.map(key).transpose().unwrap_or_else(|fault| {
        problems.push(at("ssl_key")(words(fault)));
        None
    });
    let chain = chain_text.map(certificates).transpose().unwrap_or_else(|fault| {
        problems.push(at("ssl_certificate")(words(fault)));
        None
    });
    if let Some(chain) = &chain {
        problems.extend(validities(chain, now_ms).map(at("ssl_certificate")));
    }
    let sound = key.zip(chain).map(|(key, chain)| {
        problems.extend(mismatch(&key, &chain).map(at("ssl_key")));
        ClientCertificate { chain: pem(&chain), key: key.pem }
    });
    (sound, problems)
}

/// What is wrong with the CA certificates; and them, if they are sound.
pub(super) fn ca(settings: &KafkaSettings, now_ms: i64) -> (Option<String>, Vec<FieldProblem>) {
    let at = |problem| FieldProblem { field: "ssl_ca", problem };
    let Some(text) = settings.ssl_ca.as_deref().filter(|it| !it.trim().is_empty()) else {
        return (None, Vec::new());
    };
    match certificates(text) {
        Err(fault) => (None, vec![at(words(fault))]),
        Ok(found) => {
            let problems = authorities(&found).chain(validities(&found, now_ms)).map(at).collect();
            (Some(pem(&found)), problems)
        }
    }
}

fn pem(chain: &[Certificate]) -> String {
    chain.iter().map(Certificate::to_pem).collect()
}

/// A key belongs to the first certificate: brokers are shown that one as the client's.
fn mismatch(key: &crate::kafka::Key, chain: &[Certificate]) -> Option<KafkaProblem> {
    let first = chain.first()?;
    if key.matches(first) != Some(false) {
        return None;
    }
    let other = (1..).zip(chain).find(|(_, it)| key.matches(it) == Some(true));
    Some(match other {
        Some((number, _)) => KafkaProblem::ChainOrder { number },
        None => KafkaProblem::KeyMismatch { subject: first.subject.clone() },
    })
}

fn validities(chain: &[Certificate], now_ms: i64) -> impl Iterator<Item = KafkaProblem> {
    chain.iter().filter_map(move |it| match it.validity(now_ms) {
        Validity::DaysLeft(days @ 0..SOON) => {
            Some(KafkaProblem::CertificateEnds { subject: it.subject.clone(), day: it.not_after.clone(), days })
        }
        Validity::DaysLeft(_) => None,
        Validity::Expired => {
            Some(KafkaProblem::CertificateExpired { subject: it.subject.clone(), day: it.not_after.clone() })
        }
        Validity::NotYet => {
            Some(KafkaProblem::CertificateNotYetValid { subject: it.subject.clone(), day: it.not_before.clone() })
        }
    })
}

/// Days before its end at which a certificate is warned of.
const SOON: i64 = 30;

/// OpenSSL, and so the client library, trusts a chain only up to a certificate that was issued by itself.
fn authorities(found: &[Certificate]) -> impl Iterator<Item = KafkaProblem> {
    let without_root = !found.iter().any(|it| it.is_self_issued);
    let no_ca = found.iter().filter(|it| !it.is_ca && !it.is_self_issued);
    let no_ca: Vec<_> = no_ca.map(|it| KafkaProblem::NotACa { subject: it.subject.clone() }).collect();
    let root = (without_root && no_ca.is_empty()).then(|| found.first()).flatten();
    let root = root.map(|it| KafkaProblem::CaWithoutRoot { issuer: it.issuer.clone() });
    no_ca.into_iter().chain(root)
}

fn words(fault: PemFault) -> KafkaProblem {
    match fault {
        PemFault::NotPem => KafkaProblem::NotPem,
        PemFault::NotClosed { number } => KafkaProblem::PemNotClosed { number },
        PemFault::NotBase64 { number } => KafkaProblem::PemNotBase64 { number },
        PemFault::KeyAmongCertificates => KafkaProblem::KeyAmongCertificates,
        PemFault::NotACertificate { number, found } => KafkaProblem::NotACertificate { number, found },
        PemFault::NotAKey { found } => KafkaProblem::NotAKey { found },
        PemFault::Encrypted => KafkaProblem::KeyEncrypted,
        PemFault::SeveralKeys => KafkaProblem::SeveralKeys,
    }
}
