//! The text again, with fakes in it.

use super::Kind;
use super::letters::Letters;
use super::originals::Originals;
use super::spans;
use super::tokens::{Part, Token};

/// `text` with everything replaced, byte for byte as long.
pub(super) fn input(text: &str, tokens: &[Token], originals: &mut Originals) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for token in tokens {
        let letters = token.letters(text);
        let fake = match token.part {
            Part::Number => number(&letters.chars, token, originals),
            Part::Name | Part::Text => {
                string(&letters.chars, token.kind, token.is_version, !token.is_format, originals)
            }
        };
        let Some(fake) = fake else { continue };
        let quotes = usize::from(token.part != Part::Number);
        out.push_str(text.get(copied..token.at.start + quotes).unwrap_or_default());
        write(&letters, &fake, text, &mut out);
        copied = token.at.end - quotes;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// The plain text `text`, an id, with everything replaced.
pub(super) fn plain(text: &str, originals: &mut Originals) -> String {
    let letters = Letters::of_plain(text, 0..text.len());
    let Some(fake) = string(&letters.chars, Some(Kind::Id), false, true, originals) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    write(&letters, &fake, text, &mut out);
    out
}

fn write(letters: &Letters, fake: &[char], text: &str, out: &mut String) {
    for (index, c) in fake.iter().enumerate() {
        letters.write(index, *c, text, out);
    }
}

/// `None` if nothing is replaced.
fn string(
    chars: &[char],
    kind: Option<Kind>,
    is_version: bool,
    is_searched: bool,
    originals: &mut Originals,
) -> Option<Vec<char>> {
    let mut spans = spans::of(chars, kind, is_version).into_iter().map(|it| it.at).peekable();
    let mut out: Vec<char> = Vec::new();
    let mut is_changed = false;
    while out.len() < chars.len() {
        let at = out.len();
        let found = match spans.next_if(|it| it.start <= at) {
            Some(span) => chars.get(span.clone()).and_then(|it| Some((originals.exact(it)?, span.len()))),
            // What is found may not reach into what is replaced as a whole.
            None if is_searched => originals.at(chars, at).map(|it| (it.original, it.length)),
            None => None,
        };
        let room = spans.peek().map_or(chars.len(), |it| it.start) - at;
        match found.filter(|(_, length)| *length <= room) {
            Some((original, length)) => {
                out.extend(originals.fake(original, chars.get(at..at + length).unwrap_or_default()));
                is_changed = true;
            }
            None => out.extend(chars.get(at)),
        }
    }
    is_changed.then_some(out)
}

/// A number is replaced as a whole or not at all.
fn number(chars: &[char], token: &Token, originals: &mut Originals) -> Option<Vec<char>> {
    let digits = usize::from(chars.first() == Some(&'-'));
    let rest = chars.get(digits..).unwrap_or_default();
    let (at, original) = if let Some(span) = spans::of(chars, token.kind, true).into_iter().next() {
        (span.at.start, originals.exact(chars.get(span.at)?)?)
    } else {
        let found = originals.at(rest, 0).filter(|it| it.length == rest.len() && originals.is_integer(it.original))?;
        (digits, found.original)
    };
    let mut out = chars.get(..at).unwrap_or_default().to_vec();
    out.extend(originals.fake(original, chars.get(at..).unwrap_or_default()));
    Some(out)
}
