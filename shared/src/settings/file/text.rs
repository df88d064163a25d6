//! Text in quotes, with the escapes of TOML or JSON.

use super::syntax::{At, Reader};
use super::{Fault, Format};

/// Which quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// Double ones: a backslash begins an escape.
    Escaped,
    /// TOML's single ones: everything is as it is written.
    Literal,
}

impl Quote {
    fn mark(self) -> &'static str {
        match self {
            Self::Escaped => "\"",
            Self::Literal => "'",
        }
    }
}

/// Reads the text that begins here, and goes behind it.
pub(super) fn read(reader: &mut Reader<'_>, quote: Quote) -> Result<String, At> {
    let start = reader.at;
    reader.skip(quote.mark());
    if reader.format == Format::Toml && reader.rest().starts_with(&quote.mark().repeat(2)) {
        let help = "Write it on one line, in single quotation marks.";
        return Err((start, Fault::NotFlat { what: "Text over several lines", help }));
    }
    let mut out = String::new();
    loop {
        if reader.skip(quote.mark()) {
            return Ok(out);
        }
        let Some(c) = reader.rest().chars().next() else { return Err(reader.expected("a closing quotation mark")) };
        match c {
            '\\' if quote == Quote::Escaped => out.push(escape(reader)?),
            '\n' | '\r' => return Err(reader.expected("a closing quotation mark")),
            '\t' if reader.format == Format::Toml => out.push(c),
            '\u{7f}' if reader.format == Format::Json => out.push(c),
            c if c.is_ascii_control() => return Err(reader.expected("an escape such as \\u0001")),
            c => out.push(c),
        }
        if !(c == '\\' && quote == Quote::Escaped) {
            reader.at += c.len_utf8();
        }
    }
}

fn escape(reader: &mut Reader<'_>) -> Result<char, At> {
    let start = reader.at;
    let toml = reader.format == Format::Toml;
    reader.at += 1;
    let Some(letter) = reader.peek() else { return Err(reader.expected("an escape")) };
    reader.at += 1;
    let c = match letter {
        b'"' | b'\\' => Some(char::from(letter)),
        b'/' if !toml => Some('/'),
        b'b' => Some('\u{8}'),
        b'f' => Some('\u{c}'),
        b'n' => Some('\n'),
        b'r' => Some('\r'),
        b't' => Some('\t'),
        b'e' if toml => Some('\u{1b}'),
        b'x' if toml => hexadecimal(reader, 2).and_then(char::from_u32),
        b'U' if toml => hexadecimal(reader, 8).and_then(char::from_u32),
        b'u' => hexadecimal(reader, 4).and_then(|it| if toml { char::from_u32(it) } else { paired(reader, it) }),
        _ => None,
    };
    c.ok_or_else(|| {
        reader.at = start;
        reader.expected("an escape of a character")
    })
}

fn hexadecimal(reader: &mut Reader<'_>, digits: usize) -> Option<u32> {
    let written = reader.rest().get(..digits).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(written, 16).ok();
    reader.at += digits;
    number
}

/// JSON writes what is beyond U+FFFF as two escapes.
fn paired(reader: &mut Reader<'_>, high: u32) -> Option<char> {
    if !(0xd800..0xdc00).contains(&high) {
        return char::from_u32(high);
    }
    let low = reader.skip("\\u").then(|| hexadecimal(reader, 4))??;
    (0xdc00..0xe000).contains(&low).then(|| char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)))?
}

#[cfg(test)]
mod tests {
    use crate::settings::file::read;

    #[test]
    fn each_format_has_its_own_escapes() {
        let toml = read(r#"unique_id = "\e\x41\u00e9\U0001F600\\\"\t""#).unwrap();
        assert_eq!(toml.unique_id.as_deref(), Some("\u{1b}A\u{e9}\u{1f600}\\\"\t"));
        let json = read(r#"{"unique_id":"\/\u00e9\ud83d\ude00\b\f\n\r"}"#).unwrap();
        assert_eq!(json.unique_id.as_deref(), Some("/\u{e9}\u{1f600}\u{8}\u{c}\n\r"));
    }

    #[test]
    fn what_is_no_escape_or_not_closed_is_refused_with_its_place() {
        for (text, words) in [
            (r#"unique_id = "a\/""#, "line 1, column 15: Expected an escape of a character, found `\\`."),
            (r#"unique_id = "\ud800""#, "line 1, column 14: Expected an escape of a character, found `\\`."),
            (r#"{"unique_id":"\ud83dx"}"#, "line 1, column 15: Expected an escape of a character, found `\\`."),
            ("unique_id = \"a\n\"", "line 1, column 15: Expected a closing quotation mark, found the end of the line."),
            ("unique_id = 'a", "line 1, column 15: Expected a closing quotation mark, found the end of the file."),
            (
                "{\"unique_id\":\"\t\"}",
                "line 1, column 15: Expected an escape such as \\u0001, found a control character.",
            ),
        ] {
            assert_eq!(read(text).unwrap_err()[0].to_string(), words);
        }
    }
}
