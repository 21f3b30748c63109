//! The field for services on the first page: what is typed draws the line, and starts an assessment.

use demarc_catalog::line::line_over;
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_core::library::starting::Starting;
use demarc_e2e::{Browser, Scheme, Server, Trouble, today};
use serde_json::json;
use thirtyfour::prelude::*;

const FIELD: &str = "#hero-services";
const NOTHING: &str = "Several? Put commas between them.";

/// The first page, with what reads the field.
async fn first_page() -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser
        .until("return document.querySelector('#hero-services').role === 'combobox'")
        .await;
    (server, browser)
}

async fn enter(browser: &Browser, text: &str) {
    let field = browser.driver.find(By::Css(FIELD)).await.unwrap();
    field.send_keys(text).await.unwrap();
}

async fn press(browser: &Browser, key: Key) {
    enter(browser, &key.value().to_string()).await;
}

async fn shows(browser: &Browser, css: &str, text: &str) {
    let script = format!(
        "return document.querySelector({css:?})?.textContent === {}",
        json!(text)
    );
    browser.until(&script).await;
}

async fn list(browser: &Browser, css: &str, read: &str) -> Vec<String> {
    let script = format!("return [...document.querySelectorAll({css:?})].map(it => it.{read})");
    serde_json::from_value(browser.script(&script).await).unwrap()
}

