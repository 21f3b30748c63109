//! The crash harness: it reloads the page, closes or kills the tab, or kills the browser at random moments of a
//! session. Every acknowledged step must survive: answers, snapshots, images for the cover, files opened, deletions. A
//! step is acknowledged when the screen says that it is saved. In Chromium every fifth session has no mirror: then the
//! screen says that there is one copy, which a killed browser may lose, and tabs that edit at once.
//!
//! Arguments: the number of runs (30), the browser (chromium), the seed of what the sessions do (1).

use std::process::ExitCode;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Instant;
use std::{env, thread};

use counts::Tally;
use course::Course;
use demarc_e2e::{Engine, Profile, Server};
use dice::Dice;
use session::{Outcome, Place};

mod counts;
mod course;
mod dice;
#[path = "../../../../largest/mod.rs"]
mod largest;
mod page;
mod plan;
mod session;
mod stored;

/// The number of browsers that run sessions side by side: sessions wait more than they compute.
const BROWSERS: usize = 2;

/// The number of runs in one profile. Each adds snapshots, and localStorage, which alone is read, has room for 5 MB. What
/// does not fit is in the mirror.
const RUNS_IN_PROFILE: u64 = 10;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let runs: u64 = argument(args.next(), 30);
    let engine = argument(args.next(), Engine::Chromium);
    let seed: u64 = argument(args.next(), 1);
    let start = Instant::now();
    let next = AtomicU64::new(0);
    let next = &|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|it| *it < runs);
    let (sender, outcomes) = channel();
    let mut tally = Tally::default();
    let is_whole = thread::scope(|scope| {
        let browsers: Vec<_> = (0..BROWSERS)
            .map(|browser| {
                let sender = sender.clone();
                scope.spawn(move || work(browser, engine, seed, next, &sender))
            })
            .collect();
        drop(sender);
        for (course, outcome) in outcomes {
            for fault in &outcome.faults {
                println!("{course:?} (seed {seed}): {fault}");
            }
            tally.add(&course, outcome.counts, outcome.kinds);
        }
        // What broke one off was printed.
        browsers.into_iter().all(|it| it.join().is_ok())
    });
    if !is_whole {
        return ExitCode::FAILURE;
    }
    tally.report(engine, seed);
    println!("{runs} runs in {} s", start.elapsed().as_secs());
    if let Some(fault) = tally.fault() {
        println!("{fault}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn argument<T: FromStr>(text: Option<String>, otherwise: T) -> T {
    let read = |text: String| text.parse().unwrap_or_else(|_| panic!("what is {text}?"));
    text.map_or(otherwise, read)
}

/// Runs sessions in one browser after the other until no run is left. Each thread has a runtime of its own, because
/// killing and starting a browser blocks it.
#[tokio::main(flavor = "current_thread")]
async fn work(
    number: usize,
    engine: Engine,
    seed: u64,
    next: impl Fn() -> Option<u64>,
    outcomes: &Sender<(Course, Outcome)>,
) {
    let mut left = next();
    while let Some(first) = left {
        let name = format!("crash-{}-{number}-{first}", engine.name());
        let place = Place {
            engine,
            server: Server::start(),
            profile: Profile::new(&name),
        };
        let mut browser = place.browser().await;
        page::fill(&browser, &place.server).await;
        page::open(&browser, &place.server).await;
        for _ in 0..RUNS_IN_PROFILE {
            let Some(run) = left else { break };
            let course = Course::of(run, engine);
            let dice = Dice::new(seed, run);
            let (outcome, after) = session::run(&course, dice, browser, &place).await;
            browser = after;
            outcomes.send((course, outcome)).unwrap();
            left = next();
        }
    }
}
