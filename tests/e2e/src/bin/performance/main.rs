//! Measures Demarc and its alternatives in the same browser on the same machine: loading, answering, memory,
//! reading findings.
//! `cargo xtask bench` runs it and makes the tables.

mod answering;
mod candidate;
mod changes;
mod condition;
mod driver;
mod evidence;
mod largest;
mod lighthouse;
mod load;
mod sample;

use std::env;
use std::fs;
use std::time::Instant;

use candidate::Candidate;
use condition::Condition;
use sample::Samples;

/// The number of runs. The tables show medians. `DEMARC_BENCH_RUNS` overrides it, to try the program.
const RUNS: usize = 7;

#[tokio::main]
async fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|it| it == part);
    let runs = env::var("DEMARC_BENCH_RUNS").map_or(RUNS, |runs| runs.parse().expect("a number"));
    let candidates = Candidate::all();
    let mut samples = Samples::default();
    // The sites take turns in every run, so that other load on the machine affects them alike.
    let in_rounds = is_wanted("load") || is_wanted("answers");
    for run in 0..if in_rounds { runs } else { 0 } {
        for condition in Condition::ALL {
            let begin = Instant::now();
            for candidate in &candidates {
                let mut of = samples.of(candidate.kind, condition, run);
                if is_wanted("load") {
                    load::measure(candidate, condition, &mut of).await;
                }
                if is_wanted("answers") {
                    answering::measure(candidate, condition, &mut of).await;
                }
            }
            let (run, seconds) = (run + 1, begin.elapsed().as_secs());
            eprintln!("run {run} of {runs}, {}: {seconds} s", condition.name());
        }
    }
    if is_wanted("lighthouse") {
        lighthouse::measure(&candidates, runs, &mut samples).await;
    }
    if is_wanted("changes") {
        changes::measure(&candidates, &mut samples).await;
    }
    if is_wanted("evidence") {
        evidence::measure(&candidates, runs, &mut samples).await;
    }
    let file = env::var("DEMARC_FIGURES").expect("DEMARC_FIGURES names the file to write");
    fs::write(&file, samples.to_json()).unwrap_or_else(|error| panic!("{file}: {error}"));
}
