//! Reading a scanner's file in the page, beside what the browser takes for parsing the same text; and the memory for a
//! large one. The files are made here, the same each time.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use demarc_core::exchange::record;
use demarc_e2e::Browser;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::candidate::{Candidate, Kind};
use crate::condition::Condition;
use crate::driver::fresh;
use crate::sample::Samples;

/// The size of the file that is read in rounds, and of the one whose memory is measured, in bytes.
const TIMED: u64 = 100_000_000;
const LARGE: u64 = 1_000_000_000;

/// Who the figures of the browser's own parser are of.
const PARSER: &str = "json-parse";

/// Notes when a file is chosen and when the page says what became of it.
const WATCH: &str = "
    const input = document.getElementById('evidence-file');
    input.addEventListener('change', () => {
        window.chosen = input.files[0];
        window.start = performance.now();
    }, { capture: true });
    new MutationObserver(() => {
        if (window.start && !window.end && document.querySelector('.dropzone__done > li')) {
            window.end = performance.now();
        }
    }).observe(document.body, { childList: true, subtree: true });";

/// Parses the file that was chosen. What is parsed stays until the time is taken.
const PARSE: &str = "
    const done = arguments[0];
    (async () => {
        const start = performance.now();
        const parsed = JSON.parse(await window.chosen.text());
        done([performance.now() - start, parsed.length]);
    })();";

/// Measures both.
pub async fn measure(candidates: &[Candidate], runs: usize, samples: &mut Samples) {
    let ours = candidates.iter().find(|it| it.kind == Kind::Demarc);
    let ours = ours.expect("Demarc is a candidate");
    let timed = Made::of(TIMED);
    for run in 0..runs {
        let pages = ours.site.serve().expect("a port is free");
        let browser = opened(&pages.address).await;
        let (time, _) = read(&browser, &timed.path).await;
        let parsed = browser.script_later(PARSE).await;
        assert_eq!(parsed[1], timed.findings, "the whole file is parsed");
        let plain = Condition::Plain;
        samples
            .of(Kind::Demarc, plain, run)
            .keep("evidence.read", time);
        samples
            .peer(PARSER, plain, run)
            .keep("evidence.read", parsed[0].as_f64());
        eprintln!("findings, run {} of {runs}", run + 1);
    }
    drop(timed);
    let large = Made::of(LARGE);
    let pages = ours.site.serve().expect("a port is free");
    let browser = opened(&pages.address).await;
    let (time, memory) = read(&browser, &large.path).await;
    let mut of = samples.of(Kind::Demarc, Condition::Plain, 0);
    of.keep("evidence.large", time);
    of.keep("evidence.memory", memory);
}

/// A browser at the page of evidence of the example.
async fn opened(address: &str) -> Browser {
    let browser = fresh(Condition::Plain).await;
    let example = record::read(demarc_edition::EXAMPLE).expect("the example can be read");
    browser.driver.goto(address).await.expect("it is served");
    let kept = json!([
        format!("demarc:v1:assessment:{}", example.id),
        record::write(&example)
    ]);
    browser
        .script(&format!("localStorage.setItem(...{kept})"))
        .await;
    let address = format!("{address}#/a/{}/results/evidence", example.id);
    browser.driver.goto(address).await.expect("it is there");
    browser.driver.refresh().await.expect("it is there");
    browser
        .until("return document.getElementById('evidence-file') !== null")
        .await;
    // What the page fetches by itself is there, so that only the reading is measured.
    tokio::time::sleep(Duration::from_secs(3)).await;
    browser.script(WATCH).await;
    browser
}

