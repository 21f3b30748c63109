//! A new user from the first page to the results: a preset, every answer, a reload half-way, results equal to the
//! host's.

use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, analyze, columns};
use demarc_core::assessment::Assessment;
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, today};
use serde_json::Value;
use thirtyfour::prelude::*;

/// The stored text of the only assessment.
async fn kept(browser: &Browser) -> Assessment {
    browser.saved().await;
    let text = browser
        .script("return Object.entries(localStorage).find(([key]) => key.startsWith('demarc:v1:assessment:'))[1]")
        .await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

fn host(assessment: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), assessment, &today())
}

fn question(practice: &PracticeId) -> &'static str {
    &demarc_edition::texts()
        .unwrap()
        .practice(practice)
        .unwrap()
        .question
}

async fn address(browser: &Browser) -> String {
    browser.driver.current_url().await.unwrap().to_string()
}

async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let script =
        format!("return [...document.querySelectorAll({css:?})].map(it => it.textContent.trim())");
    let found = browser.script(&script).await;
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect()
}

/// Answers the question on the screen with one of six choices, by index: a level, “don't know”, “not applicable”.
async fn answer(browser: &Browser, choice: usize) {
    let radios = browser
        .driver
        .find_all(By::Css(".levels input"))
        .await
        .unwrap();
    // The last choice is “not applicable”; the one before it, “risk accepted”, is not among the six.
    let radio = match choice % 6 {
        5 => &radios[6],
        level => &radios[level],
    };
    radio.scroll_into_view().await.unwrap();
    radio.click().await.unwrap();
    if choice % 6 == 5 {
        let reason = browser.driver.find(By::Css("#reason input")).await.unwrap();
        reason.scroll_into_view().await.unwrap();
        reason.click().await.unwrap();
        let because = browser.driver.find(By::Css("#because")).await.unwrap();
        because.send_keys("The tests say so.").await.unwrap();
    }
}

/// Opens the first page in a new browser.
async fn first_page() -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    (server, browser)
}

