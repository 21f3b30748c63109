//! A page that the browser translates: it replaces texts by elements of its own, and what the app changes is shown all
//! the same.

use demarc_core::exchange::record;
use demarc_e2e::{Browser, Scheme, Server};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// Replaces every text of the page by two nested elements with the same text, as translators do. The texts that the app
/// made are no longer on the page.
const TRANSLATE: &str = "
    const skipped = 'font, svg, script, style, textarea, option, [translate=no]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest(skipped)) continue;
        const [outer, inner] = [1, 2].map(() => document.createElement('font'));
        inner.append(text.data);
        outer.append(inner);
        text.replaceWith(outer);
    }
    return document.querySelectorAll('font').length";

/// What is shown, without the spaces that the markup has.
const SHOWN: &str = "
    const text = (it) => it.textContent.replace(/\\s+/g, ' ').trim();
    return [document.querySelector('main'), document.querySelector('.toasts')].map(text)";

/// A browser with the example, and whether its pages are translated before each step.
struct Tab {
    server: Server,
    browser: Browser,
    is_translated: bool,
    seen: Vec<(String, Value)>,
}

impl Tab {
    async fn open(is_translated: bool) -> Self {
        let server = Server::start();
        let browser = Browser::start().await;
        browser.look(1280, 900, Scheme::Light).await;
        // The clock stands still, so that two tabs show the same times.
        browser
            .before_every_page("Date.now = () => 1790000000000")
            .await;
        browser.driver.goto(&server.address).await.unwrap();
        Self {
            server,
            browser,
            is_translated,
            seen: Vec::new(),
        }
    }

    /// Translates the page, acts, and notes what is shown then, once it no longer changes.
    async fn step(&mut self, name: &str, act: &str, until: &str) {
        if self.is_translated {
            let made = self.browser.script(TRANSLATE).await;
            assert_ne!(made, json!(0), "{name}");
        }
        self.browser.script(act).await;
        self.browser.until(until).await;
        let mut shown = self.browser.script(SHOWN).await;
        for _ in 0..40 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            let now = self.browser.script(SHOWN).await;
            if now == shown && !now.to_string().contains("Saving…") {
                break;
            }
            shown = now;
        }
        self.seen.push((name.to_owned(), shown));
    }
}

/// A step: its name, the script that acts, and the condition that then holds.
const STEPS: [(&str, &str, &str); 15] = [
    (
        "the example",
        "document.querySelector('[data-do=example]').click()",
        "return document.querySelector('.headline') !== null",
    ),
    (
        "a question",
        "location.hash = '#/a/example/practices/iam.root'",
        "return document.querySelector('.level') !== null",
    ),
    (
        "take an answer back",
        "[...document.querySelectorAll('button')].find(it => it.textContent.includes('Take the answer back')).click()",
        "return document.querySelector('.level :checked') === null",
    ),
    (
        "undo",
        "[...document.querySelectorAll('.save-status button')].find(it => it.textContent.includes('Undo')).click()",
        "return document.querySelector('.level :checked') !== null",
    ),
    (
        "another answer",
        "document.querySelectorAll('.level input')[1].click()",
        "return document.querySelectorAll('.level input')[1].checked",
    ),
    (
        "undo again",
        "[...document.querySelectorAll('.save-status button')].find(it => it.textContent.includes('Undo')).click()",
        "return !document.querySelectorAll('.level input')[1].checked",
    ),
    (
        "the next question",
        "document.querySelector('.question-nav [type=submit]').click()",
        "return !location.hash.endsWith('iam.root')",
    ),
    (
        "the one after it",
        "document.querySelector('.question-nav [type=submit]').click()",
        "return document.querySelector('.level') !== null",
    ),
    (
        "all domains",
        "location.hash = '#/a/example/practices'",
        "return document.querySelector('.domain-row') !== null",
    ),
    (
        "gaps",
        "location.hash = '#/a/example/results/gaps'",
        "return document.querySelector('.gap') !== null",
    ),
    (
        "search gaps",
        "const field = document.querySelector('[type=search]'); field.value = 'backup'; field.dispatchEvent(new Event('input', { bubbles: true }))",
        "return document.querySelectorAll('.gap').length < 12",
    ),
    (
        "close a gap",
        "const field = document.querySelector('.gap__level select'); field.value = 'fully'; field.dispatchEvent(new Event('change', { bubbles: true }))",
        "return document.querySelector('.mark--closed') !== null",
    ),
    (
        "other filters",
        "const field = document.querySelector('[type=search]'); field.value = 'log'; field.dispatchEvent(new Event('input', { bubbles: true }))",
        "return document.querySelector('.mark--closed') === null",
    ),
    (
        "the roadmap",
        "location.hash = '#/a/example/results/roadmap'",
        "return document.querySelectorAll('.stage').length === 3",
    ),
    (
        "less time",
        "const field = document.querySelector('input[type=number]'); field.value = '5'; field.dispatchEvent(new Event('change', { bubbles: true }))",
        "return document.querySelector('input[type=number]').value === '5'",
    ),
];

