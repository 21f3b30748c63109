//! What gives no scan, and what is said of it.

mod common;

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

use common::{
    asff, gzipped, lists, made, prowler_csv, prowler_ocsf, scan, scans, tallies, with, zipped,
};
use demarc_findings::{Other, ReadError, ReadOptions, read};
use serde_json::json;

#[track_caller]
fn refused(bytes: impl AsRef<[u8]>) -> ReadError {
    scans(bytes.as_ref()).expect_err("nothing to read")
}

#[test]
fn other_files_are_named() {
    for (text, wanted) in [
        (
            "{\"format\": \"demarc-assessment\", \"version\": 1}",
            Other::Demarc,
        ),
        (
            "{\"format_version\": \"1.2\", \"planned_values\": {}}",
            Other::Terraform,
        ),
        (
            "{\"version\": 4, \"terraform_version\": \"1.9.0\", \"serial\": 1, \"lineage\": \"x\"}",
            Other::Terraform,
        ),
        ("resource \"aws_s3_bucket\" \"a\" {}\n", Other::Terraform),
        (
            "AWSTemplateFormatVersion: 2010-09-09\nResources:\n",
            Other::CloudFormation,
        ),
        (
            "Description: x, y\nResources:\n  A:\n    Type: AWS::S3::Bucket\n",
            Other::CloudFormation,
        ),
        (
            "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}",
            Other::CloudFormation,
        ),
        (
            "{\"version\": \"38.0.0\", \"artifacts\": {}}",
            Other::CloudFormation,
        ),
        (
            "{\"schemaVersion\": \"2021-11-01\", \"pillars\": []}",
            Other::Lens,
        ),
        ("{\"assessment-results\": {}}", Other::Oscal),
        ("component-definition:\n  uuid: x\n", Other::Oscal),
        (
            "<?xml version=\"1.0\"?><catalog xmlns=\"http://csrc.nist.gov/ns/oscal/1.0\">",
            Other::Oscal,
        ),
        (
            "lineItem/ProductCode,lineItem/UsageAccountId\n",
            Other::Costs,
        ),
        ("Service,EC2-Instances($),Total costs($)\n", Other::Costs),
        ("{\"ResultsByTime\": []}", Other::Costs),
        ("{\"configurationItems\": []}", Other::Resources),
        ("{\"ResourceTagMappingList\": []}", Other::Resources),
        ("Identifier,Tag: Name,Service,ARN\n", Other::Resources),
        ("{\"checks\": [{\"id\": \"x\"}]}", Other::ChecksOnly),
        ("{\"ConfigRules\": []}", Other::ChecksOnly),
        ("{\"ComplianceByResources\": []}", Other::WithoutRules),
        (
            "{\"recommendationResourceSummaries\": []}",
            Other::WithoutCheck,
        ),
        ("Question ID,Question,SSRM Control Ownership\n", Other::Caiq),
        (
            "{\"findings\": [{\"awsAccountId\": \"x\", \"findingArn\": \"x\"}]}",
            Other::Vulnerabilities,
        ),
        ("Hostname,CVE ID,Severity\n", Other::Vulnerabilities),
        (
            "{\"version\": \"2.1.0\", \"runs\": []}",
            Other::OtherScanner,
        ),
        ("OrcaScore,Title\n", Other::OtherScanner),
        ("{\"platform\": {}, \"profiles\": []}", Other::Converted),
        ("<!DOCTYPE html>\n<html lang=\"en\">", Other::Html),
        ("<a/>", Other::Xml),
        ("%PDF-1.7", Other::Pdf),
        ("PAR1xxxx", Other::Parquet),
    ] {
        let error = refused(text);
        assert_eq!(error, ReadError::Other(wanted), "{text}");
        assert!(error.to_string().starts_with("The file is "), "{error}");
    }
    for text in [
        "{\"a\": 1}",
        "[1]",
        "hello",
        "a,b\n1,2\n",
        "{",
        "[",
        "\"",
        "\u{0}\u{1}",
    ] {
        assert_eq!(refused(text), ReadError::Unknown, "{text}");
    }
    for text in ["", " \n", "\u{feff}"] {
        assert_eq!(refused(text), ReadError::Empty, "{text}");
    }
    for text in ["[]", "null\n", "[ \n ]"] {
        assert_eq!(refused(text), ReadError::EmptyList, "{text}");
    }
}

