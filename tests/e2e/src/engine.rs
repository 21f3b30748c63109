//! The browsers that the tests drive, and how each is started: with its WebDriver, the part of the standard that all of
//! them have. What Chromium has beyond it is in `devtools`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::str::FromStr;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A kind of browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, behind chromedriver.
    Chromium,
    /// Firefox, behind geckodriver.
    Firefox,
    /// WebKitGTK, behind its WebKitWebDriver: the engine of Safari, without Safari.
    WebKit,
}

impl Engine {
    /// All.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The command that starts its driver on a port. A variable names the program where it is not on PATH.
    pub(crate) fn driver(self, port: u16) -> Command {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        let program = env::var(variable).unwrap_or_else(|_| program.to_owned());
        let mut command = Command::new(program);
        command
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if self == Self::Firefox {
            // Each driver with its own port for what is not used here.
            command.arg("--websocket-port=0");
        }
        command
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("there is no browser {name}: chromium, firefox or webkit"))
    }
}

/// How a browser starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'a> {
    /// The browser.
    pub engine: Engine,
    /// The folder of its profile, which outlives it; a fresh profile without one.
    pub profile: Option<&'a Path>,
    /// Whether its window is private.
    pub is_private: bool,
    /// Whether it logs what its pages do (Chromium only).
    pub is_watched: bool,
}

impl<'a> Start<'a> {
    /// Chromium in a window that is not private.
    pub(crate) fn chromium(profile: Option<&'a Path>, is_watched: bool) -> Self {
        Self {
            engine: Engine::Chromium,
            profile,
            is_private: false,
            is_watched,
        }
    }

    /// What the driver is asked for.
    pub(crate) fn capabilities(self) -> Capabilities {
        let mut capabilities = Capabilities::new();
        let mut set = |name: &str, value: Value| capabilities.set(name, value).unwrap();
        match self.engine {
            Engine::Chromium => {
                set("browserName", json!("chrome"));
                set("goog:chromeOptions", self.chromium_options());
                if self.is_watched {
                    let all = json!({ "browser": "ALL", "performance": "ALL" });
                    set("goog:loggingPrefs", all);
                }
            }
            Engine::Firefox => {
                set("browserName", json!("firefox"));
                set("moz:firefoxOptions", self.firefox_options());
            }
            Engine::WebKit => set("webkitgtk:browserOptions", self.webkit_options()),
        }
        capabilities
    }

    fn chromium_options(self) -> Value {
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
        ]
        .map(str::to_owned)
        .into();
        let mut options = json!({});
        if let Some(profile) = self.profile {
            arguments.push(format!("--user-data-dir={}", profile.display()));
            let alive = [
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
            ];
            arguments.extend(alive.map(str::to_owned));
            options["prefs"] = json!({
                "download.default_directory": downloads(profile),
                "download.prompt_for_download": false,
            });
        }
        if self.is_private {
            arguments.push("--incognito".to_owned());
        }
        options["args"] = json!(arguments);
        if let Ok(program) = env::var("CHROME") {
            options["binary"] = json!(program);
        }
        options
    }

    fn firefox_options(self) -> Value {
        let mut arguments = vec!["-headless".to_owned()];
        // Whole sites in private windows, the ones that tests open as well.
        let mut preferences = json!({ "browser.privatebrowsing.autostart": self.is_private });
        if let Some(profile) = self.profile {
            arguments.extend(["-profile".to_owned(), profile.display().to_string()]);
            preferences["browser.download.folderList"] = json!(2);
            preferences["browser.download.dir"] = json!(downloads(profile));
        }
        let mut options = json!({ "args": arguments, "prefs": preferences });
        if let Ok(program) = env::var("FIREFOX") {
            options["binary"] = json!(program);
        }
        options
    }

    fn webkit_options(self) -> Value {
        // The browser that comes with the driver keeps nothing when it is driven.
        let browser = concat!(env!("CARGO_MANIFEST_DIR"), "/webkit.py");
        let profile = self.profile.expect("WebKit starts in a profile");
        let arguments = json!([profile, downloads(profile), self.is_private.to_string()]);
        json!({ "binary": browser, "args": arguments })
    }
}

/// The folder to which a browser with this profile saves files.
pub(crate) fn downloads(profile: &Path) -> PathBuf {
    profile.join("saved-files")
}
