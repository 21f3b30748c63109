//! What a file is made of: an assessment, what follows from it, the catalog and its texts, and the time. Every format
//! reads it, and it knows none of them.

use demarc_catalog::{
    Catalog, Date, DomainId, LayerId, Practice, PracticeId, PracticeText, ServiceRef, Texts,
};
use demarc_core::analysis::{Analysis, FrameworkStanding, Roadmap, analyze, roadmap};
use demarc_core::assessment::{Answer, Assessment, NotApplicable, Phase, Response};
use demarc_core::labels;
use demarc_core::report::{self, Document};

use crate::export::Timestamp;

/// An assessment with all that is known of it.
pub struct ExportSubject<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// What follows from it.
    pub analysis: Analysis,
    /// When its gaps are closed.
    pub roadmap: Roadmap,
    /// The catalog that it is held against.
    pub catalog: &'a Catalog,
    /// The texts of that catalog.
    pub texts: &'a Texts,
    /// When the file is made.
    pub now: Timestamp,
    /// The day on the cover of the report where no other is given: whoever makes it may be far from universal time.
    pub today: Date,
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
        let analysis = analyze(catalog, assessment);
        Self {
            assessment,
            roadmap: roadmap(&analysis.gaps, assessment),
            analysis,
            catalog,
            texts,
            now,
            today,
        }
    }

    /// The same for a report.
    fn of_report(&self) -> report::Subject<'_> {
        report::Subject {
            catalog: self.catalog,
            texts: self.texts,
            assessment: self.assessment,
            analysis: &self.analysis,
        }
    }

    /// The report as a document.
    pub(crate) fn document(&self) -> Document {
        self.of_report().document(&self.today)
    }

    /// How the frameworks stand that bind the workload.
    pub(crate) fn frameworks(&self) -> Vec<FrameworkStanding<'_>> {
        self.of_report().frameworks()
    }

    /// What the assessment is called.
    pub(crate) fn name(&self) -> &str {
        labels::name(&self.assessment.name)
    }

    /// What made the file, of which edition, and when.
    pub(crate) fn made_with(&self) -> String {
        format!(
            "{}, {}",
            report::made_by(self.catalog),
            self.now.for_people()
        )
    }

    /// The practice, and its words.
    pub(crate) fn practice(&self, id: &PracticeId) -> Option<(&'a Practice, &'a PracticeText)> {
        self.catalog.practice(id).zip(self.texts.practice(id))
    }

    /// What was answered.
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

    /// The name of a service as it is run.
    pub(crate) fn service(&self, id: &ServiceRef) -> String {
        let found = self.catalog.deployment(id);
        found.map_or_else(|| id.to_string(), |it| it.name())
    }

    /// When a gap is closed.
    pub fn phase(&self, id: &PracticeId) -> Option<Phase> {
        let holds = |it: &&demarc_core::analysis::RoadmapPhase| {
            it.items.iter().any(|it| it.practice == *id)
        };
        Some(self.roadmap.phases.iter().find(holds)?.phase)
    }

    /// The services that a practice is asked for, each once.
    pub(crate) fn places(&self, id: &PracticeId) -> String {
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

/// Why a practice does not apply: the kind of reason and the sentence.
pub(crate) fn not_applicable(response: Option<&Response>) -> Option<(NotApplicable, &str)> {
    match response {
        Some(Response::NotApplicable { reason, because }) => Some((*reason, because)),
        _ => None,
    }
}
