//! What a file is about: an assessment, what follows from it, and the words for both. It knows no format.

use demarc_catalog::{
    Catalog, Date, DomainId, LayerId, Practice, PracticeId, PracticeText, ServiceRef, Texts,
};
use demarc_core::analysis::{Analysis, FrameworkStanding, Roadmap, analyze, roadmap};
use demarc_core::assessment::{Answer, Assessment, NotApplicable, Phase, Response};
use demarc_core::labels;
use demarc_core::report::{self, Document};

use crate::export::{Error, Moment};

/// An assessment with all that is known of it.
pub struct Subject<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// What follows from it.
    pub analysis: Analysis,
    /// When its gaps are closed.
    pub roadmap: Roadmap,
    /// What the engine knows.
    pub catalog: &'static Catalog,
    /// What people read.
    pub texts: &'static Texts,
    /// When the file is made.
    pub now: Moment,
}

impl<'a> Subject<'a> {
    /// Analyses an assessment.
    ///
    /// # Errors
    /// When the catalog's words have not been read.
    pub fn new(assessment: &'a Assessment, now: Moment) -> Result<Self, Error> {
        let catalog = demarc_edition::catalog();
        let texts = demarc_edition::texts().ok_or(Error::NoWords)?;
        let analysis = analyze(catalog, assessment);
        Ok(Self {
            assessment,
            roadmap: roadmap(&analysis.gaps, assessment),
            analysis,
            catalog,
            texts,
            now,
        })
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
    pub fn document(&self, today: &Date) -> Document {
        self.of_report().document(today)
    }

    /// How the frameworks stand that bind the workload.
    pub fn frameworks(&self) -> Vec<FrameworkStanding<'_>> {
        self.of_report().frameworks()
    }

    /// What the assessment is called.
    pub fn name(&self) -> &str {
        labels::name(&self.assessment.name)
    }

    /// What made the file, of which edition, and when.
    pub fn made_with(&self) -> String {
        format!("{}, {}", report::made_by(self.catalog), self.now.words())
    }

    /// The practice, and its words.
    pub fn practice(&self, id: &PracticeId) -> Option<(&'static Practice, &'static PracticeText)> {
        self.catalog.practice(id).zip(self.texts.practice(id))
    }

    /// What was answered.
    pub fn answer(&self, id: &PracticeId) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// The name of a domain.
    pub fn domain(&self, id: &DomainId) -> String {
        let found = self.catalog.domain(id);
        found.map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// The name of a layer.
    pub fn layer(&self, id: &LayerId) -> String {
        let found = self.catalog.layer(id);
        found.map_or_else(|| id.to_string(), |it| it.name.clone())
    }

    /// The name of a service as it is run.
    pub fn service(&self, id: &ServiceRef) -> String {
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
    pub fn places(&self, id: &PracticeId) -> String {
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
pub fn not_applicable(response: Option<&Response>) -> Option<(NotApplicable, &str)> {
    match response {
        Some(Response::NotApplicable { reason, because }) => Some((*reason, because)),
        _ => None,
    }
}
