//! A headless Chromium behind chromedriver, with the actions that several tests need.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs, thread};

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command as Ask, ExtensionCommand};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

/// The widths at which screens are tested, in CSS pixels.
pub const WIDTHS: [u32; 4] = [320, 360, 768, 1440];

/// The color scheme that the browser prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in CSS.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser with a fresh profile.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    process: Child,
    port: u16,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A plain HTTP request, because `drop` can't await: it makes chromedriver end its browser. Killing chromedriver
        // alone would leave the browser running.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let session = self.driver.handle().session_id();
            let _ = write!(
                stream,
                "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read(&mut [0; 64]);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start() -> Self {
        Self::start_with(None, true).await
    }

    /// Starts a browser without logs, which take time, and with a profile that can outlive it.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start_unwatched(profile: Option<&Path>) -> Self {
        Self::start_with(profile, false).await
    }

    /// Starts a browser with a profile that outlives it.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start_in(profile: &Path) -> Self {
        Self::start_with(Some(profile), true).await
    }

    async fn start_with(profile: Option<&Path>, watched: bool) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let process = Command::new(&program)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        if let Some(profile) = profile {
            let profile = format!("--user-data-dir={}", profile.display());
            capabilities.add_arg(&profile).unwrap();
            for argument in [
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
            ] {
                capabilities.add_arg(argument).unwrap();
            }
        }
        if watched {
            let all = json!({ "browser": "ALL", "performance": "ALL" });
            capabilities.set("goog:loggingPrefs", all).unwrap();
        }
        if let Ok(program) = env::var("CHROME") {
            capabilities.set_binary(&program).unwrap();
        }
        let address = format!("http://127.0.0.1:{port}");
        let mut attempts = 0;
        let driver = loop {
            match WebDriver::new(&address, capabilities.clone()).await {
                Ok(driver) => break driver,
                Err(error) if attempts >= 40 => panic!("no browser: {error}"),
                Err(_) => attempts += 1,
            }
            thread::sleep(Duration::from_millis(250));
        };
        driver
            .set_implicit_wait_timeout(Duration::from_secs(10))
            .await
            .unwrap();
        // On a busy machine, axe looks at the largest pages for longer than the usual half a minute.
        driver
            .set_script_timeout(Duration::from_secs(120))
            .await
            .unwrap();
        Self {
            driver,
            process,
            port,
        }
    }

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

    /// Runs a script and returns its result.
    pub async fn script(&self, script: &str) -> Value {
        self.driver
            .execute(script, Vec::new())
            .await
            .unwrap()
            .json()
            .clone()
    }

    /// Runs a script that calls its last argument with the result when it is done.
    pub async fn script_later(&self, script: &str) -> Value {
        let done = self.driver.execute_async(script, Vec::new()).await;
        done.unwrap().json().clone()
    }

    /// The element of a kind, such as `button`, whose visible text is exactly this.
    pub async fn named(&self, kind: &str, text: &str) -> WebElement {
        let path = format!("//{kind}[normalize-space()='{text}']");
        self.driver
            .find(By::XPath(path.clone()))
            .await
            .unwrap_or_else(|error| panic!("no {path}: {error}"))
    }

    /// Clicks it.
    pub async fn click(&self, kind: &str, text: &str) {
        for _ in 0..20 {
            let element = self.named(kind, text).await;
            let clicked = match element.scroll_into_view().await {
                Ok(()) => element.click().await,
                Err(error) => Err(error),
            };
            match clicked.map_err(WebDriverError::into_inner) {
                Ok(()) => return,
                // The app has replaced the element of the page before it.
                Err(WebDriverErrorInner::StaleElementReference(_)) => {}
                Err(error) => panic!("can't click {text:?}: {error}"),
            }
        }
        panic!("{text:?} is drawn anew again and again");
    }

    /// Waits until the page's heading is this.
    pub async fn heading(&self, text: &str) {
        for _ in 0..100 {
            let found = self
                .script("return document.querySelector('h1')?.textContent?.trim() ?? ''")
                .await;
            if found.as_str() == Some(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the heading is not {text:?}");
    }

    /// Waits until the heading of the page has focus.
    pub async fn heading_has_focus(&self) {
        self.until("return document.activeElement === document.querySelector('h1')")
            .await;
    }

    /// The text of the first element that matches.
    pub async fn text(&self, css: &str) -> String {
        self.driver
            .find(By::Css(css))
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// Drops a file on the page.
    pub async fn drop_file(&self, name: &str, text: &str) {
        let (name, text) = (json!(name), json!(text));
        let script = format!(
            "const data = new DataTransfer(); data.items.add(new File([{text}], {name}));
             document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
        );
        self.script(&script).await;
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

    /// Waits until a script returns `true`.
    pub async fn until(&self, script: &str) {
        for _ in 0..500 {
            if self.script(script).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("it never holds: {script}");
    }

    /// Waits until the page says that all is saved.
    pub async fn saved(&self) {
        self.until(
            "return document.querySelector('[data-save-status]')?.dataset.saveStatus === 'saved'",
        )
        .await;
    }

    /// Waits until the page says that one copy of everything is saved.
    pub async fn saved_once(&self) {
        self.until(
            "return document.querySelector('[data-save-status]')?.dataset.saveStatus === 'saved-once'",
        )
        .await;
    }

    /// The violations that axe-core finds on the page.
    ///
    /// # Panics
    /// When axe-core is not installed or does not run.
    pub async fn violations(&self) -> Vec<String> {
        // Colors that still change have no contrast to speak of.
        self.until(
            "return document.getAnimations().every(it => it.playState !== 'running' || it.effect.getComputedTiming().iterations === Infinity)",
        )
        .await;
        let axe = fs::read_to_string("../../node_modules/axe-core/axe.min.js")
            .expect("`npm ci` installs axe-core");
        self.script(&axe).await;
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { rules: { 'target-size': { enabled: true } } })
                .then(it => done(it.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | ')}`)))
                .catch(error => done([String(error)]))";
        let found = self.driver.execute_async(run, Vec::new()).await.unwrap();
        let found = found
            .json()
            .as_array()
            .expect("axe answers with a list")
            .iter();
        found
            .map(|it| it.as_str().unwrap_or_default().to_owned())
            .collect()
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
