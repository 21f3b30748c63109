//! What people type: dates, owners, reasons and names are stored as they are typed, and nothing half-typed is; services
//! with several variants ask for one.

use demarc_core::assessment::{Answer, Assessment, Response};
use demarc_core::exchange::record::read;
use demarc_e2e::{Browser, Scheme, Server};
use thirtyfour::prelude::*;

/// The assessment on the screen, as localStorage has it once nothing is on its way there.
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

/// The answer about the root user.
async fn answer(browser: &Browser) -> Answer {
    let root = "iam.root".parse().unwrap();
    let kept = kept(browser).await;
    kept.answers.get(&root).cloned().unwrap_or_default()
}

/// The due date of that answer, or nothing.
async fn due(browser: &Browser) -> String {
    let due = answer(browser).await.due;
    due.map(|it| it.to_string()).unwrap_or_default()
}

async fn press(browser: &Browser, key: impl Into<TypingData>) {
    let keys = browser.driver.action_chain().send_keys(key);
    keys.perform().await.unwrap();
}

/// Presses a key together with Ctrl.
async fn press_with_control(browser: &Browser, key: char) {
    let keys = browser.driver.action_chain().key_down(Key::Control);
    let keys = keys.send_keys(key.to_string()).key_up(Key::Control);
    keys.perform().await.unwrap();
}

/// Moves focus to the n-th part of a date field: month, day, year.
async fn part(browser: &Browser, id: &str, index: usize) {
    let focus = format!(
        "document.activeElement.blur(); const it = document.getElementById('{id}'); it.closest('details')?.setAttribute('open', ''); it.scrollIntoView({{ block: 'center' }}); it.focus()"
    );
    browser.script(&focus).await;
    for _ in 0..index {
        press(browser, Key::Right).await;
    }
}

/// The text of a field on the screen.
async fn shown(browser: &Browser, id: &str) -> String {
    let script = format!("return document.getElementById('{id}').value");
    browser.script(&script).await.as_str().unwrap().to_owned()
}

async fn status(browser: &Browser) -> String {
    kept(browser).await;
    browser.text(".save-status__text").await
}

/// A new assessment, at a step of it.
async fn at(step: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    let here = browser.driver.current_url().await.unwrap().to_string();
    let there = here.replace("situation", step);
    browser.driver.goto(&there).await.unwrap();
    (server, browser)
}

/// The question about the root user, in a new assessment.
async fn question() -> (Server, Browser) {
    let (server, browser) = at("practices/iam.root").await;
    browser.driver.find(By::Css(".levels")).await.unwrap();
    (server, browser)
}

/// A view of the results of the example.
async fn view(name: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    let address = format!("{}#/a/example/results/{name}", server.address);
    browser.driver.goto(address).await.unwrap();
    (server, browser)
}

