//! What a file is, by how it begins. Names of files are no help.

use std::collections::BTreeMap;

use crate::error::{Other, ReadError};
use crate::table::Header;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Layout {
    Prowler2Csv(Header),
    Prowler3Csv(Header),
    ProwlerCsv(Header),
    ProwlerCompliance(Header),
    Powerpipe(Header),
    SecurityHubCsv(Header),
    Prowler2Json,
    Prowler3Json,
    Ocsf,
    Asff,
    Config,
    TrustedAdvisor,
    /// With the number of bytes before the object.
    ScoutSuite(usize),
    Checkov,
    Trivy,
    Tfsec,
}

/// What a text is that begins so. `is_all` tells whether this is all of it.
///
/// # Errors
/// When it is nothing that is read.
pub(crate) fn recognize(head: &[u8], is_all: bool) -> Result<Layout, ReadError> {
    let blank = head
        .iter()
        .take_while(|it| it.is_ascii_whitespace())
        .count();
    let text = head.get(blank..).unwrap_or_default();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(other) = by_bytes(text) {
        return Err(ReadError::Other(other));
    }
    for name in [&b"scoutsuite_results"[..], b"aws_info"] {
        let rest = text.strip_prefix(name).map(<[u8]>::trim_ascii_start);
        if rest.is_some_and(|it| it.starts_with(b"=")) {
            let before = memchr::memchr(b'{', text).unwrap_or(text.len());
            return Ok(Layout::ScoutSuite(blank + before));
        }
    }
    if is_all && (text.trim_ascii() == b"null" || is_empty_list(text)) {
        return Err(ReadError::EmptyList);
    }
    match text.first() {
        Some(b'{' | b'[') => by_keys(text),
        _ => by_columns(head),
    }
}

fn is_empty_list(text: &[u8]) -> bool {
    let inner = text
        .trim_ascii()
        .strip_prefix(b"[")
        .and_then(|it| it.strip_suffix(b"]"));
    inner.is_some_and(|it| it.trim_ascii().is_empty())
}

fn by_bytes(text: &[u8]) -> Option<Other> {
    let start = text
        .get(..text.len().min(512))
        .unwrap_or_default()
        .to_ascii_lowercase();
    match text {
        [b'P', b'A', b'R', b'1', ..] => Some(Other::Parquet),
        [b'P', b'K', 3, 4, ..] | [0x1F, 0x8B, ..] => Some(Other::NestedArchive),
        [b'%', b'P', b'D', b'F', ..] => Some(Other::Pdf),
        [b'<', ..] if memchr::memmem::find(&start, b"<html").is_some() => Some(Other::Html),
        [b'<', ..] if memchr::memmem::find(&start, b"oscal").is_some() => Some(Other::Oscal),
        [b'<', ..] => Some(Other::Xml),
        _ => None,
    }
}

/// The keys of JSON up to where the head ends.
struct Keys<'h> {
    /// The least depth of each, counted in objects: 1 for those of the first object.
    depths: BTreeMap<&'h [u8], usize>,
    first: Option<&'h [u8]>,
    /// The texts that are values of keys of the first object.
    values: BTreeMap<&'h [u8], &'h [u8]>,
    /// Whether a type is named after a resource of CloudFormation.
    has_resource_type: bool,
    /// Whether the first object is in a list.
    is_list: bool,
}

