//! The crash harness: it reloads the page, closes or kills the tab, or kills the browser at random moments of a
//! session. Every acknowledged step must survive: answers, snapshots, images for the cover, files opened, deletions. A
//! step is acknowledged when the screen says that it is saved. Every fifth session has no mirror: then the screen says
//! that there is one copy, which only a killed browser may lose.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use demarc_core::assessment::Assessment;
use demarc_core::exchange::record::write;
use demarc_e2e::{Browser, Scheme, Server};
use largest::largest;
use serde_json::{Value, json};
use stored::{Stored, Told};
use thirtyfour::prelude::*;

#[path = "../../../../largest/mod.rs"]
mod largest;
mod plan;
mod stored;

/// How a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Reload,
    CloseTab,
    KillTab,
    KillBrowser,
}

impl End {
    const ALL: [Self; 4] = [
        Self::Reload,
        Self::CloseTab,
        Self::KillTab,
        Self::KillBrowser,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Reload => "page reloaded",
            Self::CloseTab => "tab closed",
            Self::KillTab => "tab's process killed",
            Self::KillBrowser => "whole browser killed",
        }
    }
}

/// The results of all runs of one kind.
#[derive(Debug, Default, Clone)]
struct Seen {
    runs: u64,
    acknowledged: u64,
    lost: u64,
    /// Steps that the screen called saved in one copy: how many, and how many of them a killed browser lost.
    once: u64,
    once_lost: u64,
    /// Losses with localStorage alone: the number of runs with a loss, and the number of lost answers.
    alone_runs: u64,
    alone: u64,
}

/// A generator of pseudo-random numbers. The same seed gives the same numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[usize::try_from(self.below(from.len() as u64)).unwrap_or(0)]
    }
}

/// Makes a page without a mirror.
const NO_MIRROR: &str =
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };";

#[tokio::main(flavor = "multi_thread")]
async fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let mut number = |otherwise| {
        args.next()
            .and_then(|it| it.parse().ok())
            .unwrap_or(otherwise)
    };
    let (runs, seed) = (number(30), number(1));
    let mut seen: BTreeMap<(End, usize), Seen> = BTreeMap::new();
    let mut dice = Dice(seed.max(1));
    let server = Server::start();
    let profile = Profile::new();
    let mut browser = open(&profile, &server).await;
    for run in 0..runs {
        let end = End::ALL[usize::try_from(run % 4).unwrap_or(0)];
        let tabs = 1 + usize::try_from(run / 4 % 2).unwrap_or(0);
        let (outcome, left) = session(run, end, tabs, browser, &profile, &server, &mut dice).await;
        browser = left;
        if outcome.lost > 0 {
            println!(
                "run {run} (seed {seed}): {} of {} acknowledged steps lost",
                outcome.lost, outcome.acknowledged
            );
        }
        let sum = seen.entry((end, tabs)).or_default();
        sum.runs += 1;
        sum.once += outcome.once;
        sum.once_lost += outcome.once_lost;
        sum.acknowledged += outcome.acknowledged;
        sum.lost += outcome.lost;
        sum.alone_runs += u64::from(outcome.alone > 0);
        sum.alone += outcome.alone;
    }
    drop(browser);
    report(&seen, seed);
    let (acknowledged, lost) = seen
        .values()
        .fold((0, 0), |(a, l), it| (a + it.acknowledged, l + it.lost));
    println!("{runs} runs, {acknowledged} steps acknowledged, {lost} lost");
    if lost > 0 || acknowledged == 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Runs one session to its end. Returns the result, and the browser if it is still alive.
