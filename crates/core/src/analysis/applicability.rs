//! What a statement of applicability says: of every requirement, whether it applies to the workload, and why.
//! It knows what the situation, the services and the answers say, and leaves undecided what they don't.

use super::{Carrier, Finding, FrameworkStanding, Requirement, Support};
use crate::assessment::{Assessment, NotApplicable, Response};
use demarc_catalog::{FactId, Practice, Reach, ServiceRef};

demarc_catalog::keyed! {
    /// Whether a requirement applies.
    pub enum Applies {
        /// A practice that carries it is asked, and not answered as not applicable.
        Yes = "yes",
        /// AWS meets it for what AWS runs, and no practice carries the rest.
        Inherited = "inherited",
        /// Every practice that is asked about it is answered as not applicable.
        No = "no",
        /// Nothing the user said decides it: no practice carries it, or this assessment asks none of those that do.
        Undecided = "undecided",
    }
}

/// A requirement's line in a statement of applicability.
#[derive(Debug, Clone, PartialEq)]
pub struct Applicability<'a> {
    /// Whether it applies.
    pub applies: Applies,
    /// Whether a practice makes it apply that is asked of every account.
    pub account: bool,
    /// The chosen services that make it apply, in the order of the mix.
    pub services: Vec<&'a ServiceRef>,
    /// The facts of the situation without which a practice would not be asked, each once, in catalog order.
    pub facts: Vec<&'a FactId>,
    /// Where it does not apply: each practice with the kind of reason, and the reason in the user's words.
    pub because: Vec<(&'a Practice, NotApplicable, &'a str)>,
    /// What the user named as evidence beside an answer, with its practice.
    pub evidence: Vec<(&'a Practice, &'a str)>,
}

/// Each requirement's line, in the publisher's order. `assessment` is what the standing was made of.
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
    /// Whether all that was said leaves the requirement out: every practice that carries it was asked, and the workload
    /// is built so that none can matter. That something is left undone, or outside what was looked at, excludes nothing.
    fn excludes(&self, requirement: &Requirement<'_>) -> bool {
        let mut because = self.because.iter();
        self.because.len() == requirement.carriers.len()
            && !self.because.is_empty()
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
