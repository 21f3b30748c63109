//! The crash harness: it reloads the page, closes or kills the tab, or kills the browser at random moments of a
//! session. Every acknowledged answer must survive. An answer is acknowledged when the screen says that it is saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use demarc_core::assessment::{Answer, Assessment, Response};
use demarc_core::exchange::record::{read, write};
use demarc_e2e::{Browser, Scheme, Server};
use largest::largest;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

#[path = "../../../largest/mod.rs"]
mod largest;

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

/// The practices whose answers the sessions change.
const PRACTICES: [&str; 4] = ["iam.root", "os.patching", "backup.plan", "network.nacls"];
const LEVELS: [&str; 4] = ["Not in place", "Started", "Mostly", "Fully"];
/// The most edits that one tab makes in a session.
const EDITS: u64 = 40;

/// One edit: the practice, the part of its answer, the new value.
#[derive(Debug, Clone)]
struct Edit {
    practice: &'static str,
    part: &'static str,
    value: String,
}

/// The results of all runs of one kind.
#[derive(Debug, Default, Clone)]
struct Seen {
    runs: u64,
    edits: u64,
    acknowledged: u64,
    lost: u64,
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
}

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
                "run {run} (seed {seed}): {} of {} acknowledged edits lost",
                outcome.lost, outcome.acknowledged
            );
        }
        let sum = seen.entry((end, tabs)).or_default();
        sum.runs += 1;
        sum.edits += outcome.edits;
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
    println!("{runs} runs, {acknowledged} edits acknowledged, {lost} lost");
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
    let start = kept(&browser, server).await;
    let driver = &browser.driver;
    let mut handles = vec![driver.window().await.unwrap()];
    let mut edits: Vec<Vec<Edit>> = Vec::new();
    for tab in 0..tabs {
        if tab > 0 {
            let handle = driver.new_tab().await.unwrap();
            driver.switch_to_window(handle.clone()).await.unwrap();
            handles.push(handle);
        }
        let address = format!(
            "{}#/a/{}/practices/{}",
            server.address, start.id, PRACTICES[0]
        );
        driver.goto(&address).await.unwrap();
        driver.find(By::Css(".levels")).await.unwrap();
        browser.saved().await;
        let planned = (0..EDITS)
            .map(|index| edit(run, tab, index, dice))
            .collect();
        edits.push(planned);
    }
    // Each tab makes its edits by itself and reports to the server each one that is acknowledged.
    for (tab, planned) in edits.iter().enumerate() {
        driver.switch_to_window(handles[tab].clone()).await.unwrap();
        let script = SESSION
            .replace("EDITS", &edits_as_json(planned).to_string())
            .replace("ACK_PATH", &format!("ack/{run}/{tab}/"))
            .replace("ASSESSMENT", start.id.as_str());
        browser.script(&script).await;
    }
    tokio::time::sleep(Duration::from_millis(30 + dice.below(900))).await;
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
            again
                .driver
                .goto(&format!("{}robots.txt", server.address))
                .await
                .unwrap();
            alone = Some(record(&again, &start).await);
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
    let after = kept(&browser, server).await;
    let acknowledged: Vec<Vec<Told>> = (0..tabs)
        .map(|tab| {
            let prefix = format!("ack/{run}/{tab}/");
            let paths = server.missed(&prefix);
            let told = |path: &String| {
                let mut parts = path.rsplit('/');
                let made = match parts.next()? {
                    "unchanged" => None,
                    made => Some(made.parse().ok()?),
                };
                let index = parts.next()?.parse().ok()?;
                Some(Told { index, made })
            };
            paths.iter().filter_map(told).collect()
        })
        .collect();
    let outcome = Seen {
        runs: 1,
        edits: EDITS * tabs as u64,
        acknowledged: acknowledged
            .iter()
            .flatten()
            .filter(|it| it.made.is_some())
            .count() as u64,
        lost: lost(&edits, &acknowledged, Some(&after), true),
        alone_runs: 0,
        alone: alone.map_or(0, |alone| {
            lost(&edits, &acknowledged, alone.as_ref(), false)
        }),
    };
    (outcome, browser)
}

