//! Scanners of templates: Checkov, Trivy, tfsec. What they say is intent.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::Deserialize;

use super::shared::{Fault, Outline, Version, documents, status};
use crate::day::Moment;
use crate::json::lenient::{All, Part, When, Word};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

/// What an id is about.
enum About {
    Aws,
    OtherProvider,
    Others,
}

fn add(
    to: &mut Reducer,
    naming: Naming,
    about: &About,
    check: &str,
    of: (Status, &str, Option<Moment>),
) {
    let (status, resource, moment) = of;
    match about {
        About::Aws => to.add(&Finding {
            naming,
            check,
            identity: &[],
            account: "",
            region: "",
            moment,
            status,
            resource,
            count: 1,
        }),
        About::OtherProvider => to.leave_out_many(LeftOut::OtherProvider, 1),
        About::Others => to.leave_out_many(LeftOut::OtherProduct, 1),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Checkov {
    results: Part<CheckovResults>,
    summary: Part<CheckovSummary>,
    checkov_version: Word,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CheckovResults {
    passed_checks: All<CheckovCheck>,
    failed_checks: All<CheckovCheck>,
    skipped_checks: All<CheckovCheck>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CheckovCheck {
    check_id: Word,
    resource: Word,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CheckovSummary {
    checkov_version: Word,
}

/// Reads a report of Checkov, or a list of them.
///
/// # Errors
/// [`Fault`].
pub(super) fn read_checkov(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (reports, is_cut_off): (Vec<Checkov>, bool) = documents(source)?;
    let mut version = Version::default();
    for it in &reports {
        version.note(&it.checkov_version);
        version.note(&it.summary.checkov_version);
        let results = &it.results;
        for (status, checks) in [
            (Status::Passed, &results.passed_checks),
            (Status::Failed, &results.failed_checks),
            // A comment in the template asks for it.
            (Status::Muted, &results.skipped_checks),
        ] {
            for check in &checks.0 {
                let id = &*check.check_id;
                let about = checkov_about(id);
                add(
                    to,
                    Naming::Checkov,
                    &about,
                    id,
                    (status, &check.resource, None),
                );
            }
        }
    }
    Ok(Outline {
        kind: ScanKind::Checkov,
        tool: version.of("Checkov"),
        is_cut_off,
    })
}

/// What an id such as `CKV_AWS_18` or `CKV2_AZURE_1` is about.
fn checkov_about(id: &str) -> About {
    match id.split('_').nth(1) {
        None | Some("AWS") => About::Aws,
        Some(
            "AZURE" | "GCP" | "OCI" | "ALI" | "IBM" | "NCP" | "YC" | "DIO" | "LIN" | "OPENSTACK"
            | "TC" | "PAN",
        ) => About::OtherProvider,
        Some(_) => About::Others,
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Trivy {
    created_at: When,
    trivy: Part<TrivyVersion>,
    results: All<TrivyResult>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct TrivyVersion {
    version: Word,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct TrivyResult {
    misconfigurations: All<Misconfiguration>,
    vulnerabilities: All<Ignored>,
    secrets: All<Ignored>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Misconfiguration {
    #[serde(rename = "ID")]
    id: Word,
    #[serde(rename = "AVDID")]
    old_id: Word,
    status: Word,
    cause_metadata: Part<Cause>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Cause {
    resource: Word,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ignored {}

/// Reads a report of Trivy. Its vulnerabilities and secrets are no checks.
///
/// # Errors
/// [`Fault`].
pub(super) fn read_trivy(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (reports, is_cut_off): (Vec<Trivy>, bool) = documents(source)?;
    let mut version = Version::default();
    for report in &reports {
        version.note(&report.trivy.version);
        for result in &report.results.0 {
            let others = result.vulnerabilities.0.len() + result.secrets.0.len();
            to.leave_out_many(LeftOut::OtherProduct, others as u64);
            for it in &result.misconfigurations.0 {
                let id = if it.id.is_empty() {
                    &*it.old_id
                } else {
                    &*it.id
                };
                let state = match &*it.status {
                    "EXCEPTION" => Status::Muted,
                    "" => Status::Failed,
                    word => status(word),
                };
                let of = (state, &*it.cause_metadata.resource, report.created_at.0);
                add(to, Naming::Trivy, &trivy_about(id), id, of);
            }
        }
    }
    Ok(Outline {
        kind: ScanKind::Trivy,
        tool: version.of("Trivy"),
        is_cut_off,
    })
}

/// What an id such as `AWS-0104` or `AVD-AZU-0039` is about.
fn trivy_about(id: &str) -> About {
    match id.strip_prefix("AVD-").unwrap_or(id).split('-').next() {
        None | Some("" | "AWS") => About::Aws,
        Some("AZU" | "GCP" | "OCI" | "DIG" | "OPNSTK" | "NIF" | "CLDSTK") => About::OtherProvider,
        Some(_) => About::Others,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tfsec {
    results: All<TfsecResult>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TfsecResult {
    rule_id: Word,
    long_id: Word,
    rule_provider: Word,
    status: Word,
    passed: Word,
    resource: Word,
}

/// Reads a report of tfsec.
///
/// # Errors
/// [`Fault`].
pub(super) fn read_tfsec(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (reports, is_cut_off): (Vec<Tfsec>, bool) = documents(source)?;
    for it in reports.iter().flat_map(|it| &it.results.0) {
        let about = match &*it.rule_provider {
            "aws" | "" => About::Aws,
            "general" | "custom" | "kubernetes" | "github" => About::Others,
            _ => About::OtherProvider,
        };
        let state = match (&*it.status, &*it.passed) {
            ("1" | "passed", _) | ("", "true") => Status::Passed,
            ("2" | "ignored", _) => Status::Muted,
            _ => Status::Failed,
        };
        let id = if it.long_id.is_empty() {
            &*it.rule_id
        } else {
            &*it.long_id
        };
        add(to, Naming::Tfsec, &about, id, (state, &it.resource, None));
    }
    Ok(Outline {
        kind: ScanKind::Tfsec,
        tool: "tfsec".to_owned(),
        is_cut_off,
    })
}
