//! The command line: what can be asked for, and how it is written.
//! Small enough to be read by hand.

use std::path::PathBuf;

use crate::failure::Failure;

/// What `cargo xtask help` prints.
pub const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N]           install what is missing, build, and serve the app (port 8080);
                             it is built again when a file changes
  build [--public-url URL] [--single-file]
                             the release site into dist/, and whether it is small enough;
                             URL is the path it will be served under, such as /demarc/
                             (default ./, which works under any); and the same as one file
                             that needs no server, dist-single/demarc.html
  test                       install what is missing and run every test there is
  check                      formatting, clippy with warnings denied, spelling, dependencies,
                             and the catalog
  crash [--runs N]           kill pages and browsers at random moments of a session, N times (30),
                             and look for acknowledged answers that are lost
  fuzz [--seconds N]         made-up input for everything that comes in from outside, for N seconds
                             each (20), and whether anything breaks
  reliability                docs/reliability.md from what the last tests and crashes counted
  analyze FILE.json          the analysis of an assessment file, as JSON
  catalog                    what the catalog holds, as a table; fails below its bars
  bench                      the benchmarks, on the host and in a browser
  finish                     the app and the catalog's words, for trunk: every build runs it
  help                       this text
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print the usage.
    Help,
    /// Serve the app on this port.
    Serve {
        /// The port on this machine.
        port: u16,
    },
    /// Build the release site.
    Build {
        /// Where the site will be served: `./`, or a path that starts and ends with `/`.
        public_url: String,
        /// Whether the site is also folded into one file.
        single_file: bool,
    },
    /// Run all tests.
    Test,
    /// Run all checks.
    Check,
    /// Kill pages and browsers, and look for what is lost.
    Crash {
        /// How often.
        runs: u32,
    },
    /// Make up input, and look for what breaks.
    Fuzz {
        /// For how long each target.
        seconds: u32,
    },
    /// Write the table of faults and bad input.
    Reliability,
    /// Analyze an assessment file.
    Analyze {
        /// The file.
        file: PathBuf,
    },
    /// Print the state of the catalog.
    Catalog,
    /// Run the benchmarks.
    Bench,
    /// Write the app and the catalog's words where trunk puts the site together.
    Finish,
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// A line that says which argument is wrong.
pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Command, Failure> {
    let mut args = args.into_iter().collect::<Vec<_>>().into_iter();
    let Some(name) = args.next() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "serve" => Command::Serve {
            port: match option(&mut args, "--port")? {
                Some(text) => port(&text)?,
                None => 8080,
            },
        },
        "build" => {
            let (single, rest): (Vec<_>, Vec<_>) = args.partition(|it| it == "--single-file");
            args = rest.into_iter();
            Command::Build {
                public_url: match option(&mut args, "--public-url")? {
                    Some(text) => public_url(&text)?,
                    None => "./".to_owned(),
                },
                single_file: !single.is_empty(),
            }
        }
        "test" => Command::Test,
        "check" => Command::Check,
        "crash" => Command::Crash {
            runs: match option(&mut args, "--runs")? {
                Some(text) => count(&text, "runs")?,
                None => 30,
            },
        },
        "fuzz" => Command::Fuzz {
            seconds: match option(&mut args, "--seconds")? {
                Some(text) => count(&text, "seconds")?,
                None => 20,
            },
        },
        "reliability" => Command::Reliability,
        "analyze" => Command::Analyze {
            file: args.next().map(PathBuf::from).ok_or_else(|| {
                Failure::new("analyze needs the file to read: cargo xtask analyze FILE.json")
            })?,
        },
        "catalog" => Command::Catalog,
        "bench" => Command::Bench,
        "finish" => Command::Finish,
        other => return Err(misuse(&format!("there is no command '{other}'"))),
    };
    match args.next() {
        Some(extra) => Err(misuse(&format!("{name} does not know '{extra}'"))),
        None => Ok(command),
    }
}

/// The value of the one option that a command has: `--name value` or `--name=value`.
fn option(args: &mut impl Iterator<Item = String>, name: &str) -> Result<Option<String>, Failure> {
    let Some(given) = args.next() else {
        return Ok(None);
    };
    if given == name {
        return match args.next() {
            Some(value) => Ok(Some(value)),
            None => Err(misuse(&format!("{name} needs a value"))),
        };
    }
    match given
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('='))
    {
        Some(value) => Ok(Some(value.to_owned())),
        None => Err(misuse(&format!("'{given}' is not {name}"))),
    }
}

fn port(text: &str) -> Result<u16, Failure> {
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(misuse(&format!(
            "'{text}' is no port: use a number from 1 to 65535"
        ))),
    }
}

fn count(text: &str, of: &str) -> Result<u32, Failure> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(misuse(&format!("'{text}' is no number of {of}"))),
    }
}

fn public_url(text: &str) -> Result<String, Failure> {
    let slashed = if text.ends_with('/') {
        text.to_owned()
    } else {
        format!("{text}/")
    };
    if slashed == "./" || slashed.starts_with('/') {
        Ok(slashed)
    } else {
        Err(misuse(&format!(
            "'{text}' is no public URL: use ./ or a path such as /demarc/"
        )))
    }
}

fn misuse(what: &str) -> Failure {
    Failure::new(format!("{what}; see cargo xtask help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned)).map_err(|failure| failure.to_string())
    }

    #[test]
    fn commands_have_defaults() {
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("serve"), Ok(Command::Serve { port: 8080 }));
        assert_eq!(
            parsed("build"),
            Ok(Command::Build {
                public_url: "./".into(),
                single_file: false,
            })
        );
    }

    #[test]
    fn options_are_read_in_both_spellings() {
        assert_eq!(
            parsed("serve --port 9000"),
            Ok(Command::Serve { port: 9000 })
        );
        assert_eq!(
            parsed("serve --port=9000"),
            Ok(Command::Serve { port: 9000 })
        );
        assert_eq!(
            parsed("build --public-url /demarc"),
            Ok(Command::Build {
                public_url: "/demarc/".into(),
                single_file: false,
            })
        );
        for line in [
            "build --single-file --public-url=/demarc",
            "build --public-url /demarc/ --single-file",
        ] {
            assert_eq!(
                parsed(line),
                Ok(Command::Build {
                    public_url: "/demarc/".into(),
                    single_file: true,
                })
            );
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, named) in [
            ("sreve", "sreve"),
            ("test --quick", "--quick"),
            ("serve --port", "--port"),
            ("build --two-files", "--two-files"),
            ("serve --port 70000", "70000"),
            ("crash --runs none", "none"),
            ("build --public-url demarc", "demarc"),
            ("fuzz --seconds 0", "seconds"),
            ("analyze", "FILE.json"),
        ] {
            let message = parsed(line).expect_err(line);
            assert!(message.contains(named), "{line}: {message}");
        }
    }
}
