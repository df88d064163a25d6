//! Which parts of a token are replaced for what they are, before anything is known of other tokens.

use super::Kind;
use super::letters::is_replaced;
use super::looks::{self, Span};

/// Said where nothing is known.
const NOBODY: [&str; 9] = ["unknown", "none", "null", "undefined", "anonymous", "true", "false", "yes", "no"];

/// The parts of `chars`. `kind` is what its place says it is: then it is replaced whole.
pub(super) fn of(chars: &[char], kind: Option<Kind>, is_version: bool) -> Vec<Span> {
    match kind {
        Some(kind) if tells(chars) => vec![whole(chars, kind)],
        Some(_) => Vec::new(),
        None => looks::look(chars, is_version),
    }
}

/// Whether it is anyone's: not a word for nobody, and not zeros.
fn tells(chars: &[char]) -> bool {
    let is_nobody = || {
        let text: String = chars.iter().map(char::to_ascii_lowercase).collect();
        NOBODY.contains(&text.trim())
    };
    chars.iter().any(|it| is_replaced(*it) && *it != '0') && !is_nobody()
}

/// How it looks says more than its place. A minus is none of a number's digits.
fn whole(chars: &[char], kind: Kind) -> Span {
    let all = 0..chars.len();
    if let [Span { at, kind }] = looks::look(chars, false).as_slice()
        && *at == all
    {
        return Span { at: all, kind: *kind };
    }
    let is_negative = matches!(chars, ['-', rest @ ..] if rest.iter().all(char::is_ascii_digit));
    Span { at: usize::from(is_negative)..chars.len(), kind }
}
