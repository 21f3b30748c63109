//! The cost of a whole assessment: clicks until they show, time of the main thread, the results, memory at the end.
//! Every question is answered with the mouse, each after the page has become idle.

use demarc_e2e::Browser;
use serde_json::{Value, json};

use crate::candidate::{Candidate, Kind};
use crate::condition::Condition;
use crate::driver::{evaluate, fresh, metric, press};
use crate::largest::Everything;
use crate::sample::Of;

/// The script that finds elements to click and measures what follows a click.
const DRIVE: &str = include_str!("drive.js");

/// Answers every question once and records the figures.
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
    // Files that the page fetches by itself are not part of an answer, so the network has no limit here.
    evaluate(&browser, "drive.answer(0)").await;
    while pages.quiet().as_millis() < 1000 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let mut task = 0.0;
    for question in 0..questions {
        task += answer(&browser, condition, question % 4).await;
        let count = question + 1;
        let is_last = go_on(&browser, candidate.kind, condition, count == questions).await;
        let wanted = kind != Kind::Demarc && count == questions;
        assert_eq!(
            is_last, wanted,
            "{count} of {questions} questions were asked"
        );
    }
    if kind == Kind::Demarc {
        let link = format!("drive.end({})", json!(kind.to_results()));
        let at = floats(&evaluate(&browser, &link).await);
        condition.slow_down(&browser).await;
        press(&browser, at[0], at[1]).await;
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

/// Gives answer number n to the current question. Returns the seconds of main-thread work until the page is idle again.
async fn answer(browser: &Browser, condition: Condition, nth: usize) -> f64 {
    let at = floats(&evaluate(browser, &format!("drive.answer({nth})")).await);
    condition.slow_down(browser).await;
    let before = metric(browser, "TaskDuration").await;
    press(browser, at[0], at[1]).await;
    evaluate(browser, "drive.answered()").await;
    let task = metric(browser, "TaskDuration").await - before;
    condition.speed_up(browser).await;
    task
}

/// Goes to the next question, or from the last one to the results. Returns whether the results are next.
async fn go_on(browser: &Browser, kind: Kind, condition: Condition, last: bool) -> bool {
    let (next, results) = (json!(kind.to_next()), json!(kind.to_results()));
    let target = evaluate(browser, &format!("drive.next({next}, {results})")).await;
    let to_results = target[2] == true;
    let at = floats(&target);
    if last && to_results {
        condition.slow_down(browser).await;
    }
    press(browser, at[0], at[1]).await;
    to_results
}

/// The memory in use after garbage collection.
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

/// A quantile of a sorted list.
fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let index = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(index.saturating_sub(1)).copied()
}