/// Opens the results of the example in a new browser.
async fn example() -> (Server, Browser) {
    let (server, browser) = first_page().await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    (server, browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_reads_the_same_figures_as_the_host() {
    let (server, browser) = first_page().await;

    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    for label in [
        "Production",
        "Personal data",
        "Anyone on the internet",
        "One",
    ] {
        let path = format!("//label[span[normalize-space()='{label}']]/input");
        let input = browser.driver.find(By::XPath(path)).await.unwrap();
        input.scroll_into_view().await.unwrap();
        input.click().await.unwrap();
    }
    browser.click("a", "Continue to services").await;
    browser.heading("Which services do you run?").await;
    let preset = browser
        .driver
        .find(By::XPath("//button[strong='Web app on EC2 and RDS']"))
        .await
        .unwrap();
    preset.click().await.unwrap();
    browser.click("a", "Continue to who does what").await;
    browser.heading("Who does what?").await;
    browser.click("a", "Skip this step").await;
    browser.heading("Your practices").await;
    browser.click("a", "Begin with the first question").await;

    let asked = host(&kept(&browser).await).practices;
    let half = asked.len() / 2;
    for (index, finding) in asked.iter().enumerate() {
        let question = question(&finding.practice);
        browser.heading(question).await;
        if index == half {
            let (before, there) = (kept(&browser).await, address(&browser).await);
            browser.driver.refresh().await.unwrap();
            browser.heading(question).await;
            assert_eq!(address(&browser).await, there);
            assert_eq!(kept(&browser).await, before);
            let progress = browser.text(".progress-line span").await;
            assert_eq!(progress, format!("{half} of {} answered", asked.len()));
        }
        answer(&browser, index).await;
        browser.click("button", "Continue").await;
    }
    browser.heading("Check your answers").await;
    browser.click("a", "See the results").await;
    browser.heading("Results: My workload").await;

    let assessment = kept(&browser).await;
    assert_eq!(assessment.answers.len(), asked.len());
    let analysis = host(&assessment);
    let whole = &analysis.whole;
    let score = whole.score.unwrap();
    assert_eq!(
        browser.text("#grade").await.replace('\n', " "),
        format!("Grade: {}", labels::grade(whole.grade))
    );
    let sentence = browser.text(".grade p").await;
    for figure in [score.value, score.low, score.high] {
        assert!(
            sentence.contains(&labels::score(Some(figure))),
            "{figure} is not in {sentence:?}"
        );
    }
    assert!(
        !whole.missing_cornerstones.is_empty(),
        "the answers leave a cornerstone out"
    );
    let capped = texts(&browser, ".grade ul a").await;
    let titles = |ids: &mut dyn Iterator<Item = &PracticeId>| -> Vec<String> {
        ids.map(|id| {
            demarc_edition::catalog()
                .practice(id)
                .unwrap()
                .title
                .clone()
        })
        .collect()
    };
    assert_eq!(capped, titles(&mut whole.missing_cornerstones.iter()));
    let gaps = titles(&mut analysis.gaps.iter().map(|gap| &gap.practice));
    assert_eq!(texts(&browser, ".fixes h3").await, gaps[..5]);
    let scores: Vec<u64> = analysis
        .domains
        .iter()
        .map(|row| {
            row.standing
                .score
                .map_or(0, |score| score.value.floor() as u64)
        })
        .collect();
    let shown = browser
        .script("return [...document.querySelectorAll('.scores meter')].map(it => it.value)")
        .await;
    let shown: Vec<u64> = shown
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_f64)
        .map(|it| it as u64)
        .collect();
    assert_eq!(shown, scores);
    browser.click("a", "Who owns what").await;
    browser
        .until("return document.querySelector('.matrix') !== null")
        .await;
    let shown = columns(demarc_edition::catalog(), &analysis.services);
    let cells = analysis.services.len() * shown.len();
    assert_eq!(texts(&browser, ".matrix td").await.len(), cells);

    // No request left the origin, and the console has no warning.
    let requests = browser.requests().await;
    assert!(!requests.is_empty(), "the browser's network log is empty");
    for request in requests {
        assert!(
            request.starts_with(&server.origin) || request.starts_with("data:"),
            "{request} leaves the origin"
        );
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_is_enough() {
    let (_server, browser) = first_page().await;
    browser
        .heading("Find the line between AWS’s job and yours")
        .await;

    tab_to(&browser, "Start an assessment").await;
    press(&browser, Key::Enter).await;
    browser.heading("Your situation").await;
    // The heading has focus after a change of page. The quick questions are enough for this test.
    assert_eq!(
        browser
            .script("return document.activeElement.tagName")
            .await,
        "H1"
    );
    tab_to(&browser, "Standard").await;
    press(&browser, Key::Up).await;
    tab_to(&browser, "Continue to services").await;
    press(&browser, Key::Enter).await;
    browser.heading("Which services do you run?").await;
    tab_to(&browser, "Web app on EC2 and RDS").await;
    press(&browser, Key::Space).await;
    tab_to(&browser, "Continue to who does what").await;
    press(&browser, Key::Enter).await;
    browser.heading("Who does what?").await;
    tab_to(&browser, "Skip this step").await;
    press(&browser, Key::Enter).await;
    browser.heading("Your practices").await;
    tab_to(&browser, "Begin with the first question").await;
    press(&browser, Key::Enter).await;
    let asked = host(&kept(&browser).await).practices;
    for finding in &asked {
        let question = question(&finding.practice);
        browser.heading(question).await;
        tab_to(&browser, "Not in place").await;
        press(&browser, Key::Space).await;
        press(&browser, Key::Down).await;
        press(&browser, Key::Enter).await;
    }
    browser.heading("Check your answers").await;
    tab_to(&browser, "See the results").await;
    press(&browser, Key::Enter).await;
    browser.heading("Results: My workload").await;
    let analysis = host(&kept(&browser).await);
    assert_eq!(
        (analysis.whole.answered, analysis.gaps.len()),
        (asked.len(), asked.len())
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Presses Tab until the element with focus is called `name`.
async fn tab_to(browser: &Browser, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..250 {
        let text = browser
            .script("const it = document.activeElement; const label = it.closest('label') ?? it; return label.innerText.trim()")
            .await;
        if text
            .as_str()
            .is_some_and(|text| text.contains(name) && text.len() < name.len() + 600)
        {
            let is_body = browser
                .script("return ['BODY', 'H1', 'MAIN'].includes(document.activeElement.tagName)")
                .await;
            if is_body == false {
                return;
            }
        }
        passed.push(
            text.as_str()
                .unwrap_or_default()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        );
        press(browser, Key::Tab).await;
    }
    let address = browser.driver.current_url().await.unwrap();
    passed.truncate(40);
    panic!("Tab never comes to {name:?} on {address}; it comes to {passed:?}");
}

async fn press(browser: &Browser, key: Key) {
    browser
        .driver
        .action_chain()
        .send_keys(key)
        .perform()
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_and_undo_work() {
    let (server, browser) = first_page().await;
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.click("a", "Continue to services").await;
    browser.heading("Which services do you run?").await;
    assert!(
        browser
            .driver
            .title()
            .await
            .unwrap()
            .starts_with("Services · My workload")
    );
    browser.driver.back().await.unwrap();
    browser.heading("Your situation").await;
    browser.driver.forward().await.unwrap();
    browser.heading("Which services do you run?").await;
    browser.click("a", "Assessments").await;
    browser
        .heading("Find the line between AWS’s job and yours")
        .await;
    browser.row_action("Duplicate").await;
    let both = ["My workload (copy)", "My workload"];
    assert_eq!(texts(&browser, ".assessment__name").await, both);
    browser.row_action("Delete").await;
    assert_eq!(texts(&browser, ".assessment__name").await, ["My workload"]);
    browser.click("button", "Undo").await;
    assert_eq!(texts(&browser, ".assessment__name").await, both);
    browser
        .driver
        .goto(format!("{}#/a/none/results", server.address))
        .await
        .unwrap();
    browser
        .heading("This assessment is not on this device")
        .await;
    browser
        .driver
        .goto(format!("{}#/nowhere", server.address))
        .await
        .unwrap();
    browser.heading("There is no such page").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_not_applicable_loses_no_answer() {
    let (server, browser) = example().await;
    let root: PracticeId = "iam.root".parse().unwrap();
    let before = kept(&browser).await.response(&root).cloned();
    assert!(before.is_some());
    let address = format!("{}#/a/example/practices/iam.root", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.heading(question(&root)).await;
    let radios = browser.driver.find_all(By::Css(".levels input")).await;
    radios.unwrap()[6].click().await.unwrap();
    browser.click("button", "Continue").await;
    assert!(
        browser
            .text(".error-summary")
            .await
            .contains("needs a reason")
    );
    browser.click("a", "Results").await;
    browser.heading("Results: Example: web shop").await;
    assert_eq!(kept(&browser).await.response(&root).cloned(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_one_answer_goes_back_to_check() {
    let (_server, browser) = example().await;
    browser.click("a", "Check your answers").await;
    browser.heading("Check your answers").await;
    let change = browser
        .driver
        .find(By::Css(".summary-list a[href$='iam.root']"))
        .await
        .unwrap();
    change.scroll_into_view().await.unwrap();
    change.click().await.unwrap();
    browser
        .heading(question(&"iam.root".parse().unwrap()))
        .await;
    browser.click("button", "Back to check").await;
    browser.heading("Check your answers").await;
}
