//! What Chromium can do beyond the standard of WebDriver: commands of its DevTools, and its logs. Tests that use them run
//! in Chromium alone.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command as Ask, ExtensionCommand};

use crate::browser::{Browser, Scheme};

impl Browser {
    /// Sets the size of the page and the color scheme.
    pub async fn look(&self, width: u32, height: u32, scheme: Scheme) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let media =
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme.name() }] });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    /// Runs a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.ask(
            "/goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
        .await
    }

    /// Runs a command of the DevTools protocol that the page may be unable to answer.
    pub async fn devtools_or_nothing(&self, command: &str) {
        let body = json!({ "cmd": command, "params": {} });
        let endpoint = "/goog/cdp/execute";
        let command = Ask::ExtensionCommand(Box::new(Extension { endpoint, body }));
        let _ = self.driver.handle().cmd(command).await;
    }

    /// Runs a script in every page before the page's own scripts.
    pub async fn before_every_page(&self, script: &str) {
        let source = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    /// From the next page on, the site has no service worker, as in a browser without them: files that the network does
    /// not give are missing.
    pub async fn without_service_worker(&self) {
        self.before_every_page(
            "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })",
        )
        .await;
    }

    /// The messages of the console at level warning or worse since the last call.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let grave = |entry: &Value| matches!(entry["level"].as_str(), Some("WARNING" | "SEVERE"));
        entries
            .iter()
            .filter(|entry| grave(entry))
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    /// The addresses of all requests since the last call.
    pub async fn requests(&self) -> Vec<String> {
        let entries = self.log("performance").await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|event| {
                Some(
                    event["message"]["params"]["request"]["url"]
                        .as_str()?
                        .to_owned(),
                )
            })
            .collect()
    }

    async fn log(&self, kind: &str) -> Value {
        self.ask("/se/log", json!({ "type": kind })).await
    }

    async fn ask(&self, endpoint: &'static str, body: Value) -> Value {
        let command = Ask::ExtensionCommand(Box::new(Extension { endpoint, body }));
        self.driver
            .handle()
            .cmd(command)
            .await
            .unwrap()
            .value_json()
            .unwrap()
    }
}

/// A command that chromedriver has beyond the standard.
#[derive(Debug)]
struct Extension {
    endpoint: &'static str,
    body: Value,
}

impl ExtensionCommand for Extension {
    fn parameters_json(&self) -> Option<Value> {
        Some(self.body.clone())
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        self.endpoint.into()
    }
}
