//! From a byte offset to a line and a column.

use memchr::{memchr_iter, memrchr};

use crate::issue::Span;

/// Walks along a text, so that ascending offsets cost one pass together, and a text of bare line breaks no memory.
pub(crate) struct Lines<'a> {
    text: &'a str,
    at: usize,
    /// Those of `at`, from 1.
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// The place of `bytes` bytes at `offset`: lines and columns count from 1, columns in characters.
    pub(crate) fn span(&mut self, offset: usize, bytes: usize) -> Span {
        if offset < self.at {
            *self = Self::new(self.text);
        }
        let between = self.text.as_bytes().get(self.at..offset.min(self.text.len())).unwrap_or_default();
        self.line += memchr_iter(b'\n', between).count();
        match memrchr(b'\n', between) {
            Some(last) => self.column = 1 + characters(between.get(last + 1..).unwrap_or_default()),
            None => self.column += characters(between),
        }
        self.at += between.len();
        Span { offset, bytes, line: self.line, column: self.column }
    }
}

/// Every byte of a character but its first has the form `10xxxxxx`.
fn characters(utf8: &[u8]) -> usize {
    utf8.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let mut lines = Lines::new("a\n\"é😀\" x\n");
        let mut place = |offset| (lines.span(offset, 1).line, lines.span(offset, 1).column);
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(2), (2, 1));
        assert_eq!(place(11), (2, 6));
        assert_eq!(place(13), (3, 1));
        assert_eq!(place(2), (2, 1), "and back again");
    }
}
