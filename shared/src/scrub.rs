//! Replacing what tells of people by fakes, before an input is shared.
//!
//! E-mail addresses, ids, names, IP addresses, phone numbers and keys are found by the names of their members and, in any
//! text, by how they look. The same value gets the same fake wherever it stands. Only letters and digits change, each for
//! one of its kind, so the text keeps its bytes, lines, types and validity; a number stays one of as many digits, an integer
//! of 64 bits within 64 bits.
//!
//! - **A fake cannot be turned back by guessing**: it depends on a [`Key`] that is made for one link and thrown away.
//! - **It fails closed**: what is not JSON to its end is not scrubbed at all ([`Unreadable`]).
//! - **What is found once is replaced everywhere**, also inside of other text, if it has at least four characters. It is
//!   left in words of the format: documented values such as an event's type, and names in small letters.
//! - What it does not know of stays: addresses, places, and people in free text.
//!
//! ```
//! use shared::scrub::{self, Key, Kind};
//! use shared::share::SharedLink;
//!
//! let input = r#"{"mpid":-5412031425869132287,"user_identities":{"email":"ana@example.com"},"events":[{"data":{"note":"to Ana@example.com"}}]}"#;
//! let link = SharedLink { input: input.to_owned(), ..SharedLink::default() };
//! let scrubbed = scrub::scrub(&link, &Key::new([7; 32])).unwrap();
//!
//! assert_eq!(scrubbed.link.input.len(), input.len());
//! assert!(!scrubbed.link.input.to_lowercase().contains("ana@example.com"));
//! assert_eq!(scrubbed.count(Kind::Email), 2);
//! assert_eq!(scrubbed.replaced[1].from, "ana@example.com");
//! ```

mod fake;
mod letters;
mod looks;
mod members;
mod originals;
mod rewrite;
mod spans;
mod tokens;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::batch::{Engine, Lines, skip_space};
use crate::share::SharedLink;

/// Makes the fakes of one link. It is drawn from a source of randomness for each link, and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// Of 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// An e-mail address.
    Email,
    /// Whatever is made to tell one person, device, session or message from the others.
    Id,
    /// The name of a person or of their device.
    Name,
    /// An IP address.
    Ip,
    /// A phone number.
    Phone,
    /// A password, an API key or the like.
    Secret,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [Self::Email, Self::Id, Self::Name, Self::Ip, Self::Phone, Self::Secret];

    /// What one is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "e-mail",
            Self::Id => "id",
            Self::Name => "name",
            Self::Ip => "IP",
            Self::Phone => "phone number",
            Self::Secret => "key",
        }
    }
}

/// A value and its fake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// What it is.
    pub kind: Kind,
    /// It, as it first stands in the input.
    pub from: String,
    /// Its fake.
    pub to: String,
    /// How often it was replaced.
    pub times: usize,
}

/// What may be shared, and what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrubbed {
    /// The link with fakes in it.
    pub link: SharedLink,
    /// What was replaced, in the order of the input.
    pub replaced: Vec<Replaced>,
}

impl Scrubbed {
    /// How often something of `kind` was replaced.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.replaced.iter().filter(|it| it.kind == kind).map(|it| it.times).sum()
    }
}

/// Why nothing was scrubbed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "Line {line}, column {column}: {problem} What cannot be read cannot be replaced: mend the input, or share it as it is."
)]
pub struct Unreadable {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub problem: String,
}

/// Replaces what tells of people in the input and in *Unique ID*.
///
/// # Errors
/// If the input is not JSON from its beginning to its end.
pub fn scrub(link: &SharedLink, key: &Key) -> Result<Scrubbed, Unreadable> {
    let tokens = read(&link.input)?;
    let unique_id = link.settings.unique_id.as_deref();
    let mut originals = originals::collect(&link.input, &tokens, unique_id);
    originals.invent(key);
    let mut scrubbed = link.clone();
    scrubbed.input = rewrite::input(&link.input, &tokens, &mut originals);
    scrubbed.settings.unique_id = unique_id.map(|it| rewrite::plain(it, &mut originals));
    Ok(Scrubbed { link: scrubbed, replaced: originals.replaced() })
}

/// The tokens of all JSON values in `text`: a batch, an array, or one a line.
fn read(text: &str) -> Result<Vec<tokens::Token>, Unreadable> {
    let mut tokens = Vec::new();
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = skip_space(text, mark);
    while at < text.len() {
        let end = Engine::best().skip(text, at).map_err(|error| {
            let span = Lines::new(text).span(error.offset, error.bytes);
            Unreadable { line: span.line, column: span.column, problem: error.problem.to_string() }
        })?;
        tokens::read(text, at..end, &mut tokens);
        at = skip_space(text, end);
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests;
