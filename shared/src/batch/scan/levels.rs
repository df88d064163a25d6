//! The members on the levels that the visitor enters.

use super::Rejected;
use super::block::BLOCK;
use super::nesting::Nesting;
use super::window::Tokens;
use crate::batch::number::{around, is_large};
use crate::batch::raw::{skip_space, skip_space_back, value_end};
use crate::batch::{Item, Level, Raw, Step, Visitor};

/// Where the reader is among levels.
pub(super) struct Levels<'a, 'v, V> {
    text: &'a str,
    visitor: &'v mut V,
    nesting: Nesting,
    frames: Vec<Frame>,
    /// The innermost entered container, and whether it is an array.
    level: Level,
    in_array: bool,
    /// What becomes of the container that is the value of the last item.
    pending: Pending,
    /// That item, if it is pending.
    item: Item,
    /// Whether the innermost container is not entered, and how many are open around the outermost such.
    skipping: bool,
    skipped_at: usize,
    /// Of the blocks before: where the last string opened, and behind the last backslash.
    last_open: usize,
    behind_backslash: usize,
    /// Whether the visitor knows of white space.
    white_told: bool,
    /// Up to where integers beyond 2^53 were reported.
    reported: usize,
}

/// An entered object or array.
struct Frame {
    level: Level,
    item: Item,
    /// How many elements have begun.
    elements: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    Take,
    Enter(Level),
}

