//! An input of any size: a file or standard input, plain or packed, held only as far as it must be.
//!
//! One batch a line is transformed part by part, so that its size does not matter. Anything else is held whole.

mod part;
mod source;
mod window;

use std::io::{self, Read};
use std::path::Path;

use thiserror::Error;

pub(super) use self::part::{How, Part, Parts};
use self::source::Source;
use self::window::Window;
use super::Io;

/// How much of an input is looked at to see whether it has one batch a line.
pub(super) const WINDOW: usize = 8 * 1024 * 1024;

/// Why an input cannot be read, or not to its end.
#[derive(Debug, Error)]
pub enum InputError {
    /// The file or stream gives no bytes.
    #[error("{name} cannot be read: {cause}")]
    Unreadable {
        /// The file's path, or standard input.
        name: String,
        /// What the system said.
        cause: io::Error,
    },
    /// The bytes cannot be unpacked.
    #[error(
        "the input is {format}, but damaged or cut off: {cause}\n{} Pack or download it again.",
        if *.partly { "Only what stands before that place was read." } else { "Nothing of it was used." }
    )]
    Damaged {
        /// How it is packed.
        format: &'static str,
        /// What the decoder said.
        cause: io::Error,
        /// Whether parts of it were handed out before.
        partly: bool,
    },
}

/// An input that is open.
pub(super) struct Input {
    source: Source,
    window: usize,
}

impl Input {
    /// Opens the file at `path`; `window` bytes of it are looked at first.
    pub(super) fn open(path: &Path, window: usize) -> Result<Self, InputError> {
        Ok(Self { source: Source::open(path)?, window })
    }

    /// Takes standard input.
    pub(super) fn stdin(stdin: Box<dyn Read>, window: usize) -> Result<Self, InputError> {
        Ok(Self { source: Source::new("standard input".to_owned(), stdin, None)?, window })
    }

    /// Opens the file of a command line, or standard input where that is `-` or none is given; `None`: a person sits
    /// there, who has typed nothing yet.
    pub(super) fn of_arguments(file: Option<&Path>, io: &mut Io) -> Result<Option<Self>, InputError> {
        if file.is_none() && io.stdin_is_terminal {
            return Ok(None);
        }
        let input = match file.filter(|it| it.as_os_str() != "-") {
            Some(path) => Self::open(path, io.window),
            None => Self::stdin(std::mem::replace(&mut io.stdin, Box::new(io::empty())), io.window),
        };
        input.map(Some)
    }

    /// Takes bytes as they are.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        Self { source: Source::of_bytes(bytes), window: WINDOW }
    }

    /// Everything, unpacked.
    pub(super) fn into_bytes(self) -> Result<Vec<u8>, InputError> {
        Window::new(self.source, self.window).rest()
    }

    /// Looks at the beginning and hands out the parts.
    pub(super) fn parts(self, how: How<'_>) -> Result<Parts<'_>, InputError> {
        let mut window = Window::new(self.source, self.window);
        let is_ndjson = window.look()?;
        Ok(Parts::new(window, is_ndjson, how))
    }
}