async fn session(
    run: u64,
    end: End,
    tabs: usize,
    browser: Browser,
    profile: &Profile,
    server: &Server,
    dice: &mut Dice,
) -> (Seen, Browser) {
    opened(&browser, server).await;
    let assessment = largest();
    let has_mirror = run % 5 != 4;
    let driver = &browser.driver;
    let mut handles = vec![driver.window().await.unwrap()];
    let mut steps = Vec::new();
    for tab in 0..tabs {
        if tab > 0 {
            let handle = driver.new_tab().await.unwrap();
            driver.switch_to_window(handle.clone()).await.unwrap();
            handles.push(handle);
        }
        if has_mirror {
            opened(&browser, server).await;
        } else {
            let without = json!({ "source": NO_MIRROR });
            let script = "Page.addScriptToEvaluateOnNewDocument";
            let added = browser.devtools(script, without).await;
            opened(&browser, server).await;
            let script = "Page.removeScriptToEvaluateOnNewDocument";
            browser.devtools(script, added).await;
        }
        steps.push(plan::steps(run, tab, dice));
    }
    // Each tab takes its steps by itself and reports to the server each one that is acknowledged.
    for (tab, steps) in steps.iter().enumerate() {
        driver.switch_to_window(handles[tab].clone()).await.unwrap();
        let acts: Value = steps.iter().map(|it| it.act.clone()).collect();
        let script = include_str!("session.js")
            .replace("ACTS", &acts.to_string())
            .replace("PATH", &format!("ack/{run}/{tab}"))
            .replace("ASSESSMENT", assessment.id.as_str())
            .replace("FIRST", plan::PRACTICES[0])
            .replace("QUESTION", plan::question(plan::PRACTICES[0]));
        browser.script(&script).await;
    }
    tokio::time::sleep(Duration::from_millis(30 + dice.below(2500))).await;
    let mut alone = None;
    let browser = match end {
        End::Reload => {
            driver.refresh().await.unwrap();
            browser
        }
        End::CloseTab | End::KillTab => {
            let spare = driver.new_tab().await.unwrap();
            for handle in &handles {
                driver.switch_to_window(handle.clone()).await.unwrap();
                if end == End::KillTab {
                    // The command gets no answer, because its page is gone.
                    let crash = browser.devtools_or_nothing("Page.crash");
                    let _ = tokio::time::timeout(Duration::from_millis(300), crash).await;
                    let answer = driver.execute("return 1", Vec::new());
                    let answer = tokio::time::timeout(Duration::from_secs(2), answer).await;
                    assert!(
                        !matches!(answer, Ok(Ok(_))),
                        "the tab's process still answers"
                    );
                }
                let _ = driver.close_window().await;
            }
            driver.switch_to_window(spare).await.unwrap();
            browser
        }
        End::KillBrowser => {
            profile.kill();
            drop(browser);
            let again = Browser::start_in(&profile.0).await;
            again.look(1000, 900, Scheme::Light).await;
            // The content of localStorage before the app runs.
            leave(&again, server).await;
            alone = Some(stored::read(&entries(&again).await, &assessment.id));
            again
        }
    };
    // Acknowledgements of the last moments can still arrive.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let extra = browser.driver.windows().await.unwrap();
    let here = browser.driver.window().await.unwrap();
    for handle in extra {
        if handle != here {
            browser.driver.switch_to_window(handle).await.unwrap();
            let _ = browser.driver.close_window().await;
        }
    }
    browser.driver.switch_to_window(here).await.unwrap();
    opened(&browser, server).await;
    let mut after = stored::read(&entries(&browser).await, &assessment.id);
    if let Some(color) = logo(&browser, server).await {
        after.insert("logo".to_owned(), color);
    }
    let told: Vec<Vec<Told>> = (0..tabs)
        .map(|tab| {
            let paths = server.missed(&format!("ack/{run}/{tab}/"));
            paths.iter().filter_map(|path| Told::read(path)).collect()
        })
        .collect();
    let count = |is_once| {
        let told = told.iter().flatten();
        told.filter(|it| it.made.is_some() && it.is_once == is_once)
            .count() as u64
    };
    let lost = stored::lost(&steps, &told, &after);
    let alone = alone.map_or(0, |alone: Stored| {
        let mut lost = stored::lost(&steps, &told, &alone);
        lost.retain(|it| !it.starts_with("logo"));
        lost.len() as u64
    });
    // A killed browser may lose what it has one copy of; it was said.
    let is_forgiven = !has_mirror && end == End::KillBrowser;
    for line in lost.iter().filter(|_| !is_forgiven) {
        println!("{line}; told {told:?} of {steps:?}");
    }
    let count_lost = |is: bool| if is { lost.len() as u64 } else { 0 };
    let outcome = Seen {
        runs: 1,
        acknowledged: count(false) + if is_forgiven { 0 } else { count(true) },
        lost: count_lost(!is_forgiven),
        once: count(true),
        once_lost: count_lost(is_forgiven),
        alone_runs: 0,
        alone,
    };
    (outcome, browser)
}