impl<'a, 'v, V: Visitor<'a>> Levels<'a, 'v, V> {
    pub(super) fn new(text: &'a str, level: Option<Level>, visitor: &'v mut V) -> Self {
        Self {
            text,
            visitor,
            nesting: Nesting::default(),
            frames: Vec::with_capacity(if level.is_some() { 8 } else { 0 }),
            level: level.unwrap_or(Level::Batch),
            in_array: false,
            pending: level.map_or(Pending::Nothing, Pending::Enter),
            item: Item::default(),
            skipping: level.is_none(),
            skipped_at: 0,
            last_open: 0,
            behind_backslash: 0,
            white_told: false,
            reported: 0,
        }
    }

    #[cold]
    fn tell_white(&mut self, offset: usize) {
        self.white_told = true;
        self.visitor.white_space(offset);
    }

    /// Goes through the brackets of some blocks, and through what matters on the level that each leads to; gives the
    /// offset behind the root if it ends there.
    #[inline(always)]
    pub(super) fn walk(&mut self, base: usize, window: &mut [Tokens]) -> Result<Option<usize>, Rejected> {
        let mut base = base;
        for tokens in window {
            if tokens.white != 0 && !self.white_told {
                self.tell_white(base + tokens.white.trailing_zeros() as usize);
            }
            if let Some(end) = self.block(base, tokens)? {
                return Ok(Some(end));
            }
            base += BLOCK;
        }
        Ok(None)
    }

    #[inline(always)]
    fn block(&mut self, base: usize, tokens: &mut Tokens) -> Result<Option<usize>, Rejected> {
        let brackets = tokens.brackets;
        tokens.upto = u64::MAX;
        tokens.objects = self.nesting.fill();
        let mut todo = if self.skipping { brackets } else { brackets | self.marks(tokens) };
        while todo != 0 {
            let at = todo.trailing_zeros() as usize;
            let bit = todo & todo.wrapping_neg();
            todo ^= bit;
            if bit & brackets == 0 {
                self.mark(base, at, tokens)?;
                continue;
            }
            let (is_open, behind) = (bit & tokens.open != 0, !(bit | (bit - 1)));
            let is_object = self.text.as_bytes().get(base + at).is_some_and(|it| it & 0x20 != 0);
            self.nesting.turn(is_open, is_object, &mut tokens.objects, behind)?;
            if self.skipping {
                if self.nesting.depth != self.skipped_at {
                    continue;
                }
                self.end_skipping(base + at)?;
            } else if !is_open {
                self.close(base + at)?;
            } else if !self.open(base + at)? {
                todo &= brackets;
                continue;
            }
            if self.nesting.depth == 0 {
                tokens.upto = !behind;
                return Ok(Some(base + at + 1));
            }
            todo = (brackets | self.marks(tokens)) & behind;
        }
        if tokens.strings.open != 0 {
            self.last_open = last(base, tokens.strings.open);
        }
        if tokens.backslash != 0 {
            self.behind_backslash = last(base, tokens.backslash) + 1;
        }
        Ok(None)
    }

    /// What matters besides brackets.
    #[inline(always)]
    fn marks(&self, tokens: &Tokens) -> u64 {
        if self.in_array { tokens.strings.open | tokens.scalar_start } else { tokens.colon }
    }

    /// A colon among members, or an element that is no container.
    #[inline(always)]
    fn mark(&mut self, base: usize, at: usize, tokens: &Tokens) -> Result<(), Rejected> {
        if self.in_array { self.element(base + at) } else { self.member(base, at, tokens) }
    }

    /// The member whose colon is at `at` of the block begins.
    #[inline(always)]
    fn member(&mut self, base: usize, at: usize, tokens: &Tokens) -> Result<(), Rejected> {
        let before = (1 << at) - 1;
        let (open, backslash) = (tokens.strings.open & before, tokens.backslash & before);
        let start = if open == 0 { self.last_open } else { last(base, open) };
        let behind_backslash = if backslash == 0 { self.behind_backslash } else { last(base, backslash) + 1 };
        let colon = base + at;
        let is_close = self.text.as_bytes().get(colon.wrapping_sub(1)) == Some(&b'"');
        let name_end = if is_close { colon } else { skip_space_back(self.text, colon) };
        if name_end < start + 2 {
            return Err(Rejected);
        }
        let escaped = behind_backslash > start;
        // Behind the colon and the opening quote, the next closing quote ends the value, if that is a string.
        let close = tokens.strings.close & !(before << 2 | 3);
        let string_end = if close == 0 { None } else { Some(base + close.trailing_zeros() as usize + 1) };
        self.begin(Item { start, name_end, after: colon + 1, index: 0, escaped }, string_end)
    }

    fn element(&mut self, offset: usize) -> Result<(), Rejected> {
        let frame = self.frames.last_mut().ok_or(Rejected)?;
        let item = Item::element(frame.elements, offset);
        frame.elements += 1;
        self.begin(item, None)
    }

    #[inline(always)]
    fn begin(&mut self, item: Item, string_end: Option<usize>) -> Result<(), Rejected> {
        let step = self.visitor.begin(self.level, item);
        self.pending = Pending::Nothing;
        if step == Step::Pass { Ok(()) } else { self.want(self.level, item, step, string_end) }
    }

    #[inline(never)]
    fn want(&mut self, level: Level, item: Item, step: Step, string_end: Option<usize>) -> Result<(), Rejected> {
        let value = item.value(self.text);
        if value != item.after && !self.white_told {
            // It may be in a block that is still to come.
            self.tell_white(item.after);
        }
        if matches!(self.text.as_bytes().get(value), Some(b'{' | b'[')) {
            self.item = item;
            self.pending = if let Step::Enter(level) = step { Pending::Enter(level) } else { Pending::Take };
        } else {
            let is_near = value == item.after && self.text.as_bytes().get(value) == Some(&b'"');
            let end = string_end.filter(|_| is_near).unwrap_or_else(|| value_end(self.text, value));
            let text = self.text.get(value..end).ok_or(Rejected)?;
            self.visitor.end(level, &item, Raw { text, offset: value });
        }
        Ok(())
    }

    /// A bracket opens on an entered level. Tells whether it is entered; otherwise it is skipped.
    #[inline(always)]
    fn open(&mut self, offset: usize) -> Result<bool, Rejected> {
        if self.in_array {
            self.element(offset)?;
        }
        if let Pending::Enter(level) = self.pending {
            self.enter(level, offset);
            return Ok(true);
        }
        self.skipping = true;
        self.skipped_at = self.nesting.depth - 1;
        Ok(false)
    }

    #[inline(never)]
    fn enter(&mut self, level: Level, offset: usize) {
        self.frames.push(Frame { level, item: self.item, elements: 0 });
        self.pending = Pending::Nothing;
        self.be_on(level);
        self.visitor.open(level, offset);
    }

    #[inline(always)]
    fn be_on(&mut self, level: Level) {
        self.level = level;
        self.in_array = level.is_array();
    }

    /// The bracket of what was skipped closes.
    #[inline(always)]
    fn end_skipping(&mut self, offset: usize) -> Result<(), Rejected> {
        self.skipping = false;
        if self.pending == Pending::Take {
            self.pending = Pending::Nothing;
            return self.end(self.item, offset);
        }
        Ok(())
    }

    /// The bracket of an entered container closes.
    #[inline(never)]
    fn close(&mut self, offset: usize) -> Result<(), Rejected> {
        let Frame { level, item, .. } = self.frames.pop().ok_or(Rejected)?;
        self.visitor.close(level, offset);
        let Some(frame) = self.frames.last() else { return Ok(()) };
        self.be_on(frame.level);
        self.end(item, offset)
    }

    /// The container that is the value of `item` ends.
    fn end(&mut self, item: Item, offset: usize) -> Result<(), Rejected> {
        let value = skip_space(self.text, item.after);
        let text = self.text.get(value..offset + 1).ok_or(Rejected)?;
        self.visitor.end(self.level, &item, Raw { text, offset: value });
        Ok(())
    }

    /// Reports the integers beyond 2^53.
    #[inline(always)]
    pub(super) fn large_integers(&mut self, base: usize, window: &[Tokens]) {
        if !self.visitor.wants_large_integers() {
            return;
        }
        for (tokens, base) in window.iter().zip((base..).step_by(BLOCK)) {
            if tokens.long != 0 {
                self.large_integers_at(base, tokens.long);
            }
        }
    }

    #[cold]
    fn large_integers_at(&mut self, base: usize, mut long: u64) {
        while long != 0 {
            let at = base + long.trailing_zeros() as usize;
            long &= long - 1;
            if at >= self.reported {
                let number = around(self.text, at);
                self.reported = number.end();
                if is_large(number.text) {
                    self.visitor.large_integer(number);
                }
            }
        }
    }
}

/// The offset of the last bit of `bits`, which has one, in the block at `base`.
#[inline(always)]
fn last(base: usize, bits: u64) -> usize {
    base + 63 - bits.leading_zeros() as usize
}
