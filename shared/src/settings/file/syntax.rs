//! The keys and values of a flat file in TOML or JSON.

use super::text::{self, Quote};
use super::{Fault, Format};

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) key: String,
    /// Offset of the key.
    pub(crate) key_at: usize,
    pub(crate) value: Found,
    /// Offset of the value.
    pub(crate) value_at: usize,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Switch(bool),
    Text(String),
    List(Vec<String>),
    /// A number or date, as written.
    Number(String),
    /// JSON's null.
    Nothing,
}

impl Found {
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Switch(_) => "true or false",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Number(_) => "a number or date",
            Self::Nothing => "null",
        }
    }
}

/// A fault and its offset.
pub(super) type At = (usize, Fault);

/// The members of `text`, in their order.
///
/// # Errors
/// The first fault.
pub(crate) fn members(text: &str, format: Format) -> Result<Vec<Member>, At> {
    let mut reader = Reader { text, at: 0, format };
    if text.starts_with('\u{feff}') {
        reader.at = '\u{feff}'.len_utf8();
    }
    let mut members = Vec::new();
    match format {
        Format::Toml => reader.lines(&mut members)?,
        Format::Json => reader.object(&mut members)?,
    }
    Ok(members)
}

/// A place in the text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) format: Format,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind `token`, if it stands here.
    pub(super) fn skip(&mut self, token: &str) -> bool {
        let is_here = self.rest().starts_with(token);
        if is_here {
            self.at += token.len();
        }
        is_here
    }

    pub(super) fn expected(&self, expected: &'static str) -> At {
        let found = match self.rest().chars().next() {
            None => "the end of the file".to_owned(),
            Some('\n' | '\r') => "the end of the line".to_owned(),
            Some(c) if c.is_control() => "a control character".to_owned(),
            Some(c) => ["`", c.encode_utf8(&mut [0; 4]), "`"].concat(),
        };
        (self.at, Fault::Syntax { expected, found })
    }

    fn not_flat(&self, what: &'static str, help: &'static str) -> At {
        (self.at, Fault::NotFlat { what, help })
    }

    fn blanks(&mut self) {
        self.at += self.rest().bytes().take_while(|it| matches!(it, b' ' | b'\t')).count();
    }

    /// White space with line breaks, and in TOML comments.
    fn space(&mut self) -> Result<(), At> {
        loop {
            self.at += self.rest().bytes().take_while(|it| matches!(it, b' ' | b'\t' | b'\n')).count();
            if !(self.skip("\r\n") || (self.format == Format::Json && self.skip("\r")) || self.comment()?) {
                return Ok(());
            }
        }
    }

    /// A comment up to the end of its line. TOML has no control characters in it but the tab.
    fn comment(&mut self) -> Result<bool, At> {
        if self.format == Format::Json || !self.skip("#") {
            return Ok(false);
        }
        let is_text = |c: &char| *c == '\t' || !c.is_ascii_control();
        self.at += self.rest().chars().take_while(is_text).map(char::len_utf8).sum::<usize>();
        if self.at_line_end() { Ok(true) } else { Err(self.expected("the rest of the comment")) }
    }

    fn at_line_end(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with('\n') || self.rest().starts_with("\r\n")
    }

    fn lines(&mut self, members: &mut Vec<Member>) -> Result<(), At> {
        loop {
            self.space()?;
            if self.rest().is_empty() {
                return Ok(());
            }
            members.push(self.line()?);
            self.blanks();
            self.comment()?;
            if !self.at_line_end() {
                return Err(self.expected("the end of the line"));
            }
        }
    }

    fn line(&mut self) -> Result<Member, At> {
        if self.peek() == Some(b'[') {
            return Err(self.not_flat("A table", "Write its settings at the top, without `[…]`."));
        }
        let key_at = self.at;
        let key = self.key()?;
        self.blanks();
        if self.peek() == Some(b'.') {
            return Err(self.not_flat("A key with a dot", "Write the setting's name alone."));
        }
        if !self.skip("=") {
            return Err(self.expected("an equals sign after the key"));
        }
        self.blanks();
        let value_at = self.at;
        Ok(Member { key, key_at, value: self.value()?, value_at })
    }

    fn key(&mut self) -> Result<String, At> {
        match self.peek() {
            Some(b'"') => text::read(self, Quote::Escaped),
            Some(b'\'') => text::read(self, Quote::Literal),
            _ => {
                let is_bare = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-');
                let length = self.rest().bytes().take_while(is_bare).count();
                let key = self.rest().get(..length).unwrap_or_default().to_owned();
                self.at += length;
                if key.is_empty() { Err(self.expected("the name of a setting")) } else { Ok(key) }
            }
        }
    }

    fn object(&mut self, members: &mut Vec<Member>) -> Result<(), At> {
        self.space()?;
        self.skip("{");
        self.space()?;
        if !self.skip("}") {
            loop {
                members.push(self.json_member()?);
                self.space()?;
                if self.skip("}") {
                    break;
                }
                if !self.skip(",") {
                    return Err(self.expected("a comma or a closing brace"));
                }
                self.space()?;
            }
        }
        self.space()?;
        if self.rest().is_empty() { Ok(()) } else { Err(self.expected("the end of the file")) }
    }

    fn json_member(&mut self) -> Result<Member, At> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("the name of a setting in double quotes"));
        }
        let key_at = self.at;
        let key = text::read(self, Quote::Escaped)?;
        self.space()?;
        if !self.skip(":") {
            return Err(self.expected("a colon after the name"));
        }
        self.space()?;
        let value_at = self.at;
        Ok(Member { key, key_at, value: self.value()?, value_at })
    }

    fn value(&mut self) -> Result<Found, At> {
        match self.peek() {
            Some(b'"') => text::read(self, Quote::Escaped).map(Found::Text),
            Some(b'\'') if self.format == Format::Toml => text::read(self, Quote::Literal).map(Found::Text),
            Some(b'[') => self.list(),
            Some(b'{') => Err(self.not_flat("A table as a value", "A setting is true or false, text, or a list.")),
            Some(b'0'..=b'9' | b'-' | b'+') => Ok(self.number()),
            _ if self.word("true") => Ok(Found::Switch(true)),
            _ if self.word("false") => Ok(Found::Switch(false)),
            _ if self.format == Format::Json && self.word("null") => Ok(Found::Nothing),
            _ => Err(self.expected("true, false, text in quotes, or a list")),
        }
    }

    /// Goes behind `word`, if it stands here and is not the beginning of a longer one.
    fn word(&mut self, word: &str) -> bool {
        let next = self.rest().as_bytes().get(word.len());
        !next.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_') && self.skip(word)
    }

    /// Whatever it is exactly: only its kind is told.
    fn number(&mut self) -> Found {
        let is_part = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.' | b':' | b'_');
        let length = self.rest().bytes().take_while(is_part).count();
        let written = self.rest().get(..length).unwrap_or_default().to_owned();
        self.at += length;
        Found::Number(written)
    }

    fn list(&mut self) -> Result<Found, At> {
        self.skip("[");
        let mut texts = Vec::new();
        loop {
            self.space()?;
            if self.peek() == Some(b']') && (texts.is_empty() || self.format == Format::Toml) {
                break;
            }
            match self.peek() {
                Some(b'"') => texts.push(text::read(self, Quote::Escaped)?),
                Some(b'\'') if self.format == Format::Toml => texts.push(text::read(self, Quote::Literal)?),
                _ => return Err(self.expected("text in quotes")),
            }
            self.space()?;
            if !self.skip(",") {
                break;
            }
        }
        if self.skip("]") { Ok(Found::List(texts)) } else { Err(self.expected("a comma or a closing bracket")) }
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::file::read;

    fn said(text: &str) -> String {
        read(text).unwrap_err()[0].to_string()
    }

    #[test]
    fn what_toml_and_json_allow_in_a_flat_file_is_read() {
        let toml = " \"unique_id\" = 'C:\\a'\t# why\r\n\r\nmetadata_field_exclusion = [ # both\n 'ip_address',\n \"device_name\", ]\n'send_as_batch'=false";
        let json = "{\r\n \"unique_id\" : \"C:\\u005ca\" ,\"metadata_field_exclusion\":[\"ip_address\",\n\"device_name\"],\"send_as_batch\":false}\n";
        let (toml, json) = (read(toml).unwrap(), read(json).unwrap());
        assert_eq!(toml.unique_id.as_deref(), Some("C:\\a"));
        assert!(toml.metadata_field_exclusion.len() == 2 && !toml.send_as_batch);
        assert_eq!(toml, json);
    }

    #[test]
    fn what_does_not_belong_is_refused_in_words() {
        for (text, words) in [
            (
                "[settings]\n",
                "line 1, column 1: A table has no place in a file of settings. Write its settings at the top, without `[…]`.",
            ),
            (
                "a.b = 1",
                "line 1, column 2: A key with a dot has no place in a file of settings. Write the setting's name alone.",
            ),
            (
                "unique_id = {}",
                "line 1, column 13: A table as a value has no place in a file of settings. A setting is true or false, text, or a list.",
            ),
            (
                "unique_id = \"\"\"x\"\"\"",
                "line 1, column 13: Text over several lines has no place in a file of settings. Write it on one line, in single quotation marks.",
            ),
            ("unique_id", "line 1, column 10: Expected an equals sign after the key, found the end of the file."),
            (
                "unique_id =\n",
                "line 1, column 12: Expected true, false, text in quotes, or a list, found the end of the line.",
            ),
            ("unique_id = yes", "line 1, column 13: Expected true, false, text in quotes, or a list, found `y`."),
            ("send_as_batch = true false", "line 1, column 22: Expected the end of the line, found `f`."),
            ("= 1", "line 1, column 1: Expected the name of a setting, found `=`."),
            ("metadata_field_exclusion = [1]", "line 1, column 29: Expected text in quotes, found `1`."),
            (
                "metadata_field_exclusion = [\"ip_address\"",
                "line 1, column 41: Expected a comma or a closing bracket, found the end of the file.",
            ),
            (
                "{\"send_as_batch\":true,}",
                "line 1, column 23: Expected the name of a setting in double quotes, found `}`.",
            ),
            ("{\"send_as_batch\" true}", "line 1, column 18: Expected a colon after the name, found `t`."),
            (
                "{\"send_as_batch\":true",
                "line 1, column 22: Expected a comma or a closing brace, found the end of the file.",
            ),
            ("{} {}", "line 1, column 4: Expected the end of the file, found `{`."),
            ("# a\u{1}", "line 1, column 4: Expected the rest of the comment, found a control character."),
        ] {
            assert_eq!(said(text), words);
        }
    }
}
