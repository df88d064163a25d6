//! The nesting of brackets, and the members on the levels that the visitor enters.

use super::Rejected;
use super::block::BLOCK;
use super::grammar::Tokens;
use crate::batch::raw::{skip_space, skip_space_back, value_end};
use crate::batch::{Item, Level, MAX_DEPTH, Name, Raw, Step, Visitor};

/// Where the reader is among levels.
pub(super) struct Levels<'a, 'v, V> {
    text: &'a str,
    pub(super) visitor: &'v mut V,
    nesting: Nesting,
    frames: Vec<Frame<'a>>,
    /// What becomes of the next bracket: it is the value of an item that was begun.
    pending: Pending<'a>,
    mode: Mode,
    /// How many containers are open around the one that is being skipped.
    skipped_at: usize,
    /// Whose value is being skipped, if the visitor wants it.
    skipped: Option<Item<'a>>,
    /// Of the blocks before: where the last string opened, and behind the last backslash.
    last_open: usize,
    behind_backslash: usize,
    open: u64,
    backslash: u64,
}

/// The containers that are open: one bit each, the innermost lowest, set for an object.
#[derive(Debug, Default)]
struct Nesting {
    objects: u128,
    depth: usize,
}

/// An entered object or array.
struct Frame<'a> {
    level: Level,
    item: Item<'a>,
    /// How many elements have begun.
    elements: usize,
}

enum Pending<'a> {
    Nothing,
    Take(Item<'a>),
    Enter(Level, Item<'a>),
}

/// What the innermost container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Not entered: only its end matters.
    Skipping,
    /// An entered object: each colon is a member.
    Members,
    /// An entered array: each value is an element.
    Elements,
}

/// What the brackets of a block come to.
pub(super) struct Nested {
    /// The bytes whose container is an object.
    pub(super) objects: u64,
    /// The bytes up to the root's end.
    pub(super) upto: u64,
    /// Behind the root, if it ends in this block.
    pub(super) end: Option<usize>,
}

