//! The words of the catalog: what pages and reports show, and the engine never reads.
//! They are apart from the catalog so that a browser can start without them; nothing here decides anything.

use serde::{Deserialize, Serialize};

use super::{
    AccessibilityStatement, Area, BestPractice, Catalog, Deployment, Framework, FrameworkId,
    LayerId, Pair, PracticeId, PracticeText, Reason, ServiceClass, ServiceId, ServiceModel,
    ServiceText, Stop,
};

/// All words, in the catalog's order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    /// The words of every practice.
    pub practices: Vec<PracticeText>,
    /// The words of every service.
    pub services: Vec<ServiceText>,
    /// What practices are mapped to.
    pub frameworks: Vec<Framework>,
    /// The areas of AWS's side of the model.
    pub areas: Vec<Area>,
    /// The common words for how much a provider runs: IaaS, PaaS, SaaS.
    pub models: Vec<ServiceModel>,
    /// AWS's own words for the same.
    pub classes: Vec<ServiceClass>,
    /// Example pairs: AWS's half and the customer's half of one duty.
    pub pairs: Vec<Pair>,
    /// The best practices of the model's text, with the practices that ask for them.
    pub best_practices: Vec<BestPractice>,
    /// The stops on the way on which the line is seen to move.
    pub stops: Vec<Stop>,
    /// The accessibility statement.
    pub accessibility: AccessibilityStatement,
}

/// A catalog with its words: what `catalog/` holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// What the engine reads.
    pub catalog: Catalog,
    /// What people read.
    pub texts: Texts,
}

impl Texts {
    /// The words of a practice.
    #[must_use]
    pub fn practice(&self, id: &PracticeId) -> Option<&PracticeText> {
        self.practices.iter().find(|text| text.id == *id)
    }

    /// The words of a service.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&ServiceText> {
        self.services.iter().find(|text| text.id == *id)
    }

    /// Why a layer's owner is who it is for a service as it is run, where that needs saying.
    #[must_use]
    pub fn reason(&self, deployment: &Deployment<'_>, layer: &LayerId) -> Option<&Reason> {
        let text = self.service(&deployment.service.id)?;
        text.reason(deployment.index(), layer)
    }

    /// The framework with this id.
    #[must_use]
    pub fn framework(&self, id: &FrameworkId) -> Option<&Framework> {
        self.frameworks.iter().find(|one| one.id == *id)
    }
}
