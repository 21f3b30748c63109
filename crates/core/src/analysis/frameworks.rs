//! Frameworks: for each requirement, how far the practices that are mapped to it are in place.
//! Nothing here states compliance.

use serde::Serialize;

use super::{Analysis, Finding};
use crate::assessment::{Assessment, Response};
use demarc_catalog::{
    Catalog, Deployment, Depth, Exception, Framework, FrameworkId, Level, Practice, Reach,
    Strength, Texts,
};

demarc_catalog::keyed! {
    /// How far the practices that a requirement needs are in place. Practices that only support it decide nothing.
    ///
    /// A needed practice *counts* when the assessment asks it and it is not answered as not applicable. An accepted risk
    /// counts as missing, also where the answer is “don't know”, or not applicable by a business decision. The first variant that
    /// applies, in the order of [`Support::of`], is used.
    pub enum Support {
        /// At least one practice counts, and every one that counts is fully in place.
        InPlace = "in-place",
        /// A practice is missing or incomplete, and a practice is at least started.
        Partly = "partly",
        /// A practice is missing, and none is started.
        NotInPlace = "not-in-place",
        /// Every practice that is not fully in place is answered with “don't know”.
        NotKnown = "not-known",
        /// No practice is known to be missing, and a practice that counts is not answered.
        NotAnswered = "not-answered",
        /// Practices are asked, and every one is answered as not applicable, none by a business decision.
        NotApplicable = "not-applicable",
        /// It needs practices, and this assessment asks none of them.
        NotAsked = "not-asked",
        /// Practices support it, and it needs none of them.
        OnlySupported = "only-supported",
        /// No practice is mapped to it: AWS meets it for what AWS runs, and practices do not cover the rest.
        Inherited = "inherited",
        /// No practice is mapped to it, and none is needed, for another reason.
        Excepted = "excepted",
        /// No practice is mapped to it, and no exception explains why.
        NotCarried = "not-carried",
    }
}

impl Support {
    /// Whether the assessment asks a practice that the requirement needs.
    #[must_use]
    pub fn is_asked(self) -> bool {
        self < Self::NotAsked
    }

    fn of(carriers: &[Carrier<'_>], exception: Option<&Exception>) -> Self {
        let needed = || carriers.iter().filter(|it| it.strength == Strength::Needs);
        let findings = || needed().filter_map(Carrier::finding);
        let counts = || findings().filter(|it| !it.is_not_applicable());
        let level = |finding: &Finding| finding.response.as_ref().and_then(Response::level);
        let levels = || counts().filter_map(level);
        // An accepted risk counts as missing.
        let is_accepted = findings().any(Finding::is_accepted_risk);
        let is_missing = is_accepted || levels().any(|it| it != Level::Fully);
        let is_begun = levels().any(|it| it != Level::NotInPlace);
        if needed().next().is_none() {
            match exception {
                Some(it) if it.inherited => Self::Inherited,
                Some(_) => Self::Excepted,
                None if carriers.is_empty() => Self::NotCarried,
                None => Self::OnlySupported,
            }
        } else if findings().next().is_none() {
            Self::NotAsked
        } else if counts().next().is_none() && !is_accepted {
            Self::NotApplicable
        } else if is_missing && is_begun {
            Self::Partly
        } else if is_missing {
            Self::NotInPlace
        } else if counts().any(|it| it.response.is_none()) {
            Self::NotAnswered
        } else if counts().any(|it| level(it).is_none()) {
            Self::NotKnown
        } else {
            Self::InPlace
        }
    }
}

/// A framework with the support of each requirement in an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkStanding<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Whether the situation says that the framework binds the user.
    pub binds: bool,
    /// Each requirement, in the publisher's order.
    pub requirements: Vec<Requirement<'a>>,
}

/// A requirement with its support in an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement<'a> {
    /// The id, as the publisher writes it.
    pub id: &'a str,
    /// How far the mapped practices are in place.
    pub support: Support,
    /// The mapped practices, asked or not: those that it needs before those that support it, each in catalog order.
    pub carriers: Vec<Carrier<'a>>,
    /// The exception that explains why no practice is needed, if there is one.
    pub exception: Option<&'a Exception>,
}

/// A practice that is mapped to a requirement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carrier<'a> {
    /// The practice.
    pub practice: &'a Practice,
    /// Whether the requirement needs it.
    pub strength: Strength,
    /// The finding, or why the practice is not asked.
    pub asked: AskState<'a>,
}

/// Whether an assessment asks a practice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AskState<'a> {
    /// It is asked, with this finding.
    Yes(&'a Finding),
    /// It is not asked, for this reason.
    No(Unasked),
}

/// Why an assessment does not ask a practice. The first reason that applies is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unasked {
    /// No fact of the situation asks for it.
    Situation,
    /// No chosen service leaves the customer a share of its layers.
    Services,
    /// It is asked only from this depth on.
    Depth(Depth),
}

impl Unasked {
    /// The key of the reason.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Services => "services",
            Self::Depth(_) => "depth",
        }
    }
}

impl<'a> Carrier<'a> {
    /// The finding of the practice, if it is asked.
    #[must_use]
    pub fn finding(&self) -> Option<&'a Finding> {
        match self.asked {
            AskState::Yes(finding) => Some(finding),
            AskState::No(_) => None,
        }
    }
}

impl Requirement<'_> {
    /// Whether a deeper assessment would ask more of the practices that it needs.
    #[must_use]
    pub fn goes_deeper(&self) -> bool {
        let mut carriers = self.carriers.iter();
        carriers.any(|it| {
            it.strength == Strength::Needs && matches!(it.asked, AskState::No(Unasked::Depth(_)))
        })
    }
}

