//! The analysis of an assessment: owners of layers, practices in scope, scores and gaps.
//! It is a pure function of its arguments: no clock, no randomness, no storage.
//!
//! The arithmetic is exact: weights are counted in quarters and levels in thirds, so that rounding decides no tie and
//! no grade.

mod answers;
mod applicability;
mod beliefs;
mod comparison;
mod frameworks;
mod gap;
mod gap_list;
mod progress;
mod requirement_list;
mod roadmap;
mod scope;
mod score;
mod statements;
mod what_if;

use serde::Serialize;

pub use answers::{AnswerCounts, AnswerKind};
pub use applicability::{Applicability, Applies, applicability};
pub use beliefs::unanswered;
pub use comparison::{AnswerChange, AnswerState, ChangeKind, Comparison, StandingChange, compare};
pub use frameworks::{
    AskState, Carrier, FrameworkStanding, Requirement, Support, Unasked, framework, frameworks,
};
pub use gap::{Gap, GapKind};
pub use gap_list::{
    GapFilter, GapGroup, GapGrouping, GapQuery, GapSort, GroupedBy, OwnerFilter,
    count_by_impact_and_effort, domains_with_gaps,
};
pub use progress::Position;
pub use requirement_list::{RequirementFilter, RequirementIndex, count_by_support};
pub use roadmap::{Roadmap, RoadmapItem, RoadmapPhase, days, roadmap};
pub use scope::{BeliefCheck, CellRef, MatrixCell, ServiceRow, Verdict};
pub use score::{Grade, Score, Sum, Weight};
pub use statements::{BeliefStatement, statements};

use crate::assessment::{Answer, Assessment, NotApplicable, Response};
use demarc_catalog::{Catalog, DomainId, Practice, PracticeId, ServiceRef};

/// The analysis of one assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// The whole assessment.
    pub whole: Standing,
    /// Each domain that has a practice in scope, in catalog order.
    pub domains: Vec<DomainStanding>,
    /// Every practice in scope, in catalog order.
    pub practices: Vec<Finding>,
    /// All gaps, by priority.
    pub gaps: Vec<Gap>,
    /// Each chosen service with the owners of its layers, in catalog order.
    pub services: Vec<ServiceRow>,
    /// The beliefs of the user, compared with the catalog.
    pub beliefs: Vec<BeliefCheck>,
    /// Chosen services that the catalog does not have.
    pub unknown_services: Vec<ServiceRef>,
    /// Answered practices that the catalog does not have.
    pub unknown_practices: Vec<PracticeId>,
}

impl Analysis {
    /// A layer of a chosen service.
    #[must_use]
    pub fn cell(&self, of: &CellRef) -> Option<&MatrixCell> {
        let row = self.services.iter().find(|row| row.service == of.service)?;
        row.cells.iter().find(|cell| cell.layer == of.layer)
    }

    /// A practice in scope.
    #[must_use]
    pub fn finding(&self, practice: &PracticeId) -> Option<&Finding> {
        self.practices.iter().find(|it| it.practice == *practice)
    }

    /// The gap of a practice, if it has one.
    #[must_use]
    pub fn gap(&self, practice: &PracticeId) -> Option<&Gap> {
        self.gaps.iter().find(|it| it.practice == *practice)
    }
}

/// The standing of a set of practices: counts, score and grade.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The number of practices that are in scope and not answered as not applicable.
    pub applicable: usize,
    /// The number of practices in scope.
    pub in_scope: usize,
    /// The number of practices in scope that are answered, including “not applicable” and “don't know”.
    pub answered: usize,
    /// The score; `None` while no applicable practice is answered.
    pub score: Option<Score>,
    /// The grade after the cap; `None` without a score.
    pub grade: Option<Grade>,
    /// The cornerstones that are not in place, which cap the grade.
    pub missing_cornerstones: Vec<PracticeId>,
}

/// The standing of a domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainStanding {
    /// The domain.
    pub domain: DomainId,
    /// The standing of its practices.
    pub standing: Standing,
}

/// A practice in scope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The practice.
    pub practice: PracticeId,
    /// The weight, with its reasons.
    pub weight: Weight,
    /// The response; `None` when it is not answered.
    pub response: Option<Response>,
    /// The cells of the service mix whose duty is left to the customer. Empty for practices of the whole account.
    pub cells: Vec<CellRef>,
}

