//! The analysis of an assessment: owners of layers, practices in scope, scores and gaps.
//! It is a pure function of its arguments: no clock, no randomness, no storage. The day decides which acceptances have
//! expired and which due dates have passed.
//!
//! The arithmetic is exact: weights are counted in quarters and levels in thirds, so that rounding decides no tie and
//! no grade.

mod accepted;
mod answers;
mod applicability;
mod beliefs;
mod columns;
mod comparison;
mod expiring;
mod frameworks;
mod gap;
mod gap_list;
mod heat;
mod layers;
mod load;
mod progress;
mod requirement_list;
mod roadmap;
mod scope;
mod score;
mod statements;
mod targets;
mod what_if;

use serde::Serialize;

pub use accepted::{AcceptanceState, AcceptedRisk};
pub use answers::{AnswerCounts, AnswerKind};
pub use applicability::{Applicability, Applies, applicability};
pub use beliefs::unanswered;
pub use columns::{MatrixColumn, columns};
pub use comparison::{AnswerChange, AnswerState, ChangeKind, Comparison, StandingChange, compare};
pub use expiring::RunsOut;
pub use frameworks::{
    AskState, Carrier, FrameworkStanding, Requirement, Support, Unasked, framework, frameworks,
};
pub use gap::{Gap, GapKind};
pub use gap_list::{
    GapFilter, GapGroup, GapGrouping, GapQuery, GapSort, GapState, GroupedBy, OwnerFilter,
    count_by_impact_and_effort, domains_with_gaps,
};
pub use heat::CellState;
pub use layers::LayerStanding;
pub use load::{DuePin, OwnerLoad};
pub use progress::Position;
pub use requirement_list::{RequirementFilter, RequirementIndex, count_by_support};
pub use roadmap::{Roadmap, RoadmapItem, RoadmapPhase, days, roadmap};
pub use scope::{BeliefCheck, CellRef, MatrixCell, ServiceRow, Verdict};
pub use score::{ANSWERS_FOR_A_GRADE, Grade, Score, Sum, Weight};
pub use statements::{BeliefStatement, statements};
pub use targets::AgainstTargets;

use crate::assessment::{Answer, Assessment, NotApplicable, Response, SortedMap};
use demarc_catalog::{Catalog, Date, DomainId, Level, Practice, PracticeId, ServiceRef};

/// The analysis of one assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// The day on which due dates and the ends of acceptances are judged.
    pub day: Date,
    /// The whole assessment.
    pub whole: Standing,
    /// Each domain that has a practice in scope, in catalog order.
    pub domains: Vec<DomainStanding>,
    /// Every practice in scope, in catalog order.
    pub practices: Vec<Finding>,
    /// All gaps, by priority; after them those whose risk is accepted, by priority too.
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

    /// The kinds that gaps of this analysis can have: without findings that contradict an answer, none is contradicted.
    pub fn gap_kinds(&self) -> impl Iterator<Item = GapKind> {
        let is_any = self.practices.iter().any(|it| it.contradicted.is_some());
        let kinds = GapKind::ALL.into_iter();
        kinds.filter(move |kind| is_any || *kind != GapKind::Contradicted)
    }

    /// The gap of a practice, if it has one.
    #[must_use]
    pub fn gap(&self, practice: &PracticeId) -> Option<&Gap> {
        self.gaps.iter().find(|it| it.practice == *practice)
    }

    /// The duties of the whole account, which belong to the layers of no service: how many are asked, and how many of
    /// them are fully in place.
    #[must_use]
    pub fn account_wide(&self) -> (usize, usize) {
        let asked = || self.practices.iter().filter(|it| it.cells.is_empty());
        (asked().count(), asked().filter(|it| it.is_met()).count())
    }
}

/// The standing of a set of practices: counts, score and grade.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The number of practices that are in scope and not answered as not applicable.
    pub applicable: usize,
    /// The number of practices in scope.
    pub in_scope: usize,
    /// The number of practices that the catalog has of this set, in scope or not.
    pub in_catalog: usize,
    /// The number of practices in scope that are answered, including “not applicable” and “don't know”.
    pub answered: usize,
    /// The score; `None` while no applicable practice is answered.
    pub score: Option<Score>,
    /// The grade after the cap; `None` without a score, and with fewer than [`ANSWERS_FOR_A_GRADE`] answers.
    pub grade: Option<Grade>,
    /// The cornerstones that are not in place, or answered with “don't know”. They cap the grade.
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
    /// The response that counts; `None` when it is not answered.
    pub response: Option<Response>,
    /// The state of the acceptance of the risk; `None` without an acceptance, and for a practice without a gap.
    pub acceptance: Option<AcceptanceState>,
    /// The highest level that findings of scanners allow, where the answer is above it and nobody has explained it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contradicted: Option<Level>,
    /// The cells of the service mix whose duty is left to the customer. Empty for practices of the whole account.
    pub cells: Vec<CellRef>,
}

/// Analyses an assessment against a catalog, as of a day.
#[must_use]
pub fn analyze(catalog: &Catalog, assessment: &Assessment, today: &Date) -> Analysis {
    analyze_with(catalog, assessment, &Contradictions::default(), today)
}

/// The highest level that findings of scanners allow, by practice: see [`crate::evidence::Weighed::contradictions`].
pub type Contradictions = SortedMap<PracticeId, Level>;

