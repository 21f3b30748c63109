//! The file of a scanner, reduced to counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use demarc_catalog::{CheckListId, Date};

/// What one file of a scanner says, as counts. No finding, name of a resource, ARN or tag is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// The name of the file, without its folder. For a file inside an archive: `archive.zip/file.csv`.
    pub file: String,
    /// The layout of the file.
    pub kind: ScanKind,
    /// The tool and its version as far as the file says, such as `Prowler 5.34.0`.
    pub tool: String,
    /// The day of the oldest finding; `None` when the file has no dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<Date>,
    /// The day of the newest finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<Date>,
    /// The AWS accounts, sorted. An account has 12 digits; the empty text stands for findings that name none.
    pub accounts: Vec<String>,
    /// How many accounts there are that [`Scan::accounts`] does not name, because there were too many. Their tallies have
    /// the account [`Tally::OTHER_ACCOUNTS`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_accounts: u32,
    /// Whether a spreadsheet program has rounded numbers of accounts. Their findings name no account.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_rounded_accounts: bool,
    /// The Regions, sorted. The empty text stands for findings that name none.
    pub regions: Vec<String>,
    /// The counts, by the id that the check has today in the list of its tool. Each has one tally per account and Region,
    /// sorted by account, then Region.
    pub checks: BTreeMap<CheckListId, BTreeMap<String, Vec<Tally>>>,
    /// How many findings count for nothing, by the reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<LeftOut, u32>,
    /// The ids of the first checks in alphabetical order that no list of the catalog has, with the number of findings.
    /// [`LeftOut::UnknownCheck`] counts the findings of all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unknown_checks: BTreeMap<String, u32>,
    /// Names of resources that failed, up to five a check. Empty unless the user asked for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub examples: BTreeMap<CheckListId, BTreeMap<String, Vec<String>>>,
    /// Whether more resources may have failed than it counts, and nothing says how many passed: AWS Config counts the
    /// resources of a rule up to a limit, and only those that violate it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counts_at_least: bool,
    /// Whether the end of the file is missing. What came before it counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cut_off: bool,
}

/// What a scan says of one check in one account and Region: `[account, region, passed, failed, muted, manual, unknown,
/// oldest, newest]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u32; 9]", into = "[u32; 9]")]
pub struct Tally {
    /// The index in [`Scan::accounts`], or [`Tally::OTHER_ACCOUNTS`].
    pub account: u32,
    /// The index in [`Scan::regions`], or [`Tally::ALL_REGIONS`].
    pub region: u32,
    /// How many resources passed.
    pub passed: u32,
    /// How many resources failed.
    pub failed: u32,
    /// How many findings the user of the tool has muted or suppressed. They neither pass nor fail.
    pub muted: u32,
    /// How many findings have to be judged by a person.
    pub manual: u32,
    /// How many findings have no result.
    pub unknown: u32,
    /// How many days before [`Scan::newest`] the oldest of these findings is; 0 when the file has no dates.
    pub oldest: u32,
    /// How many days before [`Scan::newest`] the newest of these findings is; 0 when the file has no dates.
    pub newest: u32,
}

impl Tally {
    /// The account of a tally over all accounts that are not named.
    pub const OTHER_ACCOUNTS: u32 = u32::MAX;
    /// The Region of a tally over all Regions, where there were too many tallies to keep each.
    pub const ALL_REGIONS: u32 = u32::MAX;
}

impl From<[u32; 9]> for Tally {
    fn from(of: [u32; 9]) -> Self {
        let [
            account,
            region,
            passed,
            failed,
            muted,
            manual,
            unknown,
            oldest,
            newest,
        ] = of;
        Self {
            account,
            region,
            passed,
            failed,
            muted,
            manual,
            unknown,
            oldest,
            newest,
        }
    }
}

impl From<Tally> for [u32; 9] {
    fn from(of: Tally) -> Self {
        [
            of.account, of.region, of.passed, of.failed, of.muted, of.manual, of.unknown,
            of.oldest, of.newest,
        ]
    }
}

demarc_catalog::keyed! {
    /// The layout of a scanner's file.
    pub enum ScanKind {
        /// Prowler 2, CSV with commas.
        Prowler2Csv = "prowler-2-csv",
        /// Prowler 2, JSON lines.
        Prowler2Json = "prowler-2-json",
        /// Prowler 3, CSV with semicolons.
        Prowler3Csv = "prowler-3-csv",
        /// Prowler 3, JSON.
        Prowler3Json = "prowler-3-json",
        /// Prowler 4 and 5, CSV with semicolons.
        ProwlerCsv = "prowler-csv",
        /// The report of Prowler on a compliance framework, CSV.
        ProwlerCompliance = "prowler-compliance",
        /// Prowler 4 and 5, OCSF as JSON.
        ProwlerOcsf = "prowler-ocsf",
        /// Findings in AWS's format ASFF: Security Hub CSPM, Prowler.
        Asff = "asff",
        /// Findings of Security Hub as OCSF, JSON or JSON lines.
        SecurityHubOcsf = "security-hub-ocsf",
        /// What Security Hub exports as CSV.
        SecurityHubCsv = "security-hub-csv",
        /// Compliance of AWS Config rules and conformance packs.
        Config = "config",
        /// Results of Trusted Advisor, of either API.
        TrustedAdvisor = "trusted-advisor",
        /// Powerpipe and Steampipe, CSV.
        Powerpipe = "powerpipe",
        /// ScoutSuite.
        ScoutSuite = "scoutsuite",
        /// Checkov, JSON. It reads templates, so what it says is intent.
        Checkov = "checkov",
        /// Trivy, JSON. It reads templates, so what it says is intent.
        Trivy = "trivy",
        /// tfsec, JSON. It reads templates, so what it says is intent.
        Tfsec = "tfsec",
    }
}

impl ScanKind {
    /// Whether the tool reads templates of what shall be built and not an account. Such findings are intent: they
    /// contradict no answer.
    #[must_use]
    pub fn is_intent(self) -> bool {
        matches!(self, Self::Checkov | Self::Trivy | Self::Tfsec)
    }
}

demarc_catalog::keyed! {
    /// Why a finding counts for nothing.
    pub enum LeftOut {
        /// It is about another cloud than AWS.
        OtherProvider = "other-provider",
        /// It is of a product without checks in the catalog, such as GuardDuty, or a vulnerability.
        OtherProduct = "other-product",
        /// It is archived: no longer the state of its resource.
        Archived = "archived",
        /// An earlier state of a finding that the file has again.
        Earlier = "earlier",
        /// No list of the catalog has its check.
        UnknownCheck = "unknown-check",
        /// It names no check, such as the manual rows of a compliance report.
        NoCheck = "no-check",
        /// It can't be read: a field that it needs is missing or damaged.
        Damaged = "damaged",
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}