impl<'h> Keys<'h> {
    fn of(text: &'h [u8]) -> Self {
        let mut keys = Self {
            depths: BTreeMap::new(),
            first: None,
            values: BTreeMap::new(),
            has_resource_type: false,
            is_list: text.first() == Some(&b'['),
        };
        let (mut depth, mut at) = (0_usize, 0);
        let mut key: Option<&[u8]> = None;
        while let Some(found) = text
            .get(at..)
            .and_then(|it| memchr::memchr3(b'"', b'{', b'}', it))
        {
            at += found + 1;
            match text.get(at - 1) {
                Some(b'{') => depth += 1,
                Some(b'}') => depth = depth.saturating_sub(1),
                _ => {
                    let Some(end) = text.get(at..).and_then(end_of_text) else {
                        break;
                    };
                    let word = text.get(at..at + end).unwrap_or_default();
                    at += end + 1;
                    let after = text.get(at..).unwrap_or_default().trim_ascii_start();
                    if after.first() == Some(&b':') {
                        let least = keys.depths.entry(word).or_insert(depth);
                        *least = depth.min(*least);
                        keys.first = keys.first.or(Some(word));
                        key = Some(word);
                        continue;
                    }
                    if let Some(key) = key {
                        keys.has_resource_type |= key == b"Type" && word.starts_with(b"AWS::");
                        if depth == 1 {
                            keys.values.entry(key).or_insert(word);
                        }
                    }
                }
            }
            key = None;
        }
        keys
    }

    fn has(&self, key: &str) -> bool {
        self.depths.contains_key(key.as_bytes())
    }

    fn all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|it| self.has(it))
    }

    fn any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|it| self.has(it))
    }

    /// Whether the first object has all these keys.
    fn top(&self, keys: &[&str]) -> bool {
        keys.iter()
            .all(|it| self.depths.get(it.as_bytes()) == Some(&1))
    }
}

/// The length of a text up to its quote.
fn end_of_text(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text.get(found) == Some(&b'"') {
            return Some(found);
        }
        at = found + 2;
    }
}

const OSCAL: [&str; 8] = [
    "catalog",
    "profile",
    "component-definition",
    "system-security-plan",
    "assessment-plan",
    "assessment-results",
    "plan-of-action-and-milestones",
    "mapping-collection",
];

fn by_keys(text: &[u8]) -> Result<Layout, ReadError> {
    let keys = Keys::of(text);
    let top = |wanted: &[&str]| keys.top(wanted);
    let first = keys
        .first
        .and_then(|it| std::str::from_utf8(it).ok())
        .unwrap_or_default();
    if let Some(layout) = scanner_by_keys(&keys) {
        return Ok(layout);
    }
    let of_demarc = keys
        .values
        .get(&b"format"[..])
        .is_some_and(|it| it.starts_with(b"demarc"));
    Err(ReadError::Other(if of_demarc {
        Other::Demarc
    } else if top(&["format_version"])
        || top(&["lineage", "serial"])
        || top(&["terraform_version", "version"])
    {
        Other::Terraform
    } else if keys.values.get(&b"schemaVersion"[..]) == Some(&&b"2021-11-01"[..]) {
        Other::Lens
    } else if !keys.is_list && OSCAL.contains(&first) {
        Other::Oscal
    } else if keys.has("AWSTemplateFormatVersion")
        || (keys.has("Resources") && keys.has_resource_type)
        || (top(&["version"]) && keys.any(&["artifacts", "tree"]))
        || top(&["version", "files"])
    {
        Other::CloudFormation
    } else if keys.any(&[
        "ComplianceByResources",
        "ComplianceSummariesByResourceType",
        "ComplianceSummary",
    ]) {
        Other::WithoutRules
    } else if keys.any(&[
        "recommendationResourceSummaries",
        "organizationRecommendationResourceSummaries",
    ]) {
        Other::WithoutCheck
    } else if keys.any(&[
        "ConfigRules",
        "SecurityControlDefinitions",
        "checkSummaries",
    ]) || top(&["checks"])
    {
        Other::ChecksOnly
    } else if keys.any(&[
        "configurationItems",
        "configurationItem",
        "configurationItemDiff",
        "configurationItemStatus",
        "resourceIdentifiers",
    ]) || keys.has("ResourceTagMappingList")
        || keys.all(&["Resources", "OwningAccountId"])
    {
        Other::Resources
    } else if keys.any(&["ResultsByTime", "assemblyId"]) || keys.all(&["columns", "reportKeys"]) {
        Other::Costs
    } else if top(&["profiles", "platform"]) {
        Other::Converted
    } else if keys.any(&[
        "inspectorScore",
        "packageVulnerabilityDetails",
        "VulnerabilityID",
    ]) || keys.all(&["awsAccountId", "findingArn"])
        || keys.all(&["Arn", "Service", "Severity", "AccountId", "Type"])
    {
        Other::Vulnerabilities
    } else if keys.any(&["queries_total", "scan_errors", "violations", "OrcaScore"])
        || keys.all(&["runs", "version"])
        || keys.all(&["plugin", "category", "status"])
    {
        Other::OtherScanner
    } else {
        return Err(ReadError::Unknown);
    }))
}

