//! The page of the report: its settings, that they are saved, and what is printed.

use std::{env, fs};

use demarc_core::assessment::{Assessment, Chapter};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// A PNG of one pixel.
const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// The stored example.
async fn kept(browser: &Browser) -> Assessment {
    browser.saved().await;
    let text = browser
        .script("return localStorage.getItem('demarc:v1:assessment:example')")
        .await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

/// Opens the report of the example.
async fn on_report() -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.driver.find(By::Css(".headline")).await.unwrap();
    let address = format!("{}#/a/example/report", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.heading("Report").await;
    browser.driver.find(By::Css(".chapter")).await.unwrap();
    (server, browser)
}

async fn open_settings(browser: &Browser) {
    browser
        .script("document.querySelector('.report-settings').open = true")
        .await;
}

async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let script =
        format!("return [...document.querySelectorAll({css:?})].map(it => it.textContent.trim())");
    let found = browser.script(&script).await;
    let found = found.as_array().unwrap().iter();
    found.map(|it| it.as_str().unwrap().to_owned()).collect()
}

async fn type_into(browser: &Browser, css: &str, text: &str) {
    let field = browser.driver.find(By::Css(css)).await.unwrap();
    field.scroll_into_view().await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// Puts a file with these bytes into the field for the logo.
async fn choose_logo(browser: &Browser, name: &str, base64: &str) {
    let (name, base64) = (json!(name), json!(base64));
    let script = format!(
        "const bytes = Uint8Array.from(atob({base64}), it => it.charCodeAt(0));
         const data = new DataTransfer(); data.items.add(new File([bytes], {name}));
         const field = document.querySelector('#logo'); field.files = data.files;
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.script(&script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_changes_the_document_and_lasts() {
    let (_server, browser) = on_report().await;
    let all: Vec<&str> = Chapter::ALL.map(labels::chapter).to_vec();
    assert_eq!(texts(&browser, ".chapter h2").await, all);
    open_settings(&browser).await;
    type_into(&browser, "#client", "Shop Ltd").await;
    type_into(&browser, "#author", "Ana Consulting").await;
    browser
        .script("const it = document.querySelector('#report-date'); it.value = '2026-12-01'; it.dispatchEvent(new Event('change', { bubbles: true }))")
        .await;
    let cover = texts(&browser, ".cover__facts dd").await;
    assert_eq!(
        cover[..3],
        ["Shop Ltd", "Ana Consulting", "December 1, 2026"]
    );
    browser
        .driver
        .find(By::XPath(
            "//fieldset//label[span[normalize-space()='Method']]",
        ))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    let left: Vec<&str> = all.iter().copied().filter(|it| *it != "Method").collect();
    assert_eq!(texts(&browser, ".chapter h2").await, left);
    assert_eq!(texts(&browser, ".cover__contents li").await, left);

    let cover = kept(&browser).await.cover;
    assert_eq!(
        (cover.client.as_str(), cover.author.as_str()),
        ("Shop Ltd", "Ana Consulting")
    );
    assert!(cover.left_out.contains(Chapter::Method));
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".chapter")).await.unwrap();
    assert_eq!(texts(&browser, ".chapter h2").await, left);
    assert_eq!(texts(&browser, ".cover__facts dd").await[0], "Shop Ltd");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_starts_from_the_made_one_and_goes_back_to_it() {
    let (_server, browser) = on_report().await;
    open_settings(&browser).await;
    let value = "return document.querySelector('#summary-text').value";
    let made = browser.script(value).await;
    let first = made
        .as_str()
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(
        texts(&browser, "[aria-labelledby=chapter-summary] p").await[0],
        first
    );
    assert_eq!(kept(&browser).await.cover.summary, "");
    // After the field is emptied to write a new text, the generated summary does not come back while it has focus.
    let field = browser.driver.find(By::Css("#summary-text")).await.unwrap();
    field.scroll_into_view().await.unwrap();
    field.click().await.unwrap();
    browser
        .driver
        .action_chain()
        .key_down(Key::Control)
        .send_keys("a")
        .key_up(Key::Control)
        .send_keys(Key::Delete)
        .perform()
        .await
        .unwrap();
    assert_eq!(browser.script(value).await, "");
    field
        .send_keys("In our words.\n\n1. First\n2. Second")
        .await
        .unwrap();
    assert_eq!(
        texts(&browser, "[aria-labelledby=chapter-summary] :is(p, li)").await,
        ["In our words.", "First", "Second"]
    );
    assert!(
        kept(&browser)
            .await
            .cover
            .summary
            .starts_with("In our words.")
    );
    browser.click("button", "Use the made one again").await;
    assert_eq!(browser.script(value).await, made);
    assert_eq!(kept(&browser).await.cover.summary, "");
    // Empty lines at the end stay while somebody writes. They alone do not make an edited summary.
    // Versions of Chromium differ in where the caret is after a new value.
    browser
        .script("const it = document.querySelector('#summary-text'); it.focus(); it.setSelectionRange(it.value.length, it.value.length)")
        .await;
    field.send_keys("\n\n").await.unwrap();
    let longer = format!("{}\n\n", made.as_str().unwrap());
    assert_eq!(browser.script(value).await, longer);
    field.send_keys("" + Key::Tab).await.unwrap();
    assert_eq!(browser.script(value).await, made);
    assert_eq!(kept(&browser).await.cover.summary, "");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_logo_stays_on_the_device_and_is_a_picture() {
    let (server, browser) = on_report().await;
    open_settings(&browser).await;
    let svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
    choose_logo(&browser, "logo.png", svg).await;
    browser
        .named("p", "That is no PNG, JPEG or WebP image.")
        .await;
    let large = "A".repeat(280_000);
    choose_logo(&browser, "large.png", &large).await;
    browser
        .named(
            "p",
            "The image is larger than 200 kB. Save it smaller, and choose it again.",
        )
        .await;
    // The first 16 bytes of an image; all of it but its end; and one whose pixels are no pixels.
    let damaged = "The image is damaged: it is cut off, or parts of it are missing. Save it again, and choose the new file.";
    let pixels = LOGO.replacen("42mNk", "42mMM", 1);
    for cut in [&LOGO[..24], &LOGO[..80], &pixels] {
        choose_logo(&browser, "logo.png", "R0lGODlh").await;
        browser
            .named("p", "That is no PNG, JPEG or WebP image.")
            .await;
        choose_logo(&browser, "logo.png", cut).await;
        browser.named("p", damaged).await;
        assert!(browser.driver.find(By::Css(".cover__logo")).await.is_err());
    }
    choose_logo(&browser, "logo.png", LOGO).await;
    browser
        .until("return document.querySelector('.cover__logo')?.naturalWidth === 1")
        .await;
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelector('.cover__logo')?.naturalWidth === 1")
        .await;
    let file = kept(&browser).await;
    assert!(!demarc_core::exchange::record::write(&file).contains("iVBOR"));
    // The logo belongs to no assessment, and the bin does not list it as an unreadable record.
    browser
        .driver
        .goto(format!("{}#/bin", server.address))
        .await
        .unwrap();
    browser.driver.find(By::Css("main h1")).await.unwrap();
    assert!(!browser.text("main").await.contains("logo"));
    let address = format!("{}#/a/example/report", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css(".cover__logo")).await.unwrap();
    open_settings(&browser).await;
    // A logo that can't be removed from storage gives a message, because it comes back.
    browser
        .script("window.sets = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error('no') }")
        .await;
    browser.click("button", "Remove the logo").await;
    browser
        .named(
            "p",
            "This device could not remove it: it is there again when you come back to this page.",
        )
        .await;
    browser
        .script("Storage.prototype.setItem = window.sets")
        .await;
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".cover__logo")).await.unwrap();
    open_settings(&browser).await;
    browser.click("button", "Remove the logo").await;
    browser
        .until("return !document.querySelector('.cover__logo')")
        .await;
    assert_eq!(
        browser
            .script("return localStorage.getItem('demarc:v1:logo').includes('data:')")
            .await,
        false
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chapter_and_a_table_can_be_copied() {
    let (server, browser) = on_report().await;
    let grant = json!({ "origin": server.origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", grant).await;
    let button =
        "//button[contains(., 'Copy as text') and contains(., 'All findings by priority')]";
    let button = browser.driver.find(By::XPath(button)).await.unwrap();
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
    browser.until("return [...document.querySelectorAll('.copy__said')].some(it => it.textContent === 'Copied.')").await;
    let copied = browser
        .driver
        .execute_async(
            "navigator.clipboard.readText().then(arguments[0], it => arguments[0](String(it)))",
            Vec::new(),
        )
        .await
        .unwrap();
    let copied = copied.json().as_str().unwrap().to_owned();
    assert!(
        copied.starts_with("Finding\tKind\tIn place\tPriority\t"),
        "{copied}"
    );
    let rows = browser
        .script(
            "return document.querySelector('[aria-labelledby=chapter-findings] tbody').rows.length",
        )
        .await;
    assert_eq!(copied.lines().count() as u64, rows.as_u64().unwrap() + 1);
    // A refused write gives a message, and the page works on.
    browser
        .script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        .await;
    button.click().await.unwrap();
    browser.until("return [...document.querySelectorAll('.copy__said')].some(it => it.textContent.includes('did not allow'))").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Prints the page as Chromium's print command does.
async fn print(browser: &Browser, width: f64, height: f64) -> Vec<u8> {
    let printed = browser
        .devtools(
            "Page.printToPDF",
            json!({ "paperWidth": width, "paperHeight": height, "printBackground": true, "preferCSSPageSize": false, "generateTaggedPDF": true }),
        )
        .await;
    let base64 = printed["data"].as_str().expect("a PDF").to_owned();
    decode(&base64)
}

fn decode(base64: &str) -> Vec<u8> {
    let value = |it: u8| match it {
        b'A'..=b'Z' => it - b'A',
        b'a'..=b'z' => it - b'a' + 26,
        b'0'..=b'9' => it - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = base64.bytes().filter(|it| *it != b'=').map(value).collect();
    let chunks = digits.chunks(4).flat_map(|it| {
        let number = it
            .iter()
            .fold(0_u32, |sum, digit| sum << 6 | u32::from(*digit));
        let number = number << (6 * (4 - it.len()));
        number.to_be_bytes()[1..it.len()].to_vec()
    });
    chunks.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_prints_with_a_cover_and_every_chapter_on_both_papers() {
    let (_server, browser) = on_report().await;
    // Only the document is printed, in light colors whatever the theme.
    browser.look(1280, 900, Scheme::Dark).await;
    let media = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    browser.devtools("Emulation.setEmulatedMedia", media).await;
    let shown = browser
        .script("const main = document.querySelector('main'); return [...main.children].filter(it => getComputedStyle(it).display !== 'none').map(it => it.className)")
        .await;
    assert_eq!(shown, json!(["report"]));
    let state = browser
        .script("const style = it => getComputedStyle(document.querySelector(it)); return [style('.chapter').breakBefore, style('.report-table thead').display, style('html').backgroundColor, style('.copy').display, style('.masthead').display]")
        .await;
    assert_eq!(
        state,
        json!([
            "page",
            "table-header-group",
            "rgb(255, 255, 255)",
            "none",
            "none"
        ])
    );
    browser
        .devtools("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await;
    for (name, width, height) in [("a4", 8.27, 11.69), ("letter", 8.5, 11.0)] {
        let pdf = print(&browser, width, height).await;
        assert!(pdf.starts_with(b"%PDF"));
        let text = String::from_utf8_lossy(&pdf);
        // A page is an object of `/Type /Page`; `/Type /Pages` is the tree of pages.
        let pages = text.matches("/Type /Page\n").count();
        assert!((12..60).contains(&pages), "{pages} pages on {name}");
        if let Ok(folder) = env::var("DEMARC_SCREENSHOTS") {
            fs::create_dir_all(&folder).unwrap();
            fs::write(format!("{folder}/report-{name}.pdf"), &pdf).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_notes_are_printed_whole() {
    let (server, browser) = on_report().await;
    let note = "Agreed with the board.\n".repeat(60);
    let address = format!("{}#/a/example/practices/iam.root", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css("#note")).await.unwrap();
    let script = format!(
        "const it = document.querySelector('#note'); it.value = {}; it.dispatchEvent(new Event('input', {{ bubbles: true }}))",
        json!(note)
    );
    browser.script(&script).await;
    let printed = "return [...document.querySelectorAll('#note, #note + .printed')].map(it => getComputedStyle(it).display === 'none' ? '' : it.value ?? it.innerText)";
    assert_eq!(browser.script(printed).await, json!([note, ""]));
    // On paper all lines are there, also when the part is folded.
    browser
        .script("document.querySelector('#note').closest('details').open = false")
        .await;
    let media = json!({ "media": "print" });
    browser.devtools("Emulation.setEmulatedMedia", media).await;
    browser
        .until("return document.querySelector('#note + .printed').offsetHeight > 60 * 12")
        .await;
    assert_eq!(browser.script(printed).await, json!(["", note]));
    browser
        .devtools("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await;
    // Code is code there.
    let code = "return document.querySelectorAll('.facts code').length > 0 && !document.querySelector('main').textContent.includes('`')";
    assert_eq!(browser.script(code).await, true);
    // In the report the note is a paragraph, with its line breaks.
    let address = format!("{}#/a/example/report", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css(".chapter")).await.unwrap();
    let found = browser
        .script("const all = [...document.querySelectorAll('.report :is(p, td)')].filter(it => it.textContent.startsWith('Agreed with')); return all.map(it => [it.tagName, it.offsetHeight > 60 * 12])")
        .await;
    let found = found.as_array().unwrap();
    assert!(
        !found.is_empty() && found.iter().all(|it| *it == json!(["P", true])),
        "{found:?}"
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_no_violation_on_the_report() {
    let (_server, browser) = on_report().await;
    open_settings(&browser).await;
    let mut found = Vec::new();
    for scheme in Scheme::ALL {
        for (width, height) in [(1280, 900), (360, 800)] {
            browser.look(width, height, scheme).await;
            for violation in browser.violations().await {
                found.push(format!("{} {width}: {violation}", scheme.name()));
            }
        }
    }
    for width in [320, 360, 768, 1440] {
        browser.look(width, 800, Scheme::Light).await;
        let over = browser
            .script("return document.documentElement.scrollWidth - innerWidth")
            .await;
        if over != 0 {
            found.push(format!("{over} too wide at {width}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let levels = browser
        .script("return [...document.querySelectorAll('h1, h2, h3, h4')].map(it => Number(it.tagName[1]))")
        .await;
    let levels: Vec<u64> = levels
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .collect();
    assert!(levels.windows(2).all(|it| it[1] <= it[0] + 1), "{levels:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_keeps_what_stood_on_its_report() {
    let (server, browser) = on_report().await;
    open_settings(&browser).await;
    type_into(&browser, "#client", "Shop Ltd").await;
    browser.click("a", "Snapshots").await;
    browser.heading("Snapshots").await;
    browser.click("button", "Take a snapshot").await;
    let address = browser
        .script("return document.querySelector('.assessment h3 a').getAttribute('href')")
        .await;
    let address = address.as_str().unwrap().replace("/results", "/report");
    browser
        .driver
        .goto(format!("{}{address}", server.address))
        .await
        .unwrap();
    browser.driver.find(By::Css(".chapter")).await.unwrap();
    assert_eq!(texts(&browser, ".cover__facts dd").await[0], "Shop Ltd");
    open_settings(&browser).await;
    let fields = browser.script("return [...document.querySelectorAll('.report-settings input, .report-settings textarea')].map(it => it.id)").await;
    assert_eq!(fields, json!(["logo"]));
}

/// Writes pictures of the report to the folder of `DEMARC_SCREENSHOTS`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "pictures to look at"]
async fn the_report_can_be_pictured() {
    let (_server, browser) = on_report().await;
    let folder = env::var("DEMARC_SCREENSHOTS").expect("DEMARC_SCREENSHOTS names a folder");
    fs::create_dir_all(&folder).unwrap();
    open_settings(&browser).await;
    type_into(&browser, "#client", "Shop Ltd").await;
    type_into(&browser, "#author", "Ana Consulting").await;
    choose_logo(&browser, "logo.png", LOGO).await;
    for scheme in Scheme::ALL {
        for width in [360, 768, 1440, 1920] {
            browser.look(width, 4200, scheme).await;
            let picture = browser.driver.screenshot_as_png().await.unwrap();
            fs::write(
                format!("{folder}/report-{width}-{}.png", scheme.name()),
                picture,
            )
            .unwrap();
        }
    }
}
