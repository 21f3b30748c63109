//! Ballots: one participant's answers and beliefs. Nobody else ever changes one.

use serde::{Deserialize, Serialize};

use super::bytes::{Digits, Reader, pack, put_text};
use super::{HandedIn, PersonId, Vote};
use crate::analysis::CellRef;
use crate::assessment::{Belief, NotApplicable, SortedMap};
use demarc_catalog::{LayerId, Level, PracticeId, ServiceRef};

/// The questions and statements of a workshop, in order. Codes have answers by their places here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questionnaire {
    /// The practices, in catalog order.
    pub practices: Vec<PracticeId>,
    /// The statements about layers of services.
    pub statements: Vec<CellRef>,
}

/// One participant's answers and beliefs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ballot {
    /// The participant.
    pub person: PersonId,
    /// When it was handed in. Of two ballots of a participant the later counts.
    pub handed_in: HandedIn,
    /// The place of the role in the list of the invite.
    pub role: u8,
    /// The name; empty if the participant gave none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The answers.
    #[serde(default)]
    pub votes: SortedMap<PracticeId, Vote>,
    /// Whose each layer was believed to be.
    #[serde(default)]
    pub beliefs: SortedMap<ServiceRef, SortedMap<LayerId, Belief>>,
    /// A sentence on an answer. Codes have no room for them, files do.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub comments: SortedMap<PracticeId, String>,
}

/// The most bytes of a name in a code; a longer one is cut.
pub const NAME: u8 = 40;

/// The answers in codes: none, four levels, “don't know”, “not applicable”.
const VOTES: u8 = 7;
const DONT_KNOW: u8 = 5;
const NOT_APPLICABLE: u8 = 6;
/// The reasons for “not applicable”.
const REASONS: u8 = NotApplicable::ALL.len() as u8;
/// The beliefs in codes: none, then these.
const BELIEFS: [Belief; 5] = [
    Belief::Aws,
    Belief::Customer,
    Belief::Shared,
    Belief::NotSure,
    Belief::Operator,
];

impl Ballot {
    /// An empty ballot.
    #[must_use]
    pub fn new(person: PersonId, role: u8) -> Self {
        Self {
            person,
            handed_in: HandedIn::default(),
            role,
            name: String::new(),
            votes: SortedMap::default(),
            beliefs: SortedMap::default(),
            comments: SortedMap::default(),
        }
    }

    /// Whether it has comments, so that it needs a file.
    #[must_use]
    pub fn needs_file(&self) -> bool {
        !self.comments.is_empty()
    }

    /// What was believed of a layer.
    #[must_use]
    pub fn belief(&self, cell: &CellRef) -> Option<Belief> {
        self.beliefs.get(&cell.service)?.get(&cell.layer).copied()
    }

    /// Sets or removes what is believed of a layer.
    pub fn believe(&mut self, cell: &CellRef, belief: Option<Belief>) {
        let layers = self.beliefs.or_default(&cell.service);
        match belief {
            Some(belief) => layers.insert(cell.layer.clone(), belief),
            None => layers.remove(&cell.layer),
        }
        if layers.is_empty() {
            self.beliefs.remove(&cell.service);
        }
    }

    /// Sets or removes an answer.
    pub fn vote(&mut self, practice: &PracticeId, vote: Option<Vote>) {
        match vote {
            Some(vote) => self.votes.insert(practice.clone(), vote),
            None => self.votes.remove(practice),
        }
    }

    /// The compact bytes of the ballot, which are sealed. Comments are not among them.
    #[must_use]
    pub fn pack(&self, of: &Questionnaire) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.person.0.to_be_bytes());
        out.extend(self.handed_in.0.to_be_bytes());
        let role = self.role & 0x7f;
        if self.name.is_empty() {
            out.push(role);
        } else {
            out.push(role | 0x80);
            put_text(&mut out, &self.name, NAME);
        }
        let (mut digits, mut reasons) = (Vec::new(), Vec::new());
        for practice in &of.practices {
            let digit = match self.votes.get(practice) {
                None => 0,
                Some(Vote::Level(level)) => level.thirds() as u8 + 1,
                Some(Vote::DontKnow) => DONT_KNOW,
                Some(Vote::NotApplicable(reason)) => {
                    let place = NotApplicable::ALL.iter().position(|it| it == reason);
                    reasons.push((place.unwrap_or_default() as u8, REASONS));
                    NOT_APPLICABLE
                }
            };
            digits.push((digit, VOTES));
        }
        for cell in &of.statements {
            let belief = self.belief(cell);
            let place = BELIEFS.iter().position(|it| Some(*it) == belief);
            let digit = place.map_or(0, |place| place as u8 + 1);
            digits.push((digit, BELIEFS.len() as u8 + 1));
        }
        digits.append(&mut reasons);
        out.extend(pack(&digits));
        out
    }

    /// The ballot of compact bytes; `None` if they are none of this questionnaire.
    #[must_use]
    pub fn unpack(packed: &[u8], of: &Questionnaire) -> Option<Self> {
        let mut bytes = Reader(packed);
        let person = PersonId(u32::from_be_bytes(bytes.array()?));
        let handed_in = HandedIn(u32::from_be_bytes(bytes.array()?));
        let role = bytes.byte()?;
        let mut it = Self {
            handed_in,
            ..Self::new(person, role & 0x7f)
        };
        if role & 0x80 != 0 {
            it.name = bytes.text()?;
        }
        let mut digits = Digits::of(bytes.0);
        let mut without: Vec<&PracticeId> = Vec::new();
        for practice in &of.practices {
            let vote = match digits.next(VOTES) {
                0 => None,
                DONT_KNOW => Some(Vote::DontKnow),
                NOT_APPLICABLE => {
                    without.push(practice);
                    None
                }
                level => Some(Vote::Level(Level::ALL[usize::from(level) - 1])),
            };
            it.vote(practice, vote);
        }
        for cell in &of.statements {
            let digit = usize::from(digits.next(BELIEFS.len() as u8 + 1));
            let belief = digit.checked_sub(1).map(|place| BELIEFS[place]);
            it.believe(cell, belief);
        }
        for practice in without {
            let reason = NotApplicable::ALL[usize::from(digits.next(REASONS))];
            it.vote(practice, Some(Vote::NotApplicable(reason)));
        }
        // A ballot has one form in bytes, so that anything else is none of this questionnaire.
        (it.pack(of) == packed).then_some(it)
    }
}
