//! Runs scripts in a page over the DevTools protocol, which disturbs measurements less than WebDriver.

use std::time::Duration;

use demarc_e2e::{Browser, Scheme};
use serde_json::{Value, json};

use crate::condition::Condition;

/// An empty page. The browser finishes its own start there, outside of the measurement.
const BLANK: &str = "data:text/html,<!doctype html><title>Ready</title><p>Ready";

/// Starts a new browser under a condition.
pub async fn fresh(condition: Condition) -> Browser {
    let browser = Browser::start_unwatched(None).await;
    browser.look(1280, 900, Scheme::Light).await;
    // A service worker would fetch files during the measurement.
    browser.without_service_worker().await;
    browser.driver.goto(BLANK).await.expect("it needs nothing");
    tokio::time::sleep(Duration::from_millis(300)).await;
    condition.apply(&browser).await;
    browser
}

/// The value of an expression; a promise is awaited.
///
/// WebDriver would load a script of its own into the page on every call.
pub async fn evaluate(browser: &Browser, expression: &str) -> Value {
    let how = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
    let mut given = browser.devtools("Runtime.evaluate", how).await;
    let failed = &given["exceptionDetails"];
    assert!(failed.is_null(), "{expression}: {failed}");
    given["result"]["value"].take()
}

/// Presses and releases the mouse.
pub async fn press(browser: &Browser, x: f64, y: f64) {
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", event).await;
    }
}

/// One of the browser's metrics of the page.
pub async fn metric(browser: &Browser, name: &str) -> f64 {
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await;
    let mut all = metrics["metrics"].as_array().into_iter().flatten();
    let found = all.find(|metric| metric["name"] == name);
    found
        .and_then(|metric| metric["value"].as_f64())
        .unwrap_or_else(|| panic!("the browser has no {name}"))
}
