//! Invites: what participants need to answer, and nothing that names the client or the workload.

use super::WorkshopTag;
use super::ballot::Questionnaire;
use super::seal::PublicKey;
use crate::analysis::{CellRef, analyze};
use crate::assessment::{Assessment, AssessmentId, SortedSet};
use demarc_catalog::{Catalog, Date, Depth, DomainId, FactId, PracticeId, ServiceRef};

/// What participants need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Names the workshop.
    pub tag: WorkshopTag,
    /// The edition of the catalog: [`Catalog::version`].
    pub edition: String,
    /// The services and variants.
    pub services: SortedSet<ServiceRef>,
    /// The facts of the situation.
    pub facts: SortedSet<FactId>,
    /// Which questions are asked.
    pub set: QuestionSet,
    /// The statements about layers of the services; none if beliefs are not asked for.
    pub statements: Vec<CellRef>,
    /// The roles to choose from.
    pub roles: Vec<String>,
    /// How many people are expected; 0 if that is open.
    pub expected: u8,
    /// The public key that replies are sealed for.
    pub public_key: PublicKey,
}

/// Which questions a workshop asks, of those that apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionSet {
    /// Those of the depth “quick”.
    Quick,
    /// All of a depth in these domains; with no domain, in all.
    Domains(Depth, Vec<DomainId>),
    /// These, such as the open gaps.
    Practices(Vec<PracticeId>),
}

/// The roles of a workshop, unless the facilitator changes them.
pub const ROLES: [&str; 6] = [
    "Operations or platform",
    "Development",
    "Security",
    "Architecture",
    "Management",
    "Risk or compliance",
];

/// The most roles that an invite can have.
pub const MOST_ROLES: usize = 16;
/// The most bytes of a role in an invite.
pub const ROLE: u8 = 40;

impl QuestionSet {
    /// The depth of assessment that asks all of them.
    #[must_use]
    pub fn depth(&self) -> Depth {
        match self {
            Self::Quick => Depth::Quick,
            Self::Domains(depth, _) => *depth,
            Self::Practices(_) => Depth::Full,
        }
    }

    fn has(&self, practice: &PracticeId) -> bool {
        match self {
            Self::Quick => true,
            Self::Domains(_, domains) => {
                domains.is_empty() || domains.iter().any(|it| practice.is_in(it))
            }
            Self::Practices(practices) => practices.contains(practice),
        }
    }
}

impl Invite {
    /// The invite to a workshop about an assessment. What the catalog does not have is left out: see
    /// [`Invite::unknown_of`].
    #[must_use]
    pub fn of(
        catalog: &Catalog,
        assessment: &Assessment,
        set: QuestionSet,
        statements: Vec<CellRef>,
        tag: WorkshopTag,
        public_key: PublicKey,
    ) -> Self {
        let services = assessment.services.iter();
        let known = services.filter_map(|it| Some(catalog.deployment(it)?.reference()));
        let services: SortedSet<ServiceRef> = known.collect();
        let facts = assessment.profile.facts.iter();
        let facts = facts.filter(|it| catalog.fact(it).is_some());
        let set = match set {
            QuestionSet::Practices(mut practices) => {
                practices.retain(|it| catalog.practice(it).is_some());
                QuestionSet::Practices(practices)
            }
            other => other,
        };
        let statements = statements.into_iter();
        let is_known =
            |it: &CellRef| services.contains(&it.service) && catalog.layer(&it.layer).is_some();
        Self {
            tag,
            edition: catalog.version.clone(),
            facts: facts.cloned().collect(),
            set,
            statements: statements.filter(is_known).collect(),
            services,
            roles: ROLES.map(str::to_owned).to_vec(),
            expected: 0,
            public_key,
        }
    }

    /// The ids of an assessment's services and facts that the catalog does not have, so that no invite has them.
    #[must_use]
    pub fn unknown_of(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
        let services = assessment.services.iter();
        let services = services.filter(|it| catalog.deployment(it).is_none());
        let facts = assessment.profile.facts.iter();
        let facts = facts.filter(|it| catalog.fact(it).is_none());
        let services = services.map(ToString::to_string);
        services.chain(facts.map(ToString::to_string)).collect()
    }

    /// An assessment with the services and facts of the invite, of which the questions follow.
    #[must_use]
    pub fn assessment(&self, id: AssessmentId) -> Assessment {
        let mut it = Assessment::new(id, "");
        it.services = self.services.clone();
        it.profile.facts = self.facts.clone();
        it.profile.depth = self.set.depth();
        it
    }

    /// The questions and statements, the questions in catalog order.
    #[must_use]
    pub fn questionnaire(&self, catalog: &Catalog) -> Questionnaire {
        let it = self.assessment(AssessmentId::from_bits(0));
        // No day changes which questions apply.
        let analysis = analyze(catalog, &it, &Date::first());
        let practices = analysis.practices.into_iter().map(|it| it.practice);
        Questionnaire {
            practices: practices.filter(|it| self.set.has(it)).collect(),
            statements: self.statements.clone(),
        }
    }
}

/// Why an invite can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InviteError {
    /// There is no invite in the text.
    Foreign,
    /// It is the code of a reply.
    Reply,
    /// The end is missing.
    CutOff,
    /// A character in it was changed.
    Damaged,
    /// It was made with an edition of the catalog that asks something else.
    OtherEdition {
        /// The edition that it was made with.
        theirs: String,
        /// The edition of this Demarc.
        ours: String,
    },
    /// A later Demarc wrote it, in this version.
    Later(u8),
}

impl std::fmt::Display for InviteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign => f.write_str(
                "There is no invite to a workshop here. An invite begins with JOIN1-. Copy the whole link or text that the facilitator sent.",
            ),
            Self::Reply => f.write_str(
                "This is somebody’s answers, and not an invite. It belongs to the facilitator. An invite begins with JOIN1-.",
            ),
            Self::CutOff => f.write_str(
                "The end of the invite is missing. Copy it again to its end, or scan the QR code.",
            ),
            Self::Damaged => f.write_str(
                "A character of the invite was changed on its way. Copy it again, or scan the QR code.",
            ),
            Self::OtherEdition { theirs, ours } => write!(
                f,
                "The invite was made with another edition of Demarc’s catalog ({theirs}; this one is {ours}), whose questions differ. Reload this page, or open Demarc where the facilitator has it."
            ),
            Self::Later(version) => write!(
                f,
                "A newer Demarc made the invite (version {version} of its format). Reload this page to get the newest Demarc."
            ),
        }
    }
}

impl std::error::Error for InviteError {}
