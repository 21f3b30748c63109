//! What does not matter: the order of findings, how a file arrives, findings that are there twice. And what always holds
//! of a file whose end is missing.

mod common;

use std::io::Cursor;

use common::{Made, Slow, asff, gzipped, made, prowler_csv, prowler_ocsf, scan, scans, with};
use demarc_core::evidence::LeftOut;
use demarc_findings::Scan;
use proptest::prelude::*;
use serde_json::{Value, json};

fn findings() -> impl Strategy<Value = Vec<Made>> {
    let one = (
        0..8_u8,
        prop::sample::select(vec![
            "s3_public",
            "iam_mfa",
            "check11",
            "S3.8",
            "IAM.6",
            "gone",
            "other-gone",
            "",
        ]),
        prop::sample::select(vec!["PASS", "FAIL", "MANUAL", "INFO", ""]),
        prop::sample::select(vec![
            "2026-02-10 10:00:00",
            "2026-02-11 10:00:00.5",
            "2026-02-11T10:00:00Z",
            "",
        ]),
        prop::sample::select(vec![
            "012345678901",
            "12345678901",
            "210987654321",
            "9.8E+11",
            "",
        ]),
        prop::sample::select(vec!["eu-west-1", "us-east-1", ""]),
        any::<bool>(),
    );
    let made = one.prop_map(|(uid, check, status, time, account, region, muted)| Made {
        account: account.to_owned(),
        region: region.to_owned(),
        muted,
        ..made(&format!("uid-{uid}"), check, status, time)
    });
    prop::collection::vec(made, 0..24)
}

/// The layouts that are written of findings.
fn written(findings: &[Made]) -> [String; 4] {
    let ocsf: Vec<Value> = findings.iter().map(prowler_ocsf).collect();
    let asff: Vec<Value> = findings.iter().map(asff).collect();
    let lines: Vec<String> = asff.iter().map(ToString::to_string).collect();
    [
        prowler_csv(findings),
        format!("{:#}", json!(ocsf)),
        json!({ "Findings": asff }).to_string(),
        lines.join("\n"),
    ]
}

fn read(text: &str) -> Option<Scan> {
    let mut scans = with(Cursor::new(text), true).ok()?;
    scans.pop()
}

/// A scan without the number of states that are superseded.
fn without_earlier(mut scan: Scan) -> Scan {
    scan.left_out.remove(&LeftOut::Earlier);
    scan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_findings_changes_nothing((findings, shuffled) in findings().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle()))) {
        for (one, other) in written(&findings).iter().zip(written(&shuffled)) {
            prop_assert_eq!(read(one), read(&other));
        }
    }

    #[test]
    fn how_a_file_arrives_changes_nothing(findings in findings(), at_once in 1..40_usize) {
        for text in written(&findings) {
            for bytes in [text.clone().into_bytes(), gzipped(text.as_bytes())] {
                let slow = with(Slow(Cursor::new(&bytes), at_once), true).ok();
                prop_assert_eq!(slow, with(Cursor::new(&bytes), true).ok());
            }
        }
    }

    #[test]
    fn findings_that_are_there_twice_change_nothing(findings in findings()) {
        let twice: Vec<Made> = findings.iter().chain(&findings).cloned().collect();
        for (once, twice) in written(&findings).iter().zip(written(&twice)) {
            prop_assert_eq!(read(once).map(without_earlier), read(&twice).map(without_earlier));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), good in 0..4_usize, at in any::<prop::sample::Index>()) {
        let _ = scans(&bytes);
        // The same within a file that is good otherwise.
        let text = written(&[made("a", "S3.8", "PASS", "2026-02-11"), made("b", "iam_mfa", "FAIL", "2026-02-11")]);
        let mut text = text[good].clone().into_bytes();
        let at = at.index(text.len());
        text.splice(at..at, bytes);
        let _ = scans(&text);
    }
}

#[test]
fn a_file_whose_end_is_missing_never_found_nothing() {
    let findings = [
        made("a", "S3.8", "PASS", "2026-02-10 10:00:00"),
        made("b", "iam_mfa", "FAIL", "2026-02-11 10:00:00"),
    ];
    let evaluation = json!({ "EvaluationResults": [{ "ComplianceType": "COMPLIANT", "EvaluationResultIdentifier":
        { "EvaluationResultQualifier": { "ConfigRuleName": "restricted-ssh", "ResourceId": "a" } } }] });
    let advice = json!({ "summaries": [{ "checkId": "Abc123", "status": "ok", "resourcesSummary": { "resourcesProcessed": 3 } }] });
    let scout = json!({ "account_id": "012345678901", "last_run": { "ruleset_name": "default" }, "provider_code": "aws",
        "services": { "iam": { "findings": { "iam-no-mfa": { "checked_items": 2, "flagged_items": 1 } } } } });
    let checkov = json!({ "check_type": "terraform", "results": { "failed_checks": [{ "check_id": "CKV_AWS_18" }] } });
    let trivy = json!({ "ArtifactName": ".", "Results": [{ "Misconfigurations": [{ "ID": "AWS-0089" }] }] });
    let tfsec = json!({ "results": [{ "rule_id": "aws-s3-log", "rule_provider": "aws" }] });
    let documents =
        [evaluation, advice, scout.clone(), checkov, trivy, tfsec].map(|it| it.to_string());
    let script = format!("scoutsuite_results =\n{scout:#}");
    for text in written(&findings)
        .into_iter()
        .chain(documents)
        .chain([script])
    {
        let whole = scan(&text);
        let header = text
            .find('\n')
            .filter(|_| text.starts_with("AUTH"))
            .map(|it| it + 1);
        for end in 0..text.len() {
            let Ok(scans) = scans(&text.as_bytes()[..end]) else {
                continue;
            };
            let [scan] = &scans[..] else {
                panic!("{} scans", scans.len());
            };
            let is_whole = scan.checks == whole.checks && scan.left_out == whole.left_out;
            // Between two lines nothing tells that more is missing, and after a header that it was not all.
            let between =
                !scan.checks.is_empty() || !scan.left_out.is_empty() || Some(end) == header;
            assert!(is_whole || scan.is_cut_off || between, "{}", &text[..end]);
        }
        let packed = gzipped(text.as_bytes());
        for end in 0..packed.len() {
            let Ok(scans) = scans(&packed[..end]) else {
                continue;
            };
            assert!(scans[0].is_cut_off, "{text} {end}");
        }
    }
}
