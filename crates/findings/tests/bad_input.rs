//! Broken files of scanners: each is read as far as it is whole, or refused with a message, and no text of a finding is
//! kept. The counts of cases go to `docs/reliability.md`.

mod common;
#[path = "../../../tests/reliability/mod.rs"]
mod reliability;

use std::collections::BTreeMap;

use common::{Made, asff, gzipped, made, prowler_csv, prowler_ocsf, scans, zipped};
use demarc_findings::Scan;
use serde_json::{Value, json};

/// Text that a table or a page could run.
const ACTIVE: [&str; 6] = [
    "=HYPERLINK(\"https://example.org\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
];

/// Findings that make a file of some kilobytes.
fn findings() -> Vec<Made> {
    let checks = ["s3_public", "iam_mfa", "ec2_ports", "unknown_check"];
    let numbered = (0..60).zip(checks.into_iter().cycle());
    numbered
        .map(|(number, check)| {
            let status = if number % 3 == 0 { "FAIL" } else { "PASS" };
            made(
                &format!("uid-{number}"),
                check,
                status,
                "2026-02-11T10:00:00Z",
            )
        })
        .collect()
}

fn of_security_hub(findings: &[Made]) -> Value {
    let renamed = findings.iter().cloned().map(|mut it| {
        it.check = "S3.8".to_owned();
        asff(&it)
    });
    json!({ "Findings": renamed.collect::<Vec<_>>() })
}

/// One file of each family of layouts.
fn files() -> [String; 4] {
    let all = findings();
    let ocsf: Vec<Value> = all.iter().map(prowler_ocsf).collect();
    let lines: Vec<String> = ocsf.iter().map(Value::to_string).collect();
    [
        prowler_csv(&all),
        json!(ocsf).to_string(),
        lines.join("\n"),
        of_security_hub(&all).to_string(),
    ]
}

/// A file at every kilobyte, and at every byte of its first one.
fn truncated() -> Vec<Vec<u8>> {
    let mut cases = Vec::new();
    for file in files().iter().map(String::as_bytes) {
        let kilobytes = (1..=file.len() / 1024).map(|it| it * 1024);
        let ends = (0..file.len().min(1024)).chain(kilobytes);
        cases.extend(ends.map(|end| file[..end].to_vec()));
        for packed in [gzipped(file), zipped(&[("a", file)])] {
            let ends = (1..packed.len()).step_by(64);
            cases.extend(ends.map(|end| packed[..end].to_vec()));
        }
    }
    cases
}

/// Much in little: zeros, blanks and quotes without an end, packed once and twice, and archives in archives.
fn bombs() -> Vec<Vec<u8>> {
    const SIZE: usize = 4 << 20;
    let [csv, ocsf, ..] = files();
    let mut cases = Vec::new();
    for fill in *b"\0 \"[\n" {
        for start in ["", &csv, ocsf.trim_end_matches(']')] {
            let mut large = start.as_bytes().to_vec();
            large.resize(SIZE, fill);
            let packed = gzipped(&large);
            cases.push(zipped(&[("a.csv", &large)]));
            cases.push(gzipped(&packed));
            cases.push(packed);
        }
    }
    let mut nested = csv.into_bytes();
    for _ in 0..20 {
        nested = zipped(&[("a.zip", &nested), ("b.zip", &nested)]);
        cases.push(nested.clone());
        nested = gzipped(&nested);
        cases.push(nested.clone());
    }
    cases
}

/// Brackets in brackets, alone and in every place of a finding.
fn nested() -> Vec<Vec<u8>> {
    let mut cases = Vec::new();
    let [_, ocsf, lines, asff] = files();
    for depth in [100, 10_000, 100_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let opened = open.repeat(depth);
            let whole = format!("{opened}1{}", close.repeat(depth));
            cases.push(opened.clone());
            cases.push(whole.clone());
            for file in [&ocsf, &lines, &asff] {
                for place in ["\"New\"", "\"NEW\"", "\"eu-west-1\"", "\"uid-7\""] {
                    cases.push(file.replacen(place, &whole, 1));
                    cases.push(file.replacen(place, &opened, 1));
                }
            }
        }
    }
    cases.into_iter().map(String::into_bytes).collect()
}

