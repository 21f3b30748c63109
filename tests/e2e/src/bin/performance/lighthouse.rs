//! The scores of Lighthouse for three pages, in its mobile profile.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::{env, fs};

use demarc_core::exchange::record::{read, write};
use demarc_e2e::{Browser, Site};
use serde_json::{Value, json};

use crate::candidate::{Candidate, Kind};
use crate::sample::Samples;

/// The most runs per page. Lighthouse simulates the network, so its figures vary less than the other ones.
const RUNS: usize = 3;

/// The categories for the first page. Other pages get the first category only.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Measures the first page, and the practices and the results of the example.
pub async fn measure(candidates: &[Candidate], runs: usize, samples: &mut Samples) {
    let ours = candidates.iter().find(|it| it.kind == Kind::Demarc);
    let ours = ours.expect("Demarc is a candidate");
    let example = read(demarc_edition::EXAMPLE).expect("the example can be read");
    let key = format!("demarc:v1:assessment:{}", example.id);
    let record = json!([key, write(&example)]).to_string();
    let pages = [
        ("home", String::new(), &CATEGORIES[..]),
        (
            "practices",
            format!("#/a/{}/practices", example.id),
            &CATEGORIES[..1],
        ),
        (
            "results",
            format!("#/a/{}/results", example.id),
            &CATEGORIES[..1],
        ),
    ];
    for run in 0..runs.min(RUNS) {
        for (page, hash, categories) in &pages {
            // On a first visit to the first page nothing is stored.
            let kept = (!hash.is_empty()).then_some(record.as_str());
            let report = look(&ours.site, hash, categories, kept).await;
            let mut of = samples.ours("mobile", run);
            for category in *categories {
                let score = report["categories"][category]["score"].as_f64();
                let score = score.unwrap_or_else(|| panic!("no {category} of {page}"));
                of.keep(&format!("lighthouse.{page}.{category}"), score * 100.0);
            }
            tell(page, &report);
        }
    }
}

/// The report of Lighthouse for one page in a new browser, with or without a stored assessment.
async fn look(site: &Arc<Site>, hash: &str, categories: &[&str], kept: Option<&str>) -> Value {
    let folder = env::temp_dir().join(format!("demarc-lighthouse-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for a profile");
    let browser = Browser::start_unwatched(Some(&folder)).await;
    let pages = site.serve().expect("a port is free");
    if let Some(record) = kept {
        // A file of the same origin that loads nothing of the app.
        let beside = format!("{}robots.txt", pages.address);
        browser.driver.goto(&beside).await.expect("it is served");
        browser
            .script(&format!("localStorage.setItem(...{record})"))
            .await;
    }
    let port = fs::read_to_string(folder.join("DevToolsActivePort")).expect("the browser tells");
    let port = port.lines().next().expect("its port");
    let file = folder.join("report.json");
    run(&format!("{}{hash}", pages.address), port, categories, &file);
    let report = fs::read_to_string(&file).expect("there is a report");
    let report = serde_json::from_str(&report).expect("the report can be read");
    drop(browser);
    let _ = fs::remove_dir_all(&folder);
    report
}

fn run(address: &str, port: &str, categories: &[&str], file: &Path) {
    let program = env::var("DEMARC_LIGHTHOUSE").expect("DEMARC_LIGHTHOUSE names the program");
    let done = Command::new(&program)
        .arg(address)
        .args(["--port", port, "--disable-storage-reset", "--quiet"])
        .arg(format!("--only-categories={}", categories.join(",")))
        .args(["--output", "json", "--output-path"])
        .arg(file)
        .stdout(Stdio::null())
        .status()
        .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    assert!(done.success(), "Lighthouse failed on {address}");
}

/// Prints the audits that cost points.
fn tell(page: &str, report: &Value) {
    let failed = &report["runtimeError"];
    assert!(failed.is_null(), "Lighthouse on {page}: {failed}");
    let audits = report["audits"].as_object().into_iter().flatten();
    let bad = audits.filter(|(_, audit)| {
        let mode = audit["scoreDisplayMode"].as_str();
        let judged = matches!(mode, Some("binary" | "numeric"));
        judged && audit["score"].as_f64().is_some_and(|score| score < 0.9)
    });
    let names: Vec<_> = bad.map(|(name, _)| name.as_str()).collect();
    eprintln!("Lighthouse on {page}: below 0.9 are {names:?}");
}
