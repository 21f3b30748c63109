//! What a build made: which file of the site is fetched when. The size gate and the single file read it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::project;

/// When a browser fetches a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before the app runs.
    FirstLoad,
    /// When the app runs, for a page or for all of them.
    Later,
    /// When the user asks for a file.
    Export,
}

/// The files of a site that make the app, named from the site's folder on.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The app's folder.
    pub app: String,
    /// When each file is fetched.
    pub files: BTreeMap<String, When>,
}

impl Manifest {
    /// The files that are fetched then.
    pub fn files(&self, when: When) -> impl Iterator<Item = &str> {
        let files = self.files.iter().filter(move |(_, its)| **its == when);
        files.map(|(name, _)| name.as_str())
    }

    /// Reads what the last build made.
    ///
    /// # Errors
    /// When there was none.
    pub fn read() -> Result<Self, Failure> {
        let file = file();
        serde_json::from_str(&project::read(&file)?)
            .map_err(|error| Failure::new(format!("{} is damaged: {error}", file.display())))
    }

    /// Writes it where [`Manifest::read`] finds it.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn write(&self) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::new(format!("a file has no name in JSON: {error}")))?;
        project::write(&file(), text.as_bytes())
    }
}

fn file() -> PathBuf {
    project::target().join("build").join("manifest.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_when_they_are_fetched() {
        let files = [
            ("a.js", When::FirstLoad),
            ("b.wasm", When::Later),
            ("c.js", When::FirstLoad),
        ];
        let files = files.map(|(name, when)| (name.to_owned(), when));
        let manifest = Manifest {
            app: "app-1".to_owned(),
            files: files.into(),
        };
        assert!(manifest.files(When::FirstLoad).eq(["a.js", "c.js"]));
        let text = serde_json::to_string(&manifest).expect("JSON");
        assert!(text.contains("\"first-load\""), "{text}");
        assert_eq!(
            serde_json::from_str::<Manifest>(&text).expect("it is"),
            manifest
        );
    }
}
