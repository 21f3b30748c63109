//! The command line: its grammar, its help and its types.

use std::ffi::OsString;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;
use std::str::FromStr;

use crate::bench::Part;
use crate::fonts::FontSet;
use crate::tools::{Engine, Which};

xflags::xflags! {
    /// Serves, builds, tests and checks Demarc.
    cmd xtask {
        /// Install what is missing, build, and serve the app; build it again when a file changes
        cmd serve {
            /// The port on this machine (8080)
            optional --port port: NonZeroU16
        }
        /// Build the release site into dist/, and fail if it has grown too large
        cmd build {
            /// The path it will be served under, such as /demarc/ (./, which works under any)
            optional --public-url public_url: PublicUrl
            /// Write it as one file that needs no server, too: dist-single/demarc.html
            optional --single-file
        }
        /// Install what is missing and run every test
        cmd test {
            /// Let the end-to-end tests find one set of fonts only: dejavu, noto, liberation
            optional --fonts fonts: FontSet
            /// Only the end-to-end tests in this browser (chromium, firefox, webkit); or everything, in all of them (all)
            optional --browser browser: Which
        }
        /// Check formatting, lints, spelling, dependencies, the catalog and the commands in its texts
        cmd check {}
        /// Ask whether dependencies have known vulnerabilities, or versions that were withdrawn: needs github.com
        cmd advisories {}
        /// Kill pages and browsers at random moments of a session, and look for lost steps
        cmd crash {
            /// How often (30)
            optional --runs runs: NonZeroU32
            /// In which browser: chromium, firefox, webkit (chromium)
            optional --browser browser: Engine
        }
        /// Feed made-up input to everything that reads input from outside, and look for crashes
        cmd fuzz {
            /// How long for each target (20)
            optional --seconds seconds: NonZeroU32
        }
        /// Write docs/reliability.md from what the last tests and crashes counted
        cmd reliability {}
        /// Print what the catalog contains as a table, and fail below its bars
        cmd catalog {}
        /// Check the commands of the AWS CLI in texts of the catalog
        cmd cli-commands {
            /// Write the table that they are checked against first, from an unpacked copy of botocore
            optional folder: PathBuf
        }
        /// Print what is read from every file of scanners in a folder
        cmd evidence-files {
            /// The folder; those in it are looked at too
            required folder: PathBuf
        }
        /// Measure what loading, answering and computing cost, and write docs/performance.md
        cmd bench {
            /// Measure one part (load, answers, lighthouse, changes, engine), and only print it
            optional --only part: Part
        }
        /// Make the app in the site that trunk builds: trunk runs this
        cmd finish {}
    }
}

/// Reads the command line; prints the help or the mistake, and exits, where there is no command.
pub fn read() -> XtaskCmd {
    let flags = Xtask::from_vec(spread(std::env::args_os().skip(1)));
    flags.unwrap_or_else(|error| error.exit()).subcommand
}

/// Arguments as the grammar reads them: `--name=value` is two, and `help` or nothing asks for the help.
fn spread(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let spread =
        arguments.flat_map(
            |argument| match argument.to_str().map(|it| it.split_once('=')) {
                Some(Some((name, value))) if name.starts_with("--") => {
                    vec![name.into(), value.into()]
                }
                _ => vec![argument],
            },
        );
    let spread: Vec<OsString> = spread.collect();
    match spread.first().and_then(|first| first.to_str()) {
        None | Some("help") => vec!["--help".into()],
        Some(_) => spread,
    }
}

/// Where a site is served: `./`, or a path that starts and ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(pub String);

impl Default for PublicUrl {
    fn default() -> Self {
        Self("./".to_owned())
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let slashed = format!("{}/", text.trim_end_matches('/'));
        if slashed == "./" || slashed.starts_with('/') {
            Ok(Self(slashed))
        } else {
            Err(format!("use ./ or a path such as /demarc/, not {text}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<XtaskCmd, String> {
        let words = spread(line.split_whitespace().map(Into::into));
        let flags = Xtask::from_vec(words).map_err(|error| error.to_string())?;
        Ok(flags.subcommand)
    }

    #[test]
    fn options_have_values() {
        for line in ["serve --port 9000", "serve --port=9000"] {
            let XtaskCmd::Serve(serve) = parsed(line).expect("a command") else {
                panic!("another command");
            };
            assert_eq!(serve.port.map(NonZeroU16::get), Some(9000));
        }
        let XtaskCmd::Build(build) =
            parsed("build --single-file --public-url /demarc").expect("a command")
        else {
            panic!("another command");
        };
        assert!(build.single_file);
        assert_eq!(build.public_url, Some(PublicUrl("/demarc/".to_owned())));
        let fonts = |line| match parsed(line).expect("a command") {
            XtaskCmd::Test(test) => test.fonts,
            other => panic!("another command: {other:?}"),
        };
        assert_eq!(fonts("test"), None);
        assert_eq!(fonts("test --fonts noto"), Some(FontSet::Noto));
        let browser = |line| match parsed(line).expect("a command") {
            XtaskCmd::Test(test) => test.browser,
            other => panic!("another command: {other:?}"),
        };
        assert!(browser("test").is_none());
        assert!(matches!(
            browser("test --browser=webkit"),
            Some(Which::WebKit)
        ));
        let XtaskCmd::Crash(crash) =
            parsed("crash --runs 60 --browser firefox").expect("a command")
        else {
            panic!("another command");
        };
        assert_eq!(crash.runs.map(NonZeroU32::get), Some(60));
        assert_eq!(crash.browser, Some(Engine::Firefox));
        let folder = |line| match parsed(line).expect("a command") {
            XtaskCmd::CliCommands(flags) => flags.folder,
            other => panic!("another command: {other:?}"),
        };
        assert_eq!(folder("cli-commands"), None);
        assert_eq!(folder("cli-commands /b"), Some(PathBuf::from("/b")));
        let XtaskCmd::EvidenceFiles(flags) = parsed("evidence-files /b").expect("a command") else {
            panic!("another command");
        };
        assert_eq!(flags.folder, PathBuf::from("/b"));
        assert!(matches!(
            parsed("bench"),
            Ok(XtaskCmd::Bench(Bench { only: None }))
        ));
    }

    #[test]
    fn nothing_and_help_ask_for_the_help() {
        for line in ["", "help", "--help", "serve --help"] {
            let help = parsed(line).map(drop).expect_err("help is no command");
            assert!(help.contains("--help"), "{line}: {help}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (line, named) in [
            ("sreve", "sreve"),
            ("test --quick", "--quick"),
            ("test --browser safari", "safari"),
            ("serve --port", "--port"),
            ("build --two-files", "--two-files"),
            ("serve --port 70000", "--port"),
            ("crash --runs none", "--runs"),
            ("crash --browser all", "chromium"),
            ("build --public-url demarc", "demarc"),
            ("fuzz --seconds 0", "--seconds"),
            ("test --fonts comic", "dejavu"),
            ("bench --only nothing", "nothing"),
            ("evidence-files", "folder"),
        ] {
            let message = parsed(line).map(drop).expect_err(line);
            assert!(message.contains(named), "{line}: {message}");
        }
    }
}
