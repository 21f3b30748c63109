//! Saving: storage that fails, two tabs, undo, snapshots, the bin, opening files.

use demarc_core::assessment::{Assessment, Response};
use demarc_core::exchange::record::{read, write};
use demarc_e2e::{Browser, Scheme, Server, first_page, observed};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const NO_LOCAL_STORAGE: &str = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } });";
const NO_DATABASE: &str =
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };";
const FULL_LOCAL_STORAGE: &str =
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
const FULL_DATABASE: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') };";

/// Opens the first question of a new assessment in such a browser.
async fn first_question(before: &str) -> (Server, Browser) {
    let (server, browser) = first_page(before).await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    let here = browser.driver.current_url().await.unwrap().to_string();
    let there = here.replace("situation", "practices/iam.root");
    browser.driver.goto(&there).await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    (server, browser)
}

/// Chooses an answer on the screen.
async fn choose(browser: &Browser, name: &str) {
    let path =
        format!("//label[contains(@class,'level')][.//span[normalize-space()='{name}']]/input");
    let radio = browser.driver.find(By::XPath(path)).await.unwrap();
    radio.scroll_into_view().await.unwrap();
    radio.click().await.unwrap();
}

/// The chosen answer on the screen.
async fn chosen(browser: &Browser) -> String {
    let script = "return document.querySelector('.levels input:checked')?.closest('label').querySelector('.level__name').textContent ?? ''";
    browser.script(script).await.as_str().unwrap().to_owned()
}

