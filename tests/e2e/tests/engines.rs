//! What has to hold in every browser, as far as each driver goes: Chromium, Firefox, and WebKitGTK, the engine of Safari.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use demarc_core::exchange::file;
use demarc_e2e::{Browser, Engine, Profile, Server, Trouble};
use thirtyfour::common::print::PrintParameters;
use thirtyfour::prelude::*;

use crate::offline::{IS_KEPT, POISON, awaited};

/// Makes a test in each browser of each of these functions.
macro_rules! in_every_browser {
    ($($test:ident)*) => {
        in_every_browser! { @ chromium Chromium $($test)* }
        in_every_browser! { @ firefox Firefox $($test)* }
        in_every_browser! { @ webkit WebKit $($test)* }
    };
    (@ $module:ident $engine:ident $($test:ident)*) => {
        mod $module {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $test() {
                    super::$test(demarc_e2e::Engine::$engine).await;
                }
            )*
        }
    };
}

in_every_browser! {
    an_answer_survives_a_reload
    two_tabs_show_what_the_other_entered
    a_killed_browser_keeps_what_was_saved
    a_private_window_works_and_forgets
    a_saved_file_opens_again
    the_report_prints
    axe_finds_no_violation_on_the_main_pages
    the_second_visit_needs_no_network
    another_site_of_the_origin_puts_no_script_into_the_app
}

/// The screens that axe-core looks at: the hash of the address, and what is there once the page is.
const SCREENS: [(&str, &str); 8] = [
    ("#/", ".assessment"),
    ("#/a/example/situation", "main input"),
    ("#/a/example/services", "main input"),
    ("#/a/example/practices/iam.root", ".levels"),
    ("#/a/example/results", ".headline"),
    ("#/a/example/results/gaps", "main h1"),
    ("#/a/example/report", "[data-format]"),
    ("#/privacy", "main h1"),
];

/// Draws what is off the screen, too: before, it has a size of its own guess, and axe-core finds it covered in Firefox.
const ALL_DRAWN: &str = "for (const it of document.querySelectorAll('main *')) {
        if (getComputedStyle(it).contentVisibility === 'auto') it.style.contentVisibility = 'visible';
    }";

/// A profile, and a browser that uses it.
async fn started(engine: Engine, name: &str) -> (Profile, Browser) {
    let profile = Profile::new(&format!("{name}-{}", engine.name()));
    let browser = Browser::start_engine(engine, profile.path()).await;
    (profile, browser)
}

async fn goto(browser: &Browser, address: &str) {
    browser.driver.goto(address).await.unwrap();
}

/// Waits until the app runs.
async fn runs(browser: &Browser) {
    browser
        .until("return document.documentElement.dataset.starting === undefined")
        .await;
}

/// Opens the first question of a new assessment; returns its address.
async fn first_question(browser: &Browser, server: &Server) -> String {
    goto(browser, &server.address).await;
    runs(browser).await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    let here = browser.driver.current_url().await.unwrap().to_string();
    let there = here.replace("situation", "practices/iam.root");
    goto(browser, &there).await;
    browser.driver.find(By::Css(".levels")).await.unwrap();
    there
}

/// Opens the results of the example.
async fn example(browser: &Browser, server: &Server) {
    goto(browser, &server.address).await;
    runs(browser).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.saved().await;
}

/// Chooses an answer, and waits until the screen says that it is saved.
async fn answer(browser: &Browser, level: &str) {
    // The radio button is out of sight in its label, and WebKit's driver does not click what is out of sight.
    let path = format!("//label[contains(@class,'level')][.//span[normalize-space()='{level}']]");
    let label = browser.driver.find(By::XPath(path)).await.unwrap();
    label.scroll_into_view().await.unwrap();
    label.click().await.unwrap();
    is_chosen(browser, level).await;
    browser.saved().await;
}

