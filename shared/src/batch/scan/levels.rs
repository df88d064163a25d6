//! The members on the levels that the visitor enters.

use super::Rejected;
use super::block::BLOCK;
use super::grammar::Tokens;
use super::nesting::Nesting;
use crate::batch::number::{around, is_large};
use crate::batch::raw::{skip_space, skip_space_back, value_end};
use crate::batch::{Item, Level, Raw, Step, Visitor};

/// Where the reader is among levels.
pub(super) struct Levels<'a, 'v, V> {
    text: &'a str,
    visitor: &'v mut V,
    frames: Vec<Frame>,
    mode: Mode,
    /// That of the innermost entered container.
    level: Level,
    /// What becomes of the next bracket: it is the value of an item that was begun.
    pending: Pending,
    /// The item whose value is pending or being skipped, if the visitor wants it.
    item: Item,
    /// How many containers are open around the one that is being skipped.
    skipped_at: usize,
    skipped_wanted: bool,
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

/// A block's place, and where names may be found in it.
pub(super) struct Place {
    pub(super) base: usize,
    pub(super) open_quotes: u64,
    pub(super) backslash: u64,
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
        Self {
            text,
            visitor,
            frames: Vec::with_capacity(if level.is_some() { 8 } else { 0 }),
            mode: if level.is_some() { Mode::Members } else { Mode::Skipping },
            level: level.unwrap_or(Level::Batch),
            pending: level.map_or(Pending::Nothing, Pending::Enter),
            item: Item::default(),
            skipped_at: 0,
            skipped_wanted: false,
            last_open: 0,
            behind_backslash: 0,
            white_told: false,
            reported: 0,
        }
    }

    #[inline(always)]
    pub(super) fn tell_white(&mut self, white: u64, base: usize) {
        if white != 0 && !self.white_told {
            self.white_told = true;
            self.visitor.white_space(base + white.trailing_zeros() as usize);
        }
    }

    /// Remembers what the next blocks need to know of this one.
    #[inline(always)]
    pub(super) fn leave(&mut self, place: &Place) {
        if place.open_quotes != 0 {
            self.last_open = place.last(place.open_quotes);
        }
        if place.backslash != 0 {
            self.behind_backslash = place.last(place.backslash) + 1;
        }
    }

    /// Goes through a block's brackets, and through what matters on the level that each leads to.
    #[inline(always)]
    pub(super) fn walk(
        &mut self,
        nesting: &mut Nesting,
        block: &[u8; BLOCK],
        place: &Place,
        tokens: &Tokens,
    ) -> Result<Nested, Rejected> {
        let brackets = tokens.open | tokens.close;
        let mut objects = nesting.fill();
        let mut todo = brackets | marks(self.mode, tokens);
        while todo != 0 {
            let (at, behind) = if self.mode == Mode::Skipping {
                let Some(end) = self.skip(nesting, block, &mut todo, &mut objects)? else { break };
                self.close(place.base + end.0)?;
                end
            } else {
                let Some(turn) = self.read(nesting, block, place, tokens, &mut todo, &mut objects)? else { break };
                turn
            };
            if nesting.depth == 0 {
                return Ok(Nested { objects, upto: !behind, end: Some(place.base + at + 1) });
            }
            todo = (brackets | marks(self.mode, tokens)) & behind;
        }
        Ok(Nested { objects, upto: u64::MAX, end: None })
    }

    /// Goes on to the end of what is skipped: its place, and the bits behind it.
    #[inline(always)]
    fn skip(
        &mut self,
        nesting: &mut Nesting,
        block: &[u8; BLOCK],
        todo: &mut u64,
        objects: &mut u64,
    ) -> Result<Option<(usize, u64)>, Rejected> {
        let skipped_at = self.skipped_at;
        while *todo != 0 {
            let (at, behind) = take(todo);
            nesting.turn(block[at], objects, behind)?;
            if nesting.depth == skipped_at {
                return Ok(Some((at, behind)));
            }
        }
        Ok(None)
    }

    /// Goes on to the next bracket that leads to another mode: its place, and the bits behind it.
    #[inline(always)]
    fn read(
        &mut self,
        nesting: &mut Nesting,
        block: &[u8; BLOCK],
        place: &Place,
        tokens: &Tokens,
        todo: &mut u64,
        objects: &mut u64,
    ) -> Result<Option<(usize, u64)>, Rejected> {
        let mode = self.mode;
        while *todo != 0 {
            let (at, behind) = take(todo);
            let bit = 1 << at;
            if bit & tokens.open != 0 {
                nesting.turn(block[at], objects, behind)?;
                self.open(place.base + at, nesting.depth)?;
            } else if bit & tokens.close != 0 {
                nesting.turn(block[at], objects, behind)?;
                self.close(place.base + at)?;
            } else if mode == Mode::Members {
                self.member(place, at)?;
                continue;
            } else {
                self.element(place.base + at)?;
                continue;
            }
            if mode != self.mode || nesting.depth == 0 {
                return Ok(Some((at, behind)));
            }
        }
        Ok(None)
    }

