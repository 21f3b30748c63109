//! The texts of the catalog, which pages and reports show.
//! They are apart from [`Catalog`] so that a browser starts without them; the analysis must not read them.

use serde::{Deserialize, Serialize};

use super::{
    AccessibilityStatement, Area, Assurance, BestPractice, Catalog, CheckList, CheckListId,
    Framework, FrameworkId, Pair, PracticeId, PracticeText, RemovedPractice, Rule, ServiceClass,
    ServiceId, ServiceModel, ServiceText, Stop,
};

/// All texts, in catalog order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    /// The texts of every practice.
    pub practices: Vec<PracticeText>,
    /// The practices that the catalog no longer has.
    pub removed: Vec<RemovedPractice>,
    /// The texts of every service.
    pub services: Vec<ServiceText>,
    /// The rules that give layers their owners.
    pub rules: Vec<Rule>,
    /// AWS's assurance programs.
    pub assurance: Assurance,
    /// The frameworks that practices are mapped to.
    pub frameworks: Vec<Framework>,
    /// The automated checks that practices are mapped to.
    pub check_lists: Vec<CheckList>,
    /// The areas of AWS's responsibility.
    pub areas: Vec<Area>,
    /// The common service models: IaaS, PaaS, SaaS.
    pub models: Vec<ServiceModel>,
    /// AWS's own service classes.
    pub classes: Vec<ServiceClass>,
    /// Examples of shared duties.
    pub pairs: Vec<Pair>,
    /// The best practices of the model.
    pub best_practices: Vec<BestPractice>,
    /// The steps of the page “How the line moves”.
    pub stops: Vec<Stop>,
    /// The accessibility statement.
    pub accessibility: AccessibilityStatement,
}

/// A catalog with its texts: the content of a catalog folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// The part that the analysis reads.
    pub catalog: Catalog,
    /// The part that people read.
    pub texts: Texts,
}

impl Texts {
    /// The texts of a practice.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&PracticeText> {
        self.practices.iter().find(|text| text.id == *id)
    }

    /// The practice with this id that the catalog no longer has.
    #[must_use]
    pub fn removed_practice(&self, id: &PracticeId) -> Option<&RemovedPractice> {
        self.removed.iter().find(|it| it.id == *id)
    }

    /// The texts of a service.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&ServiceText> {
        self.services.iter().find(|text| text.id == *id)
    }

    /// The list of checks with this id.
    #[must_use]
    pub fn check_list(&self, id: &CheckListId) -> Option<&CheckList> {
        self.check_lists.iter().find(|one| one.id == *id)
    }

    /// The framework with this id.
    #[must_use]
    pub fn framework(&self, id: &FrameworkId) -> Option<&Framework> {
        self.frameworks.iter().find(|one| one.id == *id)
    }
}
