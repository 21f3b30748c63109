//! Accepted risks, from the question to the register, and gaps that are past their due date.

use demarc_core::analysis::{Analysis, analyze};
use demarc_core::assessment::{Acceptance, Assessment, AssessmentId, NotApplicable, Response};
use demarc_core::exchange::record::{read, write};
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, today};
use serde_json::json;
use thirtyfour::prelude::*;

/// An assessment of a whole account with 16 gaps: one overdue, one accepted, one with an expired acceptance, and an
/// answer that is not applicable by business decision.
fn risky() -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(77), "Risky");
    let asked: Vec<_> = host(&it)
        .practices
        .into_iter()
        .map(|it| it.practice)
        .collect();
    for (index, practice) in asked.iter().enumerate() {
        let response = if index < 16 {
            Response::Started
        } else {
            Response::Fully
        };
        it.respond(practice, Some(response));
    }
    let gaps: Vec<_> = host(&it).gaps.into_iter().map(|gap| gap.practice).collect();
    it.change_answer(&gaps[0], |answer| answer.due = "2020-01-31".parse().ok());
    for (practice, until) in [(&gaps[1], "2199-12-31"), (&gaps[2], "2020-01-31")] {
        let acceptance = Acceptance {
            by: "CISO".into(),
            until: until.parse().ok(),
            because: "It is replaced in spring.".into(),
        };
        it.enter_acceptance(practice, acceptance);
    }
    let because = "The board knows.".to_owned();
    let reason = NotApplicable::BusinessDecision;
    it.respond(&gaps[3], Some(Response::NotApplicable { reason, because }));
    it
}

fn host(assessment: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), assessment, &today())
}

fn title(analysis: &Analysis, index: usize) -> &'static str {
    let practice = &analysis.gaps[index].practice;
    &demarc_edition::catalog().practice(practice).unwrap().title
}

/// Opens a page of an assessment in a new browser that has kept it.
async fn open(assessment: &Assessment, page: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    let key = format!("demarc:v1:assessment:{}", assessment.id);
    let seed = format!(
        "localStorage.getItem({key}) ?? localStorage.setItem({key}, {text})",
        key = json!(key),
        text = json!(write(assessment))
    );
    browser.before_every_page(&seed).await;
    let address = format!("{}#/a/{}/{page}", server.address, assessment.id);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css("main h1")).await.unwrap();
    (server, browser)
}

async fn kept(browser: &Browser) -> Assessment {
    browser.saved().await;
    let script =
        "return localStorage.getItem('demarc:v1:assessment:' + location.hash.split('/')[2])";
    let text = browser.script(script).await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let script =
        format!("return [...document.querySelectorAll({css:?})].map(it => it.textContent.trim())");
    let found = browser.script(&script).await;
    let found = found.as_array().unwrap().iter();
    found.map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// The chosen answer on the screen.
async fn chosen(browser: &Browser) -> String {
    let script = "return document.querySelector('.levels input:checked')?.closest('label').querySelector('.level__name').textContent ?? ''";
    browser.script(script).await.as_str().unwrap().to_owned()
}

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    let focused = browser.driver.active_element().await.unwrap();
    focused.send_keys(keys).await.unwrap();
}

