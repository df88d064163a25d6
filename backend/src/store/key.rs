//! The server's key: from `HEADGATE_KEY`, or a file beside the database that is made at the first start.
//!
//! A known text is sealed in the database, so that a wrong key is found before it does harm. A key that is lost is never
//! replaced by itself: that would look like an empty store, and lose every secret.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use shared::settings::Secret;
use zeroize::Zeroizing;

use super::seal::{KEY, Sealed, Sealer};
use super::{Database, OpenError, StoreError, folder, hex, random};

/// The key file's name in the folder.
const FILE: &str = "headgate.key";
/// The environment's variable, as messages name it.
const VARIABLE: &str = "HEADGATE_KEY";
/// What is sealed to know the key again, and its names in the database.
const KNOWN: &[u8] = b"headgate";
const CHECK: &str = "key_check";
const CHECK_NONCE: &str = "key_check_nonce";

type Key = Zeroizing<[u8; KEY]>;

/// Finds the key, or makes it at the first start, and proves that it is the one that the secrets are sealed with.
pub(super) fn unlock(folder: &Path, database: &Database, given: Option<&Secret>) -> Result<Sealer, OpenError> {
    let failed = |error: StoreError| OpenError::Store { path: folder.to_path_buf(), cause: error.to_string() };
    let path = folder.join(FILE);
    let check = stored_check(database).map_err(failed)?;
    let (key, source_of_key) = match given {
        Some(text) => (parse(text.expose()).ok_or_else(|| format_of(VARIABLE))?, VARIABLE.to_owned()),
        None => (from_file(&path, database, check.is_some())?, path.display().to_string()),
    };
    let sealer = Sealer::new(key);
    match check {
        None => write_check(database, &sealer).map_err(failed)?,
        Some(check) if sealer.open(CHECK, &check).is_some_and(|it| it.as_slice() == KNOWN) => {}
        Some(_) => return Err(OpenError::KeyWrong { source_of_key, database: database.path().to_path_buf() }),
    }
    Ok(sealer)
}

fn format_of(source_of_key: impl Into<String>) -> OpenError {
    OpenError::KeyFormat { source_of_key: source_of_key.into() }
}

fn stored_check(database: &Database) -> Result<Option<Sealed>, StoreError> {
    let (bytes, nonce) = (database.meta(CHECK)?, database.meta(CHECK_NONCE)?);
    Ok(bytes.zip(nonce).map(|(bytes, nonce)| Sealed { nonce, bytes }))
}

fn write_check(database: &Database, sealer: &Sealer) -> Result<(), StoreError> {
    let sealed = sealer.seal(CHECK, KNOWN)?;
    database.write(|it| {
        super::database::set_meta(it, CHECK, &sealed.bytes)?;
        super::database::set_meta(it, CHECK_NONCE, &sealed.nonce)
    })
}

fn from_file(path: &Path, database: &Database, is_needed: bool) -> Result<Key, OpenError> {
    let unreadable = |cause| OpenError::KeyUnreadable { path: path.to_path_buf(), cause };
    match File::open(path) {
        Ok(file) => read(file, path),
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(unreadable(cause)),
        Err(_) if is_needed => {
            Err(OpenError::KeyLost { database: database.path().to_path_buf(), key: path.to_path_buf() })
        }
        Err(_) => make(path).map_err(unreadable),
    }
}

fn read(mut file: File, path: &Path) -> Result<Key, OpenError> {
    let unreadable = |cause| OpenError::KeyUnreadable { path: path.to_path_buf(), cause };
    let mode = file.metadata().map_err(unreadable)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(OpenError::KeyOpen { path: path.to_path_buf(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(unreadable)?;
    parse(&text).ok_or_else(|| format_of(path.display().to_string()))
}

/// On the disk before anything is sealed with it.
fn make(path: &Path) -> io::Result<Key> {
    let key: Key = Zeroizing::new(random().map_err(io::Error::other)?);
    let unfinished = path.with_extension("key.new");
    let mut file = folder::private(&unfinished)?;
    file.set_len(0)?;
    writeln!(file, "{}", *Zeroizing::new(hex(&*key)))?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(key)
}

/// 64 hexadecimal digits, or base64 of either alphabet, padded or not.
fn parse(text: &str) -> Option<Key> {
    let text = text.trim();
    let bytes = if text.len() == 2 * KEY { of_hex(text)? } else { of_base64(text)? };
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

fn of_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let pairs = text.as_bytes().chunks_exact(2);
    pairs.map(|pair| Some(digit(&pair[0])? << 4 | digit(&pair[1])?)).collect::<Option<Vec<_>>>().map(Zeroizing::new)
}

fn of_base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let text = text.trim_end_matches('=');
    // 43 digits are 32 bytes.
    if text.len() != 43 {
        return None;
    }
    let standard = Zeroizing::new(text.replace('-', "+").replace('_', "/") + "=");
    openssl::base64::decode_block(&standard).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_key_is_32_bytes_in_hexadecimal_or_base64() {
        let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8 % 256).unwrap() | 7);
        let hex = super::hex(&bytes);
        let base64 = openssl::base64::encode_block(&bytes);
        let url = base64.replace('+', "-").replace('/', "_");
        for text in [&hex, &hex.to_uppercase(), &base64, &url, url.trim_end_matches('='), &format!("{hex}\n")] {
            assert_eq!(*parse(text).unwrap(), bytes, "{text}");
        }
        for wrong in
            ["", "key", &hex[..62], &format!("{hex}00"), &hex.replace('f', "g"), &base64[..40], &"é".repeat(32)]
        {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
