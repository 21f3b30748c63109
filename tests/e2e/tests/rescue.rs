//! When the app can't start or go on: the message, and `rescue.html`, which saves the stored data without the app.

use std::path::PathBuf;
use std::{env, fs};

use demarc_core::exchange::file::{self, Contents};
use demarc_e2e::{Browser, Scheme, Server, Trouble};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const NOT_STARTED: &str = "Demarc could not start";
const NOT_GONE_ON: &str = "Demarc could not go on";
const RESCUE: &str = "Save what is kept";

/// Opens the situation of a new assessment whose one entry is saved.
async fn with_an_entry(server: &Server) -> Browser {
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    entry(&browser).await.click().await.unwrap();
    browser.saved().await;
    assert!(is_entered(&browser).await);
    browser
}

/// The field of that entry.
async fn entry(browser: &Browser) -> WebElement {
    let path = By::XPath("//label[span[normalize-space()='Production']]/input");
    browser.driver.find(path).await.unwrap()
}

async fn is_entered(browser: &Browser) -> bool {
    entry(browser).await.is_selected().await.unwrap()
}

/// The records of localStorage and IndexedDB.
async fn all_that_is_kept(browser: &Browser) -> String {
    let script = "const done = arguments[0];
        const request = indexedDB.open('demarc:v1');
        request.onsuccess = () => {
            const store = request.result.transaction('records').objectStore('records');
            const keys = store.getAllKeys();
            store.getAll().onsuccess = ({ target }) => {
                request.result.close();
                done(JSON.stringify([Object.entries(localStorage).sort(), keys.result, target.result]));
            };
        }";
    let found = browser.driver.execute_async(script, Vec::new()).await;
    found.unwrap().json().as_str().unwrap().to_owned()
}

async fn databases(browser: &Browser) -> u64 {
    let script = "indexedDB.databases().then(it => arguments[0](it.length))";
    let found = browser.driver.execute_async(script, Vec::new()).await;
    found.unwrap().json().as_u64().unwrap()
}

/// The texts of the rescue page about what is stored.
async fn found(browser: &Browser) -> String {
    browser
        .until("return !document.getElementById('kept').textContent.includes('Looking')")
        .await;
    browser.text("#kept").await
}

async fn can_save(browser: &Browser) -> bool {
    let script = "return !document.getElementById('save').hidden";
    browser.script(script).await == true
}

