//! The bytes of the input: a file or standard input, plain or packed.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use thiserror::Error;

/// How a gzip file begins (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How a frame of Zstandard begins (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Why there is no input.
#[derive(Debug, Error)]
pub(super) enum InputError {
    #[error("{path} cannot be read: {cause}")]
    File { path: PathBuf, cause: io::Error },
    #[error("standard input cannot be read: {0}")]
    Stdin(io::Error),
    #[error(
        "the input is {format}, but damaged or cut off: {cause}\nNothing of it was previewed. Pack or download it again."
    )]
    Damaged { format: &'static str, cause: io::Error },
}

/// Reads the file at `path`, or `stdin` without one, and unpacks it.
pub(super) fn read(path: Option<&Path>, stdin: &mut dyn Read) -> Result<Vec<u8>, InputError> {
    match path {
        Some(path) => fs::read(path).map_err(|cause| InputError::File { path: path.to_path_buf(), cause }),
        None => all(stdin).map_err(InputError::Stdin),
    }
    .and_then(unpacked)
}

/// By its first bytes, not by its name: no JSON begins like that, and standard input has no name.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, InputError> {
    let damaged = |format| move |cause| InputError::Damaged { format, cause };
    if bytes.starts_with(&GZIP) {
        all(&mut MultiGzDecoder::new(bytes.as_slice())).map_err(damaged("gzip"))
    } else if bytes.starts_with(&ZSTD) {
        zstd::stream::decode_all(bytes.as_slice()).map_err(damaged("zstd"))
    } else {
        Ok(bytes)
    }
}

fn all(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}
