//! Export files on the page of the report: they equal the files that the worker makes on the host, the worker is
//! fetched on demand, and failures give a message.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demarc_catalog::Date;
use demarc_core::exchange::{Format, record};
use demarc_e2e::{Browser, Downloads, Scheme, Server, Trouble};
use demarc_worker::{ExportSubject, Timestamp, export};
use serde_json::json;
use thirtyfour::prelude::*;

const NOW: u64 = 1_795_530_600_000;

/// Opens the report of the example in a browser whose clock stands still.
async fn on_report(server: &Server) -> Browser {
    let browser = Browser::start().await;
    browser
        .before_every_page(&format!("Date.now = () => {NOW};"))
        .await;
    browser.without_service_worker().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.driver.find(By::Css(".headline")).await.unwrap();
    browser.saved().await;
    show_report(&browser, server).await;
    browser
}

async fn show_report(browser: &Browser, server: &Server) {
    let address = format!("{}#/a/example/report", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css("[data-format]")).await.unwrap();
}

async fn ask(browser: &Browser, format: Format) {
    let button = format!("[data-format={}]", format.key());
    let button = browser.driver.find(By::Css(button)).await.unwrap();
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
}

/// The message below the button of a file, once it is not about progress.
async fn said(browser: &Browser, format: Format) -> String {
    let script = format!(
        "const row = document.querySelector('[data-format={}]').closest('li');
         return row.querySelector('.file__done, .notice')?.textContent ?? ''",
        format.key()
    );
    for _ in 0..2400 {
        let said = browser.script(&script).await;
        if let Some(said) = said.as_str().filter(|it| !it.is_empty()) {
            return said.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing is ever said of {format:?}");
}

/// The parts of an office file, unpacked: two builds of the ZIP library may compress them differently.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().to_owned(), bytes)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_arrives_as_it_is_made_on_the_host() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let downloads = Downloads::of(&browser, "files").await;
    let before = browser.requests().await;
    assert!(!before.is_empty());
    assert!(
        !before.iter().any(|it| it.contains("exporter")),
        "{before:?}"
    );
    let record = "return localStorage.getItem('demarc:v1:assessment:example')";
    let record = browser.script(record).await;
    let record = record::read(record.as_str().unwrap()).unwrap();
    // The date comes from the browser: the clock that stands still is for numbers only.
    let today = "const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(it => String(it).padStart(2, '0')).join('-')";
    let today = browser.script(today).await.as_str().unwrap().to_owned();
    let today = Date::try_from(today).unwrap();
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let now = Timestamp::from_milliseconds(NOW);
    let subject = ExportSubject::new(catalog, texts, &record, now, today);
    for format in Format::ALL {
        let start = Instant::now();
        ask(&browser, format).await;
        let said = said(&browser, format).await;
        let took = start.elapsed().as_millis();
        let made = export(format, &subject).unwrap();
        assert!(said.contains(&made.name), "{said}");
        let arrived = downloads.file(&made.name).await;
        // The worker that was fetched for the first file makes the others.
        server.trouble(Trouble::Lost, "exporter");
        println!("{took:>5} ms {:>8} B {}", arrived.len(), made.name);
        match format {
            Format::Docx | Format::Xlsx => assert!(parts(&arrived) == parts(&made.bytes)),
            _ => assert!(arrived == made.bytes, "{format:?}"),
        }
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_has_the_separator_that_was_chosen() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let downloads = Downloads::of(&browser, "separator").await;
    browser
        .script("const it = document.querySelector('#separator'); it.value = 'semicolon'; it.dispatchEvent(new Event('change', { bubbles: true }))")
        .await;
    ask(&browser, Format::Gaps).await;
    said(&browser, Format::Gaps).await;
    let list = downloads.file("demarc-example-web-shop-gaps.csv").await;
    let list = String::from_utf8(list).unwrap();
    assert!(
        list.starts_with("\u{feff}\"Rank\";\"Practice\";"),
        "{list:.100}"
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_says_so_and_can_be_tried_again() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let downloads = Downloads::of(&browser, "failures").await;
    for (part, message) in [
        ("exporter/worker.js", "could not be started"),
        ("demarc_worker.js", "could not be started"),
        ("demarc_worker_bg", "did not arrive (404"),
        ("texts.bin", "did not arrive (404"),
    ] {
        server.trouble(Trouble::Lost, part);
        // The worker is not fetched again.
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await;
        ask(&browser, Format::Gaps).await;
        let said = said(&browser, Format::Gaps).await;
        assert!(
            said.contains(message) && said.contains("try again"),
            "{part}: {said}"
        );
        server.mend();
    }
    ask(&browser, Format::Gaps).await;
    assert!(
        said(&browser, Format::Gaps)
            .await
            .contains("demarc-example-web-shop-gaps.csv")
    );
    downloads.file("demarc-example-web-shop-gaps.csv").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_workers_says_so() {
    let server = Server::start();
    let browser = on_report(&server).await;
    browser.script("window.Worker = undefined").await;
    ask(&browser, Format::Docx).await;
    assert!(
        said(&browser, Format::Docx)
            .await
            .contains("could not be started")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_called_off_and_asked_for_by_keyboard() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let downloads = Downloads::of(&browser, "keyboard").await;
    server.trouble(Trouble::Late, "worker_bg");
    let button = browser
        .driver
        .find(By::Css("[data-format=gaps]"))
        .await
        .unwrap();
    button.focus().await.unwrap();
    button.send_keys(Key::Enter).await.unwrap();
    browser
        .until("return document.querySelector('.file progress') !== null")
        .await;
    // Files are made one at a time. The other buttons say that they wait.
    browser
        .until(&format!(
            "return document.querySelectorAll('[data-format][aria-disabled=true]').length === {}",
            Format::ALL.len()
        ))
        .await;
    assert!(browser.violations().await.is_empty());
    browser.click("button", "Stop").await;
    browser
        .until("return document.querySelector('.file progress') === null")
        .await;
    // The button that disappeared had focus.
    browser
        .until("return document.activeElement.dataset.format === 'gaps'")
        .await;
    server.mend();
    let button = browser
        .driver
        .find(By::Css("[data-format=gaps]"))
        .await
        .unwrap();
    button.send_keys(Key::Enter).await.unwrap();
    assert!(
        said(&browser, Format::Gaps)
            .await
            .contains("went to your downloads")
    );
    downloads.file("demarc-example-web-shop-gaps.csv").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_asked_for_does_not_arrive_on_another() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let downloads = Downloads::of(&browser, "pages").await;
    server.trouble(Trouble::Late, "worker_bg");
    ask(&browser, Format::Gaps).await;
    browser
        .until("return document.querySelector('.file progress') !== null")
        .await;
    browser
        .driver
        .goto(&format!("{}#/", server.address))
        .await
        .unwrap();
    browser
        .until("return document.querySelector('[data-format]') === null")
        .await;
    show_report(&browser, &server).await;
    server.mend();
    ask(&browser, Format::Answers).await;
    assert!(
        said(&browser, Format::Answers)
            .await
            .contains("demarc-example-web-shop-answers.csv")
    );
    downloads.file("demarc-example-web-shop-answers.csv").await;
    assert!(
        !downloads
            .0
            .join("demarc-example-web-shop-gaps.csv")
            .exists()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_and_pictures_are_taken() {
    let server = Server::start();
    let browser = on_report(&server).await;
    let _downloads = Downloads::of(&browser, "looks").await;
    ask(&browser, Format::Gaps).await;
    said(&browser, Format::Gaps).await;
    let folder = std::env::var_os("DEMARC_SCREENSHOTS").map(PathBuf::from);
    for scheme in Scheme::ALL {
        for width in [360, 768, 1440, 1920] {
            browser.look(width, 1000, scheme).await;
            let violations = browser.violations().await;
            assert!(
                violations.is_empty(),
                "{} {width}: {violations:?}",
                scheme.name()
            );
            let wider = "return document.documentElement.scrollWidth > innerWidth";
            assert_eq!(browser.script(wider).await, false, "{width}");
            if let Some(folder) = &folder {
                picture(
                    &browser,
                    folder,
                    &format!("files-{}-{width}.png", scheme.name()),
                )
                .await;
            }
        }
    }
}

/// Writes a picture of the list of files.
async fn picture(browser: &Browser, folder: &Path, name: &str) {
    fs::create_dir_all(folder).unwrap();
    browser
        .script("document.querySelector('#files').scrollIntoView({ block: 'start' })")
        .await;
    browser.driver.screenshot(&folder.join(name)).await.unwrap();
}
