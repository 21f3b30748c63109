//! Parts of the app that load later, on a network that is slow, fails or goes away.

use demarc_e2e::{Browser, Server, Trouble};

const FAILED: &str = "This page could not be loaded";
const RESULTS: &str = "Results: Example: web shop";

async fn start(server: &Server) -> Browser {
    let browser = Browser::start().await;
    browser.without_service_worker().await;
    browser.driver.goto(&server.address).await.unwrap();
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_does_not_come_can_be_asked_for_again() {
    let server = Server::start();
    server.trouble(Trouble::Lost, "/results.wasm");
    let browser = start(&server).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading(FAILED).await;
    browser.heading_has_focus().await;

    // The other parts arrive, and a retried request is not lost.
    browser.click("a", "The model").await;
    browser.heading("The shared responsibility model").await;
    browser.driver.back().await.unwrap();
    browser.heading(FAILED).await;
    browser.click("button", "Try again").await;
    browser.heading(FAILED).await;
    server.mend();
    browser.click("button", "Try again").await;
    browser.heading(RESULTS).await;
    browser.heading_has_focus().await;
    assert_eq!(
        browser.driver.title().await.unwrap(),
        "Results · Example: web shop · Demarc"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_page_that_does_not_come_can_be_asked_for_again() {
    let server = Server::start();
    server.trouble(Trouble::Lost, "/model.wasm");
    let browser = Browser::start().await;
    let address = format!("{}#/model", server.address);
    browser.driver.goto(&address).await.unwrap();
    browser.heading(FAILED).await;
    server.mend();
    browser.click("button", "Try again").await;
    browser.heading("The shared responsibility model").await;
    browser.heading_has_focus().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_is_late_is_awaited() {
    let server = Server::start();
    server.trouble(Trouble::Late, "/ask.wasm");
    let browser = start(&server).await;
    // The first questions come with the first load.
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.click("a", "Continue to services").await;
    browser.heading("Loading…").await;
    browser.heading_has_focus().await;
    assert_eq!(
        browser.driver.title().await.unwrap(),
        "Services · My workload · Demarc"
    );
    server.mend();
    browser.heading("Which services do you run?").await;
    browser.heading_has_focus().await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_questions_wait_for_nothing() {
    let server = Server::start();
    server.trouble(Trouble::Lost, "/common.wasm");
    let browser = start(&server).await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    // What counts the questions comes with the parts: until then there is no figure, and no wrong one.
    let asked = browser.text(".progress-line").await;
    assert!(!asked.contains(" of "), "{asked}");
    browser
        .click("label", "Known partners or customers only")
        .await;
    browser.saved().await;
    browser.click("button", "Undo").await;
    browser
        .until("return document.querySelector('.toast')?.textContent.includes('Who can reach it? is “nothing” now') ?? false")
        .await;
    browser
        .click("label", "Only our own people and systems")
        .await;
    browser.saved().await;

    // What is kept is read back without any part.
    browser.driver.goto("about:blank").await.unwrap();
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("a", "My workload").await;
    browser.heading("Your situation").await;
    browser
        .until("return document.querySelector('[name=exposure]:checked')?.closest('label').textContent.includes('Only our own') ?? false")
        .await;
    // With them it is counted.
    server.mend();
    browser.driver.refresh().await.unwrap();
    browser
        .until("return /0 of [1-9]/.test(document.querySelector('.progress-line > span:not(.is-unknown)')?.textContent)")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_gets_its_name_when_it_is_there() {
    let server = Server::start();
    server.trouble(Trouble::Late, "/common.wasm");
    let browser = Browser::start().await;
    browser.without_service_worker().await;
    let address = format!("{}#/explore/rds", server.address);
    browser.driver.goto(&address).await.unwrap();
    browser.heading("Loading…").await;
    assert_eq!(browser.driver.title().await.unwrap(), "Explore · Demarc");
    server.mend();
    browser.heading("Amazon RDS").await;
    browser
        .until("return document.title === 'Amazon RDS · Demarc'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_missing_once_the_network_is_gone() {
    let server = Server::start();
    let browser = start(&server).await;
    let fetched = "const names = performance.getEntriesByType('resource').map(it => it.name);
        return new Set(names.filter(name => /\\/texts[^/]*\\.bin$/.test(name))).size === 10
            && ['/ask.wasm', '/results.wasm', '/model.wasm'].every(part => names.some(name => name.includes(part)))";
    let mut rounds = 0;
    while browser.script(fetched).await != true {
        assert!(rounds < 100, "not all that comes later was asked for");
        rounds += 1;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    server.trouble(Trouble::Lost, "/");
    browser.click("button", "Try a filled-in example").await;
    browser.heading(RESULTS).await;
    browser.click("a", "The model").await;
    browser.heading("The shared responsibility model").await;
    browser.click("a", "Assessments").await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    // A page whose code is loaded is drawn at once, without the waiting page between the two.
    let headings = "window.headings = [];
        new MutationObserver(() => window.headings.push(document.querySelector('h1')?.textContent))
            .observe(document.body, { childList: true, subtree: true })";
    browser.script(headings).await;
    browser.click("a", "Continue to services").await;
    browser.heading("Which services do you run?").await;
    let seen = browser.script("return window.headings").await;
    let seen = seen.as_array().unwrap();
    let (before, after) = ("Your situation", "Which services do you run?");
    assert!(seen.iter().any(|it| it == after), "{seen:?}");
    assert!(
        seen.iter().all(|it| it == before || it == after),
        "{seen:?}"
    );
}