/// Analyses an assessment against a catalog.
#[must_use]
pub fn analyze(catalog: &Catalog, assessment: &Assessment) -> Analysis {
    let mix = scope::Mix::new(catalog, assessment);
    let answers: Vec<Option<&Answer>> = catalog
        .practices
        .iter()
        .map(|practice| assessment.answers.get(&practice.id))
        .collect();
    let in_scope: Vec<Scoped<'_>> = catalog
        .practices
        .iter()
        .zip(&answers)
        .filter_map(|(practice, answer)| mix.scope(practice, *answer))
        .collect();
    let domains = catalog.domains.iter().zip(by_domain(catalog, &in_scope));
    let domains = domains
        .filter(|(_, scoped)| !scoped.is_empty())
        .map(|(domain, scoped)| DomainStanding {
            domain: domain.id.clone(),
            standing: Standing::of(&scoped),
        })
        .collect();
    Analysis {
        whole: Standing::of(&in_scope.iter().collect::<Vec<_>>()),
        domains,
        gaps: gap::gaps(&in_scope),
        services: mix.rows(&in_scope),
        beliefs: mix.belief_checks(),
        unknown_services: mix.unknown(),
        unknown_practices: unknown(catalog, assessment, answers.iter().flatten().count()),
        practices: in_scope
            .into_iter()
            .map(|scoped| scoped.into_finding(&mix))
            .collect(),
    }
}

/// The practices in scope, by domain of the catalog.
fn by_domain<'a>(catalog: &Catalog, in_scope: &'a [Scoped<'a>]) -> Vec<Vec<&'a Scoped<'a>>> {
    let domains = &catalog.domains;
    let mut found: Vec<Vec<&Scoped<'_>>> = domains.iter().map(|_| Vec::new()).collect();
    let mut here = 0;
    for scoped in in_scope {
        // Practices of a domain are adjacent and in the order of the domains, so the search starts at the current
        // domain.
        let mut indices = (here..domains.len()).chain(0..here);
        let index = indices.find(|index| scoped.practice.id.is_in(&domains[*index].id));
        if let Some(index) = index {
            found[index].push(scoped);
            here = index;
        }
    }
    found
}

/// Answered practices that the catalog does not have. `known` is the number of answered practices that it has.
fn unknown(catalog: &Catalog, assessment: &Assessment, known: usize) -> Vec<PracticeId> {
    if known == assessment.answers.len() {
        return Vec::new();
    }
    assessment.unknown_practices(catalog).cloned().collect()
}

/// A practice in scope, with the data that the parts of the analysis need.
struct Scoped<'a> {
    practice: &'a Practice,
    weight: Weight,
    answer: Option<&'a Answer>,
    /// The cells whose duty it meets: the index of the service in the mix and of the layer in the catalog.
    cells: Vec<(usize, usize)>,
    /// Whether a layer whose duty it meets was believed to be AWS's, and is not.
    assumed: bool,
    /// Whether a layer of it was believed to be the customer's, and is AWS's.
    over_reached: bool,
}

impl Finding {
    /// Whether it is answered as not applicable.
    #[must_use]
    pub fn is_not_applicable(&self) -> bool {
        matches!(self.response, Some(Response::NotApplicable { .. }))
    }

    /// Whether it is answered as not applicable by a business decision, which accepts the risk.
    #[must_use]
    pub fn is_accepted_risk(&self) -> bool {
        matches!(
            self.response,
            Some(Response::NotApplicable {
                reason: NotApplicable::BusinessDecision,
                ..
            })
        )
    }
}

impl<'a> Scoped<'a> {
    fn response(&self) -> Option<&'a Response> {
        self.answer?.response.as_ref()
    }

    fn into_finding(self, mix: &scope::Mix<'_>) -> Finding {
        Finding {
            practice: self.practice.id.clone(),
            response: self.response().cloned(),
            weight: self.weight,
            cells: self.cells.into_iter().map(|cell| mix.named(cell)).collect(),
        }
    }

    fn is_not_applicable(&self) -> bool {
        matches!(self.response(), Some(Response::NotApplicable { .. }))
    }

    fn is_missing_cornerstone(&self) -> bool {
        self.practice.cornerstone && self.response() == Some(&Response::NotInPlace)
    }
}

impl Standing {
    fn of(scoped: &[&Scoped<'_>]) -> Self {
        let mut sum = Sum::default();
        for one in scoped {
            sum.add(&one.weight, one.response());
        }
        let missing_cornerstones: Vec<PracticeId> = scoped
            .iter()
            .filter(|one| one.is_missing_cornerstone())
            .map(|one| one.practice.id.clone())
            .collect();
        let grade = sum.grade().map(|grade| {
            if missing_cornerstones.is_empty() {
                grade
            } else {
                grade.min(Grade::Developing)
            }
        });
        Self {
            applicable: scoped.iter().filter(|one| !one.is_not_applicable()).count(),
            in_scope: scoped.len(),
            answered: scoped.iter().filter(|one| one.response().is_some()).count(),
            score: sum.score(),
            grade,
            missing_cornerstones,
        }
    }
}
