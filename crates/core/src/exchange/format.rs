//! The files that an assessment is handed on as: what each is for and is called. How they are made is the exporter's,
//! and none is read back: what Demarc opens is `file`'s.

use super::file;
use crate::assessment::Assessment;

demarc_catalog::keyed! {
    /// A kind of file.
    pub enum Format {
        /// The report as a document for a word processor.
        Docx = "docx",
        /// The report as Markdown.
        Markdown = "markdown",
        /// Everything as a workbook.
        Xlsx = "xlsx",
        /// The gaps as a list.
        Gaps = "gaps",
        /// All answers as a list.
        Answers = "answers",
        /// The gaps for Jira's importer.
        Jira = "jira",
        /// The gaps for importers into GitHub.
        Github = "github",
        /// The findings as OSCAL assessment results.
        OscalResults = "oscal-results",
        /// The gaps as an OSCAL plan of action and milestones.
        OscalPlan = "oscal-plan",
    }
}

impl Format {
    /// What it is, for a list of files.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Docx => "Report for Word (DOCX)",
            Self::Markdown => "Report as Markdown",
            Self::Xlsx => "Workbook for Excel (XLSX)",
            Self::Gaps => "Gaps as a list (CSV)",
            Self::Answers => "All answers as a list (CSV)",
            Self::Jira => "Gaps for Jira (CSV)",
            Self::Github => "Gaps for GitHub (CSV)",
            Self::OscalResults => "OSCAL assessment results (JSON)",
            Self::OscalPlan => "OSCAL plan of action, POA&M (JSON)",
        }
    }

    /// What it is for, and what to mind.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Docx => "To rework and hand over. Word, LibreOffice and Google Docs open it.",
            Self::Markdown => "For a wiki, a repository or a chat.",
            Self::Xlsx => {
                "To sort, filter and count: summary, gaps, answers, matrix, beliefs and frameworks, a sheet each."
            }
            Self::Gaps => "A row for each gap, the first to fix first.",
            Self::Answers => "A row for each practice, with notes, owners and dates.",
            Self::Jira => {
                "For Jira’s CSV import. When it asks how dates are written, say yyyy-MM-dd."
            }
            Self::Github => {
                "For tools that bring issues into GitHub (such as github-csv-tools) and for GitLab’s import."
            }
            Self::OscalResults => {
                "For tools of governance and compliance that read OSCAL 1.2: findings and observations."
            }
            Self::OscalPlan => {
                "For the same tools: each gap as an item, with its owner and deadline."
            }
        }
    }

    /// Its media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Gaps | Self::Answers | Self::Jira | Self::Github => "text/csv;charset=utf-8",
            Self::OscalResults | Self::OscalPlan => "application/json",
        }
    }

    /// A name for the file of an assessment, safe on every system: `demarc-web-shop-gaps.csv`.
    #[must_use]
    pub fn file_name(self, assessment: &Assessment) -> String {
        let (what, extension) = match self {
            Self::Docx => ("report", "docx"),
            Self::Markdown => ("report", "md"),
            Self::Xlsx => ("workbook", "xlsx"),
            Self::Gaps => ("gaps", "csv"),
            Self::Answers => ("answers", "csv"),
            Self::Jira => ("jira", "csv"),
            Self::Github => ("github", "csv"),
            Self::OscalResults => ("oscal-results", "json"),
            Self::OscalPlan => ("oscal-poam", "json"),
        };
        file::named(assessment, what, extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;

    #[test]
    fn every_kind_has_a_key_and_a_name_of_its_own() {
        let shop = Assessment::new(AssessmentId::from_bits(7), "Web shop");
        let mut names = Vec::new();
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
            let name = format.file_name(&shop);
            assert!(!names.contains(&name), "{name}");
            names.push(name);
        }
        assert_eq!(names[0], "demarc-web-shop-report.docx");
        assert_eq!(Format::from_key("pdf"), None);
        let nameless = Assessment::new(AssessmentId::from_bits(7), "../..");
        assert_eq!(Format::Gaps.file_name(&nameless), "demarc-gaps.csv");
    }
}