/// The contents of the file that the button saves, read as the app reads it.
async fn save(browser: &Browser) -> (Value, Contents) {
    let folder = env::temp_dir().join(format!(
        "demarc-rescue-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    fs::create_dir_all(&folder).unwrap();
    let there = json!({ "behavior": "allow", "downloadPath": folder });
    browser.devtools("Browser.setDownloadBehavior", there).await;
    browser.click("button", "Save everything as a file").await;
    let text = arrived(folder.join("rescue.demarc.json")).await;
    fs::remove_dir_all(&folder).unwrap();
    let contents = file::read(text.as_bytes()).expect("the app opens it");
    (serde_json::from_str(&text).unwrap(), contents)
}

async fn arrived(file: PathBuf) -> String {
    for _ in 0..200 {
        if let Ok(text) = fs::read_to_string(&file) {
            return text;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("{} does not come", file.display());
}

/// Asserts that the message replaces the page and works with a keyboard and a screen reader.
async fn it_is_told(browser: &Browser, heading: &str) {
    browser.heading(heading).await;
    browser.heading_has_focus().await;
    assert_eq!(
        browser.driver.title().await.unwrap(),
        format!("{heading} · Demarc")
    );
    let alert = browser.text("[role=alert]").await;
    assert!(alert.contains(heading), "{alert}");
    assert!(alert.contains("up to the last “Saved”"), "{alert}");
    assert_eq!(
        browser.script("return document.body.children.length").await,
        1
    );
}

async fn nothing_was_complained_about(browser: &Browser) {
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_wasm_the_app_says_so_and_what_is_kept_can_be_saved() {
    let server = Server::start();
    // A service worker would have the file.
    server.trouble(Trouble::Lost, "sw.js");
    let browser = with_an_entry(&server).await;
    browser
        .script(
            "localStorage.setItem('demarc:v1:assessment:damaged', '{\\ud800');
             localStorage.setItem('another:app', '{}')",
        )
        .await;
    // IndexedDB has a record that localStorage lacks, and one with another text.
    let more = "const done = arguments[0];
        const request = indexedDB.open('demarc:v1');
        request.onsuccess = () => {
            const writing = request.result.transaction('records', 'readwrite');
            const store = writing.objectStore('records');
            const [key, text] = Object.entries(localStorage).find(([key]) => key.startsWith('demarc:v1:assessment:') && !key.endsWith('damaged'));
            const id = key.split(':')[3];
            store.put(text.replaceAll(id, 'lost'), 'demarc:v1:assessment:lost');
            store.put('{', key);
            writing.oncomplete = () => { request.result.close(); done(id) };
        }";
    let id = browser
        .driver
        .execute_async(more, Vec::new())
        .await
        .unwrap();
    let id = id.json().as_str().unwrap().to_owned();

    server.trouble(Trouble::Lost, "demarc_bg.wasm");
    browser.driver.refresh().await.unwrap();
    it_is_told(&browser, NOT_STARTED).await;
    assert_eq!(browser.violations().await, [""; 0]);
    let before = all_that_is_kept(&browser).await;
    browser.complaints().await;
    browser.requests().await;

    browser.click("a", "Save what is kept as a file").await;
    browser.heading(RESCUE).await;
    let status = found(&browser).await;
    // localStorage: the entry, the damaged record and the index. IndexedDB: the entry and the lost record, which differ,
    // and the index.
    assert!(status.contains("Local storage: 3 records\n"), "{status}");
    assert!(status.contains("3 records, 2 of them not in"), "{status}");
    let (text, contents) = save(&browser).await;
    assert_eq!(text["format"], "demarc-rescue");
    assert_eq!(text["records"].as_array().unwrap().len(), 5);
    let saved: Vec<_> = contents.assessments.iter().collect();
    assert_eq!(saved.len(), 2);
    assert_eq!((saved[0].id.as_str(), saved[1].id.as_str()), (&*id, "lost"));
    for assessment in saved {
        assert_eq!(assessment.profile.facts.len(), 1);
    }
    assert_eq!(contents.unreadable, 2);
    assert!(browser.text("#said").await.contains("5 records"));
    nothing_was_complained_about(&browser).await;

    assert_eq!(all_that_is_kept(&browser).await, before);
    for request in browser.requests().await {
        let here = [&*server.origin, "data:", "blob:"];
        let stays = here.iter().any(|it| request.starts_with(it));
        assert!(stays, "{request} leaves the origin");
    }
    server.mend();
    browser.click("a", "Start Demarc again").await;
    browser
        .heading("Find the line between AWS’s job and yours")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_app_says_so() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.before_every_page("delete window.WebAssembly").await;
    browser.driver.goto(&server.address).await.unwrap();
    it_is_told(&browser, NOT_STARTED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_panic_the_page_says_so_and_reloading_brings_everything_back() {
    let server = Server::start();
    let browser = with_an_entry(&server).await;
    // Creating the next element fails.
    let fault = "const make = Node.prototype.cloneNode;
        Node.prototype.cloneNode = () => { Node.prototype.cloneNode = make; throw new Error('a fault') }";
    browser.script(fault).await;
    browser.click("a", "Continue to services").await;
    it_is_told(&browser, NOT_GONE_ON).await;
    let complaints = browser.complaints().await.join("\n");
    assert!(complaints.contains("unreachable"), "{complaints}");
    assert_eq!(browser.violations().await, [""; 0]);

    // The rest of the app does nothing any more, and the message needs no network.
    let before = all_that_is_kept(&browser).await;
    server.trouble(Trouble::Lost, "/");
    let more = "location.hash = '#/model';
        dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))";
    browser.script(more).await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    it_is_told(&browser, NOT_GONE_ON).await;
    assert_eq!(all_that_is_kept(&browser).await, before);
    browser.driver.back().await.unwrap();
    server.mend();

    browser.click("button", "Reload").await;
    browser.heading("Which services do you run?").await;
    browser.driver.back().await.unwrap();
    browser.heading("Your situation").await;
    assert!(is_entered(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_trap_without_a_panic_the_page_says_so() {
    for call in [
        "setTimeout(trap)",
        "Promise.resolve().then(trap)",
        "document.querySelector('h1').onclick = trap; document.querySelector('h1').click()",
    ] {
        let server = Server::start();
        let browser = with_an_entry(&server).await;
        // No memory has this alignment, so the allocator ends in a trap.
        let script = format!(
            "const {{ js }} = document.getElementById('boot').dataset;
             import(new URL(js, document.baseURI).href).then(it => it.default()).then(wasm => {{
                 const trap = () => wasm.__wbindgen_malloc(1, 3);
                 {call};
             }})"
        );
        browser.script(&script).await;
        it_is_told(&browser, NOT_GONE_ON).await;
        browser.click("button", "Reload").await;
        browser.heading("Your situation").await;
        assert!(is_entered(&browser).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_that_are_not_the_apps_show_nothing() {
    let server = Server::start();
    let browser = with_an_entry(&server).await;
    let errors = "setTimeout(() => { throw new Error('unreachable') });
        setTimeout(() => { throw null });
        Promise.reject(new TypeError('Failed to fetch'));
        Promise.reject(undefined);
        const theirs = new WebAssembly.RuntimeError('unreachable');
        theirs.stack = 'at f (chrome-extension://abc/script.js:1:1)';
        Promise.reject(theirs);
        const image = new Image();
        image.onload = image.onerror = () => setTimeout(() => window.over = true, 100);
        image.src = 'not-there.svg'";
    browser.script(errors).await;
    browser.until("return window.over === true").await;
    browser.heading("Your situation").await;
    browser.click("a", "Continue to services").await;
    browser.heading("Which services do you run?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_kept_the_rescue_page_says_so_and_makes_nothing() {
    for before in ["", "delete IDBFactory.prototype.databases"] {
        let server = Server::start();
        let browser = Browser::start().await;
        let list = "IDBFactory.prototype.list = IDBFactory.prototype.databases;";
        browser.before_every_page(&format!("{list} {before}")).await;
        let address = format!("{}rescue.html", server.address);
        browser.driver.goto(&address).await.unwrap();
        let status = found(&browser).await;
        assert!(status.contains("Local storage: 0 records"), "{status}");
        assert!(status.contains("in a database: 0 records"), "{status}");
        assert!(status.contains("So nothing is kept here"), "{status}");
        assert!(!can_save(&browser).await);
        browser
            .script("IDBFactory.prototype.databases = IDBFactory.prototype.list")
            .await;
        assert_eq!(databases(&browser).await, 0);
        nothing_was_complained_about(&browser).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_storage_is_blocked_the_rescue_page_says_so() {
    let no_local = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });";
    let no_database = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } });";
    let silent_database = "IDBFactory.prototype.open = () => ({});";
    let nothing = format!("{no_local}{no_database}");
    let cases = [
        (nothing.as_str(), true, true),
        (no_local, true, false),
        (no_database, false, true),
        (silent_database, false, true),
    ];
    for (blocked, local, database) in cases {
        let server = Server::start();
        let browser = with_an_entry(&server).await;
        browser.before_every_page(blocked).await;
        let address = format!("{}rescue.html", server.address);
        browser.driver.goto(&address).await.unwrap();
        let status = found(&browser).await;
        let lines: Vec<_> = status.lines().collect();
        assert_eq!(lines[0].contains("does not let"), local, "{status}");
        assert_eq!(lines[1].contains("does not let"), database, "{status}");
        assert!(status.contains("allow them"), "{status}");
        // Each of the two stores has the entry.
        assert_eq!(can_save(&browser).await, !(local && database), "{status}");
        if can_save(&browser).await {
            let (_, contents) = save(&browser).await;
            assert_eq!((contents.assessments.len(), contents.unreadable), (1, 0));
        }
        nothing_was_complained_about(&browser).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_the_rescue_page() {
    let server = Server::start();
    let browser = with_an_entry(&server).await;
    let address = format!("{}rescue.html", server.address);
    let mut wrong = Vec::new();
    for scheme in Scheme::ALL {
        for width in [320, 1440] {
            browser.look(width, 900, scheme).await;
            browser.driver.goto(&address).await.unwrap();
            found(&browser).await;
            wrong.extend(browser.violations().await);
            let over = "return document.documentElement.scrollWidth - innerWidth";
            assert_eq!(browser.script(over).await, 0, "at {width}");
        }
    }
    assert_eq!(wrong, [""; 0]);
    nothing_was_complained_about(&browser).await;
}

/// Writes pictures of the message and of the rescue page to the folder of `DEMARC_SCREENSHOTS`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "pictures to look at; xtask asks for them when DEMARC_SCREENSHOTS names a folder"]
async fn both_can_be_pictured() {
    let server = Server::start();
    let browser = with_an_entry(&server).await;
    let folder = env::var("DEMARC_SCREENSHOTS").expect("DEMARC_SCREENSHOTS names a folder");
    fs::create_dir_all(&folder).unwrap();
    let picture = async |name: &str, width: u32, scheme: Scheme| {
        let picture = browser.driver.screenshot_as_png().await.unwrap();
        let name = format!("{folder}/{name}-{width}-{}.png", scheme.name());
        fs::write(name, picture).unwrap();
    };
    for scheme in Scheme::ALL {
        for width in [320, 360, 768, 1440] {
            browser.look(width, 900, scheme).await;
            let address = format!("{}rescue.html", server.address);
            browser.driver.goto(&address).await.unwrap();
            found(&browser).await;
            picture("rescue", width, scheme).await;
            browser.driver.goto(&server.address).await.unwrap();
            browser
                .heading("Find the line between AWS’s job and yours")
                .await;
            browser
                .script(
                    "const error = new WebAssembly.RuntimeError('unreachable');
                    dispatchEvent(new ErrorEvent('error', { error }))",
                )
                .await;
            browser.heading(NOT_GONE_ON).await;
            picture("panic", width, scheme).await;
            server.trouble(Trouble::Lost, "demarc_bg.wasm");
            browser.driver.refresh().await.unwrap();
            browser.heading(NOT_STARTED).await;
            picture("start", width, scheme).await;
            server.mend();
        }
    }
}
