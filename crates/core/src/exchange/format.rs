//! The export formats, each with a descriptor for the app, the command line and file names. The crate `demarc-worker`
//! has a writer for every format; the compiler checks that none is missing. Exports are not read back; [`file`] reads
//! Demarc's files.

use super::file;
use crate::assessment::Assessment;

demarc_catalog::keyed! {
    /// An export format. Lists show the formats in this order.
    pub enum Format {
        /// The report as a document for word processors.
        Docx = "docx",
        /// All data as a workbook.
        Xlsx = "xlsx",
        /// The report as Markdown.
        Markdown = "markdown",
        /// The gaps as CSV.
        Gaps = "gaps",
        /// All answers as CSV.
        Answers = "answers",
        /// The gaps for Jira's importer.
        Jira = "jira",
        /// The gaps for importers of GitHub.
        Github = "github",
        /// The gaps for GitLab's importer.
        Gitlab = "gitlab",
        /// The findings as OSCAL assessment results.
        OscalResults = "oscal-results",
        /// The gaps as an OSCAL plan of action and milestones.
        OscalPlan = "oscal-plan",
    }
}

demarc_catalog::keyed! {
    /// What separates the columns of a list for spreadsheets. Excel opens a list in columns if it is the separator of the
    /// region: a comma, or a semicolon where the comma is the decimal sign.
    pub enum Separator {
        /// A comma: the standard, for most regions and for programs.
        Comma = "comma",
        /// A semicolon, with numbers that have decimal commas.
        Semicolon = "semicolon",
    }
}

impl Separator {
    /// The label in a list of separators.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Comma => "Comma (standard)",
            Self::Semicolon => "Semicolon (decimal comma)",
        }
    }

    /// The separator as an ASCII character.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// The description of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Descriptor {
    /// The label in a list of formats.
    pub label: &'static str,
    /// The purpose, and what to know before using it.
    pub purpose: &'static str,
    /// The group in a list of formats.
    pub group: Group,
    /// The media type.
    pub media_type: &'static str,
    /// The content, as it appears in file names.
    pub content: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
}

/// The audience of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// People who read and edit it.
    Readers,
    /// Tools for governance and compliance.
    Compliance,
    /// Spreadsheets and issue trackers.
    Lists,
}

impl Group {
    /// Every group, in display order.
    pub const ALL: [Self; 3] = [Self::Readers, Self::Compliance, Self::Lists];

    /// The heading of the group.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Readers => "To read and rework",
            Self::Compliance => "For tools of compliance",
            Self::Lists => "Lists, and what trackers take",
        }
    }

    /// The formats of the group.
    pub fn formats(self) -> impl Iterator<Item = Format> {
        let all = Format::ALL.into_iter();
        all.filter(move |it| it.descriptor().group == self)
    }
}

const CSV: &str = "text/csv;charset=utf-8";

impl Format {
    /// The descriptor of the format.
    #[must_use]
    pub const fn descriptor(self) -> Descriptor {
        match self {
            Self::Docx => Descriptor {
                label: "Report for Word (DOCX)",
                purpose: "To rework and hand over. Word, LibreOffice and Google Docs open it.",
                group: Group::Readers,
                media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                content: "report",
                extension: "docx",
            },
            Self::Xlsx => Descriptor {
                label: "Workbook for Excel (XLSX)",
                purpose: "To sort, filter and count: summary, gaps, answers, matrix, beliefs and frameworks, a sheet each.",
                group: Group::Readers,
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                content: "workbook",
                extension: "xlsx",
            },
            Self::Markdown => Descriptor {
                label: "Report as Markdown",
                purpose: "For a wiki, a repository or a chat.",
                group: Group::Readers,
                media_type: "text/markdown;charset=utf-8",
                content: "report",
                extension: "md",
            },
            Self::Gaps => Descriptor {
                label: "Gaps as a list (CSV)",
                purpose: "A row for each gap, the first to fix first.",
                group: Group::Lists,
                media_type: CSV,
                content: "gaps",
                extension: "csv",
            },
            Self::Answers => Descriptor {
                label: "All answers as a list (CSV)",
                purpose: "A row for each practice, with notes, owners and dates.",
                group: Group::Lists,
                media_type: CSV,
                content: "answers",
                extension: "csv",
            },
            Self::Jira => Descriptor {
                label: "Gaps for Jira (CSV)",
                purpose: "For Jira’s CSV import. When it asks how dates are written, say yyyy-MM-dd. An owner’s email address becomes the assignee.",
                group: Group::Lists,
                media_type: CSV,
                content: "jira",
                extension: "csv",
            },
            Self::Github => Descriptor {
                label: "Gaps for GitHub (CSV)",
                purpose: "For tools that bring issues into GitHub, such as github-csv-tools. An owner that names a login (@name) becomes the assignee.",
                group: Group::Lists,
                media_type: CSV,
                content: "github",
                extension: "csv",
            },
            Self::Gitlab => Descriptor {
                label: "Gaps for GitLab (CSV)",
                purpose: "For GitLab’s CSV import, with due dates. Labels that the project has, and an owner named as @name, are set by quick actions.",
                group: Group::Lists,
                media_type: CSV,
                content: "gitlab",
                extension: "csv",
            },
            Self::OscalResults => Descriptor {
                label: "OSCAL assessment results (JSON)",
                purpose: "For tools of governance and compliance that read OSCAL 1.2: findings and observations.",
                group: Group::Compliance,
                media_type: "application/json",
                content: "oscal-results",
                extension: "json",
            },
            Self::OscalPlan => Descriptor {
                label: "OSCAL plan of action, POA&M (JSON)",
                purpose: "For the same tools: each gap as an item, with its owner and deadline.",
                group: Group::Compliance,
                media_type: "application/json",
                content: "oscal-poam",
                extension: "json",
            },
        }
    }

    /// Whether a [`Separator`] can be chosen: only for lists that people open in a spreadsheet. Importers of trackers
    /// expect commas.
    #[must_use]
    pub const fn has_separator(self) -> bool {
        matches!(self, Self::Gaps | Self::Answers)
    }

    /// A file name for an export of an assessment, safe on every system: `demarc-web-shop-gaps.csv`.
    #[must_use]
    pub fn file_name(self, assessment: &Assessment) -> String {
        let Descriptor {
            content, extension, ..
        } = self.descriptor();
        file::named(assessment, content, extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;

    #[test]
    fn every_format_has_a_key_and_a_file_name_of_its_own() {
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

    #[test]
    fn every_format_is_in_one_group() {
        let grouped = Group::ALL.into_iter().flat_map(Group::formats);
        assert_eq!(grouped.count(), Format::ALL.len());
    }
}
