//! The report: a gap analysis as a [`Document`], which pages, Markdown and word processor files render.
//! It has no markup, no clock and no browser.

mod accepted;
mod answers;
mod assumptions;
mod document;
mod evidence;
mod findings;
mod frameworks;
mod matrix;
mod method;
mod plain;
mod prose;
mod roadmap;
mod room;
mod subject;
mod summary;

pub use document::{Block, Cell, Document, Section, Span, Table, Tone};
pub use plain::to_text;
pub use subject::Subject;

use crate::assessment::{Assessment, Chapter};
use crate::labels;
use crate::text;
use demarc_catalog::{Catalog, Date, PracticeId};

impl Subject<'_> {
    /// The report: a cover, every chapter that is not left out, and those on evidence and on a workshop if there are any.
    ///
    /// `today` is on the cover unless the user set another date. The same input gives the same document.
    #[must_use]
    pub fn document(&self, today: &Date) -> Document {
        let left_out = self.assessment.cover.left_out;
        let mut sections = Vec::new();
        for chapter in Chapter::ALL {
            if !left_out.contains(chapter) {
                sections.push(section(self, chapter));
            }
            // What scanners say and what a room agreed on stand behind the gaps, also where these are left out.
            if chapter == Chapter::Findings {
                sections.extend(self.evidence_chapter());
                sections.extend(self.workshop_chapter());
            }
        }
        Document {
            title: labels::name(&self.assessment.name),
            cover: cover(self.catalog, self.assessment, today),
            sections,
        }
    }

    /// The chapter on what scanners say; `None` without evidence. It is no [`Chapter`]: files of assessments name those,
    /// and evidence is in none of them.
    #[must_use]
    pub fn evidence_chapter(&self) -> Option<Section> {
        Some(Section {
            id: "evidence",
            title: "Evidence".to_owned(),
            blocks: evidence::blocks(self, self.evidence?),
        })
    }

    /// The chapter on a workshop; `None` without one. It is no [`Chapter`], as that on evidence is none.
    #[must_use]
    pub fn workshop_chapter(&self) -> Option<Section> {
        Some(Section {
            id: "workshop",
            title: "Agreed in the room".to_owned(),
            blocks: room::blocks(self, self.workshop?),
        })
    }

    /// The summary generated from the findings, one item per paragraph. A paragraph whose lines start with `1.`, `2.`
    /// and so on is a list. Editing starts from this text.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        summary::made(self)
    }

    /// One chapter, even if it is left out of the report.
    #[must_use]
    pub fn chapter(&self, chapter: Chapter) -> Section {
        section(self, chapter)
    }

    /// One finding, as in its chapter; empty for a practice without a gap.
    #[must_use]
    pub fn finding(&self, practice: &PracticeId) -> Vec<Block> {
        findings::one(self, practice)
    }
}

fn section(subject: &Subject<'_>, chapter: Chapter) -> Section {
    Section {
        id: chapter.key(),
        title: labels::chapter(chapter).to_owned(),
        blocks: match chapter {
            Chapter::Summary => summary::blocks(subject),
            Chapter::Assumptions => assumptions::blocks(subject),
            Chapter::Findings => findings::blocks(subject),
            Chapter::Matrix => matrix::blocks(subject),
            Chapter::Roadmap => roadmap::blocks(subject),
            Chapter::Frameworks => frameworks::blocks(subject),
            Chapter::Method => method::blocks(subject),
            Chapter::Answers => answers::blocks(subject),
        },
    }
}

/// The lines below the title. Empty ones are left out.
fn cover(catalog: &Catalog, assessment: &Assessment, today: &Date) -> Vec<(String, String)> {
    let of = &assessment.cover;
    let date = of.date.as_ref().unwrap_or(today);
    let lines = [
        ("Prepared for", text::line(&of.client)),
        ("Prepared by", text::line(&of.author)),
        ("Date", labels::day(date)),
        ("Made with", made_by(catalog)),
    ];
    let filled = lines.into_iter().filter(|(_, what)| !what.is_empty());
    filled.map(|(name, what)| (name.to_owned(), what)).collect()
}

/// The program and its catalog, for reports and files: `Demarc 0.1.0, catalog 1a2b3c4d`.
#[must_use]
pub fn made_by(catalog: &Catalog) -> String {
    format!("Demarc {}, catalog {}", crate::VERSION, catalog.version)
}
