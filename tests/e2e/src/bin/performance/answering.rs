//! What a whole assessment costs: each click until it shows, the main thread, the results, and the memory at the end.
//! Every question is answered with the mouse, by somebody who waits until the page has nothing more to do.

use demarc_e2e::Browser;
use serde_json::{Value, json};

use crate::candidate::{Candidate, Kind};
use crate::condition::Condition;
use crate::driver::{evaluate, fresh, metric, press};
use crate::largest::Everything;
use crate::sample::Of;

/// Finds what to click, and times what follows a click.
const DRIVE: &str = include_str!("drive.js");

/// Answers everything once, and keeps what it took.
///
/// # Panics
/// When a page does not ask every question of the catalog.
pub async fn measure(candidate: &Candidate, condition: Condition, of: &mut Of<'_>) {
    let kind = candidate.kind;
    if kind == Kind::Static {
        return;
    }
    let everything = Everything::new();
    let questions = everything.asked.len();
    let browser = fresh(Condition::Plain).await;
    let mut script = DRIVE.to_owned();
    let pages = candidate.site.serve().expect("a port is free");
    let mut address = pages.address.clone();
    if kind == Kind::Demarc {
        script.push_str(&format!(
            "if (location.protocol === 'http:') {{ {} }}",
            everything.kept()
        ));
        address.push_str(&everything.first_question());
    }
    browser.before_every_page(&script).await;
    browser.driver.goto(&address).await.expect("it is served");
    browser.devtools("Performance.enable", json!({})).await;
    // What it fetches by itself, and what that takes, is no answer's: it is as fast as can be.
    evaluate(&browser, "drive.answer(0)").await;
    while pages.quiet().as_millis() < 1000 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    condition.apply(&browser).await;

    let before = metric(&browser, "TaskDuration").await;
    for question in 0..questions {
        answer(&browser, kind, question, questions).await;
    }
    let task = metric(&browser, "TaskDuration").await - before;
    if kind == Kind::Demarc {
        click(
            &browser,
            &format!("drive.end({})", json!(kind.to_results())),
        )
        .await;
    }
    let seen = evaluate(&browser, "drive.results()").await;
    let mut answers: Vec<f64> = floats(&seen["answers"]);
    assert_eq!(answers.len(), questions, "each answer is timed");
    answers.sort_by(f64::total_cmp);
    let each = |seconds: f64| seconds * 1000.0 / questions as f64;
    of.keep("answer.p75", quantile(&answers, 0.75));
    of.keep("answer.p98", quantile(&answers, 0.98));
    of.keep("answer.task", each(task));
    let saving = &seen["saving"];
    let kept = saving["time"].as_f64().unwrap_or_default() / 1000.0;
    of.keep("answer.set-item", each(kept));
    of.keep("answer.results", seen["results"].as_f64());
    remember(&browser, of).await;
}

/// Answers one question and goes on.
async fn answer(browser: &Browser, kind: Kind, question: usize, questions: usize) {
    click(browser, &format!("drive.answer({})", question % 4)).await;
    let (count, next, last) = (
        question + 1,
        json!(kind.to_next()),
        json!(kind.to_results()),
    );
    let way = evaluate(browser, &format!("drive.next({count}, {next}, {last})")).await;
    let is_last = way[2] == true;
    let wanted = kind != Kind::Demarc && count == questions;
    assert_eq!(
        is_last, wanted,
        "{count} of {questions} questions were asked"
    );
    let at = floats(&way);
    press(browser, at[0], at[1]).await;
}

/// Clicks where a script says.
async fn click(browser: &Browser, place: &str) {
    let at = floats(&evaluate(browser, place).await);
    press(browser, at[0], at[1]).await;
}

/// What is in use once everything that is not has been thrown away.
async fn remember(browser: &Browser, of: &mut Of<'_>) {
    for _ in 0..2 {
        browser
            .devtools("HeapProfiler.collectGarbage", json!({}))
            .await;
    }
    let heap = metric(browser, "JSHeapUsedSize").await;
    let wasm = evaluate(browser, "memory()").await;
    let wasm = wasm.as_f64().unwrap_or_default();
    of.keep("memory.heap", heap);
    of.keep("memory.wasm", wasm);
    of.keep("memory.both", heap + wasm);
}

fn floats(list: &Value) -> Vec<f64> {
    let all = list.as_array().into_iter().flatten();
    all.filter_map(Value::as_f64).collect()
}

/// The value that this part of a sorted list does not exceed.
fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let place = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied()
}
