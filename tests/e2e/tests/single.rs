//! The single-file build, copied to a folder of its own and opened from disk, as from a USB stick.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::{env, fs};

use demarc_catalog::Date;
use demarc_core::exchange::{Format, file, record};
use demarc_e2e::{Browser, Downloads, Scheme};
use demarc_worker::{ExportSubject, Timestamp, export};
use thirtyfour::prelude::*;

const NOW: u64 = 1_795_530_600_000;
const HOME: &str = "Find the line between AWS’s job and yours";
const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });
    IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };";
const VIOLATIONS: &str = "window.violations = [];
    addEventListener('securitypolicyviolation', it => window.violations.push(it.violatedDirective + ' ' + it.blockedURI));";

/// A temporary folder with the single file and nothing else. Dropping it deletes the folder.
struct Stick(PathBuf);

impl Drop for Stick {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Stick {
    fn with_file(name: &str) -> Self {
        let single = env::var("DEMARC_SINGLE")
            .expect("DEMARC_SINGLE names the one file: run `cargo xtask test`");
        let stick = env::temp_dir().join(format!("USB stick {name} {}", std::process::id()));
        fs::create_dir_all(&stick).unwrap();
        fs::copy(single, stick.join("demarc.html")).unwrap();
        Self(stick)
    }

    fn address(&self, hash: &str) -> String {
        let path = self.0.display().to_string().replace(' ', "%20");
        format!("file://{path}/demarc.html{hash}")
    }