/// The scanner whose keys these are.
fn scanner_by_keys(keys: &Keys) -> Option<Layout> {
    let all = |wanted: &[&str]| keys.all(wanted);
    let any = |wanted: &[&str]| keys.any(wanted);
    Some(
        if any(&["GeneratorId"]) || all(&["ProductArn", "AwsAccountId"]) {
            Layout::Asff
        } else if any(&["class_uid"]) || all(&["finding_info", "metadata"]) {
            Layout::Ocsf
        } else if all(&["CheckID", "Status"])
            && any(&["FindingUniqueId", "StatusExtended", "AssessmentStartTime"])
        {
            Layout::Prowler3Json
        } else if all(&["Account Number", "Control"]) {
            Layout::Prowler2Json
        } else if keys.top(&["last_run"]) && any(&["ruleset_name", "provider_code"]) {
            Layout::ScoutSuite(0)
        } else if any(&[
            "EvaluationResults",
            "ComplianceByConfigRules",
            "ConformancePackRuleComplianceList",
            "ConformancePackRuleEvaluationResults",
            "AggregateComplianceByConfigRules",
            "AggregateEvaluationResults",
        ]) {
            Layout::Config
        } else if any(&[
            "recommendationSummaries",
            "organizationRecommendationSummaries",
        ]) || all(&["checkArn", "resourcesAggregates"])
            || (any(&["flaggedResources", "resourcesSummary"]) && any(&["checkId"]))
        {
            Layout::TrustedAdvisor
        } else if any(&["check_type", "checkov_version"]) {
            Layout::Checkov
        } else if any(&["ArtifactName"]) {
            Layout::Trivy
        } else if (!keys.is_list && keys.first == Some(b"results") && keys.depths.len() == 1)
            || (keys.top(&["results"])
                && any(&["rule_id"])
                && any(&["rule_provider", "legacy_rule_id", "rule_service"]))
        {
            Layout::Tfsec
        } else {
            return None;
        },
    )
}

fn by_columns(head: &[u8]) -> Result<Layout, ReadError> {
    let Some(header) = Header::read(head) else {
        return Err(by_words(head));
    };
    let count = |names: &[&str]| names.iter().filter(|it| header.has(it)).count();
    let missing = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().copied().filter(|it| !header.has(it)).collect()
    };
    let layout = |tool, needed: &[&'static str], layout: fn(Header) -> Layout| {
        let missing = missing(needed);
        if missing.is_empty() {
            Ok(layout(header.clone()))
        } else {
            Err(ReadError::Columns { tool, missing })
        }
    };
    if count(&[
        "FINDING_UNIQUE_ID",
        "ASSESSMENT_START_TIME",
        "CHECK_ID",
        "STATUS_EXTENDED",
    ]) >= 2
        && count(&["FINDING_UNIQUE_ID", "ASSESSMENT_START_TIME"]) >= 1
    {
        layout("Prowler 3", &["CHECK_ID", "STATUS"], Layout::Prowler3Csv)
    } else if count(&[
        "AUTH_METHOD",
        "FINDING_UID",
        "CHECK_ID",
        "ACCOUNT_UID",
        "STATUS_EXTENDED",
        "PROWLER_VERSION",
    ]) >= 2
    {
        layout("Prowler", &["CHECK_ID", "STATUS"], Layout::ProwlerCsv)
    } else if count(&[
        "REQUIREMENTS_ID",
        "CHECKID",
        "STATUSEXTENDED",
        "ASSESSMENTDATE",
    ]) >= 2
    {
        layout(
            "Prowler’s compliance report",
            &["CHECKID", "STATUS"],
            Layout::ProwlerCompliance,
        )
    } else if count(&[
        "TITLE_ID",
        "CHECK_RESULT",
        "TITLE_TEXT",
        "CHECK_RESULT_EXTENDED",
    ]) >= 2
    {
        layout(
            "Prowler 2",
            &["TITLE_TEXT", "CHECK_RESULT"],
            Layout::Prowler2Csv,
        )
    } else if count(&[
        "CONTROL_ID",
        "CONTROL_TITLE",
        "GROUP_ID",
        "REASON",
        "RESOURCE",
    ]) >= 3
    {
        layout("Powerpipe", &["CONTROL_ID", "STATUS"], Layout::Powerpipe)
    } else if let Some(other) = other_by_columns(&header) {
        Err(ReadError::Other(other))
    } else {
        security_hub(header, head)
    }
}

