//! One side of a diff: a JSON text, and an index of its lines as they are laid out.

use std::ops::Range;

use crate::account::Extent;
use crate::batch::{Name, copy_compact, pointer_token, skip_space, string_end};

/// A text without white space between tokens, and where its lines begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    text: String,
    lines: Vec<Line>,
}

/// A line: one member or element, or a bracket that closes.
#[derive(Debug, Clone)]
struct Line {
    /// Its first byte in the text.
    start: usize,
    /// Its first byte in the text as it was written.
    offset: usize,
    /// Levels that it is indented by.
    depth: usize,
    /// The line whose bracket it is in.
    parent: Option<usize>,
    /// The line that its bracket closes.
    closes: Option<usize>,
    /// Its position among what is in the same bracket.
    index: usize,
    /// The row of the diff that it is in.
    row: usize,
}

impl Side {
    /// Lays out `written`, which begins at `offset` of the input.
    pub(super) fn new(written: &str, offset: usize) -> Self {
        let mut text = String::with_capacity(written.len());
        copy_compact(written, &mut text);
        let mut lines = Layout::default().lines(&text);
        place(&mut lines, &text, written, offset);
        Self { text, lines }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Where `line` is in the text, the comma behind it included.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        let start = self.lines.get(line).map_or(self.text.len(), |it| it.start);
        start..self.lines.get(line + 1).map_or(self.text.len(), |it| it.start)
    }

    /// What stands at `range` of the text.
    pub(super) fn piece(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// What stands on `line`, without a comma behind it.
    pub(super) fn item(&self, line: usize) -> &str {
        let item = self.piece(self.range(line));
        item.strip_suffix(',').unwrap_or(item)
    }

    /// The line that has the byte at `start` of the text, if it is `from` or a later one.
    pub(super) fn find(&self, from: usize, start: usize) -> usize {
        let later = self.lines.get(from + 1..).unwrap_or_default();
        // It is hardly ever far.
        match later.iter().take(8).position(|it| it.start > start) {
            Some(near) => from + near,
            None => from + later.partition_point(|it| it.start <= start),
        }
    }

    pub(super) fn set_row(&mut self, line: usize, row: usize) {
        if let Some(line) = self.lines.get_mut(line) {
            line.row = row;
        }
    }

    pub(super) fn row(&self, line: usize) -> Option<usize> {
        self.lines.get(line).map(|it| it.row)
    }

    /// The row that has the byte at `offset` of the text as it was written.
    pub(super) fn row_at(&self, offset: usize) -> Option<usize> {
        let behind = self.lines.partition_point(|it| it.offset <= offset);
        self.row(behind.checked_sub(1)?)
    }

    /// `line` as it is laid out.
    pub(super) fn text(&self, line: usize) -> String {
        let written = self.piece(self.range(line));
        let depth = self.lines.get(line).map_or(0, |it| it.depth);
        let mut text = "  ".repeat(depth);
        let name = name_len(written);
        text.push_str(written.get(..name).unwrap_or_default());
        if name > 0 {
            text.push(' ');
        }
        text.push_str(written.get(name..).unwrap_or_default());
        text
    }

    /// Where `line` is in the text as it was written, without a comma behind it.
    pub(super) fn extent(&self, line: usize) -> Extent {
        let offset = self.lines.get(line).map_or(0, |it| it.offset);
        Extent { offset, bytes: self.item(line).len() }
    }

    /// Where the member of `line` is. `known` gives that of an outer line, where it has another one than here.
    pub(super) fn pointer(&self, line: usize, known: impl Fn(usize) -> Option<String>) -> String {
        let mut tokens = Vec::new();
        let mut next = self.lines.get(line).map(|it| it.closes.unwrap_or(line));
        let mut pointer = String::new();
        while let Some(at) = next {
            if let Some(outer) = known(at) {
                pointer = outer;
                break;
            }
            next = self.lines.get(at).and_then(|it| it.parent);
            tokens.extend(next.map(|parent| self.token(parent, at)));
        }
        for token in tokens.iter().rev() {
            pointer.push('/');
            pointer.push_str(token);
        }
        pointer
    }

    fn token(&self, parent: usize, line: usize) -> String {
        if self.item(parent).ends_with('[') {
            return self.lines.get(line).map_or(0, |it| it.index).to_string();
        }
        let written = self.piece(self.range(line));
        let name = written.get(..name_len(written).saturating_sub(1)).unwrap_or_default();
        Name::new(name, true).map_or_else(String::new, |it| pointer_token(&it.text()))
    }
}

/// Bytes of the name at the beginning of a line and of its colon; 0 if there is none.
fn name_len(line: &str) -> usize {
    let end = if line.starts_with('"') { string_end(line.as_bytes(), 0) } else { 0 };
    if line.as_bytes().get(end) == Some(&b':') { end + 1 } else { 0 }
}

/// What is open while a text is laid out.
#[derive(Default)]
struct Layout {
    lines: Vec<Line>,
    /// The lines with a bracket that is open, and how many items were before in it.
    open: Vec<(usize, usize)>,
}

impl Layout {
    fn lines(mut self, text: &str) -> Vec<Line> {
        let bytes = text.as_bytes();
        let mut at = 0;
        if !bytes.is_empty() {
            self.begin(0);
        }
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1);
            match byte {
                b'"' => at = string_end(bytes, at),
                b'{' | b'[' if matches!(next, Some(b'}' | b']')) => at += 2,
                b'{' | b'[' => {
                    self.open.push((self.lines.len().saturating_sub(1), 0));
                    at += 1;
                    self.begin(at);
                }
                b'}' | b']' => {
                    self.close(at);
                    at += 1;
                }
                b',' => {
                    if let Some((_, items)) = self.open.last_mut() {
                        *items += 1;
                    }
                    at += 1;
                    self.begin(at);
                }
                _ => at += 1,
            }
        }
        self.lines
    }

    fn begin(&mut self, start: usize) {
        let (parent, index) = self.open.last().map_or((None, 0), |(line, items)| (Some(*line), *items));
        self.lines.push(Line { start, offset: 0, depth: self.open.len(), parent, closes: None, index, row: 0 });
    }

    fn close(&mut self, start: usize) {
        let closes = self.open.pop().map(|(line, _)| line);
        self.begin(start);
        if let Some(line) = self.lines.last_mut() {
            line.closes = closes;
        }
    }
}

/// Finds where the lines of `text` begin in the text as it was `written`, from `offset` of the input on.
fn place(lines: &mut [Line], text: &str, written: &str, offset: usize) {
    if text.len() == written.len() {
        return lines.iter_mut().for_each(|it| it.offset = offset + it.start);
    }
    let (mut at, mut before) = (0, 0);
    for line in lines {
        at = skip_compact(written, at, line.start - before);
        before = line.start;
        line.offset = offset + at;
    }
}

/// The offset of the token in `text` before which, from `at` on, there are `count` bytes without white space.
fn skip_compact(text: &str, at: usize, mut count: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = skip_space(text, at);
    while count > 0 && at < bytes.len() {
        let end = if bytes.get(at) == Some(&b'"') { string_end(bytes, at) } else { at + 1 };
        count = count.saturating_sub(end - at);
        at = skip_space(text, end);
    }
    at
}
