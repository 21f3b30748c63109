//! The page “Who does what”: answering statements, the explanations, and that the first answer counts.

use std::{env, fs};

use demarc_catalog::Owner;
use demarc_core::analysis::{BeliefStatement, Verdict, analyze, statements};
use demarc_core::assessment::{Assessment, Belief};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, today};
use serde_json::json;
use thirtyfour::prelude::*;

async fn kept(browser: &Browser) -> Assessment {
    browser.saved().await;
    let text = browser
        .script("return Object.entries(localStorage).find(([key]) => key.startsWith('demarc:v1:assessment:'))[1]")
        .await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

async fn drawn(browser: &Browser) -> Vec<Vec<BeliefStatement>> {
    let it = kept(browser).await;
    statements(
        demarc_edition::catalog(),
        demarc_edition::texts().unwrap(),
        &it,
    )
}

/// Opens the belief check of a new assessment of a web app.
async fn on_check() -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.click("a", "Continue to services").await;
    browser.heading("Which services do you run?").await;
    let preset = "//button[strong='Web app on EC2 and RDS']";
    let preset = browser.driver.find(By::XPath(preset)).await.unwrap();
    preset.click().await.unwrap();
    browser.click("a", "Continue to who does what").await;
    browser.heading("Who does what?").await;
    (server, browser)
}

/// Answers a statement.
async fn say(browser: &Browser, statement: &BeliefStatement, belief: Belief) {
    let cell = &statement.cell;
    let group = format!("{}-{}", cell.service, cell.layer);
    let name = labels::belief(belief);
    let path =
        format!("//input[@name='{group}']/ancestor::label[span[normalize-space()='{name}']]");
    let label = browser.driver.find(By::XPath(path)).await.unwrap();
    label.scroll_into_view().await.unwrap();
    label.click().await.unwrap();
}

/// A wrong answer that leaves a duty undone or done twice, if there is one.
fn wrong(owner: Owner) -> Belief {
    if owner == Owner::Aws {
        Belief::Customer
    } else {
        Belief::Aws
    }
}