#[test]
fn missing_columns_are_named() {
    for (header, missing) in [
        ("AUTH_METHOD;FINDING_UID;CHECK_ID", "no column STATUS"),
        (
            "AUTH_METHOD;FINDING_UID;STATUS_EXTENDED",
            "no columns CHECK_ID, STATUS",
        ),
        (
            "FINDING_UNIQUE_ID;STATUS_EXTENDED;STATUS",
            "no column CHECK_ID",
        ),
        ("REQUIREMENTS_ID;CHECKID", "no column STATUS"),
        ("TITLE_ID,CHECK_RESULT", "no column TITLE_TEXT"),
        (
            "control_title,reason,resource,status",
            "no column CONTROL_ID",
        ),
        (
            "finding_info.uid,compliance.status",
            "no column compliance.control",
        ),
        (
            "finding_info.uid,cloud.account.uid",
            "no columns compliance.control, compliance.status",
        ),
    ] {
        let said = refused(format!("{header}\n")).to_string();
        assert!(said.contains(missing), "{said}");
    }
}

#[test]
fn a_header_alone_found_nothing() {
    let scan = scan(prowler_csv(&[]));
    assert!(scan.checks.is_empty() && !scan.is_cut_off);
}

#[test]
fn archives_that_cant_be_read_say_why() {
    let csv = prowler_csv(&[made("a", "iam_mfa", "PASS", "2026-02-11")]);
    let workbook = zipped(&[("xl/workbook.xml", b"<x/>")]);
    assert_eq!(refused(workbook), ReadError::Other(Other::Workbook));
    assert_eq!(
        refused(zipped(&[("tfplan", b"x")])),
        ReadError::Other(Other::TerraformBinary)
    );
    assert_eq!(refused(zipped(&[])), ReadError::Empty);
    let inner = zipped(&[("a.csv", csv.as_bytes())]);
    assert_eq!(
        refused(zipped(&[("a.zip", &inner)])),
        ReadError::Other(Other::NestedArchive)
    );
    assert_eq!(
        refused(&inner[..inner.len() - 30]),
        ReadError::BrokenArchive
    );
    let mut damaged = gzipped(csv.as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle..middle + 9].fill(0xFF);
    assert_eq!(refused(damaged), ReadError::BrokenArchive);
    // The general purpose flag of an entry and of its place in the directory says that it is encrypted.
    let mut locked = inner.clone();
    locked[6] |= 1;
    let directory = locked
        .windows(4)
        .position(|it| it == b"PK\x01\x02")
        .expect("a directory");
    locked[directory + 8] |= 1;
    assert_eq!(refused(locked), ReadError::Encrypted);
}

#[test]
fn bombs_are_refused() {
    // The directory says that the file takes almost 4 GB.
    let mut bomb = zipped(&[("a.csv", prowler_csv(&[]).as_bytes())]);
    let directory = bomb
        .windows(4)
        .position(|it| it == b"PK\x01\x02")
        .expect("a directory");
    bomb[directory + 24..directory + 28].copy_from_slice(&0xFFFF_FF00_u32.to_le_bytes());
    assert_eq!(refused(bomb), ReadError::TooLargeUnpacked);
}

