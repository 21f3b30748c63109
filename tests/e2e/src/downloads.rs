//! A folder for a browser's downloads.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use crate::Browser;

/// A temporary folder for a browser's downloads. Dropping it deletes the folder.
#[derive(Debug)]
pub struct Downloads(
    /// The folder.
    pub PathBuf,
);

impl Drop for Downloads {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Downloads {
    /// Makes the browser save to a new folder whose name contains this one.
    ///
    /// # Panics
    /// When the folder can't be made.
    pub async fn of(browser: &Browser, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("demarc-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let settings = json!({ "behavior": "allow", "downloadPath": folder });
        browser
            .devtools("Browser.setDownloadBehavior", settings)
            .await;
        Self(folder)
    }

    /// The bytes of a download, once it is complete.
    ///
    /// # Panics
    /// When no such download completes in time.
    pub async fn file(&self, name: &str) -> Vec<u8> {
        let file = self.0.join(name);
        for _ in 0..200 {
            // The browser renames a download to its name when it is complete.
            if let Ok(bytes) = fs::read(&file)
                && !bytes.is_empty()
            {
                return bytes;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{} never arrived", file.display());
    }
}