/// The columns that an export of Security Hub needs, by their ends: each export has the columns that somebody chose.
const CONTROL: &str = "COMPLIANCE.CONTROL";
const STATUS: &str = "COMPLIANCE.STATUS";

fn security_hub(header: Header, head: &[u8]) -> Result<Layout, ReadError> {
    let ends = [
        (CONTROL, "compliance.control"),
        (STATUS, "compliance.status"),
    ];
    let missing = ends
        .iter()
        .filter(|it| header.column_ending(it.0).is_none());
    let missing: Vec<&str> = missing.map(|it| it.1).collect();
    let of_ocsf = |name: &String| {
        let of = |part: &str| name.starts_with(part) || name.contains(&format!(".{part}"));
        ["FINDING_INFO.", "METADATA.", "CLOUD.ACCOUNT", "COMPLIANCE."]
            .into_iter()
            .any(of)
    };
    if missing.is_empty() {
        Ok(Layout::SecurityHubCsv(header))
    } else if missing.len() < 2 || header.names.iter().any(of_ocsf) {
        let tool = "Security Hub";
        Err(ReadError::Columns { tool, missing })
    } else {
        Err(by_words(head))
    }
}

fn other_by_columns(header: &Header) -> Option<Other> {
    let has = |name| header.has(name);
    let is_any = |names: &[&str]| names.iter().any(|it| header.has(it));
    let first = header.names.first().map_or("", |it| it);
    Some(
        if is_any(&[
            "LINEITEM/PRODUCTCODE",
            "LINE_ITEM_PRODUCT_CODE",
            "BILLEDCOST",
        ]) || (first == "SERVICE" && header.column_ending("($)").is_some())
        {
            Other::Costs
        } else if has("IDENTIFIER") && has("ARN") {
            Other::Resources
        } else if has("QUESTION ID") {
            Other::Caiq
        } else if has("CVSSSEVERITY") || has("CVE ID") {
            Other::Vulnerabilities
        } else if has("ORCASCORE") || (has("CONTROL ID") && has("SUBSCRIPTION ID")) {
            Other::OtherScanner
        } else {
            return None;
        },
    )
}

/// What a text without a header is, by its first lines.
fn by_words(head: &[u8]) -> ReadError {
    let has = |words: &str| memchr::memmem::find(head, words.as_bytes()).is_some();
    let root =
        |key: &str| head.starts_with(format!("{key}:").as_bytes()) || has(&format!("\n{key}:"));
    if has("AWSTemplateFormatVersion:") || (has("Resources:") && has("Type: AWS::")) {
        ReadError::Other(Other::CloudFormation)
    } else if OSCAL.into_iter().any(root) {
        ReadError::Other(Other::Oscal)
    } else if has("\nresource \"aws_") || head.starts_with(b"resource \"aws_") {
        ReadError::Other(Other::Terraform)
    } else {
        ReadError::Unknown
    }
}
