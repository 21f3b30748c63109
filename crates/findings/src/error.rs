//! Why a file gives no scan, in words for whoever chose it.

use std::fmt;

/// Why a file gives no scan. The message is for whoever chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no content.
    Empty,
    /// The file is an empty list, of which nothing says whose it is.
    EmptyList,
    /// The file is something else that is known.
    Other(Other),
    /// The file is in no layout that is known.
    Unknown,
    /// The table of a scanner lacks columns.
    Columns {
        /// The tool.
        tool: &'static str,
        /// The names of the columns.
        missing: Vec<&'static str>,
    },
    /// The archive needs a password.
    Encrypted,
    /// The archive is damaged, or packed by a method that is not known.
    BrokenArchive,
    /// What is in the archive is too large.
    TooLargeUnpacked,
    /// The document has to be read whole and is too large for that.
    TooLarge,
    /// The file ends before its first finding does.
    CutOff,
    /// The layout is known, and no finding can be read.
    Damaged,
    /// The device can't read the file. With its reason.
    Device(String),
    /// The caller has stopped it.
    Canceled,
}

/// A file that is known and no scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Other {
    /// A file of Demarc's.
    Demarc,
    /// A plan or a state of Terraform.
    Terraform,
    /// The plan of Terraform that only Terraform reads.
    TerraformBinary,
    /// A template of CloudFormation or SAM, or what the CDK writes.
    CloudFormation,
    /// A custom lens of the Well-Architected Tool.
    Lens,
    /// A document of OSCAL.
    Oscal,
    /// Costs: a CUR, FOCUS, Cost Explorer.
    Costs,
    /// Lists of resources: AWS Config, Resource Explorer, tags.
    Resources,
    /// A list of checks, rules or controls without results.
    ChecksOnly,
    /// Results of AWS Config by resource or resource type, without the rules.
    WithoutRules,
    /// Results of Trusted Advisor for the resources of a recommendation, without the check.
    WithoutCheck,
    /// The answers of a cloud provider to the CAIQ.
    Caiq,
    /// Vulnerabilities or threats: Inspector, GuardDuty, Wiz, Prisma.
    Vulnerabilities,
    /// The findings of a scanner that no list of checks is for.
    OtherScanner,
    /// Results that another tool has converted.
    Converted,
    /// A page.
    Html,
    /// XML.
    Xml,
    /// A workbook.
    Workbook,
    /// A PDF.
    Pdf,
    /// Parquet.
    Parquet,
    /// An archive in an archive.
    NestedArchive,
}

impl Other {
    /// What the file is, and what to do.
    fn words(self) -> (&'static str, &'static str) {
        let findings = "Choose what a scanner of AWS accounts has written.";
        match self {
            Self::Demarc => ("an assessment of Demarc", "Open it as an assessment."),
            Self::Terraform => ("a plan or state of Terraform", findings),
            Self::TerraformBinary => ("a plan that only Terraform can read", findings),
            Self::CloudFormation => (
                "a template of AWS CloudFormation or a part of one",
                findings,
            ),
            Self::Lens => ("a lens of the AWS Well-Architected Tool", findings),
            Self::Oscal => ("an OSCAL document", findings),
            Self::Costs => ("a report on costs", findings),
            Self::Resources => ("a list of resources without results of checks", findings),
            Self::ChecksOnly => (
                "a list of checks without their results",
                "Choose the results.",
            ),
            Self::WithoutRules => (
                "a result of AWS Config that names no rules",
                "Choose the output of “aws configservice describe-compliance-by-config-rule”.",
            ),
            Self::WithoutCheck => (
                "a list of the resources of one recommendation, which does not say of which check",
                "Choose the output of “aws trustedadvisor list-recommendations”.",
            ),
            Self::Caiq => ("a CAIQ questionnaire", findings),
            Self::Vulnerabilities => (
                "a list of vulnerabilities or threats",
                "Demarc asks whether you find and fix them, not which there are.",
            ),
            Self::OtherScanner => (
                "the result of a scanner whose checks Demarc does not know",
                "Prowler, Security Hub, AWS Config, Trusted Advisor, Powerpipe, Steampipe, Scout Suite, Checkov, Trivy and tfsec can be read.",
            ),
            Self::Converted => (
                "the result of a scanner that another tool has converted",
                "Choose the file that the scanner has written.",
            ),
            Self::Html => ("a web page", "Choose the scanner’s file in CSV or JSON."),
            Self::Xml => (
                "an XML document",
                "Choose the scanner’s file in CSV or JSON.",
            ),
            Self::Workbook => ("a workbook", "Save its sheet as CSV."),
            Self::Pdf => ("a PDF", "Choose the scanner’s file in CSV or JSON."),
            Self::Parquet => (
                "in the format Parquet",
                "Choose the same data in CSV or JSON.",
            ),
            Self::NestedArchive => ("an archive within an archive", "Unpack it first."),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "The file is empty.",
            Self::EmptyList => {
                "The file is an empty list: a scan that found nothing. It names neither the tool nor the checks, so it says \
                 nothing about your answers."
            }
            Self::Other(other) => {
                let (what, advice) = other.words();
                return write!(f, "The file is {what}. {advice}");
            }
            Self::Unknown => {
                "The file is in no format of a scanner that Demarc knows: Prowler, Security Hub, AWS Config, Trusted Advisor, \
                 Powerpipe, Steampipe, Scout Suite, Checkov, Trivy, tfsec."
            }
            Self::Columns { tool, missing } => {
                let columns = if missing.len() == 1 { "column" } else { "columns" };
                let missing = missing.join(", ");
                return write!(f, "The file looks like a table of {tool}, but has no {columns} {missing}.");
            }
            Self::Encrypted => "The file is an archive with a password. Unpack it first.",
            Self::BrokenArchive => {
                "The file is an archive that is damaged, or packed in a way that Demarc does not know."
            }
            Self::TooLargeUnpacked => {
                "The file is an archive whose content is too large: more than 4 GB, or out of all proportion to the archive."
            }
            Self::TooLarge => "The file is larger than 64 MB, the most for a file of its kind. Export fewer accounts or Regions at a time.",
            Self::CutOff => "The file ends before its first finding does. Its end is missing.",
            Self::Damaged => "The file looks like the result of a scanner, but nothing in it can be read.",
            Self::Device(reason) => return write!(f, "The file can’t be read from this device: {reason}"),
            Self::Canceled => "Reading the file was stopped.",
        })
    }
}

impl std::error::Error for ReadError {}