/// The same with answers that findings contradict. These are gaps, whatever was answered; no score changes.
#[must_use]
pub fn analyze_with(
    catalog: &Catalog,
    assessment: &Assessment,
    contradictions: &Contradictions,
    today: &Date,
) -> Analysis {
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
        .map(|scoped| scoped.beside(contradictions))
        .collect();
    let domains = catalog.domains.iter().zip(by_domain(catalog, &in_scope));
    let domains = domains
        .filter(|(_, scoped)| !scoped.is_empty())
        .map(|(domain, scoped)| DomainStanding {
            domain: domain.id.clone(),
            standing: Standing::of(&scoped, practices_of(catalog, &domain.id)),
        })
        .collect();
    Analysis {
        day: today.clone(),
        whole: Standing::of(
            &in_scope.iter().collect::<Vec<_>>(),
            catalog.practices.len(),
        ),
        domains,
        gaps: gap::gaps(&in_scope, today),
        services: mix.rows(&in_scope),
        beliefs: mix.belief_checks(),
        unknown_services: mix.unknown(),
        unknown_practices: unknown(catalog, assessment, answers.iter().flatten().count()),
        practices: in_scope
            .into_iter()
            .map(|scoped| scoped.into_finding(&mix, today))
            .collect(),
    }
}

/// The number of practices that the catalog has of a domain.
fn practices_of(catalog: &Catalog, domain: &DomainId) -> usize {
    let practices = catalog.practices.iter();
    practices.filter(|it| it.id.is_in(domain)).count()
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
    /// The highest level that findings allow, if the answer is above it.
    contradicted: Option<Level>,
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

    /// Whether it is answered as fully in place, and no finding contradicts that.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.response == Some(Response::Fully) && self.contradicted.is_none()
    }

    /// Whether the risk is accepted: by an acceptance that holds, or as not applicable by a business decision.
    #[must_use]
    pub fn is_accepted_risk(&self) -> bool {
        let decided = matches!(
            self.response,
            Some(Response::NotApplicable {
                reason: NotApplicable::BusinessDecision,
                ..
            })
        );
        decided || self.acceptance == Some(AcceptanceState::Accepted)
    }
}

impl<'a> Scoped<'a> {
    fn response(&self) -> Option<&'a Response> {
        self.answer?.counted_response()
    }

    /// The state of the acceptance of the risk; `None` without an acceptance or without a gap.
    fn acceptance(&self, today: &Date) -> Option<AcceptanceState> {
        let acceptance = self.answer?.accepted_risk()?;
        self.is_gap()
            .then(|| AcceptanceState::of(acceptance, today))
    }

    /// The same with what findings allow.
    fn beside(mut self, contradictions: &Contradictions) -> Self {
        let at_most = contradictions.get(&self.practice.id).copied();
        let level = self.response().and_then(Response::level);
        self.contradicted = at_most.filter(|at_most| level.is_some_and(|it| it > *at_most));
        self
    }

    /// Whether it is answered, applies, and is not fully in place, or not by what findings allow.
    fn is_gap(&self) -> bool {
        self.contradicted.is_some() || self.response().is_some_and(Response::is_gap)
    }

    fn into_finding(self, mix: &scope::Mix<'_>, today: &Date) -> Finding {
        Finding {
            practice: self.practice.id.clone(),
            response: self.response().cloned(),
            acceptance: self.acceptance(today),
            contradicted: self.contradicted,
            weight: self.weight,
            cells: self.cells.into_iter().map(|cell| mix.named(cell)).collect(),
        }
    }

    fn is_not_applicable(&self) -> bool {
        matches!(self.response(), Some(Response::NotApplicable { .. }))
    }

    fn is_missing_cornerstone(&self) -> bool {
        let level = |it: &Response| it.level().unwrap_or(Level::NotInPlace);
        let is_missing = |it| level(it) == Level::NotInPlace;
        self.practice.cornerstone
            && !self.is_not_applicable()
            && self.response().is_some_and(is_missing)
    }
}

impl Standing {
    /// The number of practices that the score is made of: those that apply and are answered, “don't know” included.
    #[must_use]
    pub fn counted(&self) -> usize {
        // A practice that is answered as not applicable is in scope, answered, and does not apply.
        (self.applicable + self.answered).saturating_sub(self.in_scope)
    }

    /// Whether there is a score, of too few answers for a grade.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.score.is_some() && self.counted() < ANSWERS_FOR_A_GRADE
    }

    fn of(scoped: &[&Scoped<'_>], in_catalog: usize) -> Self {
        let mut sum = Sum::default();
        for one in scoped {
            sum.add(&one.weight, one.response());
        }
        let missing_cornerstones: Vec<PracticeId> = scoped
            .iter()
            .filter(|one| one.is_missing_cornerstone())
            .map(|one| one.practice.id.clone())
            .collect();
        let mut it = Self {
            applicable: scoped.iter().filter(|one| !one.is_not_applicable()).count(),
            in_scope: scoped.len(),
            in_catalog,
            answered: scoped.iter().filter(|one| one.response().is_some()).count(),
            score: sum.score(),
            grade: None,
            missing_cornerstones,
        };
        if !it.is_too_small() {
            let is_capped = !it.missing_cornerstones.is_empty();
            let cap = if is_capped {
                Grade::Developing
            } else {
                Grade::Assured
            };
            it.grade = sum.grade().map(|grade| grade.min(cap));
        }
        it
    }
}
