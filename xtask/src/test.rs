//! `cargo xtask test`: every test, on the host and in real browsers. One suite's failure does not stop the next.

use std::process::Command;

use crate::build::{self, single_file};
use crate::failure::Failure;
use crate::fonts::FontSet;
use crate::process;
use crate::project;
use crate::reliability;
use crate::suite::{self, Tally};
use crate::tools::{self, Browser, Browsers, Tools, Which, target};

/// The sub-path that the end-to-end tests serve the site under.
pub const PUBLIC_PATH: &str = "/demarc/";

/// Installs what is missing and runs all tests; with the name of a browser, the end-to-end tests in that one alone. The
/// end-to-end tests find one set of fonts, if one is named.
///
/// # Errors
/// When something can't be installed, or a test failed.
pub fn run(which: Which, fonts: Option<FontSet>) -> Result<(), Failure> {
    // A missing browser is named in seconds; tools are compiled in minutes.
    let browsers = Browsers::install(which)?;
    let fonts = fonts.map(FontSet::write_settings).transpose()?;
    let tools = Tools::install()?;

    let mut tally = Tally::default();
    if which.is_everything() {
        let mut in_browser = in_browser(browsers.chromium()?)?;
        // Units, properties, examples in documentation; and of xtask as it is compiled already.
        tally.add(suite::run("host tests", cargo().arg("--no-fail-fast")));
        tally.add(suite::run(
            "tests of xtask",
            &mut process::cargo(["test", "--package", "xtask"]),
        ));
        tally.add(suite::run("browser tests", &mut in_browser));
    }
    println!("\n== the site for the end-to-end tests");
    let built = build::site(&tools, PUBLIC_PATH).and_then(|()| single_file::fold());
    match built {
        Ok(()) => {
            let mut end_to_end = end_to_end(&browsers);
            if let Some(settings) = &fonts {
                end_to_end.env("FONTCONFIG_FILE", settings);
            }
            tally.add(suite::run("end-to-end tests", &mut end_to_end));
            if let Err(failure) = build::weigh() {
                println!("{failure}");
                tally.failed += 1;
            }
        }
        Err(failure) => {
            println!("the end-to-end tests can't run: {failure}");
            tally.failed += 1;
        }
    }

    for left_out in browsers.left_out() {
        println!("\nnothing was tested in {left_out}");
    }
    let Tally { passed, failed } = tally;
    println!("\n{passed} passed, {failed} failed");
    if failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

/// Cargo's tests of everything but xtask. Always of the same packages: so dependencies have the same features, and are
/// compiled once.
pub fn cargo() -> Command {
    process::cargo(["test", "--workspace", "--exclude", "xtask"])
}

/// Tests of what only a browser has, such as its storage.
pub fn in_browser(browser: &Browser) -> Result<Command, Failure> {
    let settings = browser.write_settings()?;
    let mut cargo = process::cargo([
        "test",
        "--package",
        "demarc",
        "--target",
        target::WASM,
        "--test",
        "web",
    ]);
    cargo
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            tools::browser_test_runner()?,
        )
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
    Ok(cargo)
}

/// A person's way through the built site, in each of these browsers.
fn end_to_end(browsers: &Browsers) -> Command {
    let mut cargo = cargo();
    cargo.args(["--test", "e2e"]);
    with_built(&mut cargo);
    browsers.name_to(&mut cargo);
    cargo.arg("--").args(browsers.filter());
    if std::env::var_os("DEMARC_SCREENSHOTS").is_some() {
        cargo.arg("--include-ignored");
    }
    cargo
}

/// Tells a program where the built site is, and which browser to look at it with.
pub fn with_site(cargo: &mut Command, browser: &Browser) {
    with_built(cargo);
    browser.name_to(cargo);
}

/// Tells a program where the built site is.
pub fn with_built(cargo: &mut Command) {
    cargo
        .env("DEMARC_DIST", project::dist())
        .env("DEMARC_PUBLIC_PATH", PUBLIC_PATH)
        .env("DEMARC_SINGLE", single_file::file())
        .env("DEMARC_REPORT", reliability::folder());
}