impl FrameworkStanding<'_> {
    /// The number of requirements with this support.
    #[must_use]
    pub fn count(&self, support: Support) -> usize {
        let requirements = self.requirements.iter();
        requirements.filter(|it| it.support == support).count()
    }

    /// The number of requirements of which no practice is asked, and a deeper assessment would ask at least one.
    #[must_use]
    pub fn asked_deeper(&self) -> usize {
        let requirements = self.requirements.iter();
        requirements
            .filter(|it| !it.support.is_asked() && it.goes_deeper())
            .count()
    }

    /// The number of requirements with at least one practice that the assessment asks, answered or not.
    #[must_use]
    pub fn asked(&self) -> usize {
        let requirements = self.requirements.iter();
        requirements.filter(|it| it.support.is_asked()).count()
    }
}

/// Every framework with its support, in catalog order.
#[must_use]
pub fn frameworks<'a>(
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Vec<FrameworkStanding<'a>> {
    let practices = asked(catalog, texts, assessment, analysis);
    let all = texts.frameworks.iter();
    all.map(|it| standing(it, texts, assessment, &practices))
        .collect()
}

/// One framework with its support; `None` when the catalog does not have it.
#[must_use]
pub fn framework<'a>(
    id: &FrameworkId,
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Option<FrameworkStanding<'a>> {
    let framework = texts.framework(id)?;
    let practices = asked(catalog, texts, assessment, analysis);
    Some(standing(framework, texts, assessment, &practices))
}

/// Whether the assessment asks each practice, in catalog order.
fn asked<'a>(
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Vec<Option<(&'a Practice, AskState<'a>)>> {
    let services = analysis.services.iter();
    let mix: Vec<Deployment<'a>> = services
        .filter_map(|row| catalog.deployment(&row.service))
        .collect();
    let mut findings = analysis.practices.iter().peekable();
    let mut asked = |practice: &'a Practice| {
        // Findings and texts are both in catalog order, so the next finding is of this practice or a later one.
        let finding = findings.next_if(|it| it.practice == practice.id);
        let asked = finding.map_or_else(
            || AskState::No(Unasked::of(practice, assessment, &mix)),
            AskState::Yes,
        );
        (practice, asked)
    };
    // The catalog has the practices in the same order.
    let mut ahead = catalog.practices.iter();
    let practices = texts.practices.iter().map(|text| {
        let mut rest = ahead.clone();
        let practice = rest.find(|it| it.id == text.id)?;
        ahead = rest;
        Some(practice)
    });
    practices.map(|it| it.map(&mut asked)).collect()
}

impl Unasked {
    /// Why an assessment does not ask a practice, from its own analysis; `None` when it asks it.
    #[must_use]
    pub fn why(
        catalog: &Catalog,
        assessment: &Assessment,
        analysis: &Analysis,
        practice: &Practice,
    ) -> Option<Self> {
        if analysis.finding(&practice.id).is_some() {
            return None;
        }
        let services = analysis.services.iter();
        let mix: Vec<Deployment<'_>> = services
            .filter_map(|row| catalog.deployment(&row.service))
            .collect();
        Some(Self::of(practice, assessment, &mix))
    }

    fn of(practice: &Practice, assessment: &Assessment, mix: &[Deployment<'_>]) -> Self {
        let called = practice.is_called_for(|it| assessment.profile.facts.contains(it));
        let reached =
            practice.applies == Reach::Account || mix.iter().any(|it| practice.reaches(it));
        match (called, reached) {
            (false, _) => Self::Situation,
            (true, false) => Self::Services,
            (true, true) => Self::Depth(practice.depth),
        }
    }
}

/// Computes the support of every requirement in one pass over the mappings of the practices.
fn standing<'a>(
    framework: &'a Framework,
    texts: &'a Texts,
    assessment: &Assessment,
    practices: &[Option<(&'a Practice, AskState<'a>)>],
) -> FrameworkStanding<'a> {
    let ids = framework.requirements.iter().map(String::as_str);
    let mut indices: Vec<(&str, usize)> = ids.clone().zip(0..).collect();
    indices.sort_unstable();
    let mut carriers: Vec<Vec<Carrier<'a>>> = ids.clone().map(|_| Vec::new()).collect();
    for (text, asked) in texts.practices.iter().zip(practices) {
        let Some((practice, asked)) = *asked else {
            continue;
        };
        let mapped = text.mappings().filter(|(id, _, _)| **id == framework.id);
        for (_, strength, requirements) in mapped {
            for id in requirements {
                let found = indices.binary_search_by_key(&id.as_str(), |(id, _)| *id);
                let index = found.ok().and_then(|it| indices.get(it));
                if let Some(list) = index.and_then(|(_, index)| carriers.get_mut(*index)) {
                    list.push(Carrier {
                        practice,
                        strength,
                        asked,
                    });
                }
            }
        }
    }
    let requirements = ids.zip(carriers).map(|(id, mut carriers)| {
        carriers.sort_by_key(|it| it.strength);
        let exception = framework.exception(id);
        Requirement {
            id,
            support: Support::of(&carriers, exception),
            carriers,
            exception,
        }
    });
    let fact = framework.fact.as_ref();
    FrameworkStanding {
        framework,
        binds: fact.is_some_and(|fact| assessment.profile.facts.contains(fact)),
        requirements: requirements.collect(),
    }
}
