//! What is a person's by how it looks, wherever it stands.

use std::ops::Range;

use super::Kind;
use super::letters::is_replaced;

/// A part of a string, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

/// All parts of `chars` that look so, in their order. In a version four numbers with dots are no address.
pub(super) fn look(chars: &[char], is_version: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let from = spans.last().map_or(0, |it| it.at.end);
        let found = match chars.get(at) {
            Some('@' | '%') => email(chars, at, from).map(|it| (it, Kind::Email)),
            Some(_) if begins(chars, at) => begin(chars, at, is_version),
            _ => None,
        };
        match found {
            Some((range, kind)) => {
                at = range.end;
                spans.push(Span { at: range, kind });
            }
            None => at += 1,
        }
    }
    spans
}

/// Whether nothing before `at` belongs to the same word.
fn begins(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| chars.get(it));
    !before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '.' | ':'))
}

fn ends(chars: &[char], at: usize) -> bool {
    !chars.get(at).is_some_and(|it| it.is_alphanumeric())
}

fn begin(chars: &[char], at: usize, is_version: bool) -> Option<(Range<usize>, Kind)> {
    let with = |end: Option<usize>, kind| end.map(|end| (at..end, kind));
    with(uuid(chars, at), Kind::Id)
        .or_else(|| with(ipv4(chars, at).filter(|_| !is_version), Kind::Ip))
        .or_else(|| with(ipv6(chars, at), Kind::Ip))
        .or_else(|| with(phone(chars, at), Kind::Phone))
}

fn run(chars: &[char], from: usize, belongs: impl Fn(char) -> bool) -> usize {
    from + chars.get(from..).unwrap_or_default().iter().take_while(|it| belongs(**it)).count()
}

/// The e-mail address around the at sign at `at`, which may be `%40` as in a link; not further back than `from`.
fn email(chars: &[char], at: usize, from: usize) -> Option<Range<usize>> {
    let sign = if chars.get(at) == Some(&'@') { 1 } else { 3 };
    if sign == 3 && chars.get(at..at + 3) != Some(&['%', '4', '0']) {
        return None;
    }
    let is_local = |it: &&char| is_replaced(**it) || matches!(it, '.' | '_' | '+' | '-' | '\'');
    let local = chars.get(from..at)?.iter().rev().take_while(is_local).count();
    let start = at + sign;
    let mut end = run(chars, start, |it| is_replaced(it) || matches!(it, '-' | '.'));
    while end > start && matches!(chars.get(end - 1), Some('.' | '-')) {
        end -= 1;
    }
    let domain = chars.get(start..end)?;
    let last = domain.iter().rev().take_while(|it| **it != '.').count();
    let top = domain.get(domain.len() - last..)?;
    let is_domain = last >= 2 && last < domain.len() && top.iter().all(|it| !it.is_ascii_digit());
    (local > 0 && is_domain).then(|| at - local..end)
}

/// Where a UUID ends that begins here.
fn uuid(chars: &[char], at: usize) -> Option<usize> {
    let end = at + 36;
    (is_uuid(chars.get(at..end)?) && ends(chars, end)).then_some(end)
}

/// Whether all of `chars` are a UUID.
pub(super) fn is_uuid(chars: &[char]) -> bool {
    let fits = |(index, c): (usize, &char)| match index {
        8 | 13 | 18 | 23 => *c == '-',
        _ => c.is_ascii_hexdigit(),
    };
    chars.len() == 36 && chars.iter().enumerate().all(fits)
}

/// Where an IPv4 address ends that begins here.
fn ipv4(chars: &[char], at: usize) -> Option<usize> {
    let mut end = at;
    for octet in 0..4 {
        if octet > 0 {
            end = run(chars, end, |it| it == '.').min(end + 1);
            if chars.get(end - 1) != Some(&'.') {
                return None;
            }
        }
        let start = end;
        end = run(chars, start, |it| it.is_ascii_digit());
        let digits: String = chars.get(start..end)?.iter().collect();
        digits.parse::<u8>().ok().filter(|_| digits.len() == 1 || !digits.starts_with('0'))?;
    }
    let goes_on = chars.get(end) == Some(&'.') && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    (ends(chars, end) && !goes_on).then_some(end)
}

