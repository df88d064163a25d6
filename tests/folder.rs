//! A folder of a test's own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A path where nothing is yet; what is there when this is dropped goes with it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A path that no other test has.
    #[must_use]
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("headgate-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // One of an earlier process with the same number.
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It may never have been made.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
