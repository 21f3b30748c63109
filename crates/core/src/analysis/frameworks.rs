//! Frameworks: what the answers say about the practices that carry each requirement.
//! It never knows whether anybody complies: it says what the practices in place support, and what nobody asked.

use serde::Serialize;

use super::{Analysis, Finding};
use crate::assessment::{Assessment, Response};
use demarc_catalog::{
    Catalog, Deployment, Depth, Exception, Framework, FrameworkId, Level, Practice, Reach, Texts,
};

demarc_catalog::keyed! {
    /// How the practices that carry a requirement stand.
    ///
    /// A practice *carries* a requirement when it is mapped to it. It *counts* when the assessment asks it and it is not
    /// answered as not applicable. One that is left undone by a decision of the business is known to be missing: the risk
    /// is accepted, and still there. The first of these that fits, in the order of [`Support::of`], is the requirement's.
    pub enum Support {
        /// Some practice counts, and every one that does is fully in place.
        InPlace = "in-place",
        /// Something is known to be missing, and something is known to be in place, if only started.
        Partly = "partly",
        /// Something is known to be missing, and nothing is known to be in place.
        NotInPlace = "not-in-place",
        /// All that keeps it from being in place is answered with don't know.
        NotKnown = "not-known",
        /// Nothing is known to be missing, and a practice that counts is not answered yet.
        NotAnswered = "not-answered",
        /// Practices are asked, and every one is answered as not applicable; none by a decision of the business.
        NotApplicable = "not-applicable",
        /// Practices carry it, and this assessment asks none of them.
        NotAsked = "not-asked",
        /// No practice carries it: AWS meets it for what AWS runs, and the rest is outside what practices ask.
        Inherited = "inherited",
        /// No practice carries it, and none need, for another reason.
        Excepted = "excepted",
        /// No practice carries it: nothing here speaks about it.
        NotCarried = "not-carried",
    }
}

impl Support {
    /// Whether the assessment asks a practice about it.
    #[must_use]
    pub fn is_asked(self) -> bool {
        self < Self::NotAsked
    }

    fn of(carriers: &[Carrier<'_>], exception: Option<&Exception>) -> Self {
        let findings = || carriers.iter().filter_map(Carrier::finding);
        let counts = || findings().filter(|it| !it.is_not_applicable());
        let level = |finding: &Finding| finding.response.as_ref().and_then(Response::level);
        let levels = || counts().filter_map(level);
        // What somebody decided to do without is missing, whoever accepted that.
        let is_accepted = findings().any(Finding::is_accepted_risk);
        let is_missing = is_accepted || levels().any(|it| it != Level::Fully);
        let is_begun = levels().any(|it| it != Level::NotInPlace);
        if carriers.is_empty() {
            match exception {
                Some(it) if it.inherited => Self::Inherited,
                Some(_) => Self::Excepted,
                None => Self::NotCarried,
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

/// A framework against an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkStanding<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Whether the situation says that the user is held to it.
    pub binds: bool,
    /// Each requirement, in the publisher's order.
    pub requirements: Vec<Requirement<'a>>,
}

/// A requirement against an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement<'a> {
    /// Its id, as the publisher writes it.
    pub id: &'a str,
    /// How the practices that carry it stand.
    pub support: Support,
    /// Those practices, asked or not, in catalog order.
    pub carriers: Vec<Carrier<'a>>,
    /// Why no practice need carry it, if there is a reason.
    pub exception: Option<&'a Exception>,
}

/// A practice that carries a requirement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carrier<'a> {
    /// The practice.
    pub practice: &'a Practice,
    /// What was found of it, or why it is not asked.
    pub asked: AskState<'a>,
}

/// Whether an assessment asks a practice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AskState<'a> {
    /// It does.
    Yes(&'a Finding),
    /// It does not.
    No(Unasked),
}

/// Why an assessment does not ask a practice: the first of these that is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unasked {
    /// No fact of the situation calls for it.
    Situation,
    /// No chosen service leaves the customer a share of what it is about.
    Services,
    /// It would be asked in an assessment of this depth.
    Depth(Depth),
}

impl Unasked {
    /// The key under which it is written.
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
    /// What was found of the practice, if it is asked.
    #[must_use]
    pub fn finding(&self) -> Option<&'a Finding> {
        match self.asked {
            AskState::Yes(finding) => Some(finding),
            AskState::No(_) => None,
        }
    }
}

impl Requirement<'_> {
    /// Whether a deeper assessment would ask more practices about it.
    #[must_use]
    pub fn goes_deeper(&self) -> bool {
        let mut carriers = self.carriers.iter();
        carriers.any(|it| matches!(it.asked, AskState::No(Unasked::Depth(_))))
    }
}

