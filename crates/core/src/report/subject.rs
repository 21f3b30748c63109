//! What a report is about, with what its chapters ask of it: names, reasons, states.
//! It knows no chapter.

use crate::analysis::{Analysis, BeliefCheck, CellRef, Verdict};
use crate::assessment::{Answer, Assessment};
use crate::labels;
use demarc_catalog::{Catalog, LayerId, PracticeId, PracticeText, Reason, ServiceRef, Texts};

/// An assessment with all that is known about it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub catalog: &'a Catalog,
    pub texts: &'a Texts,
    pub assessment: &'a Assessment,
    pub analysis: &'a Analysis,
}

impl<'a> Subject<'a> {
    /// The title of a practice in the catalog.
    pub fn title(&self, id: &PracticeId) -> &'a str {
        self.catalog.practice(id).map_or("", |it| &it.title)
    }

    /// The words of a practice in the catalog.
    pub fn practice(&self, id: &PracticeId) -> Option<&'a PracticeText> {
        self.texts.practice(id)
    }

    /// A service as it is run, by its short name.
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
    pub fn layer(&self, id: &LayerId) -> &'a str {
        self.catalog.layer(id).map_or("", |it| &it.name)
    }

    /// Why a cell's owner is who it is, where that needs saying.
    pub fn reason(&self, cell: &CellRef) -> Option<&'a Reason> {
        let deployment = self.catalog.deployment(&cell.service)?;
        self.texts.reason(&deployment, &cell.layer)
    }

    /// What was answered and noted.
    pub fn answer(&self, id: &PracticeId) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// Who sees to a practice; blank when nobody does.
    pub fn owner(&self, id: &PracticeId) -> &'a str {
        self.answer(id).map_or("", |it| it.owner.trim())
    }

    /// The day a practice is due; blank without one.
    pub fn due(&self, id: &PracticeId) -> &'a str {
        let due = self.answer(id).and_then(|it| it.due.as_ref());
        due.map_or("", |it| it.as_str())
    }

    /// The beliefs with a verdict.
    pub fn beliefs(&self, verdict: Verdict) -> Vec<&'a BeliefCheck> {
        let all = self.analysis.beliefs.iter();
        all.filter(|it| it.verdict == verdict).collect()
    }
}
