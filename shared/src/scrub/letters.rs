//! What a string says, character by character, and where each is written.

use std::ops::Range;

/// The characters of a string and their places in the text.
pub(super) struct Letters {
    pub(super) chars: Vec<char>,
    written: Vec<Written>,
}

struct Written {
    at: Range<usize>,
    /// As `\u` and four digits, or two of these.
    is_escape: bool,
}

/// Stands for half of a surrogate pair: legal in JSON, no character, and never replaced.
const HALF: char = '\u{fffd}';

/// Whether `c` is replaced in a value that is: letters, digits, and whatever is beyond ASCII but space and punctuation.
pub(super) fn is_replaced(c: char) -> bool {
    c.is_ascii_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || matches!(c, '\u{2000}'..='\u{206f}' | HALF))
}

impl Letters {
    /// Of a text that is written as it is.
    pub(super) fn of_plain(text: &str, at: Range<usize>) -> Self {
        let mut letters = Self { chars: Vec::new(), written: Vec::new() };
        for (offset, c) in text.get(at.clone()).unwrap_or_default().char_indices() {
            letters.push(c, at.start + offset, c.len_utf8(), false);
        }
        letters
    }

    /// Of the JSON string that stands at `at`, quotes included.
    pub(super) fn of_string(text: &str, at: Range<usize>) -> Self {
        let mut letters = Self { chars: Vec::new(), written: Vec::new() };
        let end = at.end.saturating_sub(1);
        let mut at = at.start + 1;
        while let Some(c) = text.get(at..end).and_then(|it| it.chars().next()) {
            let (c, length) = if c == '\\' { escape(text.get(at..end).unwrap_or_default()) } else { (c, c.len_utf8()) };
            letters.push(c, at, length, length > 4);
            at += length;
        }
        letters
    }

    fn push(&mut self, c: char, at: usize, length: usize, is_escape: bool) {
        self.chars.push(c);
        self.written.push(Written { at: at..at + length, is_escape });
    }

    /// Appends letter number `index` with `fake` in its place, in the same notation and as many bytes.
    pub(super) fn write(&self, index: usize, fake: char, text: &str, out: &mut String) {
        let (Some(c), Some(written)) = (self.chars.get(index), self.written.get(index)) else { return };
        if *c == fake {
            out.push_str(text.get(written.at.clone()).unwrap_or_default());
        } else if written.is_escape {
            for unit in fake.encode_utf16(&mut [0; 2]) {
                out.push_str("\\u");
                crate::record::push_hex(&unit.to_be_bytes(), out);
            }
        } else {
            out.push(fake);
        }
    }
}

/// The character of the escape that `text` begins with, and the bytes that it takes.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        // Control characters, quotes and strokes: nothing that is replaced.
        return (if text.starts_with("\\/") { '/' } else { '\n' }, 2);
    };
    if let Some(c) = char::from_u32(first) {
        return (c, 6);
    }
    let second = unit(6).filter(|it| (0xdc00..0xe000).contains(it) && first < 0xdc00);
    let pair = second.and_then(|it| char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (it - 0xdc00)));
    pair.map_or((HALF, 6), |c| (c, 12))
}
