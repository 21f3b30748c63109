//! Files with many assessments: they open with progress, can be canceled, stop where there is no room, and the lists stay
//! usable. Measured times are printed.

use std::path::PathBuf;
use std::time::Instant;

use demarc_core::assessment::{Assessment, Moment, Response};
use demarc_core::exchange::record::{self, write};
use demarc_e2e::{Browser, Scheme, Server, WIDTHS, first_page};
use serde_json::json;

const NO_DATABASE: &str =
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };";

/// Opens the first page, and waits until the app has taken over.
async fn taken_over(before: &str) -> (Server, Browser) {
    let (server, browser) = first_page(before).await;
    browser
        .until("return !document.documentElement.dataset.starting")
        .await;
    (server, browser)
}

/// The example with an edit of each answer, as users have it.
fn typical() -> Assessment {
    let mut it = record::read(demarc_edition::EXAMPLE).unwrap();
    it.normalize(demarc_edition::catalog());
    // Of a size that two thousand fit in a file.
    let last = it.answers.keys().nth(40).cloned();
    it.answers.retain(|id, _| Some(id) < last.as_ref());
    let empty = Assessment::new(it.id.clone(), "");
    let at = Moment::after(Moment::default(), 1_790_000_000_000, 1);
    it.note_edits(&empty, at);
    it
}

/// Drops a collection of so many assessments, `Shop 0` and so on.
async fn drop_many(browser: &Browser, count: usize) {
    let one = serde_json::to_string(
        &serde_json::from_str::<serde_json::Value>(&write(&typical())).unwrap()["assessment"],
    )
    .unwrap();
    let one = json!(one);
    let script = format!(
        "const one = JSON.parse({one});
         const all = Array.from({{ length: {count} }}, (_, index) => ({{ ...one, id: `shop-${{index}}`, name: `Shop ${{index}}` }}));
         const text = JSON.stringify({{ format: 'demarc-collection', version: 2, assessments: all }});
         const data = new DataTransfer();
         data.items.add(new File([text], 'many.json'));
         document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));
         return text.length"
    );
    let length = browser.script(&script).await;
    println!("{count} assessments: a file of {length} characters");
}

async fn count(browser: &Browser, css: &str) -> u64 {
    let script = format!("return document.querySelectorAll('{css}').length");
    browser.script(&script).await.as_u64().unwrap()
}

async fn kept(browser: &Browser) -> u64 {
    let script =
        "return Object.keys(localStorage).filter(key => key.includes(':assessment:')).length";
    browser.script(script).await.as_u64().unwrap()
}

async fn toast(browser: &Browser) -> String {
    browser
        .until("return document.querySelector('.toast') !== null")
        .await;
    browser.text(".toast").await
}

const HOME: &str = "return document.querySelectorAll('tbody.assessment').length > 0";

