//! Running scripts in a page at the least cost to what is measured there.
//! It knows the DevTools protocol; what the scripts do is not its business.

use std::time::Duration;

use demarc_e2e::{Browser, Scheme};
use serde_json::{Value, json};

use crate::condition::Condition;

/// A page of no site: it lets a browser finish its own start, which is nobody's cost.
const BLANK: &str = "data:text/html,<!doctype html><title>Ready</title><p>Ready";

/// A browser that has seen no site yet, as fast as asked for.
pub async fn fresh(condition: Condition) -> Browser {
    let browser = Browser::start_unwatched(None).await;
    browser.look(1280, 900, Scheme::Light).await;
    // It would fetch what it keeps while others are still measured.
    browser.without_service_worker().await;
    browser.driver.goto(BLANK).await.expect("it needs nothing");
    tokio::time::sleep(Duration::from_millis(300)).await;
    condition.apply(&browser).await;
    browser
}

/// What an expression gives, once it is there when it is a promise.
///
/// WebDriver's own way to run scripts brings a program of its own into the page each time.
pub async fn evaluate(browser: &Browser, expression: &str) -> Value {
    let how = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let mut given = browser.devtools("Runtime.evaluate", how).await;
    let failed = &given["exceptionDetails"];
    assert!(failed.is_null(), "{expression}: {failed}");
    given["result"]["value"].take()
}

/// Presses and releases the mouse, as somebody would.
pub async fn press(browser: &Browser, x: f64, y: f64) {
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", event).await;
    }
}

/// One of the browser's own figures about the page.
pub async fn metric(browser: &Browser, name: &str) -> f64 {
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await;
    let mut all = metrics["metrics"].as_array().into_iter().flatten();
    let found = all.find(|metric| metric["name"] == name);
    found
        .and_then(|metric| metric["value"].as_f64())
        .unwrap_or_else(|| panic!("the browser has no {name}"))
}