/// Where an IPv6 address ends that begins here.
fn ipv6(chars: &[char], at: usize) -> Option<usize> {
    let mut end = run(chars, at, |it| it.is_ascii_hexdigit() || matches!(it, ':' | '.'));
    while end > at && matches!(chars.get(end - 1), Some('.')) {
        end -= 1;
    }
    let written = chars.get(at..end)?;
    // `::1` and the like are nobody's.
    let groups = written.split(|it| *it == ':').filter(|it| !it.is_empty()).count();
    (groups >= 3 && ends(chars, end) && is_ipv6(written)).then_some(end)
}

/// Whether all of `chars` are an IPv6 address.
pub(super) fn is_ipv6(chars: &[char]) -> bool {
    chars.len() <= 45 && chars.contains(&':') && chars.iter().collect::<String>().parse::<core::net::Ipv6Addr>().is_ok()
}

/// Whether all of `chars` are an IPv4 address.
pub(super) fn is_ipv4(chars: &[char]) -> bool {
    ipv4(chars, 0) == Some(chars.len())
}

/// Where a phone number ends that begins here with a plus sign and a country.
fn phone(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at) != Some(&'+') {
        return None;
    }
    let mut end = run(chars, at + 1, |it| it.is_ascii_digit() || matches!(it, ' ' | '-' | '(' | ')' | '.' | '/'));
    while end > at && !chars.get(end - 1).is_some_and(char::is_ascii_digit) {
        end -= 1;
    }
    let digits = chars.get(at..end)?.iter().filter(|it| it.is_ascii_digit()).count();
    ((8..=15).contains(&digits) && ends(chars, end)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Kind)> {
        let chars: Vec<char> = text.chars().collect();
        let spans = look(&chars, false);
        spans.into_iter().map(|it| (chars[it.at].iter().collect(), it.kind)).collect()
    }

    fn one(text: &str, kind: Kind) -> Vec<(String, Kind)> {
        vec![(text.to_owned(), kind)]
    }

    #[test]
    fn addresses_and_numbers_are_found_in_text() {
        assert_eq!(found("<mailto:Ana.Silva+x@mail.example.co>, or"), one("Ana.Silva+x@mail.example.co", Kind::Email));
        assert_eq!(found("https://x.test/?e=ana%40example.com&b"), one("ana%40example.com", Kind::Email));
        assert_eq!(found("jörg@exämple.de."), one("jörg@exämple.de", Kind::Email));
        assert_eq!(found("a@b.cc,c@d.ee").len(), 2);
        assert_eq!(found("from 203.0.113.42:8080"), one("203.0.113.42", Kind::Ip));
        assert_eq!(found("[2001:db8::ff00:42:8329]:80"), one("2001:db8::ff00:42:8329", Kind::Ip));
        assert_eq!(found("::ffff:a00:203.0.113.42"), one("::ffff:a00:203.0.113.42", Kind::Ip));
        assert_eq!(found("call +351 912-345-678, now"), one("+351 912-345-678", Kind::Phone));
        let uuid = "0F2f0e8a-6f5e-4f0a-8a55-8b2a35f3f8d6";
        assert_eq!(found(&format!("/u/{uuid}/x")), one(uuid, Kind::Id));
    }

    #[test]
    fn what_only_resembles_them_is_left() {
        for text in [
            "@",
            "a@",
            "@b.cc",
            "a@localhost",
            "a@b.c",
            "a@1.22",
            "%40",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.256",
            "01.2.3.4",
            "v1.2.3.4",
            "12:30:45",
            "std::vec",
            "::1",
            "a::b",
            "+1",
            "+00:00",
            "2024-01-01T10:00:00+01:00",
            "1E+10123456",
            "+1234567890123456",
            "0f2f0e8a-6f5e-4f0a-8a55-8b2a35f3f8d",
            "x0f2f0e8a-6f5e-4f0a-8a55-8b2a35f3f8d6",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(look(&"1.2.3.4".chars().collect::<Vec<_>>(), true), []);
    }
}
