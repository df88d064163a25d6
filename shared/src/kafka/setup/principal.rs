//! The name that a broker gives to the owner of a client certificate: its subject, spelled as Java spells it.

use x509_cert::der::asn1::{Any, ObjectIdentifier};
use x509_cert::der::{Decode, Encode, Tag, Tagged};
use x509_cert::name::Name;

use crate::kafka::certificates;

/// The attributes that have a name in RFC 2253; Java writes the others as numbers, unlike newer libraries.
const NAMES: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

/// The subject of the first certificate in `pem`, as `java.security`'s `X500Principal.getName()` gives it.
pub(super) fn subject(pem: &str) -> Option<String> {
    let certificate = certificates(pem).ok()?.into_iter().next()?;
    let parsed = x509_cert::Certificate::from_der(certificate.der()).ok()?;
    Some(spelled(parsed.tbs_certificate().subject(), &[]))
}

/// A name, the last part first; `also` are attributes that have a name here beside those of RFC 2253.
pub(in crate::kafka) fn spelled(name: &Name, also: &[(&str, &str)]) -> String {
    let parts = name.iter_rdn().map(|rdn| {
        let attributes: Vec<_> = rdn.iter().map(|it| attribute(it.oid, &it.value, also)).collect();
        attributes.join("+")
    });
    let mut parts: Vec<_> = parts.collect();
    parts.reverse();
    parts.join(",")
}

fn attribute(oid: ObjectIdentifier, value: &Any, also: &[(&str, &str)]) -> String {
    let number = oid.to_string();
    let name = NAMES.iter().chain(also).find(|it| it.0 == number).map(|it| it.1);
    match (name, text(value)) {
        (Some(name), Some(text)) => format!("{name}={}", escaped(&text)),
        _ => {
            let bytes = value.to_der().unwrap_or_default();
            format!("{}=#{}", name.unwrap_or(&number), bytes.iter().map(|it| format!("{it:02x}")).collect::<String>())
        }
    }
}

fn text(value: &Any) -> Option<String> {
    let bytes = value.value();
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => String::from_utf8(bytes.to_vec()).ok(),
        Tag::TeletexString => Some(bytes.iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let units: Vec<_> = bytes.chunks_exact(2).map(|it| u16::from_be_bytes([it[0], it[1]])).collect();
            String::from_utf16(&units).ok()
        }
        _ => None,
    }
}

/// Escapes what has a meaning in names, and spaces at either end.
fn escaped(text: &str) -> String {
    let (inner_start, inner_end) = (text.len() - text.trim_start_matches(' ').len(), text.trim_end_matches(' ').len());
    let mut name = String::new();
    for (at, it) in text.char_indices() {
        match it {
            '\0' => name.push_str("\\00"),
            ',' | '=' | '+' | '<' | '>' | '#' | ';' | '"' | '\\' => name.extend(['\\', it]),
            ' ' if at < inner_start || at >= inner_end => name.push_str("\\ "),
            _ => name.push(it),
        }
    }
    name
}