/// Has a file read; returns the milliseconds from the choice to the result, and by how many bytes the memory of the page
/// with its workers was larger meanwhile than before, at most.
async fn read(browser: &Browser, file: &Path) -> (f64, f64) {
    const RESULT: &str = "const done = document.querySelector('.dropzone__done > li');
        return done && window.end ? [window.end - window.start, done.textContent] : null";
    let before = browser.renderer_memory();
    let input = browser.driver.find(By::Id("evidence-file")).await;
    let input = input.expect("a place for files");
    let path = file.to_str().expect("a name in Unicode");
    input.send_keys(path).await.expect("a file can be chosen");
    let (begin, mut most) = (Instant::now(), before);
    loop {
        most = most.max(browser.renderer_memory());
        let result = browser.script(RESULT).await;
        if let [time, said] = result.as_array().map(Vec::as_slice).unwrap_or_default() {
            let said = said.as_str().unwrap_or_default();
            assert!(
                said.contains("passed") && !said.contains("missing"),
                "{said}"
            );
            #[expect(clippy::cast_precision_loss, reason = "memory is below 2^53 bytes")]
            let more = most.saturating_sub(before) as f64;
            return (time.as_f64().expect("a time"), more);
        }
        assert!(begin.elapsed() < Duration::from_secs(600), "it ends");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// A file of findings as Prowler 5 writes it, in OCSF. Dropping it deletes it.
struct Made {
    path: PathBuf,
    findings: u64,
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Made {
    /// One of at least this size.
    fn of(size: u64) -> Self {
        let name = format!("demarc-findings-{size}-{}.ocsf.json", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file =
            File::create(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = BufWriter::new(file);
        let checks = checks();
        let (mut findings, mut written) = (0, 0);
        while written < size {
            let finding = finding(findings, &checks).to_string();
            let before = if findings == 0 { "[" } else { "," };
            written += (before.len() + finding.len()) as u64;
            write!(file, "{before}{finding}").expect("the disk has room");
            findings += 1;
        }
        write!(file, "]").expect("the disk has room");
        file.flush().expect("the disk has room");
        Self { path, findings }
    }
}

/// Checks of Prowler's that the catalog knows.
fn checks() -> Vec<String> {
    let texts = demarc_edition::texts().expect("the texts of this build");
    let prowler = "prowler".parse().expect("an id");
    let list = texts.check_list(&prowler).expect("a list of the catalog");
    list.ids().take(300).cloned().collect()
}

/// A finding with the fields that Prowler writes, and texts as long as its own.
fn finding(number: u64, checks: &[String]) -> Value {
    const REGIONS: [&str; 4] = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];
    let pick = |from: usize, by: u64| usize::try_from(number / by).unwrap_or_default() % from;
    let check = &checks[pick(checks.len(), 1)];
    let region = REGIONS[pick(REGIONS.len(), 7)];
    let account = ["111122223333", "444455556666", "777788889999"][pick(3, 11)];
    let fails = pick(5, 3) == 0;
    let arn = format!("arn:aws:service:{region}:{account}:resource/{number:012}");
    let text = "The resource is configured as the check wants it, or not; this sentence is as long as those that a scanner writes about it. ";
    json!({
        "message": format!("{text}{number}"),
        "metadata": {
            "event_code": check,
            "product": { "name": "Prowler", "uid": "prowler", "vendor_name": "Prowler", "version": "5.34.0" },
            "profiles": ["cloud", "datetime"],
            "tenant_uid": "",
            "version": "1.5.0",
        },
        "severity_id": 4,
        "severity": "High",
        "status": "New",
        "status_code": if fails { "FAIL" } else { "PASS" },
        "status_detail": format!("{text}{arn}"),
        "status_id": 1,
        "unmapped": {
            "related_url": "",
            "categories": ["internet-exposed"],
            "depends_on": [],
            "related_to": [],
            "notes": "",
            "compliance": {
                "CIS-3.0": ["1.10", "2.1.4"], "NIST-800-53-Revision-5": ["ac_2_1", "ac_3_2", "sc_7_3"],
                "PCI-4.0": ["1.2.8.1", "7.2.1"], "ISO27001-2022": ["A.5.15", "A.8.2"], "SOC2": ["cc_6_1", "cc_6_3"],
            },
        },
        "activity_name": "Create",
        "activity_id": 1,
        "finding_info": {
            "created_time": 1_794_000_000 + number,
            "created_time_dt": "2026-11-20T10:00:00.000000",
            "desc": text.repeat(3),
            "product_uid": "prowler",
            "title": "A title of a check as scanners have it",
            "types": ["Software and Configuration Checks"],
            "uid": format!("prowler-aws-{check}-{account}-{region}-{number}"),
        },
        "resources": [{
            "cloud_partition": "aws",
            "region": region,
            "data": { "details": "", "metadata": { "arn": arn, "name": format!("resource-{number}"), "status": "ACTIVE", "findings": null, "tags": [] } },
            "group": { "name": "service" },
            "labels": [],
            "name": format!("resource-{number}"),
            "type": "AwsService",
            "uid": arn,
        }],
        "category_name": "Findings",
        "category_uid": 2,
        "class_name": "Detection Finding",
        "class_uid": 2004,
        "cloud": {
            "account": { "labels": [], "name": "", "type": "AWS Account", "type_id": 10, "uid": account },
            "org": { "name": "", "uid": "" },
            "provider": "aws",
            "region": region,
        },
        "remediation": { "desc": text.repeat(2), "references": ["https://docs.aws.amazon.com/"] },
        "risk_details": text.repeat(2),
        "time": 1_794_000_000 + number,
        "time_dt": "2026-11-20T10:00:00.000000",
        "type_uid": 200_401,
        "type_name": "Detection Finding: Create",
    })
}
