//! The circumstances a page is measured in.
//! They know the browser, and nothing of pages.

use demarc_e2e::Browser;
use serde_json::json;

/// How fast the machine and its network are made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// As they are: this machine, and a server on it.
    Plain,
    /// An old laptop on a mobile network: what the developer tools call "4x slowdown" and "Fast 4G".
    Slow,
}

impl Condition {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Slow];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Slow => "slow",
        }
    }

    /// Makes a browser's page so.
    pub async fn apply(self, browser: &Browser) {
        if self == Self::Plain {
            return;
        }
        let rate = json!({ "rate": 4 });
        browser
            .devtools("Emulation.setCPUThrottlingRate", rate)
            .await;
        // "Fast 4G": 165 ms until a response begins; 9 Mbit/s down and 1.5 up, of which nine tenths arrive.
        let network = json!({
            "offline": false,
            "latency": 165,
            "downloadThroughput": 9e6 / 8.0 * 0.9,
            "uploadThroughput": 1.5e6 / 8.0 * 0.9,
        });
        browser.devtools("Network.enable", json!({})).await;
        browser
            .devtools("Network.emulateNetworkConditions", network)
            .await;
    }
}
