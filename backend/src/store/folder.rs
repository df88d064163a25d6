//! The folder of the store: for its owner alone, and for one server at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::OpenError;

/// Locked while a server runs. The system unlocks it however the server ends.
const LOCK: &str = "headgate.lock";
/// Owner: all. Others: nothing.
const FOLDER_MODE: u32 = 0o700;
/// Owner: read and write. Others: nothing.
pub(super) const FILE_MODE: u32 = 0o600;

/// Makes the folder, and those above it, unless it is there.
pub(super) fn make(folder: &Path) -> Result<(), OpenError> {
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder).map_err(|cause| unusable(folder, cause))
}

/// Takes the folder for this process, for as long as the file is open.
pub(super) fn lock(folder: &Path) -> Result<File, OpenError> {
    let path = folder.join(LOCK);
    let file = private(&path).map_err(|cause| unusable(&path, cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: folder.to_path_buf() }),
        Err(TryLockError::Error(cause)) => Err(unusable(&path, cause)),
    }
}

/// Opens a file that others cannot read, made unless it is there.
pub(super) fn private(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(FILE_MODE).open(path)?;
    file.set_permissions(std::fs::Permissions::from_mode(FILE_MODE))?;
    Ok(file)
}

pub(super) fn unusable(path: &Path, cause: io::Error) -> OpenError {
    OpenError::Folder { path: path.to_path_buf(), cause }
}
