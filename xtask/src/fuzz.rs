//! `cargo xtask fuzz`: libFuzzer's made-up input for everything that reads input from outside, for a limited time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::reliability;
use crate::tools;

/// The targets: the programs of `fuzz/`.
const TARGETS: [&str; 7] = [
    "file", "record", "merge", "route", "key", "findings", "workshop",
];

/// What came of one target.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    /// How many inputs were tried.
    runs: u64,
    /// How many of them each second.
    each_second: u64,
    /// How many inputs reach something that no other does.
    corpus: u64,
    /// How many places of the program are reached.
    coverage: u64,
    /// How many of them the kept corpus does not reach.
    new: u64,
}

/// Builds the targets and runs each for so many seconds.
///
/// # Errors
/// When something can't be installed or built, or a target found something that breaks.
pub fn run(seconds: u32) -> Result<(), Failure> {
    let fuzz = tools::fuzzer()?;
    let folder = project::target().join("fuzz");
    let mut fetch = process::cargo(["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"]);
    process::run(&mut fetch)
        .map_err(|failure| Failure::new(format!("{failure}; is there a network?")))?;
    // Without sanitizers, which safe Rust has no need of: several times as fast, and no nightly compiler is needed.
    let mut build = process::program(fuzz);
    build
        .args(["fuzz", "build", "--sanitizer", "none", "--target-dir"])
        .arg(&folder);
    process::run(&mut build)?;
    let programs = folder.join(host()?).join("release");

    let mut rows = Vec::new();
    let mut broken = Vec::new();
    println!(
        "{seconds} s for each target, one on each core; what was found anew is in {}",
        folder.join("corpus").display()
    );
    println!("target       runs   runs/s   corpus   coverage   of it new   crashes");
    let outcomes = run_all(|target| run_one(&programs, &folder, target, seconds));
    for (target, outcome) in TARGETS.into_iter().zip(outcomes) {
        let (outcome, crash) = outcome?;
        let Outcome {
            runs,
            each_second,
            corpus,
            coverage,
            new,
        } = outcome;
        let crashes = u8::from(crash.is_some());
        println!(
            "{target:8}{runs:>9}{each_second:>9}{corpus:>9}{coverage:>11}{new:>12}{crashes:>10}"
        );
        rows.push(json!({
            "target": target, "seconds": seconds, "runs": runs, "runs_per_second": each_second,
            "corpus": corpus, "coverage": coverage, "new_coverage": new, "crashes": crashes,
        }));
        if let Some(crash) = crash {
            println!("{crash}");
            broken.push(target);
        }
    }
    let counted = reliability::folder();
    fs::create_dir_all(&counted)
        .and_then(|()| fs::write(counted.join("fuzz.json"), format!("{:#}\n", json!(rows))))
        .map_err(|error| Failure::new(format!("fuzz.json can't be written: {error}")))?;
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "broken: {}; once mended, the input belongs into fuzz/corpus/",
            broken.join(", ")
        )))
    }
}