impl<'a, 'v, V: Visitor<'a>> Levels<'a, 'v, V> {
    pub(super) fn new(text: &'a str, level: Option<Level>, visitor: &'v mut V) -> Self {
        let root = Item { name: None, index: 0, start: 0, after: 0 };
        Self {
            text,
            visitor,
            nesting: Nesting::default(),
            frames: Vec::with_capacity(if level.is_some() { 8 } else { 0 }),
            pending: level.map_or(Pending::Nothing, |level| Pending::Enter(level, root)),
            mode: if level.is_some() { Mode::Members } else { Mode::Skipping },
            skipped_at: 0,
            skipped: None,
            last_open: 0,
            behind_backslash: 0,
            open: 0,
            backslash: 0,
        }
    }

    /// Takes note of a block's quotes and backslashes, among which names are looked for.
    #[inline(always)]
    pub(super) fn see(&mut self, open: u64, backslash: u64) {
        self.open = open;
        self.backslash = backslash;
    }

    /// Remembers what the next blocks need to know of this one.
    #[inline(always)]
    pub(super) fn pass_block(&mut self, base: usize, open: u64, backslash: u64) {
        if open != 0 {
            self.last_open = base + 63 - open.leading_zeros() as usize;
        }
        if backslash != 0 {
            self.behind_backslash = base + 64 - backslash.leading_zeros() as usize;
        }
    }

    /// Goes through a block's brackets, and through what matters on the level that each leads to.
    #[inline(always)]
    pub(super) fn walk(&mut self, block: &[u8; BLOCK], base: usize, tokens: &Tokens) -> Result<Nested, Rejected> {
        let brackets = tokens.open | tokens.close;
        let mut objects = self.nesting.fill();
        let mut todo = brackets | self.marks(tokens);
        while todo != 0 {
            let bit = todo & todo.wrapping_neg();
            let place = todo.trailing_zeros() as usize;
            todo ^= bit;
            if bit & brackets == 0 {
                self.mark(block[place], base, place)?;
                continue;
            }
            let mode = self.mode;
            let (before, is_object) = (self.nesting.fill(), block[place] & 0x20 != 0);
            if bit & tokens.open != 0 {
                self.nesting.push(is_object)?;
                if mode != Mode::Skipping {
                    self.open(base + place)?;
                }
            } else {
                self.nesting.pop(is_object)?;
                if mode != Mode::Skipping || self.nesting.depth == self.skipped_at {
                    self.close(base + place)?;
                }
            }
            let behind = (bit - 1 | bit) ^ u64::MAX;
            objects ^= (before ^ self.nesting.fill()) & behind;
            if self.nesting.depth == 0 {
                return Ok(Nested { objects, upto: !behind, end: Some(base + place + 1) });
            }
            if mode != self.mode {
                todo = (brackets | self.marks(tokens)) & behind;
            }
        }
        Ok(Nested { objects, upto: u64::MAX, end: None })
    }

    /// What matters besides brackets.
    #[inline(always)]
    fn marks(&self, tokens: &Tokens) -> u64 {
        match self.mode {
            Mode::Skipping => 0,
            Mode::Members => tokens.colon,
            Mode::Elements => tokens.strings.open | tokens.scalar_start,
        }
    }

    /// A colon among members, or an element that is no container.
    #[inline(always)]
    fn mark(&mut self, byte: u8, base: usize, place: usize) -> Result<(), Rejected> {
        let offset = base + place;
        match self.mode {
            Mode::Members if byte == b':' => {
                let open = self.open & ((1 << place) - 1);
                let start = if open == 0 { self.last_open } else { base + 63 - open.leading_zeros() as usize };
                let backslash = self.backslash & ((1 << place) - 1);
                let behind_backslash =
                    if backslash == 0 { self.behind_backslash } else { base + 64 - backslash.leading_zeros() as usize };
                self.member(start, offset, behind_backslash > start)
            }
            _ => self.element(offset),
        }
    }

    /// A member's name begins at `start`, and its colon stands at `colon`.
    #[inline(always)]
    fn member(&mut self, start: usize, colon: usize, escaped: bool) -> Result<(), Rejected> {
        let end = skip_space_back(self.text, colon);
        let raw = self.text.get(start..end).ok_or(Rejected)?;
        let name = Name::new(raw, escaped).ok_or(Rejected)?;
        let item = Item { name: Some(name), index: 0, start, after: colon + 1 };
        self.begin(item)
    }

    fn element(&mut self, offset: usize) -> Result<(), Rejected> {
        let frame = self.frames.last_mut().ok_or(Rejected)?;
        let item = Item { name: None, index: frame.elements, start: offset, after: offset };
        frame.elements += 1;
        self.begin(item)
    }

    #[inline(always)]
    fn begin(&mut self, item: Item<'a>) -> Result<(), Rejected> {
        let level = self.frames.last().ok_or(Rejected)?.level;
        let step = self.visitor.begin(level, &item);
        self.pending = Pending::Nothing;
        if step == Step::Pass {
            return Ok(());
        }
        let value = skip_space(self.text, item.after);
        let is_container = matches!(self.text.as_bytes().get(value), Some(b'{' | b'['));
        match step {
            Step::Enter(level) if is_container => self.pending = Pending::Enter(level, item),
            _ if is_container => self.pending = Pending::Take(item),
            _ => {
                let text = self.text.get(value..value_end(self.text, value)).ok_or(Rejected)?;
                self.visitor.end(level, &item, Raw { text, offset: value });
            }
        }
        Ok(())
    }

    /// A bracket opens on an entered level.
    #[inline(always)]
    fn open(&mut self, offset: usize) -> Result<(), Rejected> {
        if self.mode == Mode::Elements {
            self.element(offset)?;
        }
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Enter(level, item) => {
                self.frames.push(Frame { level, item, elements: 0 });
                self.mode = mode(self.text, offset);
                self.visitor.open(level, offset);
            }
            Pending::Take(item) => self.skip(Some(item)),
            Pending::Nothing => self.skip(None),
        }
        Ok(())
    }

    #[inline(always)]
    fn skip(&mut self, item: Option<Item<'a>>) {
        self.mode = Mode::Skipping;
        self.skipped_at = self.nesting.depth - 1;
        self.skipped = item;
    }

    /// The bracket of an entered container, or of a skipped one on an entered level, closes.
    #[inline(always)]
    fn close(&mut self, offset: usize) -> Result<(), Rejected> {
        let item = if self.mode == Mode::Skipping {
            self.skipped.take()
        } else {
            let frame = self.frames.pop().ok_or(Rejected)?;
            self.visitor.close(frame.level, offset);
            Some(frame.item)
        };
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let level = frame.level;
        self.mode = if level == Level::Events { Mode::Elements } else { Mode::Members };
        if let Some(item) = item {
            let value = skip_space(self.text, item.after);
            let text = self.text.get(value..offset + 1).ok_or(Rejected)?;
            self.visitor.end(level, &item, Raw { text, offset: value });
        }
        Ok(())
    }
}

fn mode(text: &str, offset: usize) -> Mode {
    if text.as_bytes().get(offset) == Some(&b'[') { Mode::Elements } else { Mode::Members }
}

impl Nesting {
    #[inline(always)]
    fn push(&mut self, is_object: bool) -> Result<(), Rejected> {
        if self.depth == MAX_DEPTH {
            return Err(Rejected);
        }
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(is_object);
        Ok(())
    }

    #[inline(always)]
    fn pop(&mut self, is_object: bool) -> Result<(), Rejected> {
        if self.depth == 0 || (self.objects & 1 == 1) != is_object {
            return Err(Rejected);
        }
        self.depth -= 1;
        self.objects >>= 1;
        Ok(())
    }

    /// All ones if the innermost container is an object.
    #[inline(always)]
    fn fill(&self) -> u64 {
        (self.objects as u64 & 1).wrapping_neg()
    }
}