const MORE: [(&str, &str, &str); 8] = [
    (
        "what if",
        "location.hash = '#/a/example/results/what-if'",
        "return document.querySelector('.what-if') !== null",
    ),
    (
        "mark a gap",
        "document.querySelector('.what-if__list input').click()",
        "return document.querySelector('.figures strong') !== null",
    ),
    (
        "the overview",
        "location.hash = '#/a/example/results'",
        "return document.querySelector('.headline') !== null",
    ),
    (
        "a service",
        "location.hash = '#/explore/ec2'",
        "return document.querySelector('h1').textContent.includes('EC2')",
    ),
    (
        "another service",
        "location.hash = '#/explore/rds'",
        "return document.querySelector('h1').textContent.includes('RDS')",
    ),
    (
        "home",
        "location.hash = '#/'",
        "return document.querySelector('.assessment__answered')?.textContent.includes(' of ') ?? false",
    ),
    (
        "actions",
        "document.querySelector('.assessment__more button').click()",
        "return document.querySelector('.assessment .button--danger') !== null",
    ),
    (
        "delete",
        "document.querySelector('.assessment .button--danger').click()",
        "return document.querySelector('.assessment') === null && document.querySelector('.toast') !== null",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_is_shown_on_a_translated_page() {
    let (mut plain, mut translated) = (Tab::open(false).await, Tab::open(true).await);
    for (name, act, until) in STEPS.into_iter().chain(MORE) {
        plain.step(name, act, until).await;
        translated.step(name, act, until).await;
        assert_eq!(translated.seen.last(), plain.seen.last());
    }
    assert_eq!(translated.browser.complaints().await, [""; 0]);
    drop(plain);
}

/// What a translated page shows of the answers is what is stored.
#[tokio::test(flavor = "multi_thread")]
async fn a_translated_page_counts_what_is_stored() {
    let mut tab = Tab::open(true).await;
    for (name, act, until) in STEPS.into_iter().take(3) {
        tab.step(name, act, until).await;
    }
    tab.browser.saved().await;
    let text = tab
        .browser
        .script("return localStorage.getItem('demarc:v1:assessment:example')")
        .await;
    let stored = record::read(text.as_str().unwrap()).unwrap();
    let whole =
        demarc_core::analysis::analyze(demarc_edition::catalog(), &stored, &demarc_e2e::today())
            .whole;
    let shown = tab.browser.text(".progress-line > span").await;
    assert_eq!(
        shown,
        format!("{} of {} answered", whole.answered, whole.in_scope)
    );
    let bar = "return document.querySelector('.progress-line progress').value";
    assert_eq!(tab.browser.script(bar).await, whole.answered);
    let status = tab
        .browser
        .driver
        .find(By::Css(".save-status__text"))
        .await
        .unwrap();
    assert_eq!(status.text().await.unwrap(), "Saved");
    assert!(tab.server.address.ends_with("/demarc/"));
}