async fn is_chosen(browser: &Browser, level: &str) {
    let chosen = "document.querySelector('.levels input:checked')?.closest('label').querySelector('.level__name').textContent";
    browser
        .until(&format!("return {chosen} === '{level}'"))
        .await;
}

/// The first visit, until all files are stored.
async fn visit(browser: &Browser, server: &Server) {
    goto(browser, &server.address).await;
    browser.until(IS_KEPT).await;
}

async fn an_answer_survives_a_reload(engine: Engine) {
    let server = Server::start();
    let (_profile, browser) = started(engine, "reload").await;
    first_question(&browser, &server).await;
    answer(&browser, "Mostly").await;
    browser.driver.refresh().await.unwrap();
    is_chosen(&browser, "Mostly").await;
    browser.click("a", "Assessments").await;
    browser
        .until("return document.querySelectorAll('.assessment').length === 1")
        .await;
}

async fn two_tabs_show_what_the_other_entered(engine: Engine) {
    let server = Server::start();
    let (_profile, browser) = started(engine, "tabs").await;
    let address = first_question(&browser, &server).await;
    answer(&browser, "Mostly").await;
    let first = browser.driver.window().await.unwrap();
    let second = browser.driver.new_tab().await.unwrap();
    browser.driver.switch_to_window(second).await.unwrap();
    goto(&browser, &address).await;
    is_chosen(&browser, "Mostly").await;
    answer(&browser, "Fully").await;
    browser.driver.switch_to_window(first).await.unwrap();
    is_chosen(&browser, "Fully").await;
}

async fn a_killed_browser_keeps_what_was_saved(engine: Engine) {
    let server = Server::start();
    let (profile, browser) = started(engine, "killed").await;
    let address = first_question(&browser, &server).await;
    let mut browser = browser;
    for level in ["Mostly", "Fully", "Started"] {
        answer(&browser, level).await;
        browser.kill();
        browser = Browser::start_engine(engine, profile.path()).await;
        goto(&browser, &address).await;
        is_chosen(&browser, level).await;
    }
}

async fn a_private_window_works_and_forgets(engine: Engine) {
    let server = Server::start();
    let profile = Profile::new(&format!("private-{}", engine.name()));
    let private = Browser::start_private(engine, profile.path()).await;
    first_question(&private, &server).await;
    answer(&private, "Mostly").await;
    private.driver.refresh().await.unwrap();
    is_chosen(&private, "Mostly").await;
    drop(private);
    let browser = Browser::start_engine(engine, profile.path()).await;
    goto(&browser, &server.address).await;
    browser
        .until("return document.querySelector('#file') !== null")
        .await;
    let kept =
        "return Object.keys(localStorage).length + document.querySelectorAll('.assessment').length";
    assert_eq!(browser.script(kept).await, 0);
}

async fn a_saved_file_opens_again(engine: Engine) {
    let server = Server::start();
    let (profile, browser) = started(engine, "files").await;
    example(&browser, &server).await;
    goto(&browser, &format!("{}#/privacy", server.address)).await;
    browser.heading("Privacy").await;
    browser.click("button", "Save everything as a file").await;
    let is_whole = |bytes: &[u8]| file::read(bytes).is_ok();
    let (saved, _) = saved_file(&profile, ".json", is_whole).await;

    // A browser that has nothing opens it.
    drop(browser);
    let (_other, browser) = started(engine, "opened").await;
    goto(&browser, &server.address).await;
    let field = browser.driver.find(By::Css("#file")).await.unwrap();
    field.send_keys(saved.to_str().unwrap()).await.unwrap();
    let name = saved.file_name().unwrap().to_string_lossy();
    browser.heading(&format!("What is in “{name}”")).await;
    browser.click("button", "Open").await;
    browser.saved().await;
    browser
        .until("return Object.keys(localStorage).some(it => it.endsWith(':example'))")
        .await;
}