async fn show(browser: &Browser, section: usize) {
    let path = format!(
        "(//section[contains(@class, 'beliefs')])[{section}]//button[normalize-space()='Show who does what']"
    );
    let button = browser.driver.find(By::XPath(path)).await.unwrap();
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_believed_is_held_against_what_is_and_lasts() {
    let (_server, browser) = on_check().await;
    let sections = drawn(&browser).await;
    let asked: usize = sections.iter().map(Vec::len).sum();
    let fields = "return document.querySelectorAll('.belief').length";
    assert_eq!(browser.script(fields).await, asked);
    assert!(!browser.text("main").await.contains("What came of it"));
    for (index, section) in sections.iter().enumerate() {
        for statement in section {
            say(&browser, statement, wrong(statement.owner)).await;
        }
        show(&browser, index + 1).await;
        // Focus is on the heading of the explanations.
        browser
            .until(&format!(
                "return document.activeElement.id === 'section-{index}'"
            ))
            .await;
    }
    let analysis = analyze(demarc_edition::catalog(), &kept(&browser).await, &today());
    let count = |verdict| {
        analysis
            .beliefs
            .iter()
            .filter(|it| it.verdict == verdict)
            .count()
    };
    assert_eq!(analysis.beliefs.len(), asked);
    let marks = |class: &str| format!("return document.querySelectorAll('.told .{class}').length");
    let assumptions = count(Verdict::Assumption);
    assert!(assumptions > 0);
    assert_eq!(
        browser.script(&marks("mark--assumption")).await,
        assumptions
    );
    assert_eq!(
        browser.script(&marks("mark--over-reach")).await,
        count(Verdict::OverReach)
    );
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.told a[rel]').length >= 6")
            .await,
        true
    );
    let so_far = browser.text("[aria-labelledby=so-far] li").await;
    assert!(so_far.starts_with(&assumptions.to_string()), "{so_far}");
    // Explained statements are locked until somebody asks to change them.
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.belief').length")
            .await,
        0
    );

    let before = kept(&browser).await;
    browser.driver.refresh().await.unwrap();
    browser.heading("Who does what?").await;
    assert_eq!(
        browser.script(&marks("mark--assumption")).await,
        assumptions
    );
    assert_eq!(kept(&browser).await.beliefs, before.beliefs);
    let change = browser
        .driver
        .find(By::XPath("//button[normalize-space()='Change my answers']"))
        .await
        .unwrap();
    change.scroll_into_view().await.unwrap();
    change.click().await.unwrap();
    browser
        .until("return document.activeElement.id === 'section-0'")
        .await;
    let checked = browser
        .script("return document.querySelectorAll('.belief :checked').length")
        .await;
    assert_eq!(checked, sections[0].len());
    let first = &sections[0][0];
    say(&browser, first, Belief::NotSure).await;
    assert_eq!(
        kept(&browser)
            .await
            .belief(&first.cell.service, &first.cell.layer),
        Some(Belief::NotSure)
    );

    browser.click("a", "Check").await;
    browser.heading("Check your answers").await;
    let listed = browser
        .script(
            "return document.querySelectorAll('.summary-list a[href$=\"/who-does-what\"]').length",
        )
        .await;
    assert_eq!(listed, asked);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_skipped_and_told_without_answers() {
    let (server, browser) = on_check().await;
    show(&browser, 1).await;
    browser
        .until("return document.querySelector('.told')?.textContent.includes('Not asked; it is')")
        .await;
    assert!(kept(&browser).await.beliefs.is_empty());
    browser.click("a", "Skip this step").await;
    browser.heading("Your practices").await;
    // Without services there are no statements.
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("a", "Assessments").await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.click("a", "Who does what").await;
    browser.heading("Who does what?").await;
    browser.click("a", "Choose your services").await;
    browser.heading("Which services do you run?").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

async fn press(browser: &Browser, key: Key) {
    let chain = browser.driver.action_chain();
    chain.send_keys(key).perform().await.unwrap();
}

/// Presses Tab until a script returns true.
async fn tab_until(browser: &Browser, holds: &str) {
    for _ in 0..120 {
        if browser.script(holds).await == true {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("Tab never comes to where {holds}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_answers_a_section() {
    let (_server, browser) = on_check().await;
    let sections = drawn(&browser).await;
    for (index, _) in sections[0].iter().enumerate() {
        let here = format!(
            "return document.querySelectorAll('.belief')[{index}].contains(document.activeElement)"
        );
        tab_until(&browser, &here).await;
        press(&browser, Key::Space).await;
        press(&browser, Key::Down).await;
    }
    tab_until(
        &browser,
        "return document.activeElement.textContent === 'Show who does what'",
    )
    .await;
    press(&browser, Key::Enter).await;
    browser
        .until(
            "return document.activeElement.id === 'section-0' && !!document.querySelector('.told')",
        )
        .await;
    let it = kept(&browser).await;
    for statement in &sections[0] {
        let cell = &statement.cell;
        assert_eq!(
            it.belief(&cell.service, &cell.layer),
            Some(Belief::Customer)
        );
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_no_violation_before_and_after_being_told() {
    let (_server, browser) = on_check().await;
    let sections = drawn(&browser).await;
    let mut found = Vec::new();
    let folder = env::var("DEMARC_SCREENSHOTS").ok();
    for (told, name) in [(false, "asked"), (true, "told")] {
        if told {
            for (index, section) in sections.iter().enumerate() {
                for (nth, statement) in section.iter().enumerate() {
                    let belief = match (nth + index) % 3 {
                        0 => wrong(statement.owner),
                        1 => Belief::from(statement.owner),
                        _ => Belief::NotSure,
                    };
                    say(&browser, statement, belief).await;
                }
                show(&browser, index + 1).await;
            }
        }
        for scheme in Scheme::ALL {
            for width in [320, 360, 768, 1440, 1920] {
                browser.look(width, 900, scheme).await;
                for violation in browser.violations().await {
                    found.push(format!("{name} {} {width}: {violation}", scheme.name()));
                }
                let over = browser
                    .script("return document.documentElement.scrollWidth - innerWidth")
                    .await;
                if over != 0 {
                    found.push(format!("{name}: {over} too wide at {width}"));
                }
                if let Some(folder) = &folder {
                    browser.look(width, 3200, scheme).await;
                    fs::create_dir_all(folder).unwrap();
                    let picture = browser.driver.screenshot_as_png().await.unwrap();
                    fs::write(
                        format!("{folder}/beliefs-{name}-{width}-{}.png", scheme.name()),
                        picture,
                    )
                    .unwrap();
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let levels = browser
        .script("return [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(it => it.tagName)")
        .await;
    assert_eq!(levels[0], json!("H1"));
}
