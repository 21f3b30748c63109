//! The subject of a report or a file: an assessment with its catalog and analysis, and queries on them.

use crate::analysis::{
    AcceptanceState, Analysis, BeliefCheck, CellRef, FrameworkStanding, Gap, Verdict, frameworks,
};
use crate::assessment::{Acceptance, Answer, Assessment};
use crate::evidence::Weighing;
use crate::labels;
use crate::text;
use crate::workshop::Held;
use demarc_catalog::{Catalog, LayerId, PracticeId, PracticeText, Reason, ServiceRef, Texts};

/// An assessment with its catalog, texts and analysis, and with evidence and a workshop if there are any.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The texts of the catalog.
    pub texts: &'a Texts,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The analysis of the assessment.
    pub analysis: &'a Analysis,
    /// What scanners say beside the answers; `None` without evidence, of which nothing is told then.
    pub evidence: Option<Weighing<'a>>,
    /// A workshop about the assessment; `None` without one, of which nothing is told then.
    pub workshop: Option<Held<'a>>,
}

impl<'a> Subject<'a> {
    /// The title of a practice.
    #[must_use]
    pub fn title(&self, id: &PracticeId) -> &'a str {
        self.catalog.practice(id).map_or("", |it| &it.title)
    }

    /// The texts of a practice.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&'a PracticeText> {
        self.texts.practice(id)
    }

    /// A deployment, with the short name of its service.
    #[must_use]
    pub fn short(&self, id: &ServiceRef) -> String {
        let Some(known) = self.catalog.deployment(id) else {
            return id.to_string();
        };
        known.short_name()
    }

    /// The name of a layer.
    #[must_use]
    pub fn layer(&self, id: &LayerId) -> &'a str {
        self.catalog.layer(id).map_or("", |it| &it.name)
    }

    /// The reason for the owner of a cell, if the catalog gives one.
    #[must_use]
    pub fn reason(&self, cell: &CellRef) -> Option<&'a Reason> {
        let deployment = self.catalog.deployment(&cell.service)?;
        self.texts.reason(&deployment, &cell.layer)
    }

    /// The name of the third party that holds a part of a service, if there is one.
    #[must_use]
    pub fn operator(&self, cell: &CellRef) -> Option<&'a str> {
        self.catalog.deployment(&cell.service)?.operator()
    }

    /// The answer to a practice.
    #[must_use]
    pub fn answer(&self, id: &PracticeId) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// The owner of a practice, on one line; blank without one.
    #[must_use]
    pub fn owner(&self, id: &PracticeId) -> String {
        self.answer(id)
            .map_or_else(String::new, |it| text::line(&it.owner))
    }

    /// The due date of a practice; blank without one.
    #[must_use]
    pub fn due(&self, id: &PracticeId) -> &'a str {
        let due = self.answer(id).and_then(|it| it.due.as_ref());
        due.map_or("", |it| it.as_str())
    }

    /// The due date of a gap, with the time that it is overdue; blank without one.
    #[must_use]
    pub fn due_and_overdue(&self, gap: &Gap) -> String {
        let due = self.due(&gap.practice);
        match gap.overdue() {
            Some(by) => format!("{due}, {}", labels::overdue(by)),
            None => due.to_owned(),
        }
    }

    /// The acceptance of a gap's risk with its state, if there is one.
    #[must_use]
    pub fn acceptance(&self, gap: &Gap) -> Option<(AcceptanceState, &'a Acceptance)> {
        let acceptance = self.answer(&gap.practice)?.accepted_risk();
        gap.acceptance.zip(acceptance)
    }

    /// The standing of the frameworks that bind the workload.
    #[must_use]
    pub fn frameworks(&self) -> Vec<FrameworkStanding<'a>> {
        let mut all = frameworks(self.catalog, self.texts, self.assessment, self.analysis);
        all.retain(|it| it.binds);
        all
    }

    /// The beliefs with this verdict.
    #[must_use]
    pub fn beliefs(&self, verdict: Verdict) -> Vec<&'a BeliefCheck> {
        let all = self.analysis.beliefs.iter();
        all.filter(|it| it.verdict == verdict).collect()
    }
}
