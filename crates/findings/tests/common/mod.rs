//! Lists of checks, files of every layout in small, and what tests compare.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

use demarc_catalog::{CheckList, Severities};
use demarc_core::evidence::Tally;
use demarc_findings::{ReadError, ReadOptions, Scan, read};
use serde_json::{Value, json};

/// Lists with a few checks each.
pub fn lists() -> Vec<CheckList> {
    vec![
        list(
            "prowler",
            &["s3_public", "iam_mfa", "ec2_ports"],
            &[("check11", "iam_mfa"), ("s3_old", "s3_public")],
        ),
        list("securityhub", &["S3.8", "IAM.6", "EC2.2"], &[]),
        list(
            "config",
            &["encrypted-volumes", "restricted-ssh"],
            &[("INCOMING_SSH_DISABLED", "restricted-ssh")],
        ),
        list("trusted-advisor", &["Abc123", "Xyz789"], &[]),
        list("scoutsuite", &["iam-no-mfa", "s3-open"], &[]),
        list("checkov", &["CKV_AWS_18", "CKV2_AWS_6"], &[]),
        list("trivy", &["AWS-0089"], &[]),
        list("tfsec", &["aws-s3-log"], &[]),
    ]
}

fn list(id: &str, ids: &[&str], aliases: &[(&str, &str)]) -> CheckList {
    let pair = |it: &(&str, &str)| (it.0.to_owned(), it.1.to_owned());
    CheckList {
        id: id.parse().expect("an id"),
        name: String::new(),
        publisher: String::new(),
        version: String::new(),
        url: String::new(),
        scope: String::new(),
        never: String::new(),
        sources: Vec::new(),
        checked: "2026-01-01".parse().expect("a day"),
        severity: Severities {
            none: ids.iter().map(|it| (*it).to_owned()).collect(),
            ..Severities::default()
        },
        aliases: aliases.iter().map(pair).collect(),
        exceptions: Vec::new(),
        standards: Vec::new(),
    }
}

pub fn scans(bytes: &[u8]) -> Result<Vec<Scan>, ReadError> {
    with(Cursor::new(bytes), false)
}

/// What an archive holds that is no scan.
pub fn passed_over(bytes: &[u8]) -> Vec<(String, ReadError)> {
    let mut never = |_| ControlFlow::Continue(());
    let options = ReadOptions::default();
    let contents = read("file", Cursor::new(bytes), &lists(), options, &mut never);
    let passed_over = contents.expect("scans").passed_over;
    passed_over
        .into_iter()
        .map(|it| (it.file, it.reason))
        .collect()
}

pub fn with(file: impl Read + Seek, examples: bool) -> Result<Vec<Scan>, ReadError> {
    let mut never = |_| ControlFlow::Continue(());
    let options = ReadOptions { examples };
    read("file", file, &lists(), options, &mut never).map(|it| it.scans)
}

/// The only scan of a file.
pub fn scan(text: impl AsRef<[u8]>) -> Scan {
    let mut scans = scans(text.as_ref()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(scans.len(), 1);
    scans.remove(0)
}

/// The tallies, one a line: the list, check, account, Region, then passed, failed, muted, manual, unknown.
pub fn tallies(scan: &Scan) -> Vec<String> {
    let name = |names: &[String], index: u32| match index {
        Tally::ALL_REGIONS => "*".to_owned(),
        index => match &*names[index as usize] {
            "" => "-".to_owned(),
            name => name.to_owned(),
        },
    };
    let mut lines = Vec::new();
    for (list, checks) in &scan.checks {
        for (check, tallies) in checks {
            for it in tallies {
                let (account, region) = (
                    name(&scan.accounts, it.account),
                    name(&scan.regions, it.region),
                );
                let Tally {
                    passed,
                    failed,
                    muted,
                    manual,
                    unknown,
                    ..
                } = it;
                lines.push(format!(
                    "{list} {check} {account} {region} {passed} {failed} {muted} {manual} {unknown}"
                ));
            }
        }
    }
    lines
}

/// What counts for nothing: `archived 1, unknown-check 2`.
pub fn left_out(scan: &Scan) -> String {
    let parts = scan
        .left_out
        .iter()
        .map(|(why, count)| format!("{} {count}", why.key()));
    parts.collect::<Vec<_>>().join(", ")
}

/// Gives so many bytes at a time.
pub struct Slow<'a>(pub Cursor<&'a [u8]>, pub usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

impl Seek for Slow<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).expect("in memory");
    writer.finish().expect("in memory")
}

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("in memory");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// A finding of any tool, from which the layouts are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub uid: String,
    pub check: String,
    pub account: String,
    pub region: String,
    /// In capitals, such as `PASS`.
    pub status: String,
    pub time: String,
    pub muted: bool,
    pub resource: String,
}

pub fn made(uid: &str, check: &str, status: &str, time: &str) -> Made {
    Made {
        uid: uid.to_owned(),
        check: check.to_owned(),
        account: "012345678901".to_owned(),
        region: "eu-west-1".to_owned(),
        status: status.to_owned(),
        time: time.to_owned(),
        muted: false,
        resource: format!("resource-{uid}"),
    }
}

pub fn prowler_csv(findings: &[Made]) -> String {
    let mut text = "AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;STATUS;STATUS_EXTENDED;MUTED;RESOURCE_NAME;REGION;PROWLER_VERSION\n".to_owned();
    for it in findings {
        let Made {
            uid,
            check,
            account,
            region,
            status,
            time,
            muted,
            resource,
        } = it;
        let muted = if *muted { "True" } else { "False" };
        text += &format!(
            "profile;{time};{account};{uid};aws;{check};{status};\"says; \"\"much\"\"\nof it\";{muted};{resource};{region};5.34.0\n"
        );
    }
    text
}

pub fn prowler_ocsf(it: &Made) -> Value {
    json!({
        "metadata": {
            "event_code": it.check,
            "product": { "name": "Prowler", "uid": "prowler", "version": "5.34.0" },
            "version": "1.5.0",
        },
        "severity": "High",
        "status": if it.muted { "Suppressed" } else { "New" },
        "status_code": it.status,
        "status_detail": "braces } and \"quotes\" \\ {",
        "unmapped": { "compliance": { "CIS-3.0": ["1.1"] } },
        "finding_info": { "uid": it.uid, "title": "A title" },
        "resources": [{ "region": it.region, "name": it.resource, "data": { "metadata": { "findings": [] } } }],
        "class_uid": 2004,
        "cloud": { "account": { "uid": it.account }, "provider": "aws", "region": it.region },
        "time_dt": it.time,
    })
}

pub fn asff(it: &Made) -> Value {
    let status = match &*it.status {
        "PASS" => "PASSED",
        "FAIL" => "FAILED",
        other => other,
    };
    json!({
        "SchemaVersion": "2018-10-08",
        "Id": it.uid,
        "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
        "GeneratorId": format!("security-control/{}", it.check),
        "AwsAccountId": it.account,
        "Region": it.region,
        "UpdatedAt": it.time,
        "Compliance": { "Status": status, "SecurityControlId": it.check },
        "Workflow": { "Status": if it.muted { "SUPPRESSED" } else { "NEW" } },
        "RecordState": "ACTIVE",
        "Resources": [{ "Id": it.resource, "Region": it.region }],
    })
}
