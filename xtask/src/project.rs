//! Where things are: the project's own folders and the user's cache, whatever folder xtask was started from.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The project's root: the folder above this crate.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder that the release site is built into.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The files below a folder, named from there with `/` between folders, sorted by name.
///
/// # Errors
/// When a folder can't be read.
pub fn files(folder: &Path) -> Result<Vec<String>, Failure> {
    let unreadable = |error| Failure::new(format!("{} can't be read: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            let below = self::files(&path)?;
            files.extend(below.iter().map(|file| format!("{name}/{file}")));
        } else {
            files.push(name);
        }
    }
    files.sort();
    Ok(files)
}

/// What is in a file.
///
/// # Errors
/// When it can't be read.
pub fn read_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))
}

/// The text that is in a file.
///
/// # Errors
/// When it can't be read, or is no text.
pub fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))
}

/// The size of a file in bytes.
///
/// # Errors
/// When it can't be read.
pub fn size(file: &Path) -> Result<u64, Failure> {
    let about = std::fs::metadata(file)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))?;
    Ok(about.len())
}

/// Writes a file, and the folders that it is in.
///
/// # Errors
/// When it can't be written.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder
        .and_then(|()| std::fs::write(file, bytes))
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", file.display())))
}

/// Makes the folder an empty one.
///
/// # Errors
/// When it can't be emptied or made.
pub fn empty(folder: &Path) -> Result<(), Failure> {
    let emptied = match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => std::fs::create_dir_all(folder),
    };
    emptied.map_err(|error| Failure::new(format!("{} can't be emptied: {error}", folder.display())))
}

/// The folder for files that a build leaves behind.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder that a tool of this version is installed to: one per user, shared by all clones.
///
/// # Errors
/// When the environment names neither a cache nor a home.
pub fn tool(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let cache = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else {
        variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))
    };
    match cache {
        Some(cache) => Ok(cache
            .join("demarc")
            .join("tools")
            .join(format!("{name}-{version}"))),
        None => Err(Failure::new(
            "no folder for tools: set HOME or XDG_CACHE_HOME",
        )),
    }
}
