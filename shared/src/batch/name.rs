//! A member's name: as it is written, and what it says.

use std::borrow::Cow;

use super::quoted::decode;

/// A name in its quotes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Name<'a> {
    /// As written, quotes included.
    pub(crate) raw: &'a str,
    /// Whether it may hold an escape.
    pub(crate) escaped: bool,
}

impl<'a> Name<'a> {
    /// The name `raw`, if it is in quotes.
    #[inline]
    pub(crate) fn new(raw: &'a str, escaped: bool) -> Option<Self> {
        let bytes = raw.as_bytes();
        let quoted = bytes.len() >= 2 && bytes[0] == b'"' && bytes[bytes.len() - 1] == b'"';
        quoted.then_some(Self { raw, escaped })
    }

    /// What is written between its quotes.
    #[inline]
    pub(crate) fn written(self) -> &'a str {
        self.raw.get(1..self.raw.len().saturating_sub(1)).unwrap_or_default()
    }

    /// What it says after unescaping: `"loc\u0061tion"` is `location`. A name that is no Unicode text (a lone
    /// surrogate) says what is written; no known name looks like that.
    pub(crate) fn text(self) -> Cow<'a, str> {
        if self.escaped { decode(self.raw) } else { Cow::Borrowed(self.written()) }
    }
}

/// `name` as a reference token of a JSON Pointer (RFC 6901).
pub(crate) fn pointer_token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_name_says_what_it_means() {
        assert_eq!(Name { raw: r#""loc\u0061tion""#, escaped: true }.text(), "location");
        assert_eq!(Name { raw: r#""location""#, escaped: false }.text(), "location");
    }

    #[test]
    fn a_lone_surrogate_stays_as_written() {
        assert_eq!(Name { raw: r#""a\ud83d""#, escaped: true }.text(), r"a\ud83d");
    }

    #[test]
    fn pointer_tokens_escape_tilde_and_slash() {
        assert_eq!(pointer_token("a/b~c"), "a~1b~0c");
    }
}
