//! The bytes of an input, unpacked while they are read.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::InputError;

/// How a gzip file begins (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How a frame of Zstandard begins (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Where the bytes come from.
pub(super) struct Source {
    name: String,
    reader: Box<dyn Read>,
    /// How it is packed, if it is.
    format: Option<&'static str>,
    done: Rc<Cell<u64>>,
    total: Option<u64>,
}

/// Counts what is read through it: of a packed input the packed bytes.
struct Counted {
    reader: Box<dyn Read>,
    done: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.reader.read(into)?;
        self.done.set(self.done.get() + bytes as u64);
        Ok(bytes)
    }
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Self, InputError> {
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => {
                let total = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|it| it.len());
                Self::new(name, Box::new(file), total)
            }
            Err(cause) => Err(InputError::Unreadable { name, cause }),
        }
    }

    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        let (name, reader) = ("the input".to_owned(), Box::new(Cursor::new(bytes)));
        Self { name, reader, format: None, done: Rc::default(), total: None }
    }

    /// Finds out how the bytes are packed.
    pub(super) fn new(name: String, reader: Box<dyn Read>, total: Option<u64>) -> Result<Self, InputError> {
        let done = Rc::new(Cell::new(0));
        let counted = Counted { reader, done: Rc::clone(&done) };
        match unpacked(counted) {
            Ok((format, reader)) => Ok(Self { name, reader, format, done, total }),
            Err(cause) => Err(InputError::Unreadable { name, cause }),
        }
    }

    /// Appends up to `limit` bytes to `held`; gives whether that was the end. `partly`: parts were handed out.
    pub(super) fn read(&mut self, held: &mut Vec<u8>, limit: u64, partly: bool) -> Result<bool, InputError> {
        match (&mut self.reader).take(limit).read_to_end(held) {
            Ok(bytes) => Ok((bytes as u64) < limit),
            Err(cause) => Err(self.error(cause, partly)),
        }
    }

    /// Bytes read and, where it is known, bytes in all; packed ones, if it is packed.
    pub(super) fn progress(&self) -> (u64, Option<u64>) {
        (self.done.get(), self.total)
    }

    /// What the system says is about the file, what the decoder says is about its content.
    fn error(&self, cause: io::Error, partly: bool) -> InputError {
        match self.format {
            Some(format) if cause.raw_os_error().is_none() => InputError::Damaged { format, cause, partly },
            _ => InputError::Unreadable { name: self.name.clone(), cause },
        }
    }
}

/// By its first bytes, not by its name: no JSON begins like that, and standard input has no name.
fn unpacked(mut packed: Counted) -> io::Result<(Option<&'static str>, Box<dyn Read>)> {
    let mut first = Vec::new();
    (&mut packed).take(ZSTD.len() as u64).read_to_end(&mut first)?;
    let (is_gzip, is_zstd) = (first.starts_with(&GZIP), first.starts_with(&ZSTD));
    let whole = Cursor::new(first).chain(packed);
    Ok(match (is_gzip, is_zstd) {
        (true, _) => (Some("gzip"), Box::new(MultiGzDecoder::new(whole))),
        (_, true) => (Some("zstd"), Box::new(zstd::stream::read::Decoder::new(whole)?)),
        _ => (None, Box::new(whole)),
    })
}
