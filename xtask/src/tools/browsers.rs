//! Which browsers the end-to-end tests run in.

use std::process::Command;
use std::str::FromStr;

use super::browser::{Browser, Firefox, WebKit};
use crate::failure::Failure;

/// The folders of tests in `tests/e2e/tests/engines.rs`, one for each browser. All other tests are Chromium's.
const IN_FIREFOX: &str = "engines::firefox::";
const IN_WEBKIT: &str = "engines::webkit::";

/// A browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK.
    WebKit,
}

impl Engine {
    /// All.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == name);
        found.ok_or_else(|| format!("use chromium, firefox or webkit, not {name}"))
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Everything in Chromium, and what is for every browser in those that there are here.
    Available,
    /// The same, and that one is missing is a failure.
    All,
    /// The end-to-end tests in Chromium alone.
    Chromium,
    /// Those in Firefox alone.
    Firefox,
    /// Those in WebKit alone.
    WebKit,
}

impl Which {
    /// Whether tests that need no browser run, too.
    pub fn is_everything(self) -> bool {
        matches!(self, Self::Available | Self::All)
    }
}

impl From<Engine> for Which {
    fn from(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => Self::Chromium,
            Engine::Firefox => Self::Firefox,
            Engine::WebKit => Self::WebKit,
        }
    }
}

impl FromStr for Which {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let engine = || Engine::from_str(name).map(Self::from);
        match name {
            "all" => Ok(Self::All),
            _ => engine().map_err(|_| format!("use chromium, firefox, webkit or all, not {name}")),
        }
    }
}

/// The browsers that are installed.
#[derive(Debug)]
pub struct Browsers {
    chromium: Option<Browser>,
    firefox: Option<Firefox>,
    webkit: Option<WebKit>,
    left_out: Vec<String>,
}

impl Browsers {
    /// Finds or installs those that are asked for.
    ///
    /// # Errors
    /// A line that says what to install.
    pub fn install(which: Which) -> Result<Self, Failure> {
        let mut left_out = Vec::new();
        let mut others = |name: &str, failure: Failure| {
            if which != Which::Available {
                return Err(failure);
            }
            left_out.push(format!("{name}: {failure}"));
            Ok(())
        };
        let is_wanted = |it| which.is_everything() || which == it;
        let chromium = is_wanted(Which::Chromium).then(Browser::install);
        let mut firefox = None;
        if is_wanted(Which::Firefox) {
            match Firefox::install() {
                Ok(found) => firefox = Some(found),
                Err(failure) => others("Firefox", failure)?,
            }
        }
        let mut webkit = None;
        if is_wanted(Which::WebKit) {
            match WebKit::install() {
                Ok(found) => webkit = Some(found),
                Err(failure) => others("WebKit", failure)?,
            }
        }
        Ok(Self {
            chromium: chromium.transpose()?,
            firefox,
            webkit,
            left_out,
        })
    }

    /// Chromium.
    ///
    /// # Errors
    /// When it was not asked for.
    pub fn chromium(&self) -> Result<&Browser, Failure> {
        let found = self.chromium.as_ref();
        found.ok_or_else(|| Failure::new("Chromium was not asked for"))
    }

    /// Those that were asked for and are not there, each with the reason.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Tells a program which browsers to use.
    pub fn name_to(&self, command: &mut Command) {
        if let Some(chromium) = &self.chromium {
            chromium.name_to(command);
        }
        if let Some(Firefox {
            firefox,
            geckodriver,
        }) = &self.firefox
        {
            command
                .env("FIREFOX", firefox)
                .env("GECKODRIVER", geckodriver);
        }
        if let Some(WebKit { driver }) = &self.webkit {
            command.env("WEBKITDRIVER", driver);
        }
    }

    /// The arguments that make the program of the tests run those of the browsers that are there.
    pub fn filter(&self) -> Vec<&'static str> {
        let others = [
            (self.firefox.is_some(), IN_FIREFOX),
            (self.webkit.is_some(), IN_WEBKIT),
        ];
        others
            .into_iter()
            .flat_map(
                |(is_there, tests)| match (self.chromium.is_some(), is_there) {
                    (true, true) | (false, false) => vec![],
                    (true, false) => vec!["--skip", tests],
                    (false, true) => vec![tests],
                },
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_of_browsers_that_are_not_there_are_left_out() {
        let filter = |chromium: bool, firefox: bool, webkit: bool| {
            let path = || "program".into();
            let browsers = Browsers {
                chromium: chromium.then(|| Browser {
                    chromium: path(),
                    chromedriver: path(),
                }),
                firefox: firefox.then(|| Firefox {
                    firefox: path(),
                    geckodriver: path(),
                }),
                webkit: webkit.then(|| WebKit { driver: path() }),
                left_out: Vec::new(),
            };
            browsers.filter().join(" ")
        };
        assert_eq!(filter(true, true, true), "");
        assert_eq!(filter(true, false, true), "--skip engines::firefox::");
        assert_eq!(filter(false, true, false), "engines::firefox::");
        assert_eq!(filter(false, false, true), "engines::webkit::");
        assert_eq!(
            filter(true, false, false),
            "--skip engines::firefox:: --skip engines::webkit::"
        );
    }
}
