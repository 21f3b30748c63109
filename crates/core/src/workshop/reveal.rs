//! The reveal: where a room disagrees, and what is worth talking about.

use std::collections::{BTreeMap, BTreeSet};

use super::beliefs::{BelievedLayer, believed};
use super::kept::{Round, Workshop};
use super::{Ballot, TalkValue, Tally};
use crate::analysis::{Analysis, CellRef};
use crate::assessment::Assessment;
use crate::evidence::Weighed;
use demarc_catalog::{Catalog, LayerId, Level, PracticeId};

/// What a room answered, in lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Reveal {
    /// What to talk about: first what is on top whatever the number, then by talk value.
    pub talk: Vec<Revealed>,
    /// What half or more do not know: a person and a date. In catalog order.
    pub look: Vec<Revealed>,
    /// What is agreed. In catalog order.
    pub agreed: Vec<Revealed>,
    /// What nobody answered.
    pub silent: Vec<PracticeId>,
    /// What the room believed of each layer.
    pub believed: Vec<BelievedLayer>,
    /// How many people took part, by the place of their role.
    pub heads: BTreeMap<u8, usize>,
}

/// A workshop together with what it answered: what reports and files tell of it.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// What the room answered.
    pub revealed: &'a Reveal,
}

/// The answers to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Revealed {
    /// The practice.
    pub practice: PracticeId,
    /// Four times its weight.
    pub quarters: u32,
    /// The answers of the first round.
    pub before: Tally,
    /// The answers after the second round; `None` if nobody voted again.
    pub after: Option<Tally>,
    /// The answers that count now, by the place of the role; ballots alone, because hands have no role.
    pub by_role: BTreeMap<u8, Tally>,
    /// How much it is worth talking about.
    pub talk_value: TalkValue,
    /// What lifts it to the top, whatever the number.
    pub marks: Vec<Mark>,
    /// Whether a mark does lift it.
    pub is_on_top: bool,
}

/// What lifts a question to the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Some say that it does not apply, others give a level.
    ScopeInDispute,
    /// The medians of two roles are two steps apart, or more.
    RolesApart {
        /// The role with the lowest median, and the median.
        low: (u8, Level),
        /// The role with the highest median, and the median.
        high: (u8, Level),
    },
    /// What the room believes of these layers conflicts.
    BeliefsConflict(Vec<CellRef>),
    /// Findings allow this level at most, and so many answered above it.
    Contradicted {
        /// The highest level that findings allow.
        at_most: Level,
        /// How many answered above it.
        above: u32,
    },
}

impl Revealed {
    /// The answers that count now.
    #[must_use]
    pub fn now(&self) -> &Tally {
        self.after.as_ref().unwrap_or(&self.before)
    }

    /// The level to propose: the lower median.
    #[must_use]
    pub fn proposed(&self) -> Option<Level> {
        self.now().lower_median()
    }
}

impl Reveal {
    /// The answers to a question.
    #[must_use]
    pub fn of(&self, practice: &PracticeId) -> Option<&Revealed> {
        let mut all = self.talk.iter().chain(&self.look).chain(&self.agreed);
        all.find(|it| it.practice == *practice)
    }
}

/// The workshop that a report tells of: the latest whose answers are revealed.
#[must_use]
pub fn reported(workshops: Vec<Workshop>) -> Option<Workshop> {
    workshops.into_iter().find(|it| it.is_revealed)
}

/// What a room answered. The weights are those of the assessment's situation; `weighed` is what the findings say, if there
/// are some. Nothing depends on the order of the ballots.
#[must_use]
pub fn reveal(
    catalog: &Catalog,
    assessment: &Assessment,
    analysis: &Analysis,
    workshop: &Workshop,
    weighed: Option<&Weighed>,
) -> Reveal {
    let rounds = [
        workshop.counted(Round::First),
        workshop.counted(Round::Second),
    ];
    let believed = believed(catalog, workshop, &rounds[0]);
    let mut all: Vec<Revealed> = Vec::new();
    let mut silent = Vec::new();
    for practice in catalog.practices.iter() {
        if !workshop.setup.practices.contains(&practice.id) {
            continue;
        }
        let quarters = crate::analysis::Weight::of(practice, &assessment.profile.facts).quarters;
        let it = answers(workshop, &rounds, &practice.id, quarters);
        if it.now().is_empty() {
            silent.push(practice.id.clone());
            continue;
        }
        all.push(it);
    }
    for it in &mut all {
        it.marks = marks(it, analysis, &believed, weighed);
        it.is_on_top = it
            .marks
            .iter()
            .any(|mark| !matches!(mark, Mark::BeliefsConflict(_)));
    }
    lift_conflicts(&mut all);
    let (mut talk, rest): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|it| it.is_on_top || !(it.now().is_unknown() || it.now().is_agreed()));
    let (look, agreed) = rest.into_iter().partition(|it| it.now().is_unknown());
    // The sort keeps the order of the catalog where nothing else decides.
    talk.sort_by(|one, other| {
        let rank = |it: &Revealed| (it.is_on_top, it.talk_value);
        rank(other).cmp(&rank(one))
    });
    Reveal {
        talk,
        look,
        agreed,
        silent,
        believed,
        heads: heads(workshop, &rounds),
    }
}