#[test]
fn documents_that_are_read_whole_have_a_limit() {
    /// A document that never ends.
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b' ');
            let start = b"{\"EvaluationResults\":[";
            if self.0 == 0 {
                buffer[..start.len()].copy_from_slice(start);
            }
            self.0 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }
    impl Seek for Endless {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            self.0 = 0;
            Ok(0)
        }
    }
    /// Its first bytes are given at once, whatever the buffer.
    struct Whole(Endless);
    impl Read for Whole {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.0 == 0 && buffer.len() < 64 {
                let mut start = [0; 64];
                self.0.read(&mut start)?;
                buffer.copy_from_slice(&start[..buffer.len()]);
                self.0.0 = buffer.len() as u64;
                return Ok(buffer.len());
            }
            if self.0.0 < 22 {
                let rest = &b"{\"EvaluationResults\":["[self.0.0 as usize..];
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                self.0.0 += count as u64;
                return Ok(count);
            }
            self.0.read(buffer)
        }
    }
    impl Seek for Whole {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }
    assert_eq!(
        with(Whole(Endless(0)), false).expect_err("too large"),
        ReadError::TooLarge
    );
}

#[test]
fn deep_nesting_exhausts_nothing() {
    let (open, close) = ("[{\"a\":".repeat(100_000), "}]".repeat(100_000));
    for field in ["a", "Compliance", "Resources", "Id", "UpdatedAt"] {
        let deep = format!("{{\"GeneratorId\":\"x\",\"{field}\":{open}1{close}}}");
        let good = asff(&made("a", "S3.8", "PASS", "2026-02-11"));
        let scan = scan(format!("[{good},{deep}]"));
        assert_eq!(
            tallies(&scan),
            ["securityhub S3.8 012345678901 eu-west-1 1 0 0 0 0"]
        );
        assert!(matches!(
            &*common::left_out(&scan),
            "other-product 1" | "damaged 1"
        ));
    }
    for start in [
        "{\"check_type\":\"x\",\"results\":",
        "{\"EvaluationResults\":",
        "scoutsuite_results = {\"services\":",
        "{\"ArtifactName\":\"x\",\"Results\":",
    ] {
        let _ = scans(format!("{start}{open}1{close}}}").as_bytes());
    }
}

/// An archive with a file that is as large in it.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let options = options.compression_method(zip::CompressionMethod::Stored);
    writer.start_file("a.csv", options).expect("in memory");
    writer.write_all(bytes).expect("in memory");
    writer.finish().expect("in memory").into_inner()
}

#[test]
fn whoever_waits_can_stop() {
    let findings: Vec<_> = (0..2000)
        .map(|it| made(&it.to_string(), "iam_mfa", "PASS", "2026-02-11"))
        .collect();
    let csv = prowler_csv(&findings);
    let json = json!(findings.iter().map(prowler_ocsf).collect::<Vec<_>>()).to_string();
    for bytes in [
        csv.clone().into_bytes(),
        json.into_bytes(),
        stored(csv.as_bytes()),
    ] {
        let mut told = Vec::new();
        let mut stop = |read: u64| {
            told.push(read);
            ControlFlow::Break(())
        };
        let result = read(
            "x",
            Cursor::new(&bytes),
            &lists(),
            ReadOptions::default(),
            &mut stop,
        );
        assert_eq!(result, Err(ReadError::Canceled));
        assert_eq!(told.len(), 1);
        let mut told = Vec::new();
        let mut go = |read: u64| {
            told.push(read);
            ControlFlow::Continue(())
        };
        read(
            "x",
            Cursor::new(&bytes),
            &lists(),
            ReadOptions::default(),
            &mut go,
        )
        .expect("a scan");
        // What is read of an archive again counts too.
        assert!(
            told.is_sorted() && told.last() >= Some(&(bytes.len() as u64)),
            "{told:?} {}",
            bytes.len()
        );
    }
}

#[test]
fn a_device_that_fails_is_not_the_end_of_the_file() {
    struct Failing<'a>(Cursor<&'a [u8]>);
    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(50);
            match self.0.read(&mut buffer[..most])? {
                0 => Err(io::Error::other("the card is out")),
                count => Ok(count),
            }
        }
    }
    impl Seek for Failing<'_> {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }
    let csv = prowler_csv(&[made("a", "iam_mfa", "PASS", "2026-02-11")]);
    let error = with(Failing(Cursor::new(csv.as_bytes())), false).expect_err("no scan");
    assert!(error.to_string().contains("the card is out"), "{error}");
}