/// Starts a browser with this profile and stores the largest assessment in it.
async fn open(profile: &Profile, server: &Server) -> Browser {
    let browser = Browser::start_in(&profile.0).await;
    browser.look(1000, 900, Scheme::Light).await;
    let mut assessment = largest();
    for answer in assessment.answers.values_mut() {
        answer.note = "A note of the length that people write in workshops. ".repeat(3);
    }
    let (key, text) = (key(&assessment), json!(write(&assessment)));
    leave(&browser, server).await;
    browser
        .script(&format!("localStorage.setItem('{key}', {text})"))
        .await;
    browser
}

fn key(assessment: &Assessment) -> String {
    format!("demarc:v1:assessment:{}", assessment.id)
}

/// The entries of localStorage.
async fn entries(browser: &Browser) -> BTreeMap<String, String> {
    let entries = browser.script("return { ...localStorage }").await;
    serde_json::from_value(entries).expect("localStorage has texts")
}

/// Opens the assessment anew, and waits until the app says that all is saved.
async fn opened(browser: &Browser, server: &Server) {
    // Leaves the page first, so that the app starts again.
    leave(browser, server).await;
    let (id, first) = (largest().id, plan::PRACTICES[0]);
    let address = format!("{}#/a/{id}/practices/{first}", server.address);
    browser.driver.goto(&address).await.unwrap();
    if browser.driver.find(By::Css(".levels")).await.is_err() {
        let page = browser.text("body").await;
        panic!("the question does not show, but: {page}");
    }
    browser
        .until("return ['saved', 'saved-once'].includes(document.querySelector('[data-save-status]')?.dataset.saveStatus)")
        .await;
}

/// Goes to a page of the site without the app.
async fn leave(browser: &Browser, server: &Server) {
    let page = format!("{}robots.txt", server.address);
    browser.driver.goto(&page).await.unwrap();
}

/// The step that set the image for the cover, which its color says.
async fn logo(browser: &Browser, server: &Server) -> Option<String> {
    leave(browser, server).await;
    let script = "const [done] = arguments;
        const address = localStorage.getItem('demarc:v1:logo')?.split(' ').at(-1);
        if (!address) return done(null);
        const image = new Image();
        image.onload = () => {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 8;
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            const [red, green] = context.getImageData(4, 4, 1, 1).data;
            done(String(red * 256 + green));
        };
        image.onerror = () => done('damaged');
        image.src = address;";
    browser
        .script_later(script)
        .await
        .as_str()
        .map(str::to_owned)
}

/// Writes the results for the table in `docs/reliability.md`.
fn report(seen: &BTreeMap<(End, usize), Seen>, seed: u64) {
    let rows: Vec<Value> = seen
        .iter()
        .map(|((end, tabs), it)| {
            json!({
                "end": end.name(),
                "tabs": tabs,
                "seed": seed,
                "runs": it.runs,
                "acknowledged": it.acknowledged,
                "lost": it.lost,
                "once": it.once,
                "once_lost": it.once_lost,
                "alone_runs": it.alone_runs,
                "alone": it.alone,
            })
        })
        .collect();
    for row in &rows {
        println!("{row}");
    }
    let folder = env::var("DEMARC_REPORT").unwrap_or_else(|_| "target/reliability".to_owned());
    let written = fs::create_dir_all(&folder).and_then(|()| {
        fs::write(
            format!("{folder}/crash.json"),
            Value::from(rows).to_string(),
        )
    });
    if let Err(error) = written {
        println!("{folder}/crash.json could not be written: {error}");
    }
}

/// A browser profile in a temporary folder.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("demarc-crash-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Kills every process of the browser that uses this profile.
    fn kill(&self) {
        let ids = processes_with(&self.0);
        assert!(!ids.is_empty(), "no browser to kill");
        let status = Command::new("sh")
            .args(["-c", "kill -9 \"$@\"", "kill"])
            .args(ids)
            .status();
        // A process that is already gone is no failure.
        assert!(status.is_ok(), "processes can't be killed");
        while !processes_with(&self.0).is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The processes whose command line names a folder (Linux only).
fn processes_with(folder: &Path) -> Vec<String> {
    let wanted = format!("--user-data-dir={}", folder.display());
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let ids = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    ids.filter(|id| id.chars().all(|it| it.is_ascii_digit()))
        .filter(|id| {
            let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line);
            line.split('\0').any(|word| word == wanted)
        })
        .collect()
}