/// The only assessment that is kept.
async fn kept(browser: &Browser) -> Assessment {
    let found = "return Object.entries(localStorage).find(([key]) => key.startsWith('demarc:v1:assessment:'))?.[1]";
    let text = browser.script(found).await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

/// The services that a text names.
fn named(typed: &str) -> Starting {
    let mut starting = Starting::default();
    starting.take(demarc_edition::catalog(), typed, true);
    assert_eq!(starting.undecided(), None);
    starting
}

/// What the sentence and the button say of them.
fn told(starting: &Starting) -> (String, usize) {
    let catalog = demarc_edition::catalog();
    let layers = line_over(&catalog.layers, &starting.deployments(catalog));
    let id = AssessmentId::from_bits(0);
    let it = starting.assessment(id, String::new(), Moment::default());
    let asked = analyze(catalog, &it, &today()).whole.in_scope;
    (labels::line_over(&layers), asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_draws_the_line_and_counts_the_questions() {
    let (_server, browser) = first_page().await;
    let layers = demarc_edition::catalog().layers.iter().rev();
    let layers: Vec<_> = layers.map(|it| it.name.clone()).collect();
    assert_eq!(list(&browser, ".hero__layer", "textContent").await, layers);
    let usual = list(&browser, ".hero__layer", "className").await;
    shows(&browser, "#hero-line", NOTHING).await;

    // It shows before the comma; what is not chosen is not assumed.
    enter(&browser, "ECS on Fargate").await;
    let (sentence, asked) = told(&named("ECS on Fargate"));
    shows(&browser, "#hero-line", &sentence).await;
    let minutes = labels::quick_minutes(asked);
    let button = format!("Check it · {asked} questions · about {minutes} minutes");
    shows(&browser, "#hero-start", &button).await;
    assert_ne!(list(&browser, ".hero__layer", "className").await, usual);
    enter(&browser, ", lamda,").await;
    browser
        .until("return document.querySelectorAll('.chip').length === 2")
        .await;
    let chips = list(&browser, ".chip__name", "textContent").await;
    assert_eq!(chips, ["ECS", "Lambda"]);
    shows(&browser, "#hero-line", &sentence).await;
    let chosen = list(&browser, ".chip__way", "value").await;
    assert_eq!(chosen, ["ecs/fargate", ""]);

    // How it is run is chosen in the chip; the rest is taken from the list with keys.
    browser
        .script(
            "const way = document.querySelectorAll('.chip__way')[1]; way.value = 'lambda/zip';
             way.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    enter(&browser, "rds custom").await;
    browser
        .until("return document.querySelectorAll('[role=option]').length > 0")
        .await;
    press(&browser, Key::Down).await;
    browser
        .until("return document.querySelector('#hero-services').getAttribute('aria-activedescendant') === 'hero-option-0'")
        .await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelectorAll('.chip').length === 3 && document.querySelector('#hero-services').value === ''")
        .await;
    let chosen = list(&browser, ".chip__way", "value").await;
    assert!(chosen[2].starts_with("rds/custom-"), "{chosen:?}");
    let violations = browser.violations().await;
    assert!(violations.is_empty(), "{violations:?}");

    // What is removed is gone, and with all of it the line is the usual one.
    for left in [2, 1] {
        press(&browser, Key::Backspace).await;
        browser
            .until(&format!(
                "return document.querySelectorAll('.chip').length === {left}"
            ))
            .await;
    }
    shows(&browser, "#hero-line", &sentence).await;
    let remove = browser.driver.find(By::Css(".chip__remove")).await.unwrap();
    remove.click().await.unwrap();
    shows(&browser, "#hero-line", NOTHING).await;
    shows(&browser, "#hero-start", "Start an assessment").await;
    assert_eq!(list(&browser, ".hero__layer", "className").await, usual);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_leads_to_the_first_question_with_the_services_chosen() {
    let (_server, browser) = first_page().await;
    enter(&browser, "ECS on Fargate, frobnicator").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelector('#hero-chosen .field__error')?.textContent.includes('frobnicator') ?? false")
        .await;
    assert_eq!(list(&browser, ".chip__name", "textContent").await, ["ECS"]);
    let field = browser.driver.find(By::Css(FIELD)).await.unwrap();
    assert_eq!(field.prop("value").await.unwrap().unwrap(), "frobnicator");
    field.clear().await.unwrap();
    // What has no way yet has to get one first.
    enter(&browser, "RDS").await;
    press(&browser, Key::Escape).await;
    browser
        .until("return document.querySelector('[role=option]') === null")
        .await;
    let button = browser.driver.find(By::Id("hero-start")).await.unwrap();
    button.click().await.unwrap();
    browser
        .until("return document.activeElement.matches('.chip[data-undecided] select')")
        .await;
    shows(
        &browser,
        "#hero-chosen .field__error",
        "Choose how you run RDS.",
    )
    .await;
    // Who leaves and comes back finds it again.
    browser.click("a", "The model").await;
    browser.heading("The shared responsibility model").await;
    browser.driver.back().await.unwrap();
    browser
        .until("return document.querySelectorAll('.chip').length === 2")
        .await;
    let way = browser
        .driver
        .find(By::Css(".chip[data-undecided] option:nth-child(2)"));
    way.await.unwrap().click().await.unwrap();
    browser
        .until("return document.querySelector('.chip[data-undecided]') === null")
        .await;
    let button = browser.driver.find(By::Id("hero-start")).await.unwrap();
    assert!(button.text().await.unwrap().starts_with("Check those · "));
    button.click().await.unwrap();
    browser
        .until("return document.querySelector('.levels') !== null")
        .await;
    browser.saved().await;
    let it = kept(&browser).await;
    let services: Vec<_> = it.services.iter().map(ToString::to_string).collect();
    assert_eq!(services, ["ecs/fargate", "rds/standard"]);
    let analysis = analyze(demarc_edition::catalog(), &it, &today());
    let first = format!("/practices/{}", analysis.first_open().unwrap());
    let address = browser.driver.current_url().await.unwrap().to_string();
    assert!(address.ends_with(&first), "{address}");
    let asked = browser.text(".progress-line span").await;
    assert_eq!(asked, format!("0 of {} answered", analysis.whole.in_scope));
    // The next one begins with nothing.
    browser.click("a", "Assessments").await;
    shows(&browser, "#hero-start", "Start an assessment").await;
    assert_eq!(list(&browser, ".chip", "textContent").await, [""; 0]);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_the_app_runs_is_kept_and_starts_when_it_does() {
    let server = Server::start();
    server.trouble(Trouble::Late, ".wasm");
    let browser = Browser::start().await;
    browser.without_service_worker().await;
    browser.look(1280, 900, Scheme::Light).await;
    let address = json!({ "url": server.address });
    browser.devtools("Page.navigate", address).await;
    browser
        .until("return document.querySelector('#hero-services') !== null")
        .await;
    enter(&browser, "ECS on Fargate, EC2 instance").await;
    browser.click("button", "Start an assessment").await;
    server.mend();
    browser
        .until("return document.querySelector('.levels') !== null")
        .await;
    browser.saved().await;
    let services = kept(&browser).await.services;
    let services: Vec<_> = services.iter().map(ToString::to_string).collect();
    assert_eq!(services, ["ec2/instance", "ecs/fargate"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_list_of_services_it_says_so_and_can_be_tried_again() {
    let server = Server::start();
    server.trouble(Trouble::Lost, "/common.wasm");
    let browser = Browser::start().await;
    browser.without_service_worker().await;
    browser.driver.goto(&server.address).await.unwrap();
    browser
        .until("return document.querySelector('#hero-problem').textContent.includes('could not be fetched')")
        .await;
    enter(&browser, "ECS on Fargate").await;
    browser.click("button", "Start an assessment").await;
    browser
        .until("return document.querySelector('#hero-start').ariaBusy !== 'true'")
        .await;
    server.mend();
    browser.click("button", "Start an assessment").await;
    browser
        .until("return document.querySelector('.levels') !== null")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_for_files_is_there_only_while_some_are_dragged() {
    let (_server, browser) = first_page().await;
    let drag = async |kind: &str, fill: &str| {
        let script = format!(
            "const data = new DataTransfer(); {fill};
             document.body.dispatchEvent(new DragEvent({kind:?}, {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
        );
        browser.script(&script).await;
    };
    let sign = "return document.querySelector('.drop-sign') !== null";
    assert_eq!(browser.script(sign).await, false);
    drag("dragover", "data.setData('text/plain', 'words')").await;
    assert_eq!(browser.script(sign).await, false);
    let file = "data.items.add(new File(['{}'], 'x.json'))";
    drag("dragover", file).await;
    browser.until(sign).await;
    drag("dragleave", file).await;
    browser
        .until("return document.querySelector('.drop-sign') === null")
        .await;
}