/// Runs every target, as many at a time as there are cores; returns the results in the order of the targets.
fn run_all<T: Send>(run: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results = Vec::new();
    for some in TARGETS.chunks(cores) {
        std::thread::scope(|scope| {
            let run = &run;
            let running: Vec<_> = some
                .iter()
                .map(|target| scope.spawn(move || run(target)))
                .collect();
            let joined = running.into_iter().map(|it| it.join());
            results.extend(
                joined.map(|it| it.unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
            );
        });
    }
    results
}

/// Runs one target. Returns what came of it, and of a crash what the program said.
fn run_one(
    programs: &Path,
    folder: &Path,
    target: &str,
    seconds: u32,
) -> Result<(Outcome, Option<String>), Failure> {
    let found = folder.join("corpus").join(target);
    let crashes = folder.join("crashes").join(target);
    let log = folder.join(format!("{target}.log"));
    let cant = |error: std::io::Error| {
        Failure::new(format!("{} can't be written: {error}", folder.display()))
    };
    fs::create_dir_all(&found).map_err(cant)?;
    fs::create_dir_all(&crashes).map_err(cant)?;
    let mut program = process::program(programs.join(target));
    program
        .arg(format!("-max_total_time={seconds}"))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-dict=fuzz/json.dict"])
        .arg(format!("-artifact_prefix={}/", crashes.display()))
        .arg("-print_final_stats=1")
        // The first folder takes what is found anew.
        .arg(&found)
        .arg(Path::new("fuzz").join("corpus").join(target))
        .stderr(File::create(&log).map_err(cant)?);
    let ended = process::run(&mut program);
    let said = fs::read(&log).map_err(cant)?;
    let said = String::from_utf8_lossy(&said);
    let crash = ended.is_err().then(|| {
        let from = said
            .find("panicked at")
            .or_else(|| said.find("ERROR"))
            .unwrap_or(0);
        let lines: Vec<&str> = said[from..].lines().take(8).collect();
        format!("{}\n(all of it is in {})", lines.join("\n"), log.display())
    });
    Ok((read(&said), crash))
}

/// What libFuzzer says it did: `#4319 DONE   cov: 175 ft: 295 corp: 83/1490b lim: 4096 exec/s: 392691 rss: 27Mb`.
fn read(said: &str) -> Outcome {
    let of = |line: &str, word: &str| -> u64 {
        let mut words = line.split_whitespace();
        words.find(|it| *it == word);
        let number = words.next().unwrap_or_default();
        let number = number.split('/').next().unwrap_or_default();
        number.parse().unwrap_or_default()
    };
    let last = |what: &str| {
        said.lines()
            .rfind(|line| line.contains(what))
            .unwrap_or_default()
    };
    let (begun, done) = (last("INITED"), last(" cov: "));
    let runs = last("stat::number_of_executed_units:");
    let each_second = last("stat::average_exec_per_sec:");
    let coverage = of(done, "cov:");
    Outcome {
        runs: of(runs, "stat::number_of_executed_units:"),
        each_second: of(each_second, "stat::average_exec_per_sec:"),
        corpus: of(done, "corp:"),
        coverage,
        new: coverage.saturating_sub(of(begun, "cov:")),
    }
}

/// The kind of machine this is, as the compiler names it.
fn host() -> Result<PathBuf, Failure> {
    let told = process::output(process::program("rustc").arg("-vV")).unwrap_or_default();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(PathBuf::from)
        .ok_or_else(|| Failure::new("rustc does not say which machine this is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_is_read() {
        let said = "\
INFO: seed corpus: files: 23
#24	INITED cov: 139 ft: 203 corp: 19/257b exec/s: 0 rss: 27Mb
#25	NEW    cov: 140 ft: 204 corp: 20/260b lim: 26 exec/s: 0 rss: 27Mb L: 7/26 MS: 2
#4319603	DONE   cov: 175 ft: 295 corp: 83/1490b lim: 4096 exec/s: 392691 rss: 27Mb
stat::number_of_executed_units: 4319603
stat::average_exec_per_sec:     392691
";
        let wanted = Outcome {
            runs: 4_319_603,
            each_second: 392_691,
            corpus: 83,
            coverage: 175,
            new: 36,
        };
        assert_eq!(read(said), wanted);
        assert_eq!(read("it broke off at once"), Outcome::default());
    }

    #[test]
    fn every_target_has_its_program_and_its_corpus() {
        let folder = project::root().join("fuzz");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("fuzz/Cargo.toml");
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for target in TARGETS {
            assert!(
                manifest.contains(&format!("name = \"{target}\"")),
                "{target}"
            );
            let corpus = fs::read_dir(folder.join("corpus").join(target)).expect(target);
            assert!(corpus.count() > 5, "{target}");
        }
    }
}
