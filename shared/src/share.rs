//! A link that holds what Preview shows: the input, and what is done to it.
//!
//! Everything is in the link itself, behind its `#`, which browsers send to nobody. [`SharedLink`] becomes text
//! ([`SharedLink::pack`]), whoever has the means packs that with raw DEFLATE (the page with the browser's own), and
//! [`seal`] makes the fragment of it: `s=1.` and base64url. [`open`] and [`Sealed::unpack`] are the way back.
//!
//! **No secret can be in a link.** Its type has no place for Kafka's settings, and the build fails if a secret ever
//! becomes a setting of a connection:
//!
//! ```compile_fail
//! use shared::{KafkaSettings, share::SharedLink};
//! SharedLink { settings: KafkaSettings::default(), ..SharedLink::default() };
//! ```
//!
//! # Example
//! ```
//! use shared::share::{self, SharedLink};
//!
//! let link = SharedLink { input: r#"{"mpid":-5412031425869132287}"#.to_owned(), ..SharedLink::default() };
//! let text = link.pack();
//! # let (deflate, inflate) = (|bytes: &[u8]| bytes.to_vec(), |bytes: &[u8]| bytes.to_vec());
//! let fragment = share::seal(&text, &deflate(text.as_bytes())).unwrap();
//! let sealed = share::open(&fragment).unwrap();
//! assert_eq!(sealed.unpack(&inflate(&sealed.deflated)).unwrap(), link);
//! ```

mod fault;
mod head;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

pub use fault::LinkFault;

use crate::settings::CONNECTION;
use crate::{ConnectionSettings, Form};

/// What a link's fragment begins with.
pub const MARK: &str = "s=";

/// The format that is written and read. It is raised when an older Headgate would misread a link: also when the default
/// of a setting changes, because a link has only what differs from the defaults.
pub const FORMAT: u32 = 1;

/// The longest fragment, in characters. 200 KB of input fit whatever they are; JSON packs about tenfold. Browsers take
/// addresses of 1 MB and more, mail and chat programs often less.
pub const LONGEST: usize = 300_000;

/// The most bytes that a link may hold once unpacked.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Bytes of the SHA-256 that tell whether a link is whole: DEFLATE itself does not notice a change.
const CHECK: usize = 4;

/// What a link holds. There is no place for an integration, its Kafka settings or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLink {
    /// The input as typed.
    pub input: String,
    /// What is forwarded, and how.
    pub settings: ConnectionSettings,
    /// The form that was chosen; `None` is detected.
    pub form: Option<Form>,
    /// Among how many partitions keys are shown, from 1.
    pub partitions: u32,
    /// When the input was received, in milliseconds since 1970: the messages are then the same to the byte.
    pub received_at: i64,
}

const _: () = {
    let mut row = 0;
    while row < CONNECTION.len() {
        assert!(!CONNECTION[row].is_secret(), "a secret would be in links");
        row += 1;
    }
};

impl Default for SharedLink {
    fn default() -> Self {
        Self {
            input: String::new(),
            settings: ConnectionSettings::default(),
            form: None,
            partitions: 1,
            received_at: 0,
        }
    }
}

impl SharedLink {
    /// The keys of the settings that differ from their defaults, in the order of the form.
    #[must_use]
    pub fn changed(&self) -> Vec<&'static str> {
        let default = ConnectionSettings::default();
        let keys = CONNECTION.iter().map(|it| it.key);
        keys.filter(|key| self.settings.get(key) != default.get(key)).collect()
    }

    /// It as text: what differs from the defaults, one a line, an empty line, and the input.
    #[must_use]
    pub fn pack(&self) -> String {
        let mut text = head::write(self);
        text.push('\n');
        text.push_str(&self.input);
        text
    }

    /// What [`Self::pack`] made.
    ///
    /// # Errors
    /// If it is something else, or sets what this Headgate does not know.
    pub fn unpack(text: &str) -> Result<Self, LinkFault> {
        let (head, input) = text.split_once("\n\n").ok_or(LinkFault::Damaged)?;
        let link = head::read(head)?;
        Ok(Self { input: input.to_owned(), ..link })
    }
}

/// The fragment of a link with `text` in it, of which `deflated` was made.
///
/// # Errors
/// If the link would be too long, or hold too much.
pub fn seal(text: &str, deflated: &[u8]) -> Result<String, LinkFault> {
    if text.len() > LARGEST {
        return Err(LinkFault::TooLarge { bytes: text.len() });
    }
    let sealed = [check(text.as_bytes()).as_slice(), deflated].concat();
    let fragment = [MARK, &FORMAT.to_string(), ".", &Base64UrlUnpadded::encode_string(&sealed)].concat();
    if fragment.len() > LONGEST {
        return Err(LinkFault::TooLong { characters: fragment.len() });
    }
    Ok(fragment)
}

/// A link that has yet to be unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Raw DEFLATE of its text. Whoever unpacks it stops behind [`LARGEST`] bytes.
    pub deflated: Vec<u8>,
    check: [u8; CHECK],
}

/// Takes a fragment apart, with or without its `#`.
///
/// # Errors
/// If it is no link, damaged, or of a newer Headgate.
pub fn open(fragment: &str) -> Result<Sealed, LinkFault> {
    let fragment = fragment.trim_start_matches('#');
    if fragment.len() > LONGEST {
        return Err(LinkFault::TooLong { characters: fragment.len() });
    }
    let (format, sealed) = fragment.strip_prefix(MARK).and_then(|it| it.split_once('.')).ok_or(LinkFault::Damaged)?;
    match format.parse::<u32>() {
        Ok(FORMAT) => {}
        Ok(found) if found > FORMAT => return Err(LinkFault::Newer { found }),
        _ => return Err(LinkFault::Damaged),
    }
    let bytes = Base64UrlUnpadded::decode_vec(sealed).map_err(|_| LinkFault::Damaged)?;
    let (check, deflated) = bytes.split_first_chunk::<CHECK>().ok_or(LinkFault::Damaged)?;
    Ok(Sealed { deflated: deflated.to_vec(), check: *check })
}

impl Sealed {
    /// Reads what was inflated, and checks that it is what was sealed.
    ///
    /// # Errors
    /// If it is not.
    pub fn unpack(&self, inflated: &[u8]) -> Result<SharedLink, LinkFault> {
        if inflated.len() > LARGEST || check(inflated) != self.check {
            return Err(LinkFault::Damaged);
        }
        SharedLink::unpack(std::str::from_utf8(inflated).map_err(|_| LinkFault::Damaged)?)
    }
}

fn check(text: &[u8]) -> [u8; CHECK] {
    let digest = Sha256::digest(text);
    let mut check = [0; CHECK];
    check.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    check
}

#[cfg(test)]
mod tests;