async fn write_into(browser: &Browser, css: &str, text: &str) {
    let field = browser.driver.find(By::Css(css)).await.unwrap();
    field.scroll_into_view().await.unwrap();
    field.send_keys(text).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_risk_is_accepted_by_keyboard_and_what_is_missing_is_told() {
    let mut it = Assessment::new(AssessmentId::from_bits(78), "New");
    let root = "iam.root".parse().unwrap();
    it.respond(&root, Some(Response::Started));
    let (_server, browser) = open(&it, "practices/iam.root").await;
    browser.driver.find(By::Css(".levels")).await.unwrap();
    assert_eq!(chosen(&browser).await, "Started");
    browser
        .script("document.querySelector('.levels input:checked').focus()")
        .await;
    for _ in 0..4 {
        press(&browser, Key::Down).await;
    }
    assert_eq!(chosen(&browser).await, labels::RISK_ACCEPTED);

    // What is missing is told, with links to the fields.
    browser.click("button", "Continue").await;
    browser
        .until("return document.activeElement.matches('.error-summary')")
        .await;
    let told = texts(&browser, ".error-summary a").await;
    assert_eq!(
        told,
        [
            "Write who accepts the risk.",
            "Write why the risk is accepted."
        ]
    );
    browser.click("a", "Write who accepts the risk.").await;
    browser
        .until("return document.activeElement.id === 'accepted-by'")
        .await;
    press(&browser, "CISO").await;
    assert_eq!(kept(&browser).await.answers[&root].accepted_risk(), None);

    // A draft survives a reload, and the earlier answer stands.
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css("#accepted-by")).await.unwrap();
    assert_eq!(chosen(&browser).await, labels::RISK_ACCEPTED);
    let by = browser.driver.find(By::Css("#accepted-by")).await.unwrap();
    assert_eq!(by.prop("value").await.unwrap().unwrap(), "CISO");
    // The arrow keys passed “don’t know”, as they do between radio buttons; the level can be set.
    assert_eq!(
        kept(&browser).await.response(&root),
        Some(&Response::DontKnow)
    );
    let started = By::XPath(
        "//fieldset[@id='acceptance']//label[.//span[normalize-space()='Started']]/input",
    );
    let started = browser.driver.find(started).await.unwrap();
    started.scroll_into_view().await.unwrap();
    started.click().await.unwrap();

    write_into(&browser, "#accepted-because", "It is replaced in spring.").await;
    browser
        .script("const until = document.querySelector('#accepted-until'); until.value = '2199-12-31'; until.dispatchEvent(new Event('input', { bubbles: true })); until.dispatchEvent(new Event('change', { bubbles: true }))")
        .await;
    let it = kept(&browser).await;
    let acceptance = it.answers[&root].accepted_risk().expect("it is complete");
    assert_eq!(
        labels::accepted(acceptance),
        "accepted by CISO until December 31, 2199"
    );
    assert_eq!(it.response(&root), Some(&Response::Started));
    // What is scrolled half under the frame is no target that is too small.
    browser.script("scrollTo(0, 0)").await;
    assert_eq!(browser.violations().await, [""; 0]);
    browser.click("button", "Continue").await;
    browser
        .until("return !location.hash.endsWith('iam.root')")
        .await;

    // Another level withdraws it, in one step that is undone whole.
    browser.driver.back().await.unwrap();
    browser.driver.find(By::Css("#accepted-by")).await.unwrap();
    let mostly = By::XPath(
        "//label[.//span[normalize-space()='Mostly'] and contains(@class,'level')]/input",
    );
    let mostly = browser.driver.find(mostly).await.unwrap();
    mostly.scroll_into_view().await.unwrap();
    mostly.click().await.unwrap();
    assert_eq!(kept(&browser).await.answers[&root].acceptance, None);
    browser.click("button", "Undo").await;
    assert_eq!(kept(&browser).await.answers, it.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn accepted_and_overdue_gaps_are_marked_counted_and_filtered() {
    let it = risky();
    let analysis = host(&it);
    let (_server, browser) = open(&it, "results").await;
    browser.driver.find(By::Css("#accepted")).await.unwrap();
    browser.script("location.hash = '#/'").await;
    browser
        .until("return document.querySelector('.assessment__overdue')?.textContent.trim() === '1 overdue'")
        .await;
    browser.driver.back().await.unwrap();
    browser.driver.find(By::Css("#accepted")).await.unwrap();
    let register = texts(&browser, "section[aria-labelledby=accepted] tbody tr").await;
    assert_eq!(register.len(), 2);
    assert!(register[0].contains("Expired"), "{register:?}");
    assert!(
        register[1].contains("CISO") && register[1].contains("days left"),
        "{register:?}"
    );
    assert!(
        browser
            .text(".notice--warning")
            .await
            .starts_with("1 gap is overdue by ")
    );
    // What is accepted is not what to fix first.
    let accepted = analysis.gaps.last().unwrap();
    assert!(accepted.is_accepted());
    let last = title(&analysis, analysis.gaps.len() - 1);
    assert!(
        !texts(&browser, ".fixes h3")
            .await
            .contains(&last.to_owned())
    );
    assert_eq!(browser.violations().await, [""; 0]);

    let names = ".gap__open";
    browser.click("a", "Show what is overdue").await;
    browser
        .until("return document.querySelectorAll('.gap').length === 1")
        .await;
    let overdue = analysis.overdue().next().unwrap();
    let overdue = demarc_edition::catalog()
        .practice(&overdue.practice)
        .unwrap();
    assert_eq!(texts(&browser, names).await, [overdue.title.as_str()]);
    let mark = browser.text(".gap-panel .mark--overdue").await;
    assert!(
        mark.contains("Overdue by") && mark.contains("days"),
        "{mark}"
    );
    // Once it has another date, the mark goes.
    browser
        .script("const due = document.querySelector('.gap__due input'); due.value = '2199-12-31'; due.dispatchEvent(new Event('input', { bubbles: true })); due.dispatchEvent(new Event('change', { bubbles: true }))")
        .await;
    browser
        .until("return document.querySelector('.mark--overdue') === null")
        .await;

    for (name, mark) in [
        ("Risk accepted", ".mark--accepted"),
        ("Acceptance expired", ".mark--expired"),
    ] {
        let chip = format!(
            "[...document.querySelectorAll('.chip')].find(it => it.textContent.includes({name:?})).click()"
        );
        browser.script(&chip).await;
        browser
            .until(&format!(
                "return document.querySelectorAll('.gap').length === 1 && document.querySelector('.gap {mark}') !== null && document.querySelector('.gap-panel {mark}') !== null"
            ))
            .await;
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_business_decision_becomes_an_accepted_risk_when_the_user_says_so() {
    let it = risky();
    let decided = it
        .answers
        .iter()
        .find(|(_, answer)| matches!(answer.response, Some(Response::NotApplicable { .. })));
    let id = decided.unwrap().0.clone();
    let (_server, browser) = open(&it, "check").await;
    let title = &demarc_edition::catalog().practice(&id).unwrap().title;
    assert_eq!(texts(&browser, ".notice a").await, [title.as_str()]);
    browser.click("a", title).await;
    browser.driver.find(By::Css(".levels")).await.unwrap();
    // The reason is still shown, and the offer can be declined.
    assert_eq!(chosen(&browser).await, "Not applicable");
    let reasons = texts(&browser, "#reason .choice__label").await;
    assert!(
        reasons.contains(&"Business decision".to_owned()),
        "{reasons:?}"
    );
    browser.click("button", "Keep it as it is").await;
    browser
        .until("return ![...document.querySelectorAll('main .notice')].some(it => it.textContent.includes('Change it?'))")
        .await;
    assert_eq!(kept(&browser).await.answers, it.answers);
    // Once declined it is not offered again, as long as the app is open.
    let check = format!("location.hash = '#/a/{}/check'", it.id);
    browser.script(&check).await;
    browser.heading("Check your answers").await;
    assert_eq!(texts(&browser, ".notice a").await, [""; 0]);
    browser.driver.back().await.unwrap();
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    browser.click("button", "Change it").await;
    browser
        .until("return document.activeElement.id === 'accepted-by'")
        .await;
    assert_eq!(chosen(&browser).await, labels::RISK_ACCEPTED);
    // Nothing is lost before it is complete.
    assert_eq!(kept(&browser).await.response(&id), it.response(&id));
    press(&browser, "Board").await;
    let changed = kept(&browser).await;
    assert_eq!(changed.response(&id), Some(&Response::NotInPlace));
    let acceptance = changed.answers[&id].accepted_risk().unwrap();
    assert_eq!(acceptance.because, "The board knows.");
    assert_eq!(browser.complaints().await, [""; 0]);
}