    /// The member whose colon is at `at` of the block begins.
    #[inline(always)]
    fn member(&mut self, place: &Place, at: usize) -> Result<(), Rejected> {
        let before = (1 << at) - 1;
        let (open, backslash) = (place.open_quotes & before, place.backslash & before);
        let start = if open == 0 { self.last_open } else { place.last(open) };
        let behind_backslash = if backslash == 0 { self.behind_backslash } else { place.last(backslash) + 1 };
        let colon = place.base + at;
        let is_close = self.text.as_bytes().get(colon.wrapping_sub(1)) == Some(&b'"');
        let name_end = if is_close { colon } else { skip_space_back(self.text, colon) };
        if name_end < start + 2 {
            return Err(Rejected);
        }
        let escaped = behind_backslash > start;
        self.begin(Item { start, name_end, after: colon + 1, index: 0, escaped })
    }

    fn element(&mut self, offset: usize) -> Result<(), Rejected> {
        let frame = self.frames.last_mut().ok_or(Rejected)?;
        let item = Item::element(frame.elements, offset);
        frame.elements += 1;
        self.begin(item)
    }

    #[inline(always)]
    fn begin(&mut self, item: Item) -> Result<(), Rejected> {
        let step = self.visitor.begin(self.level, item);
        self.pending = Pending::Nothing;
        if step == Step::Pass { Ok(()) } else { self.want(self.level, item, step) }
    }

    #[inline(never)]
    fn want(&mut self, level: Level, item: Item, step: Step) -> Result<(), Rejected> {
        let value = item.value(self.text);
        if matches!(self.text.as_bytes().get(value), Some(b'{' | b'[')) {
            self.item = item;
            self.pending = if let Step::Enter(level) = step { Pending::Enter(level) } else { Pending::Take };
        } else {
            let text = self.text.get(value..value_end(self.text, value)).ok_or(Rejected)?;
            self.visitor.end(level, &item, Raw { text, offset: value });
        }
        Ok(())
    }

    /// A bracket opens on an entered level; `depth` counts it.
    #[inline(always)]
    fn open(&mut self, offset: usize, depth: usize) -> Result<(), Rejected> {
        if self.mode == Mode::Elements {
            self.element(offset)?;
        }
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Enter(level) => {
                self.frames.push(Frame { level, item: self.item, elements: 0 });
                (self.mode, self.level) = (mode(level), level);
                self.visitor.open(level, offset);
            }
            pending => {
                self.mode = Mode::Skipping;
                self.skipped_at = depth - 1;
                self.skipped_wanted = pending == Pending::Take;
            }
        }
        Ok(())
    }

    /// The bracket of an entered container, or of a skipped one on an entered level, closes.
    #[inline(always)]
    fn close(&mut self, offset: usize) -> Result<(), Rejected> {
        let mut item = self.item;
        let wanted = if self.mode == Mode::Skipping {
            self.skipped_wanted
        } else {
            let frame = self.frames.pop().ok_or(Rejected)?;
            self.visitor.close(frame.level, offset);
            item = frame.item;
            true
        };
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let level = frame.level;
        (self.mode, self.level) = (mode(level), level);
        if wanted {
            let value = skip_space(self.text, item.after);
            let text = self.text.get(value..offset + 1).ok_or(Rejected)?;
            self.visitor.end(level, &item, Raw { text, offset: value });
        }
        Ok(())
    }

    /// Reports the integers beyond 2^53 at the places of `long`.
    #[inline(always)]
    pub(super) fn large_integers(&mut self, base: usize, long: u64) {
        if long != 0 {
            self.each_large_integer(base, long);
        }
    }

    #[cold]
    fn each_large_integer(&mut self, base: usize, mut long: u64) {
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

/// Takes the lowest bit: its place, and the bits behind it.
#[inline(always)]
fn take(bits: &mut u64) -> (usize, u64) {
    let lowest = *bits & bits.wrapping_neg();
    let at = bits.trailing_zeros() as usize;
    *bits ^= lowest;
    (at, !(lowest | (lowest - 1)))
}

/// What matters besides brackets.
#[inline(always)]
fn marks(mode: Mode, tokens: &Tokens) -> u64 {
    match mode {
        Mode::Skipping => 0,
        Mode::Members => tokens.colon,
        Mode::Elements => tokens.strings.open | tokens.scalar_start,
    }
}

fn mode(level: Level) -> Mode {
    if level == Level::Events { Mode::Elements } else { Mode::Members }
}

impl Place {
    /// The offset of the last bit of `bits`, which has one.
    #[inline(always)]
    fn last(&self, bits: u64) -> usize {
        self.base + 63 - bits.leading_zeros() as usize
    }
}