/// The number of fields that lost an acknowledged edit: they have neither its value nor a later one.
fn lost(
    edits: &[Vec<Edit>],
    acknowledged: &[Vec<Told>],
    after: Option<&Assessment>,
    tells: bool,
) -> u64 {
    let fields = PRACTICES
        .into_iter()
        .flat_map(|practice| ["response", "note", "owner"].map(|field| (practice, field)));
    let is_lost = |(practice, field): &(&str, &str)| {
        let is_of = |edit: &Edit| edit.practice == *practice && edit.part == *field;
        let last_of = |tab: usize| {
            let told = acknowledged[tab].iter();
            told.filter(|it| is_of(&edits[tab][it.index]))
                .filter_map(|it| Some((it.index, it.made?)))
                .max()
        };
        let is_unchanged = |tab: usize, index: usize| {
            let mut told = acknowledged[tab].iter();
            told.any(|it| it.index == index && it.made.is_none())
        };
        let latest = (0..edits.len())
            .filter_map(|tab| Some(last_of(tab)?.1))
            .max();
        let Some(latest) = latest else {
            return false;
        };
        let there = after.map(|it| value(it, practice, field));
        let is_there = |tab: usize| {
            let end = reached(&edits[tab], &acknowledged[tab], after);
            let last = last_of(tab);
            let from = last.map_or(0, |(index, _)| index);
            (from..end)
                .filter(|index| is_of(&edits[tab][*index]) && !is_unchanged(tab, *index))
                .any(|index| {
                    // A later acknowledged edit of another tab must have won.
                    let is_late =
                        last.is_none_or(|(told, made)| index > told || made + TOLERANCE >= latest);
                    is_late && there.as_deref() == Some(edits[tab][index].value.as_str())
                })
        };
        let is_lost = !(0..edits.len()).any(is_there);
        if is_lost && tells {
            let told: Vec<_> = (0..edits.len()).map(last_of).collect();
            println!("{practice} {field} is {there:?}; last told {told:?} of {edits:?}");
        }
        is_lost
    };
    fields.filter(is_lost).count() as u64
}

/// The number of edits that a tab can have made: up to the last one reported or seen, plus one stored without a report
/// and one under way. The bound is needed because many edits write the same level.
fn reached(edits: &[Edit], told: &[Told], after: Option<&Assessment>) -> usize {
    let told = told.iter().map(|it| it.index);
    let seen = edits.iter().enumerate().filter(|(_, edit)| {
        let there = after.map(|it| value(it, edit.practice, edit.part));
        edit.part != "response" && there.as_ref() == Some(&edit.value)
    });
    let last = told.chain(seen.map(|(index, _)| index)).max();
    last.map_or(0, |index| index + 1)
        .saturating_add(2)
        .min(edits.len())
}

/// The report of a page about an edit.
#[derive(Debug, Clone, Copy)]
struct Told {
    index: usize,
    /// The time of the acknowledged edit, in milliseconds. None if the page showed its value already, so that there was
    /// nothing to edit.
    made: Option<u64>,
}

/// The tolerance for comparing times of two tabs, in milliseconds.
const TOLERANCE: u64 = 20;

/// The value of a part of an answer, in the form that the session writes.
fn value(assessment: &Assessment, practice: &str, part: &str) -> String {
    let none = Answer::default();
    let answer = practice
        .parse()
        .ok()
        .and_then(|id| assessment.answers.get(&id));
    let answer = answer.unwrap_or(&none);
    match part {
        "note" => answer.note.clone(),
        "owner" => answer.owner.clone(),
        _ => match &answer.response {
            Some(Response::NotInPlace) => LEVELS[0],
            Some(Response::Started) => LEVELS[1],
            Some(Response::Mostly) => LEVELS[2],
            Some(Response::Fully) => LEVELS[3],
            _ => "",
        }
        .to_owned(),
    }
}

