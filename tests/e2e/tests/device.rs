//! The device around the page: storage that refuses or never answers, a clock of another time zone, paper, scripts of
//! other directions.

use demarc_core::exchange::record::read;
use demarc_e2e::{Browser, Server, first_page, observed};
use serde_json::json;
use thirtyfour::prelude::*;

/// Opens the filled-in example in a new browser that runs this script before every page.
async fn example(before: &str) -> (Server, Browser) {
    let (server, browser) = first_page(before).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    (server, browser)
}

async fn go(browser: &Browser, server: &Server, hash: &str) {
    let address = format!("{}{hash}", server.address);
    browser.driver.goto(address).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_the_device_refuses_says_so_and_changes_nothing() {
    let (_server, browser) = example("").await;
    browser.saved().await;
    browser.click("a", "Assessments").await;
    browser.named("button", "Delete").await;
    browser
        .script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };
             Storage.prototype.removeItem = () => { throw new DOMException('no', 'SecurityError') };
             IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete = () => { throw new DOMException('full', 'QuotaExceededError') };",
        )
        .await;
    browser.click("button", "Delete").await;
    browser
        .until("return /Nothing is lost/.test(document.querySelector('.toast')?.textContent)")
        .await;
    browser.named("a", "Example: web shop").await;
    browser.driver.refresh().await.unwrap();
    browser.named("a", "Example: web shop").await;
    observed(
        "Both stores refuse while somebody deletes",
        "a deletion",
        "a message that it could not be done; the assessment stays, also after a reload",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_never_opens_leaves_one_copy_and_says_so() {
    let (server, browser) = example("IDBFactory.prototype.open = () => ({});").await;
    go(&browser, &server, "#/a/example/practices/iam.root").await;
    browser.driver.find(By::Css(".levels")).await.unwrap();
    browser
        .script("document.querySelectorAll('.level input')[0].click()")
        .await;
    // “Saved here”, with one notice, once the browser had its time to answer.
    browser.saved_once().await;
    browser
        .driver
        .find(By::Css(".notice--storage"))
        .await
        .unwrap();
    let key = "return localStorage.getItem('demarc:v1:assessment:example')";
    let text = browser.script(key).await;
    let kept = read(text.as_str().unwrap()).unwrap();
    let response = kept.response(&"iam.root".parse().unwrap());
    assert_eq!(
        response,
        Some(&demarc_core::assessment::Response::NotInPlace)
    );
    observed(
        "A database that never opens",
        "an answer",
        "“Saved here” and one notice; the answer is in localStorage",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_is_the_same_day_in_every_time_zone() {
    let (server, browser) = example("").await;
    let zone = |name: &'static str| {
        let zone = json!({ "timezoneId": name });
        browser.devtools("Emulation.setTimezoneOverride", zone)
    };
    let due = "return document.querySelector('#due').value";
    for name in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        zone(name).await;
        go(&browser, &server, "#/a/example/practices/iam.access-keys").await;
        browser.driver.refresh().await.unwrap();
        browser.driver.find(By::Css("#due")).await.unwrap();
        assert_eq!(browser.script(due).await, json!("2027-03-31"), "{name}");
    }
    // What is entered at one end of the world is the same day at the other.
    browser
        .script(
            "const due = document.querySelector('#due'); due.value = '2027-06-30';
             due.dispatchEvent(new Event('input', { bubbles: true })); due.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    browser.saved().await;
    zone("Pacific/Kiritimati").await;
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css("#due")).await.unwrap();
    assert_eq!(browser.script(due).await, json!("2027-06-30"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_is_open_over_midnight_shows_what_is_overdue_now() {
    let (server, browser) = example("").await;
    let zone = |name: &'static str| {
        let zone = json!({ "timezoneId": name });
        browser.devtools("Emulation.setTimezoneOverride", zone)
    };
    // These two are 25 hours apart: it is never the same day in both.
    zone("Pacific/Pago_Pago").await;
    go(&browser, &server, "#/a/example/practices/iam.access-keys").await;
    browser.driver.find(By::Css("#due")).await.unwrap();
    browser
        .script(
            "const due = document.querySelector('#due'); const now = new Date();
             due.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(it => String(it).padStart(2, '0')).join('-');
             due.dispatchEvent(new Event('input', { bubbles: true })); due.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    browser.saved().await;
    browser
        .script("location.hash = '#/a/example/results'")
        .await;
    browser.heading("Results: Example: web shop").await;
    let overdue = "Number(document.querySelector('main').textContent.match(/(\\d+) gaps? (?:is|are) overdue/)?.[1] ?? 0)";
    browser
        .until("return document.querySelector('.fixes') !== null")
        .await;
    let shown = format!("return {overdue}");
    let before = browser.script(&shown).await.as_u64().unwrap();
    zone("Pacific/Kiritimati").await;
    assert_eq!(browser.script(&shown).await, json!(before));
    browser
        .script("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        .await;
    let after = format!("return {overdue} === {}", before + 1);
    browser.until(&after).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_dark_on_white_on_paper_whatever_the_theme() {
    let (_server, browser) = example("").await;
    let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
    let luminance = "const light = it => it.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
        const style = getComputedStyle(document.querySelector('h1'));
        return [light(getComputedStyle(document.documentElement).backgroundColor), light(style.color)]";
    for (media, is_dark) in [("screen", true), ("print", false)] {
        let media = json!({ "media": media, "features": dark });
        browser.devtools("Emulation.setEmulatedMedia", media).await;
        let found = browser.script(luminance).await;
        let [page, ink] = [0, 1].map(|index| found[index].as_f64().unwrap());
        assert_eq!(page < ink, is_dark, "{found}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_from_right_to_left_runs_so() {
    let (server, browser) = example("").await;
    go(&browser, &server, "#/a/example/practices/iam.root").await;
    let note = browser.driver.find(By::Css("#note")).await.unwrap();
    let opened = "document.querySelectorAll('details').forEach(it => it.open = true)";
    browser.script(opened).await;
    note.send_keys("المفاتيح محفوظة").await.unwrap();
    let style = "const style = getComputedStyle(document.querySelector('#note')); return [style.unicodeBidi, style.textAlign]";
    assert_eq!(browser.script(style).await, json!(["plaintext", "start"]));
    browser.saved().await;
}
