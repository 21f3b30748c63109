//! What a report or a file is about: an assessment with the catalog and the analysis, and what is asked of them together.
//! It knows no chapter.

use crate::analysis::{Analysis, BeliefCheck, CellRef, FrameworkStanding, Verdict, frameworks};
use crate::assessment::{Answer, Assessment};
use crate::labels;
use demarc_catalog::{Catalog, LayerId, PracticeId, PracticeText, Reason, ServiceRef, Texts};

/// An assessment with all that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What the engine knows.
    pub catalog: &'a Catalog,
    /// What people read.
    pub texts: &'a Texts,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// What follows from it.
    pub analysis: &'a Analysis,
}

impl<'a> Subject<'a> {
    /// The title of a practice in the catalog.
    #[must_use]
    pub fn title(&self, id: &PracticeId) -> &'a str {
        self.catalog.practice(id).map_or("", |it| &it.title)
    }

    /// The words of a practice in the catalog.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&'a PracticeText> {
        self.texts.practice(id)
    }

    /// A service as it is run, by its short name.
    #[must_use]
    pub fn short(&self, id: &ServiceRef) -> String {
        let Some(known) = self.catalog.deployment(id) else {
            return id.to_string();
        };
        let service = labels::short(&known.service.name);
        match known.variant {
            Some(variant) => format!("{service} ({})", variant.name),
            None => service.to_owned(),
        }
    }

    /// The name of a layer in the catalog.
    #[must_use]
    pub fn layer(&self, id: &LayerId) -> &'a str {
        self.catalog.layer(id).map_or("", |it| &it.name)
    }

    /// Why a cell's owner is who it is, where that needs saying.
    #[must_use]
    pub fn reason(&self, cell: &CellRef) -> Option<&'a Reason> {
        let deployment = self.catalog.deployment(&cell.service)?;
        self.texts.reason(&deployment, &cell.layer)
    }

    /// What was answered and noted.
    #[must_use]
    pub fn answer(&self, id: &PracticeId) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// Who sees to a practice; blank when nobody does.
    #[must_use]
    pub fn owner(&self, id: &PracticeId) -> &'a str {
        self.answer(id).map_or("", |it| it.owner.trim())
    }

    /// The day a practice is due; blank without one.
    #[must_use]
    pub fn due(&self, id: &PracticeId) -> &'a str {
        let due = self.answer(id).and_then(|it| it.due.as_ref());
        due.map_or("", |it| it.as_str())
    }

    /// How the frameworks stand that bind the workload.
    #[must_use]
    pub fn frameworks(&self) -> Vec<FrameworkStanding<'a>> {
        let mut all = frameworks(self.catalog, self.texts, self.assessment, self.analysis);
        all.retain(|it| it.binds);
        all
    }

    /// The beliefs with a verdict.
    #[must_use]
    pub fn beliefs(&self, verdict: Verdict) -> Vec<&'a BeliefCheck> {
        let all = self.analysis.beliefs.iter();
        all.filter(|it| it.verdict == verdict).collect()
    }
}
