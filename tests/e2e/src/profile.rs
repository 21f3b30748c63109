//! A browser's profile in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Downloads;
use crate::engine;

/// A temporary folder for a browser's profile. Dropping it deletes the folder.
#[derive(Debug)]
pub struct Profile(PathBuf);

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Profile {
    /// Makes a new folder whose name contains this one.
    ///
    /// # Panics
    /// When the folder can't be made.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("demarc-{name}-{}", std::process::id()));
        fs::create_dir_all(engine::downloads(&folder)).unwrap();
        Self(folder)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What a browser with this profile saves.
    #[must_use]
    pub fn downloads(&self) -> Downloads {
        Downloads(engine::downloads(&self.0))
    }
}
