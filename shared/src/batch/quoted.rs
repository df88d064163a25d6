//! From a JSON string to what it says, and back. Small, because it is part of the page.

use std::borrow::Cow;

use crate::record::push_hex;

/// What the JSON string `raw` says, or what is written in it where that is no Unicode text (a lone surrogate, which is
/// legal JSON).
pub(crate) fn decode(raw: &str) -> Cow<'_, str> {
    let written = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    unescape(written).map_or(Cow::Borrowed(written), Cow::Owned)
}

fn unescape(written: &str) -> Option<String> {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        rest = match behind.bytes().next()? {
            b'u' => unicode(behind.get(1..)?, &mut out)?,
            escape => {
                out.push(simple(escape)?);
                behind.get(1..)?
            }
        };
    }
    out.push_str(rest);
    Some(out)
}

fn simple(escape: u8) -> Option<char> {
    Some(match escape {
        b'"' | b'\\' | b'/' => char::from(escape),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => return None,
    })
}

/// The character of one or, for a surrogate pair, two escapes; `text` begins behind the first `\u`. Gives what follows.
fn unicode<'t>(text: &'t str, out: &mut String) -> Option<&'t str> {
    let unit = u32::from_str_radix(text.get(..4)?, 16).ok()?;
    let rest = text.get(4..)?;
    if !(0xd800..0xdc00).contains(&unit) {
        out.push(char::from_u32(unit)?);
        return Some(rest);
    }
    let low = rest.strip_prefix("\\u")?;
    let low_unit = u32::from_str_radix(low.get(..4)?, 16).ok().filter(|it| (0xdc00..0xe000).contains(it))?;
    out.push(char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low_unit - 0xdc00))?);
    low.get(4..)
}

/// `text` as a JSON string.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0'..=' ' if c != ' ' => {
                out.push_str("\\u00");
                push_hex(&[c as u8], &mut out);
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_lone_surrogate_stays_as_written() {
        for raw in [r#""a\ud83d""#, r#""\ude00\ud83d""#, r#""\ud83dx""#, r#""\ud83d\u0041""#] {
            assert_eq!(decode(raw), raw.trim_matches('"'));
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_says_the_same_to_another_reader_and_to_ours(text in any::<String>()) {
            let encoded = encode(&text);
            prop_assert_eq!(&serde_json::from_str::<String>(&encoded).unwrap(), &text);
            prop_assert_eq!(decode(&encoded), text);
        }

        #[test]
        fn what_another_writer_escaped_is_read(text in any::<String>()) {
            let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
            let raw = format!("\"{escaped}\"");
            prop_assert_eq!(decode(&raw), text);
        }
    }
}