/// The path and the bytes of a file with this ending, once it was saved as a whole.
async fn saved_file(
    profile: &Profile,
    ending: &str,
    is_whole: impl Fn(&[u8]) -> bool,
) -> (PathBuf, Vec<u8>) {
    let downloads = profile.path().join("saved-files");
    for _ in 0..1200 {
        let files = fs::read_dir(&downloads).unwrap().filter_map(Result::ok);
        let mut paths = files.map(|it| it.path());
        let found = paths.find(|it| it.to_string_lossy().ends_with(ending));
        let bytes = found.as_ref().and_then(|it| fs::read(it).ok());
        if let (Some(path), Some(bytes)) = (found, bytes.filter(|it| is_whole(it))) {
            return (path, bytes);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no file {ending} was saved");
}

async fn the_report_prints(engine: Engine) {
    let server = Server::start();
    let (profile, browser) = started(engine, "print").await;
    example(&browser, &server).await;
    goto(&browser, &format!("{}#/a/example/report", server.address)).await;
    browser.driver.find(By::Css("[data-format]")).await.unwrap();
    let pdf = if engine == Engine::WebKit {
        browser.print_in_webkit();
        let is_whole = |bytes: &[u8]| bytes.ends_with(b"%%EOF\n");
        saved_file(&profile, "print.pdf", is_whole).await.1
    } else {
        let parameters = PrintParameters::default();
        browser.driver.print_page(parameters).await.unwrap()
    };
    assert!(
        pdf.starts_with(b"%PDF") && pdf.len() > 20_000,
        "{}",
        pdf.len()
    );
}

async fn axe_finds_no_violation_on_the_main_pages(engine: Engine) {
    let server = Server::start();
    let (_profile, browser) = started(engine, "axe").await;
    example(&browser, &server).await;
    let mut found = Vec::new();
    for width in [1280, 400] {
        browser
            .driver
            .set_window_rect(0, 0, width, 900)
            .await
            .unwrap();
        for (hash, there) in SCREENS {
            goto(&browser, &format!("{}{hash}", server.address)).await;
            browser.driver.find(By::Css(there)).await.unwrap();
            browser.script(ALL_DRAWN).await;
            for violation in browser.violations().await {
                found.push(format!("{hash} {width}: {violation}"));
            }
            let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over = browser.script(over).await;
            if over != 0 {
                found.push(format!("{hash} {width}: {over} too wide"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn the_second_visit_needs_no_network(engine: Engine) {
    let server = Server::start();
    let (_profile, browser) = started(engine, "offline").await;
    visit(&browser, &server).await;
    server.trouble(Trouble::Gone, "/");
    // Not by the driver's command to reload, which passes the service worker by in Firefox.
    goto(&browser, "about:blank").await;
    goto(&browser, &server.address).await;
    runs(&browser).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.saved().await;
    goto(&browser, &format!("{}#/a/example/report", server.address)).await;
    browser.driver.find(By::Css("[data-format]")).await.unwrap();
    browser
        .script("document.querySelector('[data-format=docx]').click()")
        .await;
    browser
        .until("return document.querySelector('[data-format=docx]').closest('li').querySelector('.file__done') !== null")
        .await;
    goto(&browser, &format!("{}rescue.html", server.address)).await;
    browser.heading("Save what is kept").await;
}

async fn another_site_of_the_origin_puts_no_script_into_the_app(engine: Engine) {
    let server = Server::start();
    let (_profile, browser) = started(engine, "origin").await;
    visit(&browser, &server).await;
    goto(&browser, &server.other_site).await;
    let script = POISON.replace("KIND", "new Response('broken')");
    assert_eq!(awaited(&browser, &script).await, "put");
    for trouble in [None, Some(Trouble::Gone)] {
        if let Some(trouble) = trouble {
            server.trouble(trouble, "/");
        }
        goto(&browser, &server.address).await;
        runs(&browser).await;
        let is_poisoned = "return 'poison' in document.documentElement.dataset";
        assert_eq!(browser.script(is_poisoned).await, false);
        goto(&browser, "about:blank").await;
    }
}
