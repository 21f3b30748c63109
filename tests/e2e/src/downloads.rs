//! A folder for what a browser saves. It knows when a file has arrived, and nothing of what is in it.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use crate::Browser;

/// A folder for a browser's downloads, removed when it is no longer needed.
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
    /// Has the browser save into a new folder with this name in it.
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

    /// What arrived under a name.
    ///
    /// # Panics
    /// When nothing ever does.
    pub async fn file(&self, name: &str) -> Vec<u8> {
        let file = self.0.join(name);
        for _ in 0..200 {
            // The browser gives a file its name when all of it is there.
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
