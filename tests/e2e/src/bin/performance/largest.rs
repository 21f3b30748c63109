//! The assessment that asks every question. The other sites always ask them all.

use demarc_catalog::{Depth, FactId, PracticeId};
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::exchange::record::write;
use demarc_e2e::today;

/// An assessment without answers that asks every question.
pub struct Everything {
    assessment: Assessment,
    /// The practices, in the order of their questions.
    pub asked: Vec<PracticeId>,
}

impl Everything {
    /// Makes an assessment with every variant of every service and every fact, at full depth.
    ///
    /// # Panics
    /// When it does not ask every question of the catalog.
    pub fn new() -> Self {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(AssessmentId::from_bits(7), "Everything");
        it.profile.depth = Depth::Full;
        for question in &catalog.questions {
            let ids = question.options.iter();
            let facts = ids.filter_map(|option| FactId::new(&question.id, &option.id));
            it.profile.facts.extend(facts);
        }
        for deployment in catalog.deployments() {
            it.add_service(deployment.reference());
        }
        let analysis = analyze(catalog, &it, &today());
        let asked: Vec<_> = analysis
            .practices
            .into_iter()
            .map(|row| row.practice)
            .collect();
        assert_eq!(asked.len(), catalog.practices.len(), "not all is asked");
        Self {
            assessment: it,
            asked,
        }
    }

    /// The hash of the address of the first question.
    pub fn first_question(&self) -> String {
        format!("#/a/{}/practices/{}", self.assessment.id, self.asked[0])
    }

    /// A script that stores the assessment before the page starts, unless it is stored already.
    pub fn kept(&self) -> String {
        let key = serde_json::json!(format!("demarc:v1:assessment:{}", self.assessment.id));
        let record = serde_json::json!(write(&self.assessment));
        format!("localStorage.getItem({key}) ?? localStorage.setItem({key}, {record});")
    }
}
