//! The input of an export: an assessment with its analysis, the catalog with its texts, the time, and evidence and a
//! workshop if there are any.
//! It does not depend on any format.

use demarc_catalog::{
    Catalog, Date, DomainId, LayerId, Practice, PracticeId, PracticeText, ServiceRef, Texts,
};
use demarc_core::analysis::{
    AcceptanceState, Analysis, FrameworkStanding, Gap, Roadmap, analyze, roadmap,
};
use demarc_core::assessment::{Acceptance, Answer, Assessment, NotApplicable, Phase, Response};
use demarc_core::evidence::{Evidence, PracticeEvidence, Weighed, Weighing, analyze_beside};
use demarc_core::exchange::Separator;
use demarc_core::labels;
use demarc_core::report::{self, Document};
use demarc_core::workshop::{Held, Reveal, Workshop, reveal};

use crate::export::Timestamp;

/// An assessment with its analysis, catalog and time of export.
pub struct ExportSubject<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The analysis of the assessment.
    pub analysis: Analysis,
    /// The roadmap of the gaps.
    pub roadmap: Roadmap,
    /// The catalog of the analysis.
    pub catalog: &'a Catalog,
    /// The texts of the catalog.
    pub texts: &'a Texts,
    /// The time of the export.
    pub now: Timestamp,
    /// The day in the user's time zone: the day of the analysis, and the date on the cover of the report unless the user
    /// set another.
    pub today: Date,
    /// The separator of lists for spreadsheets.
    pub separator: Separator,
    /// The evidence, and what it says beside the answers.
    evidence: Option<(&'a Evidence, Weighed)>,
    /// The workshop, and what the room answered.
    workshop: Option<(&'a Workshop, Reveal)>,
}

impl<'a> ExportSubject<'a> {
    /// Analyzes an assessment.
    #[must_use]
    pub fn new(
        catalog: &'a Catalog,
        texts: &'a Texts,
        assessment: &'a Assessment,
        now: Timestamp,
        today: Date,
    ) -> Self {
        let analysis = analyze(catalog, assessment, &today);
        Self {
            assessment,
            roadmap: roadmap(&analysis.gaps, assessment),
            analysis,
            catalog,
            texts,
            now,
            today,
            separator: Separator::Comma,
            evidence: None,
            workshop: None,
        }
    }

    /// The subject with evidence, which is weighed against the answers. Without a scan there is nothing to tell.
    #[must_use]
    pub fn with_evidence(mut self, evidence: &'a Evidence) -> Self {
        if evidence.is_empty() {
            return self;
        }
        let (analysis, weighed) = analyze_beside(
            self.catalog,
            self.texts,
            self.assessment,
            evidence,
            &self.today,
        );
        self.roadmap = roadmap(&analysis.gaps, self.assessment);
        self.analysis = analysis;
        self.evidence = Some((evidence, weighed));
        self
    }

    /// The subject with a workshop, whose answers are revealed beside the evidence that the subject has.
    #[must_use]
    pub fn with_workshop(mut self, workshop: Option<&'a Workshop>) -> Self {
        self.workshop = workshop.map(|it| {
            let weighed = self.evidence.as_ref().map(|(_, weighed)| weighed);
            let revealed = reveal(self.catalog, self.assessment, &self.analysis, it, weighed);
            (it, revealed)
        });
        self
    }

    /// The workshop, and what the room answered; `None` without a workshop.
    #[must_use]
    pub fn held(&self) -> Option<Held<'_>> {
        let (workshop, revealed) = self.workshop.as_ref()?;
        Some(Held { workshop, revealed })
    }

    /// The evidence, and what it says beside the answers; `None` without evidence.
    #[must_use]
    pub fn weighing(&self) -> Option<Weighing<'_>> {
        let (evidence, weighed) = self.evidence.as_ref()?;
        Some(Weighing { evidence, weighed })
    }

    /// What the findings say of a practice; `None` without evidence.
    pub(crate) fn found(&self, id: &PracticeId) -> Option<&PracticeEvidence> {
        self.weighing()?.practice(id)
    }

    /// The subject of the report.
    fn of_report(&self) -> report::Subject<'_> {
        report::Subject {
            catalog: self.catalog,
            texts: self.texts,
            assessment: self.assessment,
            analysis: &self.analysis,
            evidence: self.weighing(),
            workshop: self.held(),
        }
    }

    /// The report as a document.
    pub(crate) fn document(&self) -> Document {
        self.of_report().document(&self.today)
    }

    /// The standing of the frameworks that bind the workload.
    pub(crate) fn frameworks(&self) -> Vec<FrameworkStanding<'_>> {
        self.of_report().frameworks()
    }

    /// The name of the assessment, for display.
    pub(crate) fn name(&self) -> String {
        labels::name(&self.assessment.name)
    }

    /// The program, its catalog, and the time of the export.
    pub(crate) fn made_with(&self) -> String {
        format!(
            "{}, {}",
            report::made_by(self.catalog),
            self.now.for_people()
        )
    }

    /// A practice with its texts.
    pub(crate) fn practice(&self, id: &PracticeId) -> Option<(&'a Practice, &'a PracticeText)> {
        self.catalog.practice(id).zip(self.texts.practice(id))
    }

    /// The answer to a practice.
    pub(crate) fn answer(&self, id: &PracticeId) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// The name of a domain.
    pub(crate) fn domain(&self, id: &DomainId) -> String {
        let found = self.catalog.domain(id);
        found.map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// The name of a layer.
    pub(crate) fn layer(&self, id: &LayerId) -> String {
        let found = self.catalog.layer(id);
        found.map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// The name of a deployment.
    pub(crate) fn service(&self, id: &ServiceRef) -> String {
        let found = self.catalog.deployment(id);
        found.map_or_else(|| id.to_string(), |it| it.name())
    }

    /// The acceptance of a gap's risk with its state, if there is one.
    pub(crate) fn acceptance(&self, gap: &Gap) -> Option<(AcceptanceState, &'a Acceptance)> {
        let acceptance = self.answer(&gap.practice)?.accepted_risk();
        gap.acceptance.zip(acceptance)
    }

    /// The phase of a gap on the roadmap.
    pub fn phase(&self, id: &PracticeId) -> Option<Phase> {
        let holds = |it: &&demarc_core::analysis::RoadmapPhase| {
            it.items.iter().any(|it| it.practice == *id)
        };
        Some(self.roadmap.phases.iter().find(holds)?.phase)
    }

    /// The services for which a practice is asked, each once.
    pub(crate) fn services(&self, id: &PracticeId) -> String {
        let mut names = Vec::new();
        for cell in self.analysis.finding(id).map_or(&[][..], |it| &it.cells) {
            let name = self.service(&cell.service);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            "The whole account".to_owned()
        } else {
            names.join("; ")
        }
    }
}

/// The reason for “not applicable” and the user's explanation.
pub(crate) fn not_applicable(response: Option<&Response>) -> Option<(NotApplicable, &str)> {
    match response {
        Some(Response::NotApplicable { reason, because }) => Some((*reason, because)),
        _ => None,
    }
}