    async fn open(&self, hash: &str, before: &str) -> Browser {
        let browser = Browser::start().await;
        let before = format!("{VIOLATIONS} {before}");
        browser.before_every_page(&before).await;
        browser.look(1280, 900, Scheme::Light).await;
        browser.driver.goto(self.address(hash)).await.unwrap();
        browser
    }
}

/// Asserts that the browser requested the file alone, and that the console has no warning.
async fn it_needed_nothing_else(browser: &Browser, stick: &Stick) {
    let requests = browser.requests().await;
    let own = stick.address("");
    assert!(requests.iter().any(|it| it.starts_with(&own)));
    let made_here = |it: &&String| ["data:", "blob:"].iter().any(|kind| it.starts_with(kind));
    let other = requests
        .iter()
        .filter(|it| !it.starts_with(&own))
        .filter(|it| !made_here(it));
    assert_eq!(other.collect::<Vec<_>>(), [""; 0]);
    assert_eq!(browser.complaints().await, [""; 0]);
    let violations = browser.script("return window.violations").await;
    assert_eq!(violations, serde_json::json!([]));
}

async fn choose(browser: &Browser, name: &str) {
    let path =
        format!("//label[contains(@class,'level')][.//span[normalize-space()='{name}']]/input");
    let radio = browser.driver.find(By::XPath(path)).await.unwrap();
    radio.scroll_into_view().await.unwrap();
    radio.click().await.unwrap();
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
async fn an_assessment_is_made_and_is_there_again() {
    let stick = Stick::with_file("answers");
    let browser = stick.open("", "").await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    let here = browser.driver.current_url().await.unwrap().to_string();
    let there = here.replace("situation", "practices/iam.root");
    browser.driver.goto(&there).await.unwrap();
    choose(&browser, "Mostly").await;
    browser.saved().await;
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelector('.levels input:checked')?.closest('label').textContent.includes('Mostly') ?? false")
        .await;
    let results = here.replace("situation", "results");
    browser.driver.goto(&results).await.unwrap();
    browser.driver.find(By::Css(".headline")).await.unwrap();
    browser.click("a", "Assessments").await;
    browser.heading(HOME).await;
    browser
        .until("return document.querySelector('.assessment__answered')?.textContent.startsWith('1 of') ?? false")
        .await;
    // The footer is right from the start, and the text about storage is the one for files on disk.
    browser.named("p", "Works without a network.").await;
    browser.click("a", "Privacy").await;
    browser.heading("Privacy").await;
    assert!(
        browser
            .text("main")
            .await
            .contains("one file that your browser opened from a disk")
    );
    it_needed_nothing_else(&browser, &stick).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there_with_its_styles() {
    let stick = Stick::with_file("pages");
    // The address can name any page.
    let browser = stick.open("#/model", "").await;
    browser.heading("The shared responsibility model").await;
    // The styles of later pages are in the file.
    let layout = "return getComputedStyle(document.querySelector('.read__top')).display";
    assert_eq!(browser.script(layout).await, "grid");
    browser
        .driver
        .goto(stick.address("#/explore"))
        .await
        .unwrap();
    browser
        .heading("Explore: who does what, service by service")
        .await;
    browser.driver.goto(stick.address("#/")).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    for (view, heading) in [
        ("services", "Which services do you run?"),
        ("report", "Report"),
        ("snapshots", "Snapshots"),
    ] {
        let address = stick.address(&format!("#/a/example/{view}"));
        browser.driver.goto(address).await.unwrap();
        browser.heading(heading).await;
    }
    it_needed_nothing_else(&browser, &stick).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_made_as_on_the_host() {
    let stick = Stick::with_file("files");
    let browser = stick.open("", &format!("Date.now = () => {NOW};")).await;
    let downloads = Downloads::of(&browser, "single").await;
    browser.click("button", "Try a filled-in example").await;
    browser.driver.find(By::Css(".headline")).await.unwrap();
    browser.saved().await;
    let record = "return localStorage.getItem('demarc:v1:assessment:example')";
    let record = browser.script(record).await;
    let record = record::read(record.as_str().unwrap()).unwrap();
    let today = "const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(it => String(it).padStart(2, '0')).join('-')";
    let today = browser.script(today).await.as_str().unwrap().to_owned();
    let today = Date::try_from(today).unwrap();
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let now = Timestamp::from_milliseconds(NOW);
    let subject = ExportSubject::new(catalog, texts, &record, now, today);
    let report = stick.address("#/a/example/report");
    browser.driver.goto(report).await.unwrap();
    for format in [Format::Docx, Format::Xlsx] {
        let button = format!("[data-format={}]", format.key());
        let button = browser.driver.find(By::Css(button)).await.unwrap();
        button.scroll_into_view().await.unwrap();
        button.click().await.unwrap();
        let made = export(format, &subject).unwrap();
        let arrived = downloads.file(&made.name).await;
        assert!(parts(&arrived) == parts(&made.bytes), "{format:?}");
    }
    it_needed_nothing_else(&browser, &stick).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_kept_it_says_so_and_files_still_work() {
    let stick = Stick::with_file("blocked");
    let browser = stick.open("", BLOCKED).await;
    let downloads = Downloads::of(&browser, "single-blocked").await;
    browser.heading(HOME).await;
    let notice = browser.text(".notice--storage").await;
    assert!(notice.contains("opened from a file"), "{notice}");
    assert!(notice.contains("as a file"), "{notice}");
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser
        .click("button", "Save this assessment as a file")
        .await;
    let name = "my-workload.demarc.json";
    let bytes = downloads.file(name).await;
    let saved = file::read(&bytes).expect("the app opens it");
    assert_eq!(saved.assessments.len(), 1);
    // The saved file is opened in a new browser, which has nothing stored.
    browser.driver.goto("about:blank").await.unwrap();
    browser.driver.goto(stick.address("")).await.unwrap();
    browser.heading(HOME).await;
    // The heading is there before the app is: the file may come before the app listens.
    let text = String::from_utf8(bytes).unwrap();
    browser.drop_file(name, &text).await;
    browser.heading(&format!("What is in “{name}”")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_can_be_saved_when_the_app_does_not_start() {
    let stick = Stick::with_file("rescue");
    let browser = stick.open("", "").await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.saved().await;
    browser
        .before_every_page("WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error('no'));")
        .await;
    browser.driver.refresh().await.unwrap();
    browser.heading("Demarc could not start").await;
    let downloads = Downloads::of(&browser, "single-rescue").await;
    browser.click("a", "Save what is kept as a file").await;
    browser.heading("Save what is kept").await;
    assert_eq!(
        browser.driver.title().await.unwrap(),
        "Save what is kept · Demarc"
    );
    browser.click("button", "Save everything as a file").await;
    let bytes = downloads.file("rescue.demarc.json").await;
    assert!(file::read(&bytes).is_ok());
    browser.click("a", "Start Demarc again").await;
    browser.heading("Demarc could not start").await;
}
