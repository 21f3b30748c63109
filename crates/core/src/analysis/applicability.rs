//! The statement of applicability: for each requirement, whether it applies to the workload, and why.
//! A requirement stays undecided unless the situation, the services or the answers decide it.

use super::{Carrier, Finding, FrameworkStanding, Requirement, Support};
use crate::assessment::{Assessment, NotApplicable, Response};
use demarc_catalog::{FactId, Practice, Reach, ServiceRef};

demarc_catalog::keyed! {
    /// Whether a requirement applies.
    pub enum Applies {
        /// A practice mapped to it, whether it needs or supports it, is asked and not answered as not applicable.
        Yes = "yes",
        /// AWS meets it for what AWS runs, and no practice is mapped to the rest.
        Inherited = "inherited",
        /// Every practice mapped to it that is asked is answered as not applicable.
        No = "no",
        /// Undecided: it needs no practice, or this assessment asks none of them.
        Undecided = "undecided",
    }
}

/// The entry of a requirement in a statement of applicability.
#[derive(Debug, Clone, PartialEq)]
pub struct Applicability<'a> {
    /// Whether the requirement applies.
    pub applies: Applies,
    /// Whether a practice that is asked of every account makes it apply.
    pub account: bool,
    /// The chosen services that make it apply, in the order of the service mix.
    pub services: Vec<&'a ServiceRef>,
    /// The facts of the situation that make it apply, each once, in catalog order.
    pub facts: Vec<&'a FactId>,
    /// Why it does not apply: each practice with the kind of reason and the user's explanation. Empty if it applies.
    pub because: Vec<(&'a Practice, NotApplicable, &'a str)>,
    /// The evidence that the user recorded, each with its practice.
    pub evidence: Vec<(&'a Practice, &'a str)>,
}

/// The entry of each requirement, in the publisher's order. `assessment` must be the one that the standing was computed
/// from.
#[must_use]
pub fn applicability<'a>(
    standing: &FrameworkStanding<'a>,
    assessment: &'a Assessment,
) -> Vec<Applicability<'a>> {
    let requirements = standing.requirements.iter();
    requirements.map(|it| line(it, assessment)).collect()
}

fn line<'a>(requirement: &Requirement<'a>, assessment: &'a Assessment) -> Applicability<'a> {
    let mut line = Applicability {
        applies: Applies::Undecided,
        account: false,
        services: Vec::new(),
        facts: Vec::new(),
        because: Vec::new(),
        evidence: Vec::new(),
    };
    for carrier in &requirement.carriers {
        if let Some(finding) = carrier.finding() {
            line.add(carrier, finding, assessment);
        }
    }
    let counts = line.account || !line.services.is_empty();
    line.applies = if counts {
        Applies::Yes
    } else if line.excludes(requirement) {
        Applies::No
    } else if requirement.support == Support::Inherited {
        Applies::Inherited
    } else {
        Applies::Undecided
    };
    line
}

impl<'a> Applicability<'a> {
    /// Whether the answers exclude the requirement: every practice mapped to it is asked and answered as not applicable
    /// because of the architecture. A business decision or a limited scope excludes no requirement.
    fn excludes(&self, requirement: &Requirement<'_>) -> bool {
        let mut because = self.because.iter();
        requirement.support == Support::NotApplicable
            && self.because.len() == requirement.carriers.len()
            && because.all(|(_, reason, _)| *reason == NotApplicable::Architecture)
    }

    fn add(&mut self, carrier: &Carrier<'a>, finding: &'a Finding, assessment: &'a Assessment) {
        let practice = carrier.practice;
        let evidence = assessment.answers.get(&practice.id);
        let evidence = evidence.map_or("", |answer| answer.evidence.trim());
        if !evidence.is_empty() {
            self.evidence.push((practice, evidence));
        }
        if let Some(Response::NotApplicable { reason, because }) = &finding.response {
            self.because.push((practice, *reason, because));
            return;
        }
        self.account |= practice.applies == Reach::Account;
        for cell in &finding.cells {
            if !self.services.contains(&&cell.service) {
                self.services.push(&cell.service);
            }
        }
        let facts = &assessment.profile.facts;
        for fact in practice.when.iter().filter(|it| facts.contains(*it)) {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
        }
    }
}
