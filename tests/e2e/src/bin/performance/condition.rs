//! The conditions of a measurement: speed of the processor and of the network.

use demarc_e2e::Browser;
use serde_json::json;

/// A speed of the processor and the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// This machine, with a server on it, unchanged.
    Plain,
    /// “4x slowdown” and “Fast 4G” of Chromium's developer tools.
    Slow,
}

impl Condition {
    /// All conditions.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Slow];

    /// The name in the figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Slow => "slow",
        }
    }

    /// Applies the condition to the browser's page.
    pub async fn apply(self, browser: &Browser) {
        if self == Self::Plain {
            return;
        }
        self.slow_down(browser).await;
        // “Fast 4G”: 165 ms of latency; 90 % of 9 Mbit/s down and of 1.5 Mbit/s up.
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

    /// Applies the speed of the processor only.
    pub async fn slow_down(self, browser: &Browser) {
        if self == Self::Slow {
            set_rate(browser, 4).await;
        }
    }

    /// Restores the full speed of the processor.
    pub async fn speed_up(self, browser: &Browser) {
        if self == Self::Slow {
            set_rate(browser, 1).await;
        }
    }
}

/// Sets how many times slower the processor runs.
async fn set_rate(browser: &Browser, rate: u32) {
    browser
        .devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
        .await;
}
