//! The cost of a first visit: bytes, paints, and the time until the first question can be answered.
//! Every run has a new browser and a new server address.

use std::time::{Duration, Instant};

use demarc_e2e::{Browser, Pages};
use serde_json::Value;

use crate::candidate::{Candidate, Kind};
use crate::condition::Condition;
use crate::driver::{evaluate, fresh};
use crate::largest::Everything;
use crate::sample::Of;

/// How long nothing may be requested until a page counts as loaded.
const QUIET: Duration = Duration::from_millis(1000);

/// The time limit for a page.
const PATIENCE: Duration = Duration::from_secs(60);

/// The script that observes a page from its start.
const WATCH: &str = include_str!("watch.js");

/// The script that clicks the button that begins an assessment as soon as it exists, and every button that replaces it.
const BEGIN: &str = "
    const clicked = new WeakSet();
    const begin = () => {
        if (location.hash.length > 2) return watching.disconnect();
        for (const button of document.querySelectorAll('button, a')) {
            if (button.textContent.trim() !== 'Start an assessment' || clicked.has(button)) continue;
            if (!button.checkVisibility({ visibilityProperty: true })) continue;
            clicked.add(button);
            button.click();
        }
    };
    const watching = new MutationObserver(begin);
    watching.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-starting'] });";

/// Measures a first visit to a site; for Demarc also until the first question can be answered.
pub async fn measure(candidate: &Candidate, condition: Condition, of: &mut Of<'_>) {
    let (browser, pages) = open(candidate, condition, "", "").await;
    let seen = settled(&browser, &pages).await;
    of.keep("load.first-paint", seen["first"].as_f64());
    of.keep("load.largest-paint", seen["largest"].as_f64());
    of.keep("load.shift", seen["shift"].as_f64());
    of.keep("load.blocking", seen["blocking"].as_f64());
    of.keep("load.blocking-all", seen["blockingAll"].as_f64());
    of.keep("load.ready", seen["ready"].as_f64());
    of.keep("load.bytes-ready", seen["bytesReady"].as_f64());
    of.keep("load.bytes-all", pages.sent() as f64);
    match candidate.kind {
        Kind::Demarc => {
            drop(browser);
            let (browser, pages) = open(candidate, condition, "", BEGIN).await;
            let seen = asked(&browser).await;
            of.keep("load.question", seen["question"].as_f64());
            of.keep("load.bytes-question", seen["bytesQuestion"].as_f64());
            drop((browser, pages));
            let everything = Everything::new();
            let hash = everything.first_question();
            let (browser, _pages) = open(candidate, condition, &hash, &everything.kept()).await;
            let seen = asked(&browser).await;
            of.keep("load.question-returning", seen["question"].as_f64());
        }
        Kind::Static => {}
        _ => {
            of.keep("load.question", seen["question"].as_f64());
            of.keep("load.bytes-question", seen["bytesQuestion"].as_f64());
            of.keep("load.question-returning", seen["question"].as_f64());
        }
    }
}

async fn open(
    candidate: &Candidate,
    condition: Condition,
    hash: &str,
    script: &str,
) -> (Browser, Pages) {
    let browser = fresh(condition).await;
    browser.before_every_page(WATCH).await;
    let script = format!("if (location.protocol === 'http:') {{ {script} }}");
    browser.before_every_page(&script).await;
    let pages = candidate.site.serve().expect("a port is free");
    let address = format!("{}{hash}", pages.address);
    browser.driver.goto(&address).await.expect("it is served");
    (browser, pages)
}

/// Waits for the first question and returns the observations.
async fn asked(browser: &Browser) -> Value {
    let begin = Instant::now();
    loop {
        let seen = evaluate(browser, "measured()").await;
        if seen["question"].is_number() {
            return seen;
        }
        assert!(begin.elapsed() < PATIENCE, "no question comes: {seen}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Waits until the page fetches and computes nothing for a while, and returns the observations.
async fn settled(browser: &Browser, pages: &Pages) -> Value {
    let begin = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if pages.quiet() < QUIET {
            continue;
        }
        let seen = evaluate(browser, "measured()").await;
        let idle = seen["idle"].as_f64().unwrap_or_default();
        if idle >= QUIET.as_secs_f64() * 1000.0 {
            return seen;
        }
        assert!(begin.elapsed() < PATIENCE, "it does not settle: {seen}");
    }
}
