//! The browsers that the tests drive, each with its driver: found on the system, or installed on Debian.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::apt;
use super::cargo_tool::CargoTool;
use crate::failure::Failure;
use crate::process;
use crate::project;

/// The names that Chromium goes by on PATH, and where macOS keeps it.
const BROWSERS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The names that Firefox goes by on PATH, and where macOS keeps it.
const FIREFOX: [&str; 3] = [
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// Firefox's driver, which Debian has no package of.
const GECKODRIVER: CargoTool = CargoTool {
    name: "geckodriver",
    version: "0.37.1",
    programs: &["geckodriver"],
    options: &[],
    minutes: 3,
};

/// What Python needs for the browser that `tests/e2e/webkit.py` is.
const WEBKIT: &str =
    "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')";

/// Headless, without what would need a sandbox, a screen, or a network.
const ARGS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

/// Chromium and its driver.
#[derive(Debug)]
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The program that drives it.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Finds a browser with its driver; on Debian, as root, installs them first.
    ///
    /// # Errors
    /// A line that says what to install.
    pub fn install() -> Result<Self, Failure> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let advice = apt::install(
            &["chromium", "chromium-driver"],
            "install Chrome or Chromium and the chromedriver of the same version, \
             and put both on PATH or name them in CHROME and CHROMEDRIVER",
        );
        Self::find().ok_or_else(|| {
            let advice = advice.err().map_or_else(
                || "their versions differ after installing them".to_owned(),
                |failure| failure.to_string(),
            );
            Failure::new(format!(
                "no Chromium with a chromedriver of its version was found: {advice}"
            ))
        })
    }

    /// A driver, and the first browser of the same major version.
    fn find() -> Option<Self> {
        let drivers = [
            variable("CHROMEDRIVER"),
            variable("CHROMEWEBDRIVER").map(|folder| folder.join("chromedriver")),
            Some(PathBuf::from("chromedriver")),
        ];
        drivers
            .into_iter()
            .flatten()
            .filter_map(|driver| which(&driver))
            .find_map(|chromedriver| {
                let wanted = major(&chromedriver)?;
                let named = variable("CHROME").into_iter();
                let chromium = named
                    .chain(BROWSERS.map(PathBuf::from))
                    .filter_map(|browser| which(&browser))
                    .find(|browser| major(browser).as_ref() == Some(&wanted))?;
                Some(Self {
                    chromium,
                    chromedriver,
                })
            })
    }

    /// Tells a program to use it.
    pub fn name_to(&self, command: &mut Command) {
        command
            .env("CHROME", &self.chromium)
            .env("CHROMEDRIVER", &self.chromedriver);
    }

    /// Writes what a test runner tells the driver: which browser to start, and how.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn write_settings(&self) -> Result<PathBuf, Failure> {
        let file = project::target().join("webdriver.json");
        let settings = json!({
            "goog:chromeOptions": { "binary": self.chromium, "args": ARGS }
        });
        file.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&file, format!("{settings:#}\n")))
            .map_err(|error| {
                Failure::new(format!("{} can't be written: {error}", file.display()))
            })?;
        Ok(file)
    }
}

/// Firefox and its driver.
#[derive(Debug)]
pub struct Firefox {
    /// The browser's program.
    pub firefox: PathBuf,
    /// The program that drives it.
    pub geckodriver: PathBuf,
}

impl Firefox {
    /// Finds a browser and its driver, or installs them.
    ///
    /// # Errors
    /// A line that says what to install.
    pub fn install() -> Result<Self, Failure> {
        let find = || {
            let named = variable("FIREFOX").into_iter();
            let mut all = named.chain(FIREFOX.map(PathBuf::from));
            all.find_map(|browser| which(&browser))
        };
        let firefox = match find() {
            Some(found) => found,
            None => {
                let installed = apt::install(
                    &["firefox-esr"],
                    "install it, and put it on PATH or name it in FIREFOX",
                );
                match (find(), installed) {
                    (Some(found), _) => found,
                    (None, Err(advice)) => {
                        return Err(Failure::new(format!("no Firefox was found: {advice}")));
                    }
                    (None, Ok(())) => return Err(Failure::new("no Firefox was found")),
                }
            }
        };
        let drivers = [
            variable("GECKODRIVER"),
            variable("GECKOWEBDRIVER").map(|folder| folder.join("geckodriver")),
            Some(PathBuf::from("geckodriver")),
        ];
        let geckodriver = match drivers.into_iter().flatten().find_map(|it| which(&it)) {
            Some(found) => found,
            None => GECKODRIVER.install()?.join("geckodriver"),
        };
        Ok(Self {
            firefox,
            geckodriver,
        })
    }
}

/// WebKitGTK's driver. The browser is a script of the tests, on the system's Python.
#[derive(Debug)]
pub struct WebKit {
    /// The program that drives it.
    pub driver: PathBuf,
}

impl WebKit {
    /// Finds the driver and what its browser needs, or installs them. Linux only.
    ///
    /// # Errors
    /// A line that says what to install.
    pub fn install() -> Result<Self, Failure> {
        let find = || {
            let mut python = process::program("/usr/bin/python3");
            which(Path::new("Xvfb"))?;
            process::output(python.args(["-c", WEBKIT]))?;
            let driver = variable("WEBKITDRIVER").unwrap_or("WebKitWebDriver".into());
            which(&driver).map(|driver| Self { driver })
        };
        if let Some(found) = find() {
            return Ok(found);
        }
        let packages = [
            "webkit2gtk-driver",
            "gir1.2-gtk-3.0",
            "gir1.2-webkit2-4.1",
            "python3-gi",
            "xvfb",
        ];
        let elsewhere = format!("on Linux, install {}", packages.join(", "));
        let installed = apt::install(&packages, &elsewhere);
        find().ok_or_else(|| {
            let advice = installed.err().map(|it| format!(": {it}"));
            Failure::new(format!(
                "no WebKitGTK with its driver was found{}",
                advice.unwrap_or_default()
            ))
        })
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// The program's file: as it is when it is a path, or from PATH when it is a name.
fn which(program: &Path) -> Option<PathBuf> {
    let named = format!("{}{}", program.display(), std::env::consts::EXE_SUFFIX);
    let candidates = [program.to_path_buf(), PathBuf::from(named)];
    if program.components().count() > 1 {
        return candidates.into_iter().find(|file| file.is_file());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| candidates.clone().map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// The major version that a browser or driver tells: `Chromium 142.0.1 ...` is `142`.
fn major(program: &Path) -> Option<String> {
    let told = process::output(process::program(program).arg("--version"))?;
    told.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .and_then(|version| version.split('.').next())
        .map(str::to_owned)
}
