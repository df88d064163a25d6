//! The first fault of a text that is no JSON: what, where, and in which member. Both engines ask here once they have
//! refused a text, so both name the same place.

use super::syntax::SyntaxError;
use super::{MAX_DEPTH, Name, skip_space};
use crate::batch::name::pointer_token;
use crate::issue::Problem;

/// Reads the value at `start` byte by byte; gives the offset behind it.
///
/// # Errors
/// The first fault.
pub(crate) fn read(text: &str, start: usize) -> Result<usize, SyntaxError> {
    let mut reader = Reader::new(text, start);
    reader.read(usize::MAX).map_err(|error| SyntaxError { pointer: reader.pointer(), ..error })?;
    Ok(reader.at)
}

/// The JSON Pointer of what stands at `offset` in the value at `start`.
pub(crate) fn pointer(text: &str, start: usize, offset: usize) -> Option<String> {
    let mut reader = Reader::new(text, start);
    reader.read(offset).ok().and_then(|()| reader.pointer())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The member or element of each open container that is being read, or was read last.
    path: Vec<Place<'a>>,
}

enum Place<'a> {
    Member(Option<Name<'a>>),
    Element(Option<usize>),
}

/// What comes next.
enum Next {
    Value,
    NameOrEnd,
    Name,
    ElementOrEnd,
    CommaOrEnd,
}

type Read<T> = Result<T, SyntaxError>;

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        Self { text, at: start, path: Vec::new() }
    }

    /// Reads one value, or up to the one at `stop`.
    fn read(&mut self, stop: usize) -> Read<()> {
        let mut next = Next::Value;
        loop {
            self.at = skip_space(self.text, self.at);
            if self.at >= stop {
                return Ok(());
            }
            next = match next {
                Next::Value => self.value()?,
                Next::NameOrEnd if self.peek() == Some(b'}') => self.close(),
                Next::NameOrEnd => self.name("a name in double quotes")?,
                Next::Name => self.name("something after the comma")?,
                Next::ElementOrEnd if self.peek() == Some(b']') => self.close(),
                Next::ElementOrEnd if self.peek().is_none() => return Err(self.expected("a value", "an array")),
                Next::ElementOrEnd => self.element(),
                Next::CommaOrEnd => self.comma_or_end()?,
            };
            if self.path.is_empty() && matches!(next, Next::CommaOrEnd) {
                return Ok(());
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn close(&mut self) -> Next {
        self.at += 1;
        self.path.pop();
        Next::CommaOrEnd
    }

    fn open(&mut self, place: Place<'a>) -> Read<()> {
        if self.path.len() == MAX_DEPTH {
            // A pointer through so many levels helps nobody.
            self.path.clear();
            return Err(SyntaxError::too_deep(self.at));
        }
        self.path.push(place);
        self.at += 1;
        Ok(())
    }

    fn value(&mut self) -> Read<Next> {
        match self.peek() {
            Some(b'{') => self.open(Place::Member(None)).map(|()| Next::NameOrEnd),
            Some(b'[') => self.open(Place::Element(None)).map(|()| Next::ElementOrEnd),
            Some(b'"') => self.string().map(|()| Next::CommaOrEnd),
            Some(b't') => self.literal("true").map(|()| Next::CommaOrEnd),
            Some(b'f') => self.literal("false").map(|()| Next::CommaOrEnd),
            Some(b'n') => self.literal("null").map(|()| Next::CommaOrEnd),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| Next::CommaOrEnd),
            _ => Err(self.expected("a value", "a value")),
        }
    }

    /// A name and its colon. `wanted` says what belongs here.
    fn name(&mut self, wanted: &'static str) -> Read<Next> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            let wanted = if self.peek() == Some(b'}') { wanted } else { "a name in double quotes" };
            return Err(self.expected(wanted, "an object"));
        }
        self.string()?;
        let raw = self.text.get(start..self.at).unwrap_or_default();
        self.at = skip_space(self.text, self.at);
        if self.peek() != Some(b':') {
            return Err(self.expected("a colon after the name", "an object"));
        }
        self.at += 1;
        if let Some(place) = self.path.last_mut() {
            *place = Place::Member(Name::new(raw, true));
        }
        Ok(Next::Value)
    }

    fn element(&mut self) -> Next {
        if let Some(Place::Element(index)) = self.path.last_mut() {
            *index = Some(index.map_or(0, |it| it + 1));
        }
        Next::Value
    }

    fn comma_or_end(&mut self) -> Read<Next> {
        let (end, wanted, inside) = match self.path.last() {
            Some(Place::Member(_)) => (b'}', "a comma or a closing brace", "an object"),
            _ => (b']', "a comma or a closing bracket", "an array"),
        };
        match self.peek() {
            Some(byte) if byte == end => Ok(self.close()),
            Some(b',') => {
                self.at += 1;
                self.at = skip_space(self.text, self.at);
                match self.peek() {
                    Some(b']') if end == b']' => Err(self.expected("something after the comma", inside)),
                    _ if end == b']' => Ok(self.element()),
                    _ => Ok(Next::Name),
                }
            }
            _ => Err(self.expected(wanted, inside)),
        }
    }

    fn string(&mut self) -> Read<()> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.expected("a quotation mark", "a string")),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(byte) if byte < b' ' => return Err(self.control()),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Read<()> {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                for _ in 0..4 {
                    self.at += 1;
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(self.expected("four hexadecimal digits", "a string"));
                    }
                }
                self.at += 1;
            }
            _ => return Err(self.expected("one of the escapes that JSON has", "a string")),
        }
        Ok(())
    }

    fn literal(&mut self, word: &str) -> Read<()> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return Err(self.expected("`true`, `false` or `null`", "a value"));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read<()> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.expected("a number without leading zeros", "a value"));
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.expected("a digit", "a value")) } else { Ok(()) }
    }

    /// Something other than what is `wanted` stands here; if it is the end, `inside` is not closed.
    fn expected(&self, wanted: &'static str, inside: &'static str) -> SyntaxError {
        self.end(inside).unwrap_or_else(|| SyntaxError::expected(self.text, self.at, wanted))
    }

    fn control(&self) -> SyntaxError {
        self.end("a string").unwrap_or_else(|| SyntaxError::control(self.text, self.at))
    }

    /// If nothing but white space is left.
    fn end(&self, inside: &'static str) -> Option<SyntaxError> {
        let is_over = skip_space(self.text, self.at) >= self.text.len();
        is_over.then(|| SyntaxError::of(Problem::UnexpectedEnd { inside }, self.text.trim_end().len(), 0))
    }

    /// `None` at the root.
    fn pointer(&self) -> Option<String> {
        let mut pointer = String::new();
        for place in &self.path {
            match place {
                Place::Member(Some(name)) => {
                    pointer.push('/');
                    pointer.push_str(&pointer_token(&name.text()));
                }
                Place::Element(Some(index)) => {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                }
                Place::Member(None) | Place::Element(None) => {}
            }
        }
        Some(pointer).filter(|it| !it.is_empty())
    }
}
