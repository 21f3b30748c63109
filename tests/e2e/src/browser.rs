//! A headless browser behind its WebDriver, with the actions that several tests need. All of them are of the standard.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use crate::engine::{Engine, Start};
use crate::processes::Processes;

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

/// A browser.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    processes: Processes,
    port: u16,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The library would wait for a session that is gone.
        let _ = self.driver.clone().leak();
        // A plain HTTP request, because `drop` can't await: it makes the driver end its browser, which then writes what
        // it has to.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let session = self.driver.handle().session_id();
            let _ = write!(
                stream,
                "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read(&mut [0; 64]);
        }
        self.processes.kill();
    }
}

impl Browser {
    /// Starts a Chromium with a fresh profile.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start() -> Self {
        Self::start_with(Start::chromium(None, true)).await
    }

    /// Starts a Chromium without logs, which take time, and with a profile that can outlive it.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start_unwatched(profile: Option<&Path>) -> Self {
        Self::start_with(Start::chromium(profile, false)).await
    }

    /// Starts a Chromium with a profile that outlives it.
    ///
    /// # Panics
    /// When chromedriver or the browser does not start.
    pub async fn start_in(profile: &Path) -> Self {
        Self::start_with(Start::chromium(Some(profile), true)).await
    }

    /// Starts a browser of this engine with a profile that outlives it.
    ///
    /// # Panics
    /// When the driver or the browser does not start.
    pub async fn start_engine(engine: Engine, profile: &Path) -> Self {
        Self::start_with(Start {
            engine,
            profile: Some(profile),
            is_private: false,
            is_watched: false,
        })
        .await
    }

    /// The same with private windows: they leave nothing in the profile.
    ///
    /// # Panics
    /// When the driver or the browser does not start.
    pub async fn start_private(engine: Engine, profile: &Path) -> Self {
        Self::start_with(Start {
            engine,
            profile: Some(profile),
            is_private: true,
            is_watched: false,
        })
        .await
    }

    async fn start_with(start: Start<'_>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let processes = Processes::start(start.engine, port);
        let capabilities = start.capabilities();
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
            processes,
            port,
        }
    }

    /// The memory that the pages have by themselves, with their workers, in bytes. Chromium on Linux only.
    #[must_use]
    pub fn renderer_memory(&self) -> u64 {
        self.processes.renderer_memory()
    }

    /// Kills the browser and its driver, all their processes at once, as when the machine loses power. Linux only.
    pub fn kill(mut self) {
        self.processes.kill();
    }

    /// Tells WebKit, whose driver can't print, to print the page to `print.pdf` among the saved files. Linux only.
    ///
    /// # Panics
    /// When it can't be told.
    pub fn print_in_webkit(&self) {
        self.processes.print();
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

    /// Does something with the first assessment of the home page: shows its actions, and clicks the one of this name.
    pub async fn row_action(&self, name: &str) {
        let show = "const more = document.querySelector('.assessment__more button');
            if (more?.ariaExpanded === 'false') more.click();
            return !!more";
        self.until(show).await;
        self.click("button", name).await;
    }

    /// Waits until the page's heading is this.
    pub async fn heading(&self, text: &str) {
        let mut found = Value::Null;
        for _ in 0..100 {
            found = self
                .script("return document.querySelector('h1')?.textContent?.trim() ?? ''")
                .await;
            if found.as_str() == Some(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the heading is {found}, not {text:?}");
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
}
