//! What somebody says about the report: whose it is, its summary, what is left out of it.
//! It knows nothing of what a report holds.

use serde::{Deserialize, Serialize};

use demarc_catalog::Date;

/// A chapter of the report that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chapter {
    /// The summary for an executive.
    Summary,
    /// What was assumed to be AWS's.
    Assumptions,
    /// The gaps by priority.
    Findings,
    /// Who owns what.
    Matrix,
    /// What is done when.
    Roadmap,
    /// The frameworks.
    Frameworks,
    /// How it was done.
    Method,
    /// All answers and notes.
    Answers,
}

impl Chapter {
    /// Every chapter, in the order of the report.
    pub const ALL: [Self; 8] = [
        Self::Summary,
        Self::Assumptions,
        Self::Findings,
        Self::Matrix,
        Self::Roadmap,
        Self::Frameworks,
        Self::Method,
        Self::Answers,
    ];

    /// The word that files and addresses have for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Assumptions => "assumptions",
            Self::Findings => "findings",
            Self::Matrix => "matrix",
            Self::Roadmap => "roadmap",
            Self::Frameworks => "frameworks",
            Self::Method => "method",
            Self::Answers => "answers",
        }
    }
}

/// Some chapters, in the order of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Chapter>", into = "Vec<Chapter>")]
pub struct Chapters(u8);

impl Chapters {
    /// Whether a chapter is one of them.
    #[must_use]
    pub fn has(self, chapter: Chapter) -> bool {
        self.0 & Self::bit(chapter) != 0
    }

    /// Makes a chapter one of them, or not.
    pub fn set(&mut self, chapter: Chapter, is_one: bool) {
        if is_one {
            self.0 |= Self::bit(chapter);
        } else {
            self.0 &= !Self::bit(chapter);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    fn bit(chapter: Chapter) -> u8 {
        1 << (chapter as u8)
    }
}

impl From<Vec<Chapter>> for Chapters {
    fn from(all: Vec<Chapter>) -> Self {
        let mut chapters = Self::default();
        for chapter in all {
            chapters.set(chapter, true);
        }
        chapters
    }
}

impl From<Chapters> for Vec<Chapter> {
    fn from(chapters: Chapters) -> Self {
        let mut all = Self::new();
        for chapter in Chapter::ALL {
            if chapters.has(chapter) {
                all.push(chapter);
            }
        }
        all
    }
}

/// What stands on the cover of the report, and what of it was changed by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cover {
    /// Who prepared it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Whom it is for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The day on the cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The summary in somebody's own words; blank: the one that is made from the findings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The chapters that are left out.
    #[serde(skip_serializing_if = "Chapters::is_empty")]
    pub left_out: Chapters,
}

impl Cover {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A part of what stands on the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverPart {
    /// Who prepared it.
    Author,
    /// Whom it is for.
    Client,
    /// The day.
    Date,
    /// The summary.
    Summary,
}

impl CoverPart {
    pub(super) const ALL: [Self; 4] = [Self::Author, Self::Client, Self::Date, Self::Summary];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Client => "client",
            Self::Date => "date",
            Self::Summary => "summary",
        }
    }
}
