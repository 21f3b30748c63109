//! The settings of the report: the cover, the summary and the chapters that are left out.

use serde::{Deserialize, Serialize};

use demarc_catalog::Date;

demarc_catalog::keyed! {
    /// A chapter of the report that can be left out.
    pub enum Chapter {
        /// The summary for an executive.
        Summary = "summary",
        /// Layers that were assumed to be AWS's.
        Assumptions = "assumptions",
        /// The gaps by priority.
        Findings = "findings",
        /// The owners of all layers.
        Matrix = "matrix",
        /// The roadmap.
        Roadmap = "roadmap",
        /// The frameworks.
        Frameworks = "frameworks",
        /// The method.
        Method = "method",
        /// All answers and notes.
        Answers = "answers",
    }
}

/// A set of chapters, a bit for each. A `BTreeSet` is some 2,800 instructions more in the first load.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Chapter>", into = "Vec<Chapter>")]
pub struct ChapterSet(u16);

const _: () = assert!(Chapter::ALL.len() <= 16, "a bit for each chapter");

impl ChapterSet {
    /// Whether a chapter is in the set.
    #[must_use]
    pub const fn contains(self, chapter: Chapter) -> bool {
        self.0 & Self::bit(chapter) != 0
    }

    /// Adds a chapter, or removes it.
    pub const fn set(&mut self, chapter: Chapter, is_in: bool) {
        if is_in {
            self.0 |= Self::bit(chapter);
        } else {
            self.0 &= !Self::bit(chapter);
        }
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    const fn bit(chapter: Chapter) -> u16 {
        1 << chapter as u16
    }
}

impl From<Vec<Chapter>> for ChapterSet {
    fn from(chapters: Vec<Chapter>) -> Self {
        let bits = chapters.into_iter().map(Self::bit);
        Self(bits.fold(0, |all, bit| all | bit))
    }
}

impl From<ChapterSet> for Vec<Chapter> {
    fn from(set: ChapterSet) -> Self {
        let mut chapters = Chapter::ALL.to_vec();
        chapters.retain(|it| set.contains(*it));
        chapters
    }
}

/// The texts of the report's cover, and the changes that the user made to the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cover {
    /// The author.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The recipient.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The date on the cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The summary that the user wrote; blank: the summary generated from the findings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The chapters that are left out.
    #[serde(skip_serializing_if = "ChapterSet::is_empty")]
    pub left_out: ChapterSet,
}

impl Cover {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