impl FrameworkStanding<'_> {
    /// How many requirements stand like this.
    #[must_use]
    pub fn count(&self, support: Support) -> usize {
        let requirements = self.requirements.iter();
        requirements.filter(|it| it.support == support).count()
    }

    /// About how many requirements more a deeper assessment would ask.
    #[must_use]
    pub fn asked_deeper(&self) -> usize {
        let requirements = self.requirements.iter();
        requirements
            .filter(|it| !it.support.is_asked() && it.goes_deeper())
            .count()
    }

    /// How many requirements a practice carries that the assessment asks, whatever was answered.
    #[must_use]
    pub fn asked(&self) -> usize {
        let requirements = self.requirements.iter();
        requirements.filter(|it| it.support.is_asked()).count()
    }
}

/// Every framework against an assessment and its analysis, in catalog order.
#[must_use]
pub fn frameworks<'a>(
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Vec<FrameworkStanding<'a>> {
    let carriers = carriers(catalog, texts, assessment, analysis);
    let all = texts.frameworks.iter();
    all.map(|it| standing(it, texts, assessment, &carriers))
        .collect()
}

/// One framework against an assessment and its analysis; `None` for one that the catalog does not have.
#[must_use]
pub fn framework<'a>(
    id: &FrameworkId,
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Option<FrameworkStanding<'a>> {
    let framework = texts.framework(id)?;
    let carriers = carriers(catalog, texts, assessment, analysis);
    Some(standing(framework, texts, assessment, &carriers))
}

/// Every practice as a carrier, in the order of its words.
fn carriers<'a>(
    catalog: &'a Catalog,
    texts: &'a Texts,
    assessment: &Assessment,
    analysis: &'a Analysis,
) -> Vec<Option<Carrier<'a>>> {
    let services = analysis.services.iter();
    let mix: Vec<Deployment<'a>> = services
        .filter_map(|row| catalog.deployment(&row.service))
        .collect();
    let mut findings = analysis.practices.iter().peekable();
    let mut carrier = |practice: &'a Practice| {
        // Findings are in catalog order, as the words are, so the next one is this practice's or a later one's.
        let asked = findings.next_if(|it| it.practice == practice.id);
        let asked = asked.map_or_else(
            || AskState::No(Unasked::of(practice, assessment, &mix)),
            AskState::Yes,
        );
        Carrier { practice, asked }
    };
    // The catalog has them in the same order, too.
    let mut ahead = catalog.practices.iter();
    let practices = texts.practices.iter().map(|text| {
        let mut rest = ahead.clone();
        let practice = rest.find(|it| it.id == text.id)?;
        ahead = rest;
        Some(practice)
    });
    practices.map(|it| it.map(&mut carrier)).collect()
}

impl Unasked {
    fn of(practice: &Practice, assessment: &Assessment, mix: &[Deployment<'_>]) -> Self {
        let called = practice.is_called_for(&assessment.profile.facts);
        let reached =
            practice.applies == Reach::Account || mix.iter().any(|it| practice.reaches(it));
        match (called, reached) {
            (false, _) => Self::Situation,
            (true, false) => Self::Services,
            (true, true) => Self::Depth(practice.depth),
        }
    }
}

/// One pass over what the practices are mapped to.
fn standing<'a>(
    framework: &'a Framework,
    texts: &'a Texts,
    assessment: &Assessment,
    practices: &[Option<Carrier<'a>>],
) -> FrameworkStanding<'a> {
    let ids = framework.requirements.iter().map(String::as_str);
    let mut indices: Vec<(&str, usize)> = ids.clone().zip(0..).collect();
    indices.sort_unstable();
    let mut carriers: Vec<Vec<Carrier<'a>>> = ids.clone().map(|_| Vec::new()).collect();
    for (text, carrier) in texts.practices.iter().zip(practices) {
        let mapped = text.mappings.iter().filter(|(id, _)| *id == framework.id);
        for id in mapped.flat_map(|(_, requirements)| requirements) {
            let found = indices.binary_search_by_key(&id.as_str(), |(id, _)| *id);
            let index = found.ok().and_then(|it| indices.get(it));
            let of_requirement = index.and_then(|(_, index)| carriers.get_mut(*index));
            if let (Some(list), Some(carrier)) = (of_requirement, carrier) {
                list.push(*carrier);
            }
        }
    }
    let requirements = ids.zip(carriers).map(|(id, carriers)| {
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
