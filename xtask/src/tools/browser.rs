//! A Chromium and the chromedriver of the same version, for the tests: found on the system, or installed on Debian.

use std::path::{Path, PathBuf};

use serde_json::json;

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

/// A browser and its driver.
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
        let advice = if !is_debian() {
            "install Chrome or Chromium and the chromedriver of the same version, \
             and put both on PATH or name them in CHROME and CHROMEDRIVER"
        } else if is_root() {
            println!("installing chromium and chromium-driver (about two minutes)...");
            process::run(process::program("apt-get").arg("update"))?;
            process::run(
                process::program("apt-get")
                    .args(["install", "-y", "chromium", "chromium-driver"])
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )?;
            "their versions differ after installing them"
        } else {
            "run: sudo apt-get update && sudo apt-get install -y chromium chromium-driver"
        };
        Self::find().ok_or_else(|| {
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

/// Debian, or a system made from it that keeps its Chromium package. Ubuntu's is a snap, without a driver.
fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let names = |key: &str| {
        release
            .lines()
            .filter_map(|line| line.strip_prefix(key))
            .any(|value| value.contains("debian"))
    };
    let ubuntu = release.to_ascii_lowercase().contains("ubuntu");
    (names("ID=") || names("ID_LIKE=")) && !ubuntu
}

fn is_root() -> bool {
    process::output(process::program("id").arg("-u")).as_deref() == Some("0")
}