/// Leaves a date field with the Tab key, which stops at its calendar, too.
async fn leave(browser: &Browser, id: &str) {
    let here = format!(
        "return document.activeElement.id === {}",
        serde_json::json!(id)
    );
    for _ in 0..3 {
        press(browser, Key::Tab).await;
        if browser.script(&here).await == false {
            return;
        }
    }
    panic!("the field keeps the focus");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_stored_once_it_is_complete_and_undone_as_a_whole() {
    let (_server, browser) = question().await;
    part(&browser, "due", 0).await;
    press(&browser, "12012026").await;
    assert_eq!(due(&browser).await, "2026-12-01");

    // A year is typed digit by digit.
    part(&browser, "due", 2).await;
    for (digit, stored) in [
        ("2", "2026-12-01"),
        ("0", "2026-12-01"),
        ("2", "2026-12-01"),
        ("7", "2027-12-01"),
    ] {
        press(&browser, digit).await;
        assert_eq!(due(&browser).await, stored);
    }
    assert_eq!(shown(&browser, "due").await, "2027-12-01");
    assert_eq!(status(&browser).await, "Saved");
    // One step, also while the field has focus.
    press_with_control(&browser, 'z').await;
    browser
        .until("return document.getElementById('due').value === '2026-12-01'")
        .await;
    assert_eq!(due(&browser).await, "2026-12-01");

    // An emptied part leaves the other parts, and what is stored.
    part(&browser, "due", 1).await;
    press(&browser, Key::Delete).await;
    assert_eq!(due(&browser).await, "2026-12-01");
    assert_eq!(status(&browser).await, "Not all saved");
    press(&browser, "1").await;
    press(&browser, "5").await;
    assert_eq!(shown(&browser, "due").await, "2026-12-15");
    assert_eq!(due(&browser).await, "2026-12-15");
    browser.click("button", "Undo").await;
    browser
        .until("return document.getElementById('due').value === '2026-12-01'")
        .await;

    // With all parts emptied there is no date.
    part(&browser, "due", 0).await;
    for _ in 0..3 {
        press(&browser, Key::Delete).await;
        press(&browser, Key::Right).await;
    }
    assert_eq!(due(&browser).await, "");
    assert_eq!(status(&browser).await, "Saved");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_date_is_told_in_words_and_what_was_stored_stays() {
    let (_server, browser) = question().await;
    part(&browser, "due", 0).await;
    press(&browser, "12012026").await;
    part(&browser, "due", 2).await;
    press(&browser, "27").await;
    leave(&browser, "due").await;
    let problem = browser.text("#due-error").await;
    assert_eq!(
        problem,
        "The year has to be from 2000 to 2199. December 1, 2026 is still saved."
    );
    assert_eq!(due(&browser).await, "2026-12-01");
    assert_eq!(status(&browser).await, "Not all saved");

    // Going on leads back to the field.
    let here = browser.driver.current_url().await.unwrap();
    browser.click("button", "Continue").await;
    browser
        .until("return document.activeElement.id === 'due'")
        .await;
    assert_eq!(browser.driver.current_url().await.unwrap(), here);
    // Undo takes back what is typed, and nothing that is stored.
    press_with_control(&browser, 'z').await;
    browser
        .until("return document.getElementById('due').value === '2026-12-01'")
        .await;
    assert_eq!(due(&browser).await, "2026-12-01");
    assert_eq!(status(&browser).await, "Saved");
    browser
        .until("return !document.querySelector('#due-error')")
        .await;

    // A date without a year is none.
    browser.click("button", "Undo").await;
    browser
        .until("return document.getElementById('due').value === ''")
        .await;
    part(&browser, "due", 0).await;
    press(&browser, "1201").await;
    assert_eq!(status(&browser).await, "Not all saved");
    browser.script("document.activeElement.blur()").await;
    assert_eq!(
        browser.text("#due-error").await,
        "The date needs a day, a month and a year. No date is saved."
    );
    assert_eq!(browser.violations().await, [""; 0]);
    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css(".levels")).await.unwrap();
    assert_eq!(shown(&browser, "due").await, "");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_and_dates_of_gaps_are_stored_before_the_field_is_left() {
    let (_server, browser) = view("gaps").await;
    let owner = browser.driver.find(By::Css(".gap__owner input")).await;
    let owner = owner.unwrap();
    let id = owner.id().await.unwrap().unwrap();
    owner.scroll_into_view().await.unwrap();
    owner.clear().await.unwrap();
    owner.send_keys("Ana").await.unwrap();
    let due = id.replace("owner", "due");
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelector('.gap__owner input') !== null")
        .await;
    assert_eq!(shown(&browser, &id).await, "Ana");

    let before = shown(&browser, &due).await;
    part(&browser, &due, 0).await;
    press(&browser, "12010027").await;
    assert_eq!(status(&browser).await, "Not all saved");
    leave(&browser, &due).await;
    let problem = browser.text(&format!("#{due}-error")).await;
    assert!(problem.contains("from 2000 to 2199"), "{problem}");
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelector('.gap__owner input') !== null")
        .await;
    assert_eq!(shown(&browser, &due).await, before);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn gaps_changed_at_once_are_counted_and_undone() {
    let (_server, browser) = view("gaps").await;
    let before = kept(&browser).await;
    browser.click("button", "Select all shown").await;
    browser.click("button", "Apply").await;
    let nothing = browser.text("form.selection .field__error").await;
    assert_eq!(nothing, "Give an owner, a date or a phase.");
    let owner = By::Css(".selection input[type=text]");
    let owner = browser.driver.find(owner).await.unwrap();
    owner.send_keys("Somebody new").await.unwrap();
    assert!(
        browser
            .text(".selection")
            .await
            .contains("selected, not changed yet")
    );
    part(&browser, "bulk-due", 0).await;
    press(&browser, "1201").await;
    browser.click("button", "Apply").await;
    browser
        .until("return document.activeElement.id === 'bulk-due'")
        .await;
    press_with_control(&browser, 'z').await;
    browser
        .until("return !document.querySelector('#bulk-due-error')")
        .await;
    browser.click("button", "Apply").await;
    browser
        .until("return document.activeElement.closest('.toast') !== null")
        .await;
    let changed = kept(&browser).await;
    let count = changed.answers.values();
    let count = count.filter(|it| it.owner == "Somebody new").count();
    assert!(count > 10, "{count}");
    let toast = browser.text(".toast").await;
    assert!(
        toast.contains(&format!("{count} answers changed: owner “Somebody new”.")),
        "{toast}"
    );
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelector('.toast').textContent.includes('Undone')")
        .await;
    assert_eq!(kept(&browser).await.answers, before.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_for_not_applicable_is_a_draft_until_it_is_complete() {
    let (_server, browser) = question().await;
    browser.click("span", "Started").await;
    browser.click("span", "Not applicable").await;
    let because = browser.driver.find(By::Css("#because")).await.unwrap();
    because.send_keys("No accounts").await.unwrap();
    assert_eq!(status(&browser).await, "Saved");
    let stored = answer(&browser).await;
    assert_eq!(stored.response, Some(Response::Started));
    assert_eq!(stored.draft.unwrap().because, "No accounts");

    browser.driver.refresh().await.unwrap();
    browser.driver.find(By::Css("#because")).await.unwrap();
    assert_eq!(shown(&browser, "because").await, "No accounts");
    browser.click("a", "Check").await;
    browser.heading("Check your answers").await;
    let row = "//dd[contains(., '“not applicable” is not complete')]";
    browser.driver.find(By::XPath(row)).await.unwrap();
    browser.driver.back().await.unwrap();
    browser.driver.find(By::Css("#because")).await.unwrap();
    assert_eq!(shown(&browser, "because").await, "No accounts");

    browser.click("span", "Architecture").await;
    let stored = answer(&browser).await;
    assert!(stored.response.unwrap().is_not_applicable());
    assert_eq!(stored.draft, None);
    // An emptied sentence is no reason.
    let because = browser.driver.find(By::Css("#because")).await.unwrap();
    because.click().await.unwrap();
    press_with_control(&browser, 'a').await;
    press(&browser, Key::Delete).await;
    assert_eq!(answer(&browser).await.response, None);
    assert!(
        browser
            .text("form.question")
            .await
            .contains("Saved as a draft")
    );
    browser.click("button", "Undo").await;
    browser
        .until("return document.getElementById('because').value === 'No accounts'")
        .await;
    browser.click("span", "Fully").await;
    let stored = answer(&browser).await;
    assert_eq!(stored.response, Some(Response::Fully));
    assert_eq!(stored.draft, None);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_risk_ends_a_draft_and_takes_only_a_complete_date() {
    let (_server, browser) = question().await;
    browser.click("span", "Not applicable").await;
    let because = browser.driver.find(By::Css("#because")).await.unwrap();
    because.send_keys("No accounts").await.unwrap();
    browser.click("span", "Risk accepted").await;
    browser
        .until("return document.querySelector('#acceptance') !== null && document.querySelector('#because') === null")
        .await;
    assert_eq!(answer(&browser).await.draft, None);
    let until = async |browser: &Browser| {
        let acceptance = answer(browser).await.acceptance;
        acceptance.and_then(|it| it.until).map(|it| it.to_string())
    };
    part(&browser, "accepted-until", 0).await;
    press(&browser, "12010027").await;
    assert_eq!(until(&browser).await, None);
    assert_eq!(status(&browser).await, "Not all saved");
    leave(&browser, "accepted-until").await;
    let problem = browser.text("#accepted-until-error").await;
    assert!(problem.contains("from 2000 to 2199"), "{problem}");
    part(&browser, "accepted-until", 2).await;
    press(&browser, "2031").await;
    assert_eq!(until(&browser).await.as_deref(), Some("2031-12-01"));
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelector('#acceptance') !== null")
        .await;
    assert_eq!(shown(&browser, "accepted-until").await, "2031-12-01");
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// The services that are stored.
async fn services(browser: &Browser) -> Vec<String> {
    let kept = kept(browser).await;
    kept.services.iter().map(ToString::to_string).collect()
}

/// Clicks the box with this label on the services page.
async fn tick(browser: &Browser, label: &str) {
    let path = format!("//label[span[normalize-space()='{label}']]/input");
    let input = browser.driver.find(By::XPath(path)).await.unwrap();
    input.scroll_into_view().await.unwrap();
    input.click().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_with_several_variants_asks_for_one() {
    let (_server, browser) = at("services").await;
    browser.heading("Which services do you run?").await;
    // A word that names a variant chooses it.
    let search = browser.driver.find(By::Css("#search")).await.unwrap();
    search.send_keys("fargate").await.unwrap();
    tick(&browser, "Amazon ECS").await;
    assert_eq!(services(&browser).await, ["ecs/fargate"]);
    browser
        .script("const it = document.querySelector('#search'); it.value = 'lambda'; it.dispatchEvent(new Event('input', { bubbles: true }))")
        .await;

    // A word that names none does not.
    tick(&browser, "AWS Lambda").await;
    assert_eq!(services(&browser).await, ["ecs/fargate"]);
    assert_eq!(status(&browser).await, "Not all saved");
    let row = browser.text("#variants-lambda").await;
    assert!(row.contains("Choose how you run it."), "{row}");
    assert_eq!(
        browser.text(".selection [role=status]").await,
        "1 service chosen, 1 more once you choose how you run it"
    );
    // Going on leads there, even when the service is not among those searched for.
    browser
        .script("const it = document.querySelector('#search'); it.value = 's3'; it.dispatchEvent(new Event('input', { bubbles: true }))")
        .await;
    browser.click("a", "Continue to who does what").await;
    browser
        .until("return document.activeElement.className === 'error-summary'")
        .await;
    assert_eq!(browser.violations().await, [""; 0]);
    browser.click("a", "Choose how you run AWS Lambda").await;
    browser
        .until("return document.activeElement.closest('#variants-lambda') !== null")
        .await;
    press(&browser, Key::Space).await;
    browser
        .until("return !document.querySelector('.error-summary')")
        .await;
    tick(&browser, "Container image").await;
    let both = ["ecs/fargate", "lambda/container-image", "lambda/zip"];
    assert_eq!(services(&browser).await, both);
    assert_eq!(status(&browser).await, "Saved");
    assert_eq!(
        browser.text(".selection [role=status]").await,
        "2 services chosen"
    );

    // Without its last variant it asks again; it goes when it is unticked itself.
    tick(&browser, "Container image").await;
    tick(&browser, "Zip package").await;
    assert_eq!(services(&browser).await, ["ecs/fargate"]);
    let row = browser.text("#variants-lambda").await;
    assert!(row.contains("Choose how you run it."), "{row}");
    tick(&browser, "AWS Lambda").await;
    browser
        .until("return !document.querySelector('#variants-lambda')")
        .await;
    // A service without variants is chosen as it is.
    browser
        .script("const it = document.querySelector('#search'); it.value = 'ebs'; it.dispatchEvent(new Event('input', { bubbles: true }))")
        .await;
    tick(&browser, "Amazon EBS").await;
    assert_eq!(services(&browser).await, ["ebs", "ecs/fargate"]);
    browser.click("a", "Continue to who does what").await;
    browser.heading("Who does what?").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn capacity_and_the_name_of_a_snapshot_are_saved_or_said_not_to_be() {
    let (server, browser) = view("roadmap").await;
    let capacity = By::Css("input[type=number]");
    let capacity = browser.driver.find(capacity).await.unwrap();
    capacity.scroll_into_view().await.unwrap();
    capacity.click().await.unwrap();
    press_with_control(&browser, 'a').await;
    press(&browser, Key::Delete).await;
    assert_eq!(status(&browser).await, "Not all saved");
    press(&browser, "4").await;
    press(&browser, "5").await;
    assert_eq!(status(&browser).await, "Saved");
    let stored = kept(&browser).await.plan.capacity;
    assert_eq!(stored.map(|it| it.days()), Some(45));

    let address = format!("{}#/a/example/snapshots", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.heading("Snapshots").await;
    let label = browser.driver.find(By::Css("#label")).await.unwrap();
    label.send_keys("Before").await.unwrap();
    assert_eq!(status(&browser).await, "Not all saved");
    browser.click("button", "Take a snapshot").await;
    assert_eq!(status(&browser).await, "Saved");
    assert_eq!(browser.complaints().await, [""; 0]);
}
