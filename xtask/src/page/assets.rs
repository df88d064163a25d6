//! The files of the page: hashed names, compression, the shell.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Mode;
use crate::Error;

/// A file that the page loads.
pub(super) struct Asset {
    name: String,
    bytes: Vec<u8>,
}

impl Asset {
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes }
    }

    /// The script, with the hashed names of the files that it fetches itself.
    pub(super) fn naming(mut self, parts: &[Self]) -> Self {
        let mut script = String::from_utf8_lossy(&self.bytes).into_owned();
        for part in parts {
            script = script.replace(&format!("./{}", part.name), &format!("./{}", part.hashed_name()));
        }
        self.bytes = script.into_bytes();
        self
    }

    /// `name-hash.ext`: what is behind a name never changes, so browsers may keep it for ever.
    fn hashed_name(&self) -> String {
        let digest = Sha256::digest(&self.bytes);
        let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        match self.name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
            None => format!("{}-{hash}", self.name),
        }
    }
}

/// A file of `dist/`.
struct File {
    name: String,
    path: String,
    bytes: Vec<u8>,
    brotli: Vec<u8>,
    gzip: Vec<u8>,
}

/// All files of `dist/`.
pub(super) struct Dist {
    files: Vec<File>,
    compressed: bool,
}

impl Dist {
    /// Puts the hashed names into the shell, and compresses everything in release mode.
    pub(super) fn new(shell: &str, assets: Vec<Asset>, mode: Mode) -> Result<Self, Error> {
        let mut shell = shell.to_owned();
        for asset in &assets {
            shell = shell.replace(&format!("{{{{{}}}}}", asset.name), &format!("/assets/{}", asset.hashed_name()));
        }
        if let Some(at) = shell.find("{{") {
            let name: String = shell[at..].chars().take_while(|it| !it.is_whitespace()).take(40).collect();
            return Err(format!("index.html names an asset that is not built: {name}").into());
        }
        let compressed = mode == Mode::Release;
        let mut files = vec![File::new("index.html", "index.html".to_owned(), shell.into_bytes(), compressed)?];
        for asset in assets {
            let path = format!("assets/{}", asset.hashed_name());
            files.push(File::new(&asset.name, path, asset.bytes, compressed)?);
        }
        Ok(Self { files, compressed })
    }

    /// Writes everything beside `folder`, and then puts it in its place: a failed build leaves the old page whole.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Error> {
        let new = folder.with_extension("new");
        remove(&new)?;
        fs::create_dir_all(new.join("assets"))?;
        for file in &self.files {
            fs::write(new.join(&file.path), &file.bytes)?;
            if self.compressed {
                fs::write(new.join(format!("{}.br", file.path)), &file.brotli)?;
                fs::write(new.join(format!("{}.gz", file.path)), &file.gzip)?;
            }
        }
        remove(folder)?;
        fs::rename(new, folder)?;
        Ok(())
    }

    /// The compressed bytes of the files whose name (without hash) is `wanted`.
    pub(super) fn brotli_bytes(&self, wanted: impl Fn(&str) -> bool) -> usize {
        self.files.iter().filter(|it| wanted(&it.name)).map(|it| it.brotli.len()).sum()
    }
}

impl File {
    fn new(name: &str, path: String, bytes: Vec<u8>, compressed: bool) -> Result<Self, Error> {
        let (brotli, gzip) = if compressed { (brotli(&bytes)?, gzip(&bytes)?) } else { (Vec::new(), Vec::new()) };
        Ok(Self { name: name.to_owned(), path, bytes, brotli, gzip })
    }
}

/// Removes a folder, if there is one.
pub(super) fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    brotli::CompressorWriter::new(&mut out, 64 * 1024, 11, 22).write_all(bytes)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