/// The answers to a question in both rounds. In the second, a person who does not vote again keeps the vote; hands that are
/// counted again stand for the whole room.
fn answers(
    workshop: &Workshop,
    [first, second]: &[Vec<&Ballot>; 2],
    practice: &PracticeId,
    quarters: u32,
) -> Revealed {
    let hands = |round| workshop.hands.get(&(round, practice.clone())).copied();
    let vote = |ballot: &&Ballot| Some((ballot.role, *ballot.votes.get(practice)?));
    let mut before = hands(Round::First).unwrap_or_default();
    first
        .iter()
        .filter_map(vote)
        .for_each(|(_, vote)| before.add(vote));
    let again: BTreeSet<_> = second
        .iter()
        .filter(|it| vote(it).is_some())
        .map(|it| it.person)
        .collect();
    let hands_again = hands(Round::Second);
    let keeps = |it: &&&Ballot| hands_again.is_none() && !again.contains(&it.person);
    let now = second.iter().chain(first.iter().filter(keeps));
    let mut by_role: BTreeMap<u8, Tally> = BTreeMap::new();
    let mut after = hands_again.or(hands(Round::First)).unwrap_or_default();
    for (role, vote) in now.filter_map(vote) {
        by_role.entry(role).or_default().add(vote);
        after.add(vote);
    }
    let is_voted_again = hands_again.is_some() || !again.is_empty();
    let after = is_voted_again.then_some(after);
    let distance = after.unwrap_or(before).distance();
    Revealed {
        practice: practice.clone(),
        quarters,
        before,
        after,
        by_role,
        talk_value: TalkValue { quarters, distance },
        marks: Vec::new(),
        is_on_top: false,
    }
}

fn marks(
    it: &Revealed,
    analysis: &Analysis,
    believed: &[BelievedLayer],
    weighed: Option<&Weighed>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    if it.now().is_scope_in_dispute() {
        marks.push(Mark::ScopeInDispute);
    }
    marks.extend(roles_apart(&it.by_role));
    let found = weighed.and_then(|it_is| it_is.practice(&it.practice));
    let found = found.filter(|found| !found.explained.as_ref().is_some_and(|it| it.holds));
    if let Some(at_most) = found.and_then(|it| it.at_most) {
        let above = Level::ALL.into_iter().filter(|level| *level > at_most);
        let above = above.map(|level| u32::from(it.now().at(level))).sum();
        if above > 0 {
            marks.push(Mark::Contradicted { at_most, above });
        }
    }
    let cells = analysis.finding(&it.practice).map(|it| it.cells.as_slice());
    let conflicts = believed.iter().filter(|it| it.is_in_conflict());
    let conflicts = conflicts.filter(|it| cells.is_some_and(|cells| cells.contains(&it.cell)));
    let conflicts: Vec<CellRef> = conflicts.map(|it| it.cell.clone()).collect();
    if !conflicts.is_empty() {
        marks.push(Mark::BeliefsConflict(conflicts));
    }
    marks
}

/// The roles with the lowest and the highest median, if these are two steps apart.
fn roles_apart(by_role: &BTreeMap<u8, Tally>) -> Option<Mark> {
    let medians = by_role.iter();
    let medians: Vec<(u8, Level)> = medians
        .filter_map(|(role, tally)| Some((*role, tally.lower_median()?)))
        .collect();
    let low = *medians.iter().min_by_key(|(role, level)| (*level, *role))?;
    let high = *medians
        .iter()
        .max_by_key(|(role, level)| (*level, std::cmp::Reverse(*role)))?;
    let is_apart = high.1.thirds() >= low.1.thirds() + 2;
    is_apart.then_some(Mark::RolesApart { low, high })
}

/// A conflict of beliefs on a layer lifts one question: the one with the highest talk value of those that it touches and
/// that people answer differently. A layer has many questions, and lifting all of them would rank nothing.
fn lift_conflicts(all: &mut [Revealed]) {
    let mut highest: BTreeMap<LayerId, usize> = BTreeMap::new();
    for (index, it) in all.iter().enumerate() {
        let layers = it.marks.iter().flat_map(|mark| match mark {
            Mark::BeliefsConflict(cells) => cells.as_slice(),
            _ => &[],
        });
        for cell in layers.filter(|_| it.talk_value > TalkValue::default()) {
            let there = highest.entry(cell.layer.clone()).or_insert(index);
            if it.talk_value > all[*there].talk_value {
                *there = index;
            }
        }
    }
    for index in highest.into_values() {
        all[index].is_on_top = true;
    }
}

/// The answers of the first round, and those after the second; `None` if nobody voted again.
pub(super) fn answers_of(
    workshop: &Workshop,
    rounds: &[Vec<&Ballot>; 2],
    practice: &PracticeId,
) -> (Tally, Option<Tally>) {
    let it = answers(workshop, rounds, practice, 0);
    (it.before, it.after)
}

fn heads(workshop: &Workshop, rounds: &[Vec<&Ballot>; 2]) -> BTreeMap<u8, usize> {
    let mut heads: BTreeMap<u8, usize> = BTreeMap::new();
    for (role, count) in workshop.heads.iter().enumerate() {
        if let (Ok(role), 1..) = (u8::try_from(role), *count) {
            *heads.entry(role).or_default() += usize::from(*count);
        }
    }
    let mut roles: BTreeMap<_, u8> = BTreeMap::new();
    for ballot in rounds.iter().flatten() {
        roles.entry(ballot.person).or_insert(ballot.role);
    }
    for role in roles.into_values() {
        *heads.entry(role).or_default() += 1;
    }
    heads
}