/// Opens so many, and prints how long each step takes.
async fn opens(browser: &Browser, total: usize) {
    let start = Instant::now();
    drop_many(browser, total).await;
    browser.heading("What is in “many.json”").await;
    println!("{total} assessments: shown after {:?}", start.elapsed());
    assert_eq!(count(browser, "main > .card").await, 50);
    let start = Instant::now();
    browser.click("button", "Open").await;
    browser
        .until("return document.querySelector('main progress') !== null || document.querySelector('.toast') !== null")
        .await;
    for _ in 0..1_000 {
        if browser.script(HOME).await == true {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    println!(
        "{total} assessments: open, and the first page drawn after {:?}",
        start.elapsed()
    );
    println!("{total} assessments: saved after {:?}", start.elapsed());
    let said = toast(browser).await;
    assert!(
        said.contains(&format!("{total} assessments were opened.")),
        "{said}"
    );
    assert_eq!(count(browser, ".assessment").await, 50);
    let start = Instant::now();
    browser.driver.refresh().await.unwrap();
    browser.until(HOME).await;
    println!(
        "{total} assessments: the first page after {:?}",
        start.elapsed()
    );
    assert_eq!(count(browser, ".assessment").await, 50);
    let start = Instant::now();
    browser.click("button", "Next 50").await;
    browser
        .until("return document.activeElement === document.querySelector('.assessment a') && document.querySelector('nav .meta').textContent.startsWith('51–')")
        .await;
    println!(
        "{total} assessments: the next fifty after {:?}",
        start.elapsed()
    );
    assert_eq!(count(browser, ".assessment").await, 50);
    browser.click("button", "Previous 50").await;
    let start = Instant::now();
    find(browser, &format!("shop {}", total - 1)).await;
    browser
        .until("return document.querySelectorAll('.assessment').length === 1")
        .await;
    println!("{total} assessments: one found after {:?}", start.elapsed());
    let found = browser.text(".assessment__name").await;
    assert_eq!(found, format!("Shop {}", total - 1));
    find(browser, "").await;
    let start = Instant::now();
    browser.click("button", "Score").await;
    let sorted = "const column = document.querySelector('[aria-sort]');
        return column?.textContent.trim() === 'Score' && document.querySelectorAll('.assessment').length === 50";
    browser.until(sorted).await;
    println!("{total} assessments: sorted after {:?}", start.elapsed());
}

/// Types into the search of the list.
async fn find(browser: &Browser, words: &str) {
    let script = format!(
        "const field = document.querySelector('#find'); field.value = {};
         field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
        json!(words)
    );
    browser.script(&script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_assessments_are_opened_listed_by_fifty_searched_and_sorted() {
    let (_server, browser) = taken_over("").await;
    opens(&browser, 300).await;
    assert_eq!(kept(&browser).await, 300);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_are_opened_though_local_storage_has_no_room_for_all() {
    let (_server, browser) = taken_over("").await;
    opens(&browser, 2_000).await;
    assert_eq!(browser.complaints().await, [""; 0]);
    // More are refused.
    drop_many(&browser, 2_001).await;
    browser.heading("“many.json” can’t be opened").await;
    let said = browser.text("[role=alert].notice").await;
    assert!(said.contains("it has 2001 assessments"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_opened_when_it_is_canceled_stays() {
    let (_server, browser) = taken_over("").await;
    drop_many(&browser, 2_000).await;
    browser.heading("What is in “many.json”").await;
    browser.click("button", "Open").await;
    browser.heading("Opening “many.json”").await;
    browser.heading_has_focus().await;
    browser
        .until("return document.querySelector('main progress')?.value > 0")
        .await;
    browser.click("button", "Cancel").await;
    let said = toast(&browser).await;
    assert!(said.contains("Canceled. "), "{said}");
    assert!(
        said.contains(" of 2000 were opened, and stay. Not opened: “Shop "),
        "{said}"
    );
    browser.until(HOME).await;
    // Local storage may have no room for all of them; the list has all.
    let told = said
        .split("Canceled. ")
        .nth(1)
        .and_then(|it| it.split(' ').next());
    let listed = format!(
        "return document.querySelector('main').textContent.includes(' of {}')",
        told.unwrap()
    );
    browser.until(&listed).await;
    assert!(kept(&browser).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_device_is_full_the_rest_is_named_and_nothing_is_lost() {
    let full = "const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            const taken = Object.entries(this).reduce((sum, [of, it]) => sum + (of === key ? 0 : it.length), 0);
            if (taken + text.length > 200_000) throw new DOMException('full', 'QuotaExceededError');
            set.call(this, key, text);
        };";
    let (_server, browser) = taken_over(&[NO_DATABASE, full].concat()).await;
    drop_many(&browser, 60).await;
    browser.heading("What is in “many.json”").await;
    browser.click("button", "Open").await;
    let said = toast(&browser).await;
    assert!(
        said.contains("This browser has no room for more. "),
        "{said}"
    );
    browser.until(HOME).await;
    let opened = kept(&browser).await;
    assert!(opened > 3 && opened < 57, "{opened}");
    assert!(
        said.contains(&format!("{opened} of 60 were opened, and stay")),
        "{said}"
    );
    assert!(
        said.contains(&format!("and {} more", 60 - opened - 3)),
        "{said}"
    );
    assert_eq!(count(&browser, ".assessment").await, opened);
    browser.driver.refresh().await.unwrap();
    browser.until(HOME).await;
    assert_eq!(count(&browser, ".assessment").await, opened);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_choice_is_made_for_all_that_differ() {
    let (_server, browser) = taken_over("").await;
    let mut all = Vec::new();
    for index in 0..60 {
        let mut it = typical();
        it.id = format!("shop-{index}").try_into().unwrap();
        it.name = format!("Shop {index}");
        all.push(it);
    }
    let file = demarc_core::exchange::file::write;
    browser.drop_file("first.json", &file(&all)).await;
    browser.heading("What is in “first.json”").await;
    browser.click("button", "Open").await;
    browser.until(HOME).await;
    let root = "iam.root".parse().unwrap();
    for it in &mut all {
        let at = Moment::after(it.edits.latest(), 0, 1);
        it.edit(at, |it| it.respond(&root, Some(Response::Started)));
        it.edit(at, |it| {
            it.change_answer(&root, |answer| answer.owner = "Ana".into())
        });
    }
    let second = file(&all);
    let checked = "return [...document.querySelectorAll('.card input:checked')].map(it => it.closest('label').querySelector('.choice__label').textContent)";
    browser.drop_file("second.json", &second).await;
    browser.heading("What is in “second.json”").await;
    // One for all, and one for each card that is shown.
    let merge = vec!["Merge"; 51];
    assert_eq!(browser.script(checked).await, json!(merge));
    let folder = std::env::var_os("DEMARC_SCREENSHOTS").map(PathBuf::from);
    for scheme in Scheme::ALL {
        for width in WIDTHS {
            browser.look(width, 900, scheme).await;
            let wider = "return document.documentElement.scrollWidth > innerWidth";
            assert_eq!(browser.script(wider).await, false, "{width}");
            if let Some(folder) = &folder {
                std::fs::create_dir_all(folder).unwrap();
                let name = format!("open-many-{}-{width}.png", scheme.name());
                browser.driver.screenshot(&folder.join(name)).await.unwrap();
            }
        }
        let violations = browser.violations().await;
        assert!(violations.is_empty(), "{violations:?}");
    }
    browser.look(1280, 900, Scheme::Light).await;
    browser.click("span", "Leave it out").await;
    assert_eq!(
        browser.script(checked).await,
        json!(vec!["Leave it out"; 51])
    );
    // Another choice for one: there is no choice for all then.
    let keep = "document.querySelector('main > section .choices input').closest('fieldset').querySelectorAll('input')[2].click()";
    browser.script(keep).await;
    browser
        .until(&format!(
            "{checked}.join() === 'Keep both,' + Array(49).fill('Leave it out').join()"
        ))
        .await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.saved().await;
    assert_eq!(kept(&browser).await, 61);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_files_date_decides_nothing_and_its_encoding_may_be_utf_16() {
    let (_server, browser) = taken_over("").await;
    let root = "iam.root".parse().unwrap();
    let mut here = typical();
    here.edit(Moment::after(here.edits.latest(), 0, 1), |it| {
        it.respond(&root, Some(Response::Started))
    });
    browser.drop_file("here.json", &write(&here)).await;
    browser.heading("What is in “here.json”").await;
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.saved().await;
    let mut there = here.clone();
    there.edit(Moment::after(here.edits.latest(), 0, 2), |it| {
        it.respond(&root, Some(Response::Mostly))
    });
    // As Windows PowerShell writes it, dated as archives do that are made reproducibly.
    let text = json!(format!("\u{feff}{}", write(&there)));
    let script = format!(
        "const units = Uint16Array.from([...{text}].join('').split(''), it => it.charCodeAt(0));
         const data = new DataTransfer();
         data.items.add(new File([units], 'there.json', {{ lastModified: Date.UTC(1980, 0, 1) }}));
         document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
    );
    browser.script(&script).await;
    browser.heading("What is in “there.json”").await;
    let card = browser.text(".card").await;
    assert!(card.contains("The file was edited later in 1."), "{card}");
    browser.click("button", "Open").await;
    browser.heading("Your practices").await;
    browser.saved().await;
    let stored = browser
        .script(
            "return localStorage.getItem('demarc:v1:assessment:' + location.hash.split('/')[2])",
        )
        .await;
    let stored = record::read(stored.as_str().unwrap()).unwrap();
    assert_eq!(stored.response(&root), Some(&Response::Mostly));
    assert_eq!(browser.complaints().await, [""; 0]);
}