/// The text of the assessment on the screen in localStorage.
async fn kept(browser: &Browser) -> Assessment {
    browser
        .until(
            "return document.querySelector('[data-save-status]')?.dataset.saveStatus !== 'saving'",
        )
        .await;
    let script =
        "return localStorage.getItem('demarc:v1:assessment:' + location.hash.split('/')[2])";
    let text = browser.script(script).await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

async fn keys(browser: &Browser, part: &str) -> usize {
    let script =
        format!("return Object.keys(localStorage).filter(key => key.includes('{part}')).length");
    usize::try_from(browser.script(&script).await.as_u64().unwrap()).unwrap()
}

async fn toast(browser: &Browser, part: &str) {
    browser
        .until(&format!(
            "return document.querySelector('.toast')?.textContent.includes({}) ?? false",
            json!(part)
        ))
        .await;
}

async fn press(browser: &Browser, keys: &str, shift: bool) {
    let chain = browser.driver.action_chain().key_down(Key::Control);
    let chain = if shift {
        chain.key_down(Key::Shift)
    } else {
        chain
    };
    let chain = chain.send_keys(keys);
    let chain = if shift {
        chain.key_up(Key::Shift)
    } else {
        chain
    };
    chain.key_up(Key::Control).perform().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_stores_is_enough() {
    for broken in [
        NO_LOCAL_STORAGE,
        FULL_LOCAL_STORAGE,
        NO_DATABASE,
        FULL_DATABASE,
    ] {
        let (_server, browser) = first_question(broken).await;
        let is_safe = !broken.contains("IDB");
        choose(&browser, "Mostly").await;
        if is_safe {
            browser.saved().await;
        } else {
            browser.saved_once().await;
        }
        browser.driver.refresh().await.unwrap();
        browser.driver.find(By::Css(".levels")).await.unwrap();
        assert_eq!(chosen(&browser).await, "Mostly", "{broken}");
        let notices = "return document.querySelectorAll('.notice--storage').length";
        if is_safe {
            assert_eq!(browser.script(notices).await, 0, "{broken}");
        } else {
            browser
                .until("return document.querySelector('.notice--storage')?.textContent.includes('if the browser crashes') ?? false")
                .await;
            browser.click("button", "I understand").await;
            choose(&browser, "Fully").await;
            browser.saved_once().await;
            assert_eq!(browser.script(notices).await, 0, "{broken}");
        }
    }
    observed(
        "localStorage blocked, localStorage full: one at a time",
        "an answer, a reload",
        "“Saved”; the answer is there",
        2,
    );
    observed(
        "No database, database full: one at a time",
        "an answer, a reload",
        "“Saved here” and a notice that a crash of the browser may lose the last seconds; the answer is there",
        2,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_its_store_is_made_whole() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    for version in [1, 7] {
        let robots = format!("{}robots.txt", server.address);
        browser.driver.goto(&robots).await.unwrap();
        let broken = format!(
            "const [done] = arguments; indexedDB.deleteDatabase('demarc:v1').onsuccess = () => {{
                const request = indexedDB.open('demarc:v1', {version});
                request.onsuccess = () => {{ request.result.close(); done(true); }};
            }}"
        );
        browser.script_later(&broken).await;
        browser.driver.goto(&server.address).await.unwrap();
        browser.click("button", "Start an assessment").await;
        browser.heading("Your situation").await;
        browser.saved().await;
        let rows = "const [done] = arguments; indexedDB.open('demarc:v1').onsuccess = ({ target }) =>
            target.result.transaction('records').objectStore('records').getAllKeys().onsuccess = ({ target }) =>
                done(target.result.filter(it => it.includes('assessment')).length)";
        assert_eq!(browser.script_later(rows).await, 1, "version {version}");
        // An open page would write what it shows again.
        browser.driver.goto(&robots).await.unwrap();
        let clear = json!({ "origin": server.origin, "storageTypes": "local_storage,indexeddb" });
        browser.devtools("Storage.clearDataForOrigin", clear).await;
    }
    observed(
        "A database without its store, of this version and of a later one",
        "an assessment is started",
        "the store is made; “Saved” is said when the database has it",
        2,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_asks_while_what_was_entered_is_in_no_store_yet() {
    // The database never answers.
    let slow = "IDBObjectStore.prototype.put = function () { return this.get('') };
        Object.defineProperty(IDBTransaction.prototype, 'oncomplete', { set() {} });";
    let (_server, browser) = first_question(&[FULL_LOCAL_STORAGE, slow].concat()).await;
    let asks = "const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented";
    choose(&browser, "Mostly").await;
    browser
        .until(
            "return document.querySelector('[data-save-status]')?.dataset.saveStatus === 'saving'",
        )
        .await;
    assert_eq!(browser.script(asks).await, true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_of_what_another_tab_deleted_is_of_a_copy() {
    let (server, browser) = first_question("").await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    let here = browser.driver.current_url().await.unwrap().to_string();
    let snapshots = here.replace("practices/iam.root", "snapshots");
    browser.driver.goto(&snapshots).await.unwrap();
    browser.heading("Snapshots").await;
    let tab = browser.driver.window().await.unwrap();
    let other = browser.driver.new_tab().await.unwrap();
    browser.driver.switch_to_window(other).await.unwrap();
    browser.driver.goto(&server.address).await.unwrap();
    browser.row_action("Delete").await;
    toast(&browser, "is deleted").await;
    browser.driver.switch_to_window(tab).await.unwrap();
    let name = By::Css("main input:not([type=checkbox])");
    let name = browser.driver.find(name).await.unwrap();
    name.send_keys("Q3").await.unwrap();
    browser.click("button", "Take a snapshot").await;
    browser
        .until("return [...document.querySelectorAll('main *')].some(it => it.textContent.trim().startsWith('Q3'))")
        .await;
    browser.saved().await;
    let kept = "const records = Object.keys(localStorage).filter(it => it.startsWith('demarc:v1:assessment:'))
            .map(it => JSON.parse(localStorage.getItem(it)).assessment);
        const snapshot = records.find(it => it.frozen);
        return records.some(it => it.id === snapshot.frozen.of)";
    assert_eq!(browser.script(kept).await, true);
    observed(
        "One tab deletes an assessment, another takes a snapshot of it",
        "on the page of snapshots",
        "the assessment is kept as a copy, and the snapshot is of that",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_kept_it_is_told_in_words_and_loses_nothing() {
    let cases = [
        ([NO_LOCAL_STORAGE, NO_DATABASE], "does not let Demarc keep"),
        ([FULL_LOCAL_STORAGE, FULL_DATABASE], "is full"),
    ];
    for (broken, message) in cases {
        let (_server, browser) = first_question(&broken.concat()).await;
        choose(&browser, "Mostly").await;
        browser
            .until(
                "return document.querySelector('[data-save-status]')?.dataset.saveStatus === 'unsaved'",
            )
            .await;
        assert!(browser.text(".notice--storage").await.contains(message));
        browser
            .named("button", "Save this assessment as a file")
            .await;
        browser.click("a", "Assessments").await;
        browser
            .heading("Find the line between AWS’s job and yours")
            .await;
        browser
        .until("return document.querySelector('.assessment__answered')?.textContent.startsWith('1 of') ?? false")
        .await;
    }
    observed(
        "Both stores blocked; both stores full",
        "an answer",
        "“Not saved”, a warning in words with a button that saves a file; the answer stays in memory",
        2,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn site_data_cleared_under_an_open_page_costs_nothing_of_it() {
    let (server, browser) = first_question("").await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    let clear = json!({ "origin": server.origin, "storageTypes": "local_storage,indexeddb" });
    browser.devtools("Storage.clearDataForOrigin", clear).await;
    choose(&browser, "Fully").await;
    toast(&browser, "data was cleared").await;
    browser.saved().await;
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    assert_eq!(chosen(&browser).await, "Fully");
    observed(
        "Site data cleared while a page is open",
        "an answer, a reload",
        "the user is told; the assessment is written again, with the answer",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_and_redo_go_through_the_whole_assessment() {
    let (_server, browser) = first_question("").await;
    let levels = ["Not in place", "Started", "Mostly", "Fully"];
    for step in 0..110 {
        choose(&browser, levels[step % 4]).await;
    }
    for step in (0..109).rev() {
        press(&browser, "z", false).await;
        assert_eq!(
            chosen(&browser).await,
            levels[step % 4],
            "after undoing to step {step}"
        );
    }
    press(&browser, "z", false).await;
    assert_eq!(chosen(&browser).await, "");
    press(&browser, "z", true).await;
    press(&browser, "y", false).await;
    assert_eq!(chosen(&browser).await, "Started");
    browser.click("button", "Undo").await;
    assert_eq!(chosen(&browser).await, "Not in place");
    browser.saved().await;
    let root = "iam.root".parse().unwrap();
    assert_eq!(
        kept(&browser).await.response(&root),
        Some(&Response::NotInPlace)
    );
    // The browser undoes typing letter by letter. For the app the whole text is one step.
    browser
        .script("document.querySelector('#note').closest('details').open = true")
        .await;
    let note = browser.driver.find(By::Css("#note")).await.unwrap();
    note.send_keys("ask Ana").await.unwrap();
    browser.click("button", "Undo").await;
    assert_eq!(note.prop("value").await.unwrap().unwrap(), "");
    // The form of “not applicable” follows undo too.
    choose(&browser, "Not applicable").await;
    browser.click("span", "Architecture").await;
    let because = browser.driver.find(By::Css("#because")).await.unwrap();
    because.send_keys("No accounts.").await.unwrap();
    assert_eq!(chosen(&browser).await, "Not applicable");
    browser.click("button", "Undo").await;
    browser.click("button", "Undo").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_keep_both_edits_and_tell() {
    let (_server, browser) = first_question("").await;
    let (driver, here) = (&browser.driver, browser.driver.window().await.unwrap());
    let address = driver.current_url().await.unwrap().to_string();
    let there = driver.new_tab().await.unwrap();
    driver.switch_to_window(there.clone()).await.unwrap();
    driver.goto(&address).await.unwrap();
    driver.find(By::Css(".levels")).await.unwrap();
    choose(&browser, "Started").await;
    browser.saved().await;
    driver.switch_to_window(here.clone()).await.unwrap();
    toast(&browser, "changed elsewhere").await;
    assert_eq!(chosen(&browser).await, "Started");
    choose(&browser, "Fully").await;
    let note = "document.querySelector('#note').closest('details').open = true";
    browser.script(note).await;
    driver
        .find(By::Css("#note"))
        .await
        .unwrap()
        .send_keys("here")
        .await
        .unwrap();
    browser.saved().await;
    driver.switch_to_window(there).await.unwrap();
    browser.until("return document.querySelector('.levels input:checked')?.closest('label').textContent.includes('Fully') ?? false").await;
    let value = driver
        .find(By::Css("#note"))
        .await
        .unwrap()
        .prop("value")
        .await
        .unwrap();
    assert_eq!(value.as_deref(), Some("here"));
    // One tab deletes the assessment while the other goes on: what the other enters survives as a copy.
    browser.click("a", "Assessments").await;
    browser.row_action("Delete").await;
    driver.switch_to_window(here).await.unwrap();
    toast(&browser, "was deleted in another tab").await;
    choose(&browser, "Mostly").await;
    toast(&browser, "kept as a copy").await;
    browser.saved().await;
    let copy = kept(&browser).await;
    assert_eq!(copy.name, "My workload (copy)");
    assert_eq!(
        copy.answers.values().next().unwrap().response,
        Some(Response::Mostly)
    );
    assert_eq!(keys(&browser, ":bin:").await, 1);
    assert_eq!(browser.complaints().await, [""; 0]);
    observed(
        "Two tabs on one assessment",
        "answers and a note in both",
        "both have all; the user is told",
        1,
    );
    observed(
        "Deleted in one tab, edited in the other",
        "an answer",
        "the edit is kept as a copy; the deleted one is in the bin",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_is_looked_at_and_gone_back_to() {
    let (_server, browser) = first_question("").await;
    choose(&browser, "Mostly").await;
    browser.click("a", "Snapshots").await;
    browser.heading("Snapshots").await;
    browser
        .driver
        .find(By::Css("#label"))
        .await
        .unwrap()
        .send_keys("Q3")
        .await
        .unwrap();
    browser.click("button", "Take a snapshot").await;
    toast(&browser, "“Q3” is taken").await;
    browser.driver.back().await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    choose(&browser, "Fully").await;
    browser.saved().await;
    let assessment = kept(&browser).await;
    browser.click("a", "Snapshots").await;
    assert!(
        browser
            .text(".assessment .meta")
            .await
            .contains("One thing has changed since")
    );
    browser.click("a", "Q3").await;
    browser.heading("Results: My workload").await;
    assert!(browser.text(".notice").await.contains("can’t be changed"));
    // A snapshot can't be edited: the addresses of its questions lead to its answers.
    let there = browser.driver.current_url().await.unwrap().to_string();
    browser
        .driver
        .goto(there.replace("results", "practices/iam.root"))
        .await
        .unwrap();
    browser.heading("Check your answers").await;
    let links = browser
        .script("return document.querySelectorAll('.summary-list__action').length")
        .await;
    assert_eq!(links, 0);
    browser.click("a", "Back to the assessment").await;
    browser.heading("Snapshots").await;
    browser.click("button", "Go back to it").await;
    toast(&browser, "is what “Q3” was").await;
    browser.saved().await;
    let root = "iam.root".parse().unwrap();
    assert_eq!(
        kept(&browser).await.response(&root),
        Some(&Response::Mostly)
    );
    browser
        .driver
        .find(By::Css(".toast .button"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    browser.saved().await;
    let again = kept(&browser).await;
    assert_eq!(again.answers, assessment.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_waits_in_the_bin() {
    let (_server, browser) = first_question("").await;
    choose(&browser, "Mostly").await;
    browser.click("a", "Assessments").await;
    browser.row_action("Delete").await;
    browser.click("button", "Dismiss").await;
    browser.driver.refresh().await.unwrap();
    browser.click("a", "Deleted and set aside (1)").await;
    browser.heading("Deleted and set aside").await;
    browser.click("button", "Bring back").await;
    browser.click("a", "Back to your assessments").await;
    browser
        .until("return document.querySelector('.assessment__answered')?.textContent.startsWith('1 of') ?? false")
        .await;
    browser.row_action("Delete").await;
    browser.click("a", "Deleted and set aside (1)").await;
    browser.click("button", "Delete for good").await;
    browser.click("button", "Keep it").await;
    browser.click("button", "Delete for good").await;
    browser.click("button", "Yes, delete for good").await;
    browser
        .until("return document.body.textContent.includes('Nothing is deleted.')")
        .await;
    assert_eq!(
        keys(&browser, ":bin:").await + keys(&browser, ":assessment:").await,
        0
    );
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.body.textContent.includes('Nothing is deleted.')")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cant_be_read_is_named_on_the_first_page_and_kept() {
    let (_server, browser) = first_page("").await;
    browser
        .script("localStorage.setItem('demarc:v1:assessment:broken', '{\"half\": ')")
        .await;
    browser.driver.refresh().await.unwrap();
    browser
        .until(
            "return Object.keys(localStorage).some(key => key.startsWith('demarc:v1:quarantine:'))",
        )
        .await;
    assert!(
        browser
            .text(".notice--error")
            .await
            .contains("It is damaged")
    );
    let text = browser
        .script("return Object.entries(localStorage).find(([key]) => key.startsWith('demarc:v1:quarantine:'))[1]")
        .await;
    assert_eq!(text, "{\"half\": ");
    browser.named("button", "Save it as a file").await;
    browser.click("button", "Delete for good").await;
    browser.click("button", "Yes, delete for good").await;
    browser
        .until("return document.querySelector('.notice--error') === null")
        .await;
    assert_eq!(keys(&browser, "quarantine").await, 0);
    observed(
        "A damaged record",
        "the start",
        "it is set aside byte for byte and named on the first page, to be saved or deleted",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_shows_what_is_in_it_before_anything_changes() {
    let (_server, browser) = first_question("").await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    let here = kept(&browser).await;
    let root = "iam.root".parse().unwrap();
    // The same assessment, with a later and an earlier edit.
    let mut there = here.clone();
    let later = demarc_core::assessment::Moment::after(there.edits.latest(), 0, 5);
    there.edit(later, |it| {
        it.change_answer(&root, |answer| answer.owner = "Ana".into())
    });
    browser.drop_file("ana.json", &write(&there)).await;
    browser.heading("What is in “ana.json”").await;
    assert!(
        browser
            .text(".card")
            .await
            .contains("differs in 1 place. The file was edited later in 1.")
    );
    browser.click("summary", "See the differences").await;
    let row: Vec<String> = browser.script("return [...document.querySelectorAll('.table tbody tr > *')].map(it => it.textContent)").await
        .as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    assert_eq!(row[1..], ["nothing", "Ana", "The file’s"]);
    browser.click("a", "Cancel").await;
    assert_eq!(keys(&browser, ":assessment:").await, 1);
    browser.drop_file("ana.json", &write(&there)).await;
    browser.heading("What is in “ana.json”").await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.saved().await;
    assert_eq!(kept(&browser).await, there);
    toast(
        &browser,
        "1 thing changed; what it was is the snapshot “Before opening ana.json”",
    )
    .await;
    // Replacing keeps the earlier version as a snapshot.
    browser.drop_file("same.json", &write(&there)).await;
    browser.heading("What is in “same.json”").await;
    assert!(browser.text(".card").await.contains("Nothing will change"));
    let mut other = there.clone();
    other.answers.clear();
    browser.drop_file("other.json", &write(&other)).await;
    browser.heading("What is in “other.json”").await;
    browser.click("span", "Replace").await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.saved().await;
    assert_eq!(kept(&browser).await.answers.len(), 0);
    toast(
        &browser,
        "what it was is the snapshot “Before opening other.json”",
    )
    .await;
    assert_eq!(keys(&browser, ":assessment:").await, 3);
    // Keeping both makes a copy with an id of its own.
    browser.drop_file("ana.json", &write(&there)).await;
    browser.heading("What is in “ana.json”").await;
    browser.click("span", "Keep both").await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    assert_eq!(kept(&browser).await.name, "My workload (from file)");
    // A file that can't be opened gives a message and changes nothing.
    let before = keys(&browser, "").await;
    browser.drop_file("broken.json", "{").await;
    browser.heading("“broken.json” can’t be opened").await;
    assert!(
        browser
            .text("[role=alert].notice")
            .await
            .contains("its end is missing")
    );
    assert_eq!(keys(&browser, "").await, before);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_opened_and_saved_again_byte_for_byte() {
    let catch = "window.files = []; const create = URL.createObjectURL; URL.createObjectURL = it => { it.text().then(text => window.files.push(text)); return create(it) };";
    let (server, browser) = first_page(catch).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser
        .click("button", "Save this assessment as a file")
        .await;
    browser.until("return window.files.length === 1").await;
    let saved = browser.script("return window.files[0]").await;
    let saved = saved.as_str().unwrap();
    let mut example = read(demarc_edition::EXAMPLE).unwrap();
    example.normalize(demarc_edition::catalog());
    let mut read_back = read(saved).unwrap();
    // Its answers are as new as its opening.
    assert!(!read_back.edits.is_empty());
    read_back.edits = example.edits.clone();
    assert_eq!(read_back, example);
    // Another device, on which nothing is kept.
    let robots = format!("{}robots.txt", server.address);
    browser.driver.goto(&robots).await.unwrap();
    let clear = json!({ "origin": server.origin, "storageTypes": "local_storage,indexeddb" });
    browser.devtools("Storage.clearDataForOrigin", clear).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.named("button", "Start an assessment").await;
    browser
        .until("return !document.documentElement.dataset.starting")
        .await;
    browser.drop_file("saved.json", saved).await;
    browser.heading("What is in “saved.json”").await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.click("a", "Results").await;
    browser
        .click("button", "Save this assessment as a file")
        .await;
    browser.until("return window.files.length === 1").await;
    assert_eq!(browser.script("return window.files[0]").await, saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_files_say_is_only_ever_text() {
    let (server, browser) = first_page("window.hacked = []; addEventListener('securitypolicyviolation', event => window.hacked.push(event.violatedDirective));").await;
    let mut it = read(demarc_edition::EXAMPLE).unwrap();
    let evil = [
        "<script>window.hacked.push('script')</script>",
        "<img src=x onerror=\"window.hacked.push('img')\">",
        "javascript:window.hacked.push('link')",
        "\u{202e}\u{0}<b>",
    ];
    it.name = evil[0].into();
    it.profile.workload = evil[1].into();
    for (index, answer) in it.answers.values_mut().enumerate() {
        answer.note = evil[index % 4].into();
        answer.owner = evil[(index + 1) % 4].into();
        answer.evidence = evil[2].into();
    }
    browser.drop_file(evil[1], &write(&it)).await;
    browser
        .until("return document.querySelector('h1')?.textContent.includes('onerror') ?? false")
        .await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    for step in [
        "situation",
        "services",
        "practices/iam.root",
        "check",
        "results",
        "snapshots",
    ] {
        browser
            .driver
            .goto(format!("{}#/a/example/{step}", server.address))
            .await
            .unwrap();
        browser.driver.find(By::Css("main h1")).await.unwrap();
        let links: Value = browser
            .script("return [...document.querySelectorAll('a[href]')].map(it => it.href).filter(it => !/^(https?|mailto):/.test(it))")
            .await;
        assert_eq!(links, json!([]), "{step}");
        assert_eq!(
            browser
                .script("return document.querySelectorAll('main script, main img').length")
                .await,
            0
        );
    }
    assert_eq!(browser.script("return window.hacked").await, json!([]));
    assert_eq!(browser.complaints().await, [""; 0]);
    observed(
        "A file with scripts, images and javascript: links in every text",
        "opened, six pages looked at",
        "all of it is text; the security policy had nothing to forbid",
        1,
    );
}

/// Replaces the browser's clock by one that the test moves.
const CLOCK: &str =
    "{ const now = Date.now; window.shift = 0; Date.now = () => now() + window.shift; }";

#[tokio::test(flavor = "multi_thread")]
async fn after_an_hour_in_no_file_it_is_time_to_save_one() {
    let (_server, browser) = first_question(CLOCK).await;
    let reminders = "return document.querySelectorAll('.notice--storage').length";
    choose(&browser, "Started").await;
    browser.script("window.shift = 59 * 60 * 1000").await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    assert_eq!(browser.script(reminders).await, 0);
    browser.script("window.shift = 61 * 60 * 1000").await;
    choose(&browser, "Fully").await;
    browser.until(&format!("{reminders} === 1")).await;
    assert!(
        browser
            .text(".notice--storage")
            .await
            .contains("An hour of work")
    );
    browser.click("button", "Later").await;
    browser.until(&format!("{reminders} === 0")).await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    assert_eq!(browser.script(reminders).await, 0);
    browser.script("window.shift = 123 * 60 * 1000").await;
    choose(&browser, "Fully").await;
    browser.click("button", "Save as a file").await;
    browser.until(&format!("{reminders} === 0")).await;
    choose(&browser, "Mostly").await;
    browser.saved().await;
    assert_eq!(browser.script(reminders).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_back_loses_no_edit() {
    let (_server, browser) = first_question(CLOCK).await;
    choose(&browser, "Started").await;
    browser
        .script("window.shift = -7 * 24 * 60 * 60 * 1000")
        .await;
    choose(&browser, "Fully").await;
    browser.saved().await;
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    assert_eq!(chosen(&browser).await, "Fully");
    observed(
        "The clock jumps back a week",
        "an answer before, one after, a reload",
        "the later answer stands",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_is_asked_to_keep_once_there_is_something_worth_it() {
    let ask = "window.asked = 0; StorageManager.prototype.persist = async () => { window.asked += 1; return true };";
    let (_server, browser) = first_question(ask).await;
    for (edits, level) in (1..=7).zip(["Started", "Mostly", "Fully"].into_iter().cycle()) {
        choose(&browser, level).await;
        browser.saved().await;
        let asked = browser.script("return window.asked").await;
        assert_eq!(asked, i32::from(edits >= 5), "after {edits} edits");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_evicts_is_reminded_of_sooner() {
    let (_server, browser) = first_question(CLOCK).await;
    let agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
    let agent = json!({ "userAgent": agent });
    browser
        .devtools("Emulation.setUserAgentOverride", agent)
        .await;
    choose(&browser, "Started").await;
    browser.script("window.shift = 11 * 60 * 1000").await;
    choose(&browser, "Mostly").await;
    let reminded = "return document.querySelectorAll('.notice--storage').length === 1";
    browser.until(reminded).await;
    assert!(
        browser
            .text(".notice--storage")
            .await
            .contains("after seven days")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_file_of_ours_is_refused_in_words_and_changes_nothing() {
    let (_server, browser) = first_page("").await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.saved().await;
    let before = browser.script("return JSON.stringify(localStorage)").await;
    let cases = [
        ("[]", "it is empty"),
        (
            "[new Uint8Array(200 * 1024 * 1024)]",
            "it is larger than 16 MB",
        ),
        (
            "[new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])]",
            "it is not text in UTF-8",
        ),
        ("['['.repeat(1e6)]", "it is no file of Demarc"),
        ("['{\"a\":'.repeat(1e5)]", "its end is missing"),
        ("['hello']", "it is not JSON"),
        (
            "[JSON.stringify({ format: 'demarc-assessment', version: 99 })]",
            "a newer Demarc wrote it",
        ),
        (
            "[JSON.stringify({ format: 'demarc-assessment', version: 2, assessment: { id: '__proto__', name: 'x' } })]",
            "can't be right",
        ),
        (
            "['{\"format\":\"demarc-assessment\",\"version\":2,\"assessment\":{\"id\":\"x\",\"name\":\"\\\\ud800\"}}']",
            "can't be right",
        ),
    ];
    for (parts, message) in cases {
        let drop = format!(
            "const data = new DataTransfer(); data.items.add(new File({parts}, 'bad.json'));
             document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
        );
        browser.script(&drop).await;
        let refused = format!(
            "return document.querySelector('[role=alert].notice')?.textContent.includes({}) ?? false",
            json!(message)
        );
        browser.until(&refused).await;
        browser.heading("“bad.json” can’t be opened").await;
        browser.click("a", "Back to your assessments").await;
    }
    assert_eq!(
        browser.script("return JSON.stringify(localStorage)").await,
        before
    );
    assert_eq!(browser.complaints().await, [""; 0]);
    observed(
        "Files that are none of ours, one of 200 MB among them",
        "dropped on the page",
        "refused with one message each; nothing kept is changed",
        9,
    );
}
