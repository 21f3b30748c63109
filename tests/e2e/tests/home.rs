//! The lists of the first page and of the bin: focus stays in the row of the action. Dropped files are opened, dropped
//! text goes into the field.

use demarc_e2e::{Browser, Scheme, Server};
use serde_json::json;
use thirtyfour::prelude::*;

/// Opens the first page in a browser that stores these assessments.
async fn first_page(names: &[&str]) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    for name in names {
        browser.click("button", "Start an assessment").await;
        browser.heading("Your situation").await;
        let field = browser.driver.find(By::Id("name")).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(*name).await.unwrap();
        browser.saved().await;
        browser.click("a", "Assessments").await;
        browser
            .until("return document.querySelector('#hero') !== null")
            .await;
    }
    (server, browser)
}

/// Clicks the button with this accessible name, after showing the actions of its row if they are hidden.
async fn press(browser: &Browser, name: &str) {
    let shown = json!(format!("[aria-label=\"{name}\"]"));
    let show = format!(
        "if (document.querySelector({shown})) return true;
         const rows = document.querySelectorAll('.assessment__more [aria-expanded=false]');
         for (const it of rows) if ({}.endsWith(it.ariaLabel.slice('Actions for'.length))) it.click();
         return false",
        json!(name)
    );
    browser.until(&show).await;
    let css = format!("[aria-label=\"{name}\"]");
    let button = browser.driver.find(By::Css(&css)).await.unwrap();
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
}

/// Waits until an expression about the element with focus gives this value.
async fn focused(browser: &Browser, read: &str, expected: &str) {
    let script = format!(
        "const it = document.activeElement; return {read} === {}",
        json!(expected)
    );
    browser.until(&script).await;
}

const VALUE: &str = "it.value";
const NAME: &str = "it.getAttribute('aria-label')";

#[tokio::test(flavor = "multi_thread")]
async fn renaming_one_of_two_moves_the_focus_in_its_own_row() {
    let (_server, browser) = first_page(&["Ledger", "Shop"]).await;
    // First the lower row, then the row above it, so that two forms are open.
    for name in ["Ledger", "Shop"] {
        press(&browser, &format!("Rename {name}")).await;
        focused(&browser, VALUE, name).await;
    }
    press(&browser, "Rename Shop").await;
    focused(&browser, NAME, "Rename Shop").await;
    press(&browser, "Rename Shop").await;
    focused(&browser, VALUE, "Shop").await;
    let forms = "return document.querySelectorAll('.assessment form').length";
    assert_eq!(browser.script(forms).await, 2);
    // Both forms have this button. The first one belongs to the upper row.
    let last = "return document.querySelector('.workplace__table > tbody:last-child .assessment__name').textContent";
    let last = browser.script(last).await;
    let last = last.as_str().unwrap().trim();
    browser
        .script(
            "document.querySelector('.workplace__table > tbody:last-child form [type=button]').click()",
        )
        .await;
    focused(&browser, NAME, &format!("Rename {last}")).await;
    browser
        .script(
            "const form = document.querySelector('.assessment form');
             const field = form.querySelector('input');
             field.value = 'Till';
             field.dispatchEvent(new Event('input', { bubbles: true }));
             form.querySelector('[type=submit]').click();",
        )
        .await;
    focused(&browser, NAME, "Rename Till").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_for_good_one_of_two_asks_in_its_own_row() {
    let (_server, browser) = first_page(&["Ledger", "Shop"]).await;
    for name in ["Ledger", "Shop"] {
        press(&browser, &format!("Delete {name}")).await;
    }
    browser.click("a", "Deleted and set aside (2)").await;
    browser.heading("Deleted and set aside").await;
    for name in ["Ledger", "Shop", "Ledger"] {
        let delete = format!("Delete for good: {name}");
        let asked = format!("Keep it: {name}");
        press(&browser, &delete).await;
        focused(&browser, NAME, &asked).await;
        press(&browser, &asked).await;
        focused(&browser, NAME, &delete).await;
        press(&browser, &delete).await;
        focused(&browser, NAME, &asked).await;
        if name == "Ledger" {
            press(&browser, &asked).await;
            focused(&browser, NAME, &delete).await;
        }
    }
    press(&browser, "Yes, delete for good: Shop").await;
    browser.heading_has_focus().await;
    browser
        .until("return document.querySelectorAll('.assessment').length === 1")
        .await;
    assert_eq!(browser.text(".assessment h3").await, "Ledger");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_files_are_caught_when_something_is_dragged() {
    let (_server, browser) = first_page(&["Shop"]).await;
    // The app prevents the default for files only. For text the browser puts it into the field below the pointer.
    let caught = async |fill: &str| {
        let script = format!(
            "const data = new DataTransfer(); {fill};
             const field = document.querySelector('#file');
             return ['dragover', 'drop'].map(type => {{
                 const event = new DragEvent(type, {{ dataTransfer: data, bubbles: true, cancelable: true }});
                 return !field.dispatchEvent(event);
             }})"
        );
        browser.script(&script).await
    };
    let text = "data.setData('text/plain', 'Platform team')";
    assert_eq!(caught(text).await, json!([false, false]));
    let link = "data.setData('text/uri-list', 'https://example.com/')";
    assert_eq!(caught(link).await, json!([false, false]));
    browser
        .heading("Find the line between AWS’s job and yours")
        .await;
    let file = "data.items.add(new File(['{'], 'broken.json'))";
    assert_eq!(caught(file).await, json!([true, true]));
    browser.heading("“broken.json” can’t be opened").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}
