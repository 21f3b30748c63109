//! The page before the app runs: its text is there, nothing moves when the app starts, and a click before that is done
//! then.

use demarc_e2e::{Browser, Scheme, Server, Trouble};
use serde_json::json;
use thirtyfour::prelude::*;

/// Lists the layout shifts of the page with what moved, and counts violations of the content security policy.
const WATCH: &str = "window.shifts = []; window.refused = 0;
    new PerformanceObserver(list => list.getEntries().forEach(it => window.shifts.push([
        it.value,
        ...it.sources.map(({ node, previousRect, currentRect }) =>
            [node?.outerHTML?.slice(0, 90) ?? node?.data, JSON.stringify(previousRect), JSON.stringify(currentRect)].join(' ')),
    ]))).observe({ type: 'layout-shift', buffered: true });
    addEventListener('securitypolicyviolation', () => window.refused++);";

/// The positions and fonts of all elements of the frame and the hero.
const LOOK: &str =
    "return [...document.querySelectorAll('.masthead *, .hero, .hero *')].map(it => {
    const { x, y, width, height } = it.getBoundingClientRect();
    const { color, font, boxShadow } = getComputedStyle(it);
    return [it.tagName, it.className.baseVal ?? it.className, x, y, width, height, color, font, boxShadow];
})";

const IS_RUNNING: &str = "return !document.documentElement.dataset.starting";

async fn opened(server: &Server, hash: &str, width: u32) -> Browser {
    let browser = Browser::start().await;
    browser.look(width, 800, Scheme::Light).await;
    browser.before_every_page(WATCH).await;
    // The page is complete when the app has started, which waits until the test lets it.
    let address = json!({ "url": format!("{}{hash}", server.address) });
    browser.devtools("Page.navigate", address).await;
    browser
        .until("return document.querySelector('.hero') !== null")
        .await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_is_there_before_the_app_and_stays_as_it_is() {
    for width in [360, 1280] {
        let server = Server::start();
        server.trouble(Trouble::Late, ".wasm");
        let browser = opened(&server, "", width).await;
        // Focus may scroll the page.
        browser
            .script("document.querySelector('.hero a').focus()")
            .await;
        let before = browser.script(LOOK).await;
        assert!(
            before.as_array().is_some_and(|it| it.len() > 20),
            "{before}"
        );
        assert_eq!(browser.script(IS_RUNNING).await, false);
        server.mend();
        browser.until(IS_RUNNING).await;
        browser
            .until("return document.querySelector('#file') !== null")
            .await;
        assert_eq!(browser.script(LOOK).await, before);
        browser
            .until("return document.activeElement.matches('.hero a')")
            .await;
        // The footer says so once the site is kept on the device, which takes seconds, and moves nothing in sight.
        browser
            .script("scrollTo(0, document.documentElement.scrollHeight)")
            .await;
        browser
            .until("return document.documentElement.dataset.offline === ''")
            .await;
        let says = "return document.querySelector('.offline').checkVisibility({ visibilityProperty: true })";
        assert_eq!(browser.script(says).await, true);
        browser.driver.execute_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))", Vec::new()).await.unwrap();
        assert_eq!(
            browser
                .script("return [window.shifts, window.refused]")
                .await,
            json!([[], 0])
        );
        assert_eq!(browser.complaints().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_early_is_done_when_it_can_be() {
    let server = Server::start();
    server.trouble(Trouble::Late, ".wasm");
    let browser = opened(&server, "", 1280).await;
    browser.click("button", "Start an assessment").await;
    let busy = "return document.querySelector('[data-do=start]').getAttribute('aria-busy')";
    assert_eq!(browser.script(busy).await, "true");
    // The app draws no other page in between.
    browser
        .script(
            "window.seen = []; new MutationObserver(() => {
                const heading = document.querySelector('h1')?.textContent;
                if (heading && heading !== window.seen.at(-1)) window.seen.push(heading);
            }).observe(document.body, { childList: true, subtree: true })",
        )
        .await;
    server.mend();
    browser.heading("Your situation").await;
    assert_eq!(
        browser.script("return window.seen").await,
        json!(["Your situation"])
    );
    browser.heading_has_focus().await;
    // Going back leads to the first page, which waits for nothing.
    browser.driver.back().await.unwrap();
    browser
        .until("return document.querySelector('[data-do=start]:not([aria-busy])') !== null")
        .await;
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.assessment').length")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_dropped_early_is_opened_when_the_app_runs() {
    for hash in ["", "#/model"] {
        let server = Server::start();
        server.trouble(Trouble::Late, ".wasm");
        let browser = opened(&server, hash, 1280).await;
        assert_eq!(browser.script(IS_RUNNING).await, false);
        // The browser does not open the file in place of the page, which a drop that nobody takes makes it do.
        let over = "const data = new DataTransfer(); data.items.add(new File(['{}'], 'x.json'));
            return ['dragover', 'drop'].map(type => {
                const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
                return document.body.dispatchEvent(event);
            })";
        assert_eq!(browser.script(over).await, json!([false, false]));
        browser
            .drop_file("early.json", demarc_edition::EXAMPLE)
            .await;
        server.mend();
        browser.heading("“x.json” can’t be opened").await;
        assert_eq!(browser.complaints().await, [""; 0]);
    }
    let server = Server::start();
    server.trouble(Trouble::Late, ".wasm");
    let browser = opened(&server, "", 360).await;
    browser
        .drop_file("early.json", demarc_edition::EXAMPLE)
        .await;
    server.mend();
    browser.heading("What is in “early.json”").await;
    // A file that is dropped later takes its place.
    browser
        .drop_file("late.json", demarc_edition::EXAMPLE)
        .await;
    browser.heading("What is in “late.json”").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_page_is_awaited_without_the_first_ones_words() {
    let server = Server::start();
    server.trouble(Trouble::Late, ".wasm");
    let browser = opened(&server, "#/model", 360).await;
    let shown = "return [...document.querySelectorAll('main *')].filter(it => it.checkVisibility()).map(it => it.textContent)";
    assert_eq!(browser.script(shown).await, json!(["Loading…"]));
    server.mend();
    browser.heading("The shared responsibility model").await;
    browser.until("return document.querySelector('.footer').checkVisibility({ visibilityProperty: true })").await;
    assert_eq!(browser.script("return window.shifts").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_skip_link_works_before_and_after() {
    let server = Server::start();
    server.trouble(Trouble::Late, ".wasm");
    let browser = opened(&server, "", 1280).await;
    let skip = async || {
        let script = "document.querySelector('.skip-link').click(); return [document.activeElement.id, location.hash]";
        assert_eq!(browser.script(script).await, json!(["main", ""]));
    };
    skip().await;
    server.mend();
    browser.until(IS_RUNNING).await;
    skip().await;
    let current = browser
        .driver
        .find(By::Css("[aria-current=page]"))
        .await
        .unwrap();
    assert_eq!(current.text().await.unwrap(), "Assessments");
}