/// Columns and fields that are missing, twice there, renamed, or in another order, and rows of another length.
fn wrong_columns() -> Vec<Vec<u8>> {
    let [csv, ocsf, ..] = files();
    let (header, rows) = csv.split_once('\n').expect("a header");
    let names: Vec<&str> = header.split(';').collect();
    let mut cases = Vec::new();
    for name in &names {
        for other in ["", "X", "CHECK_ID", "STATUS", "ACCOUNT_UID"] {
            let renamed = header.replacen(name, other, 1);
            cases.push(format!("{renamed}\n{rows}"));
        }
        let doubled = header.replacen(name, &format!("{name};{name}"), 1);
        cases.push(format!("{doubled}\n{rows}"));
    }
    let backwards: Vec<&str> = names.iter().rev().copied().collect();
    cases.push(format!("{}\n{rows}", backwards.join(";")));
    for separator in [",", "\t", "|", ";;"] {
        cases.push(csv.replace(';', separator));
        cases.push(format!("{}\n{rows}", header.replace(';', separator)));
    }
    cases.push(format!("{header}\n{}", rows.replace(";eu-west-1", "")));
    cases.push(format!(
        "{header}\n{}",
        rows.replace(";eu-west-1", ";eu-west-1;x")
    ));
    for field in [
        "event_code",
        "status_code",
        "uid",
        "provider",
        "class_uid",
        "time_dt",
    ] {
        let quoted = format!("\"{field}\"");
        cases.push(ocsf.replace(&quoted, "\"x\""));
        for value in ["null", "{}", "[]", "-1", "1e999", "true", "\"\""] {
            let twice = format!("\"{field}\":{value},{quoted}");
            cases.push(ocsf.replace(&quoted, &twice));
        }
    }
    cases.into_iter().map(String::into_bytes).collect()
}

/// Formulas and scripts in every text of a finding but its check.
fn active_text() -> Vec<Vec<u8>> {
    type Field = fn(&mut Made) -> &mut String;
    let fields: [Field; 6] = [
        |it| &mut it.uid,
        |it| &mut it.account,
        |it| &mut it.region,
        |it| &mut it.status,
        |it| &mut it.time,
        |it| &mut it.resource,
    ];
    let mut cases = Vec::new();
    for text in ACTIVE {
        for field in fields {
            let mut all = findings();
            for it in &mut all {
                text.clone_into(field(it));
            }
            let quoted: Vec<Made> = all
                .iter()
                .cloned()
                .map(|mut it| {
                    let cell = format!("\"{}\"", field(&mut it).replace('"', "\"\""));
                    *field(&mut it) = cell;
                    it
                })
                .collect();
            cases.push(prowler_csv(&quoted));
            let ocsf: Vec<Value> = all.iter().map(prowler_ocsf).collect();
            cases.push(json!(ocsf).to_string());
            cases.push(of_security_hub(&all).to_string());
        }
    }
    cases.into_iter().map(String::into_bytes).collect()
}

/// Asserts that a message is for people, and that what is kept of a file has neither its texts nor more than it says.
fn is_read(bytes: &[u8]) -> bool {
    match scans(bytes) {
        Ok(scans) => {
            assert!(!scans.is_empty());
            scans.iter().for_each(check);
            true
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.len() > 15 && message.ends_with('.'), "{message:?}");
            for jargon in ["Error(", "Err(", "panicked", "Some(", "line 1 column"] {
                assert!(!message.contains(jargon), "{message:?}");
            }
            false
        }
    }
}

fn check(scan: &Scan) {
    // Which column has the checks is what the file says.
    let named = Scan {
        unknown_checks: BTreeMap::new(),
        ..scan.clone()
    };
    let kept = serde_json::to_string(&named).expect("plain JSON");
    for text in ["resource-", "uid-", "A title", "much"] {
        assert!(!kept.contains(text), "{text} is kept: {kept}");
    }
    for text in ACTIVE {
        let text = serde_json::to_string(text).expect("plain JSON");
        assert!(
            !kept.contains(text.trim_matches('"')),
            "{text} is kept: {kept}"
        );
    }
    let counts = scan.checks.values().flat_map(BTreeMap::values).flatten();
    let findings: u32 = counts.map(|it| it.passed + it.failed).sum();
    assert!(findings <= 60, "{kept}");
}

#[test]
fn every_broken_file_is_read_as_far_as_it_is_whole_or_refused_with_a_message() {
    type Cases = fn() -> Vec<Vec<u8>>;
    let classes: [(&str, Cases); 5] = [
        ("truncated", truncated),
        ("packed bombs", bombs),
        ("deeply nested", nested),
        ("wrong columns and fields", wrong_columns),
        ("formulas and scripts", active_text),
    ];
    let mut rows = Vec::new();
    for (class, cases) in classes {
        let cases = cases();
        let read = cases
            .iter()
            .filter(|case| {
                let outcome = std::panic::catch_unwind(|| is_read(case));
                outcome.unwrap_or_else(|_| {
                    let text = String::from_utf8_lossy(case);
                    panic!("{class}: {}", text.chars().take(2000).collect::<String>())
                })
            })
            .count();
        let refused = cases.len() - read;
        rows.push(json!({ "way": "findings", "class": class, "cases": cases.len(), "refused": refused, "read": read }));
    }
    reliability::write("bad-findings", &json!(rows));
}
