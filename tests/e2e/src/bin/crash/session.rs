//! One run: tabs take steps, the session ends in the midst of them, and the app starts again.

use std::time::Duration;

use demarc_e2e::{Browser, Engine, Profile, Server};
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::counts::Counts;
use crate::course::{Course, End};
use crate::dice::Dice;
use crate::largest::largest;
use crate::page;
use crate::plan::{self, Step};
use crate::stored::{self, Lost, Stored, Told};

/// The longest time from the start of a session to its end, in milliseconds.
const LONGEST: u64 = 2500;

/// A site at an address of its own, and a profile that has nothing of another site.
pub struct Place {
    pub engine: Engine,
    pub server: Server,
    pub profile: Profile,
}

impl Place {
    /// A browser with this profile.
    pub async fn browser(&self) -> Browser {
        Browser::start_engine(self.engine, self.profile.path()).await
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    pub counts: Counts,
    /// The kinds of the acknowledged steps.
    pub kinds: Vec<&'static str>,
    /// The steps that may not be lost and are, in words.
    pub faults: Vec<String>,
}

/// Runs one session to its end, in a browser whose only tab shows the question. Returns the result and the browser, or
/// the one that was started after it, in the same state.
pub async fn run(
    course: &Course,
    mut dice: Dice,
    browser: Browser,
    place: &Place,
) -> (Outcome, Browser) {
    let server = &place.server;
    let (handles, steps) = tabs(course, &mut dice, &browser, place).await;
    for (tab, steps) in steps.iter().enumerate() {
        let to = handles[tab].clone();
        browser.driver.switch_to_window(to).await.unwrap();
        browser.script(&script(course.run, tab, steps)).await;
    }
    tokio::time::sleep(Duration::from_millis(30 + dice.below(LONGEST))).await;
    let (browser, alone) = end(course.end, browser, &handles, place).await;
    // A reload may be pending: on a page of its own it is over, and does not take the place of what is opened next.
    page::leave(&browser, server).await;
    page::open(&browser, server).await;
    // Acknowledgements of the last moments have arrived by now.
    let told: Vec<Vec<Told>> = (0..course.tabs)
        .map(|tab| {
            let paths = server.missed(&format!("ack/{}/{tab}/", course.run));
            paths.iter().filter_map(|path| Told::read(path)).collect()
        })
        .collect();
    let after = page::read(&browser).await;
    let outcome = outcome(course, &steps, &told, &after, alone.as_ref());
    (outcome, browser)
}

/// Opens the tabs; returns them and the steps of each.
async fn tabs(
    course: &Course,
    dice: &mut Dice,
    browser: &Browser,
    place: &Place,
) -> (Vec<WindowHandle>, Vec<Vec<Step>>) {
    let (driver, server) = (&browser.driver, &place.server);
    let mut handles = vec![driver.window().await.unwrap()];
    let mut steps = Vec::new();
    for tab in 0..course.tabs {
        if tab > 0 {
            let handle = new_tab(driver, place.engine).await;
            driver.switch_to_window(handle.clone()).await.unwrap();
            handles.push(handle);
        }
        if !course.has_mirror {
            page::open_without_mirror(browser, server).await;
        } else if tab > 0 {
            page::open(browser, server).await;
        }
        steps.push(plan::steps(course.run, tab, dice));
    }
    (handles, steps)
}

/// Opens a tab whose scripts run while another one is in front.
async fn new_tab(driver: &WebDriver, engine: Engine) -> WindowHandle {
    let opened = match engine {
        // It is started with the options for that.
        Engine::Chromium => driver.new_tab().await,
        // In a window of its own, every tab is in front.
        Engine::Firefox | Engine::WebKit => driver.new_window().await,
    };
    opened.unwrap()
}

/// What a tab runs: it takes its steps by itself, and reports to the server each one that is acknowledged.
fn script(run: u64, tab: usize, steps: &[Step]) -> String {
    let acts: Value = steps.iter().map(|it| it.act.clone()).collect();
    include_str!("session.js")
        .replace("PATH", &format!("ack/{run}/{tab}"))
        .replace("ASSESSMENT", largest().id.as_str())
        .replace("SMALL", page::small().id.as_str())
        .replace("FIRST", plan::PRACTICES[0])
        .replace("QUESTION", plan::question(plan::PRACTICES[0]))
        .replace("ACTS", &acts.to_string())
}

/// Ends a session. Returns the browser, or the one that is started after it, with one tab; and, when the whole browser
/// was killed, what localStorage alone has then, before the app runs.
async fn end(
    end: End,
    browser: Browser,
    handles: &[WindowHandle],
    place: &Place,
) -> (Browser, Option<Stored>) {
    let driver = &browser.driver;
    match end {
        End::Reload => {
            driver.refresh().await.unwrap();
            for handle in &handles[..handles.len() - 1] {
                driver.switch_to_window(handle.clone()).await.unwrap();
                driver.close_window().await.unwrap();
            }
            let last = handles[handles.len() - 1].clone();
            driver.switch_to_window(last).await.unwrap();
            (browser, None)
        }
        End::CloseTab | End::KillTab => {
            let spare = new_tab(driver, place.engine).await;
            for handle in handles {
                driver.switch_to_window(handle.clone()).await.unwrap();
                if end == End::KillTab {
                    kill_tab(&browser).await;
                }
                let _ = driver.close_window().await;
            }
            driver.switch_to_window(spare).await.unwrap();
            (browser, None)
        }
        End::KillBrowser => {
            browser.kill();
            let again = place.browser().await;
            page::leave(&again, &place.server).await;
            let alone = page::read(&again).await;
            (again, Some(alone))
        }
    }
}

/// Kills the process of the current tab. Chromium only.
async fn kill_tab(browser: &Browser) {
    // The command gets no answer, because its page is gone.
    let crash = browser.devtools_or_nothing("Page.crash");
    let _ = tokio::time::timeout(Duration::from_millis(300), crash).await;
    let answer = browser.driver.execute("return 1", Vec::new());
    let answer = tokio::time::timeout(Duration::from_secs(2), answer).await;
    assert!(
        !matches!(answer, Ok(Ok(_))),
        "the tab's process still answers"
    );
}

fn outcome(
    course: &Course,
    steps: &[Vec<Step>],
    told: &[Vec<Told>],
    after: &Stored,
    alone: Option<&Stored>,
) -> Outcome {
    let each = told.iter().zip(steps);
    let acknowledged: Vec<(&Told, &Step)> = each
        .flat_map(|(told, steps)| told.iter().map(|it| (it, &steps[it.index])))
        .filter(|(told, _)| told.made.is_some())
        .collect();
    let once = acknowledged.iter().filter(|(told, _)| told.is_once).count();
    let lost = stored::lost(steps, told, after);
    let once_lost = lost.iter().filter(|it| it.is_once).count();
    let alone = alone.map_or(0, |alone| stored::lost(steps, told, alone).len());
    let counts = Counts {
        runs: 1,
        acknowledged: (acknowledged.len() - once) as u64,
        lost: (lost.len() - once_lost) as u64,
        once: once as u64,
        once_lost: once_lost as u64,
        alone_runs: u64::from(alone > 0),
        alone: alone as u64,
    };
    let faults = lost
        .iter()
        .filter(|it| !it.is_once || !course.may_lose_one_copy());
    let words = |it: &Lost<'_>| format!("{it:?}; told {told:?} of {steps:?}");
    Outcome {
        counts,
        kinds: acknowledged.iter().map(|(_, step)| step.kind).collect(),
        faults: faults.map(words).collect(),
    }
}