fn edit(run: u64, tab: usize, index: u64, dice: &mut Dice) -> Edit {
    let pick = |dice: &mut Dice, from: &[&'static str]| {
        from[usize::try_from(dice.below(from.len() as u64)).unwrap_or(0)]
    };
    let part = pick(dice, &["response", "note", "owner"]);
    Edit {
        practice: pick(dice, &PRACTICES),
        part,
        value: match part {
            "response" => pick(dice, &LEVELS).to_owned(),
            _ => format!("run {run}, tab {tab}, edit {index}"),
        },
    }
}

fn edits_as_json(edits: &[Edit]) -> Value {
    let question = |id: &str| {
        let id = id.parse().unwrap();
        &demarc_edition::texts()
            .unwrap()
            .practice(&id)
            .unwrap()
            .question
    };
    edits
        .iter()
        .map(|edit| {
            json!([
                edit.practice,
                question(edit.practice),
                edit.part,
                edit.value
            ])
        })
        .collect()
}

/// The script of a session: it makes edits one after another and requests a page of the server for each saved one.
const SESSION: &str = r"
const until = holds => new Promise(done => {
    const look = () => holds() ? done() : setTimeout(look, 1);
    setTimeout(look, 1);
});
(async () => {
    for (const [index, [practice, question, part, value]] of EDITS.entries()) {
        location.hash = `#/a/ASSESSMENT/practices/${practice}`;
        await until(() => document.querySelector('h1')?.textContent === question);
        const made = Date.now();
        if (part === 'response') {
            const level = [...document.querySelectorAll('.level')]
                .find(it => it.querySelector('.level__name').textContent === value)
                .querySelector('input');
            if (level.checked) {
                // The report arrives before the next edit, so that the bound of `reached` holds.
                await fetch(`ACK_PATH${index}/unchanged`).catch(() => {});
                continue;
            }
            level.click();
        } else {
            const field = document.getElementById(part);
            field.value = value;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await until(() => document.querySelector('[data-save-status]')?.dataset.saveStatus === 'saved');
        fetch(`ACK_PATH${index}/${made}`, { keepalive: true }).catch(() => {});
    }
})();
";

/// Starts a browser with this profile and stores the largest assessment in it.
async fn open(profile: &Profile, server: &Server) -> Browser {
    let browser = Browser::start_in(&profile.0).await;
    browser.look(1000, 900, Scheme::Light).await;
    let mut assessment = largest();
    for answer in assessment.answers.values_mut() {
        answer.note = "A note of the length that people write in workshops. ".repeat(3);
    }
    let (key, text) = (key(&assessment), json!(write(&assessment)));
    browser
        .driver
        .goto(&format!("{}robots.txt", server.address))
        .await
        .unwrap();
    browser
        .script(&format!("localStorage.setItem('{key}', {text})"))
        .await;
    browser
}

fn key(assessment: &Assessment) -> String {
    format!("demarc:v1:assessment:{}", assessment.id)
}

/// The assessment in localStorage, if it is readable.
async fn record(browser: &Browser, assessment: &Assessment) -> Option<Assessment> {
    let text = browser
        .script(&format!(
            "return localStorage.getItem('{}')",
            key(assessment)
        ))
        .await;
    read(text.as_str()?).ok()
}

/// The assessment that the app opens, once it says that all is saved.
async fn kept(browser: &Browser, server: &Server) -> Assessment {
    let it = largest();
    // Leaves the page first, so that the app starts again.
    browser
        .driver
        .goto(&format!("{}robots.txt", server.address))
        .await
        .unwrap();
    let address = format!("{}#/a/{}/practices/{}", server.address, it.id, PRACTICES[0]);
    browser.driver.goto(&address).await.unwrap();
    if browser.driver.find(By::Css(".levels")).await.is_err() {
        let page = browser.text("body").await;
        panic!("the question does not show, but: {page}");
    }
    browser.saved().await;
    record(browser, &it)
        .await
        .expect("the app keeps a record that can be read")
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
