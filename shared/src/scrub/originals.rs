//! Everything that is replaced, each value once, with its fake.

use std::collections::{HashMap, HashSet};

use super::letters::Letters;
use super::tokens::{Part, Token};
use super::{Key, Kind, Replaced, fake, spans};

/// What is shorter is replaced where it stands as what it is, but not looked for in other text: it would be everywhere.
const SEARCHED: usize = 4;

/// The values, in the order of the input.
#[derive(Default)]
pub(super) struct Originals {
    list: Vec<Original>,
    by_value: HashMap<Vec<char>, usize>,
    /// Those that are looked for, by their first characters, the longest first.
    by_head: HashMap<[char; SEARCHED], Vec<usize>>,
}

struct Original {
    /// In small letters.
    value: Vec<char>,
    kind: Kind,
    from: String,
    /// A JSON number.
    is_number: bool,
    fake: Vec<char>,
    times: usize,
}

/// A value that was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) original: usize,
    pub(super) length: usize,
}

/// All that is replaced in `text` and in the plain text `beside` for what it is.
pub(super) fn collect(text: &str, tokens: &[Token], beside: Option<&str>) -> Originals {
    let mut originals = Originals::default();
    for token in tokens {
        let letters = token.letters(text);
        for span in spans::of(&letters.chars, token.kind, token.is_version) {
            originals.add(letters.chars.get(span.at).unwrap_or_default(), span.kind, token.part == Part::Number);
        }
    }
    if let Some(beside) = beside {
        let letters = Letters::of_plain(beside, 0..beside.len());
        for span in spans::of(&letters.chars, Some(Kind::Id), false) {
            originals.add(letters.chars.get(span.at).unwrap_or_default(), span.kind, false);
        }
    }
    originals
}

impl Token {
    /// What it says.
    pub(super) fn letters(&self, text: &str) -> Letters {
        match self.part {
            Part::Number => Letters::of_plain(text, self.at.clone()),
            Part::Name | Part::Text => Letters::of_string(text, self.at.clone()),
        }
    }
}

/// `chars` in the way in which they are compared: in small letters, and an address from a link as one from elsewhere.
fn comparable(chars: &[char]) -> Vec<char> {
    let mut value: Vec<char> = chars.iter().map(char::to_ascii_lowercase).collect();
    if let Some(at) = value.windows(3).position(|it| it == ['%', '4', '0'])
        && !value.contains(&'@')
    {
        value.splice(at..at + 3, ['@']);
    }
    value
}

impl Originals {
    fn add(&mut self, chars: &[char], kind: Kind, is_number: bool) {
        let value = comparable(chars);
        if self.by_value.contains_key(&value) {
            return;
        }
        let number = self.list.len();
        if let Some(head) = value.first_chunk::<SEARCHED>() {
            self.by_head.entry(*head).or_default().push(number);
        }
        self.by_value.insert(value.clone(), number);
        let from = chars.iter().collect();
        self.list.push(Original { value, kind, from, is_number, fake: Vec::new(), times: 0 });
    }

    /// Gives each its fake: one that is no other's, and none of the values, as far as there is room.
    pub(super) fn invent(&mut self, key: &Key) {
        let mut taken: HashSet<Vec<char>> = self.by_value.keys().cloned().collect();
        for it in &mut self.list {
            let tries = (0..32).map(|round| fake::invent(key, round, &it.value, it.kind, it.is_number));
            let mut last = Vec::new();
            for fake in tries {
                let is_other = fake != it.value;
                if is_other || last.is_empty() {
                    last.clone_from(&fake);
                }
                if is_other && !taken.contains(&fake) {
                    break;
                }
            }
            taken.insert(last.clone());
            it.fake = last;
        }
        for same_head in self.by_head.values_mut() {
            same_head.sort_by_key(|it| std::cmp::Reverse(self.list.get(*it).map(|it| it.value.len())));
        }
    }

    /// The value that all of `chars` are.
    pub(super) fn exact(&self, chars: &[char]) -> Option<usize> {
        self.by_value.get(&comparable(chars)).copied()
    }

    /// The longest value that stands at `at` in `chars`. A number is not looked for inside of a longer one.
    pub(super) fn at(&self, chars: &[char], at: usize) -> Option<Found> {
        let rest = chars.get(at..)?;
        let head = rest.first_chunk::<SEARCHED>()?.map(|it| it.to_ascii_lowercase());
        let is_digit = |at: Option<usize>| at.and_then(|it| chars.get(it)).is_some_and(char::is_ascii_digit);
        let stands = |number: &&usize| {
            let Some(value) = self.list.get(**number).map(|it| &it.value) else { return false };
            let same = rest.len() >= value.len() && value.iter().zip(rest).all(|(a, b)| *a == b.to_ascii_lowercase());
            let cut = value.iter().all(char::is_ascii_digit)
                && (is_digit(at.checked_sub(1)) || is_digit(Some(at + value.len())));
            same && !cut
        };
        let original = *self.by_head.get(&head)?.iter().find(stands)?;
        Some(Found { original, length: self.list.get(original)?.value.len() })
    }

    /// The fake of value number `original` for an occurrence of it, character by character; counts it.
    pub(super) fn fake(&mut self, original: usize, occurrence: &[char]) -> Vec<char> {
        let Some(it) = self.list.get_mut(original) else { return occurrence.to_vec() };
        it.times += 1;
        cased(&it.fake, occurrence)
    }

    /// Whether the fake of value number `original` is an integer as JSON writes it.
    pub(super) fn is_integer(&self, original: usize) -> bool {
        let fake = self.list.get(original).map(|it| it.fake.as_slice()).unwrap_or_default();
        fake.iter().all(char::is_ascii_digit) && (fake.len() == 1 || fake.first() != Some(&'0'))
    }

    /// What was done.
    pub(super) fn replaced(self) -> Vec<Replaced> {
        let replaced = self.list.into_iter().filter(|it| it.times > 0);
        replaced.map(|it| Replaced { kind: it.kind, to: shown(&it), from: it.from, times: it.times }).collect()
    }
}

/// `fake` with capitals, and its at sign written, as in `occurrence`.
fn cased(fake: &[char], occurrence: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(occurrence.len());
    for fake in fake {
        match occurrence.get(out.len()) {
            Some('%') if *fake == '@' => out.extend(['%', '4', '0']),
            Some(here) if here.is_ascii_uppercase() => out.push(fake.to_ascii_uppercase()),
            _ => out.push(*fake),
        }
    }
    out
}

fn shown(original: &Original) -> String {
    let from: Vec<char> = original.from.chars().collect();
    cased(&original.fake, &from).into_iter().collect()
}
