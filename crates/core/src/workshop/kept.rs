//! Workshops as they are kept: read from the entries of a record.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Ballot, Outcome, PersonId, Questionnaire, Tally, WorkshopTag};
use crate::analysis::CellRef;
use crate::assessment::{Belief, Moment};
use crate::records::Entries;
use demarc_catalog::{Date, LayerId, PracticeId, ServiceRef};

demarc_catalog::keyed! {
    /// A round of voting. There are two at most.
    pub enum Round {
        /// Blind, before anybody speaks.
        First = "1",
        /// After the talk, where somebody wants it.
        Second = "2",
    }
}

/// A workshop.
#[derive(Debug, Clone, PartialEq)]
pub struct Workshop {
    /// Its tag.
    pub tag: WorkshopTag,
    /// When it was started.
    pub at: Moment,
    /// What it asks, and whom.
    pub setup: Setup,
    /// Every ballot, as it came. [`Workshop::counted`] are those that count.
    pub ballots: Vec<KeptBallot>,
    /// Hands that were counted, by round and practice.
    pub hands: BTreeMap<(Round, PracticeId), Tally>,
    /// Beliefs that were counted by hands, or whose ballots are forgotten.
    pub believed: BTreeMap<CellRef, Vec<(Belief, u16)>>,
    /// How many people of each role took part whose ballots are forgotten or who only raised their hands.
    pub heads: Vec<u16>,
    /// What became of each question.
    pub outcomes: BTreeMap<PracticeId, Outcome>,
    /// The facilitator's notes.
    pub notes: BTreeMap<PracticeId, String>,
    /// The parking lot: what came up and belongs elsewhere, each under the key of its entry.
    pub parking: Vec<(String, String)>,
    /// Whether the answers are revealed.
    pub is_revealed: bool,
    /// The day on which it ended.
    pub closed: Option<Date>,
}

/// What a workshop asks, and whom. It does not change once the invite is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Setup {
    /// The day on which it was started.
    pub started: Date,
    /// The text of the invite; empty for a workshop by hands alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub invite: String,
    /// The edition of the catalog.
    #[serde(default)]
    pub edition: String,
    /// The questions, in order.
    pub practices: Vec<PracticeId>,
    /// The statements, in order.
    #[serde(default)]
    pub statements: Vec<CellRef>,
    /// The roles.
    pub roles: Vec<String>,
    /// How many people are expected; 0 if that is open.
    #[serde(default)]
    pub expected: u8,
}

/// A ballot with its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBallot {
    /// The round.
    pub round: Round,
    /// The ballot.
    pub ballot: Ballot,
}

impl Setup {
    /// The questions and statements, for opening codes.
    #[must_use]
    pub fn questionnaire(&self) -> Questionnaire {
        Questionnaire {
            practices: self.practices.clone(),
            statements: self.statements.clone(),
        }
    }

    /// The name of a role; “another role” for a place that the list does not have.
    #[must_use]
    pub fn role(&self, place: u8) -> &str {
        let role = self.roles.get(usize::from(place));
        role.map_or("Another role", String::as_str)
    }
}

/// The workshops of a record, the latest first, and how many entries can't be read.
#[must_use]
pub fn workshops(entries: &Entries) -> (Vec<Workshop>, usize) {
    let mut all: BTreeMap<WorkshopTag, Workshop> = BTreeMap::new();
    let mut unreadable = 0;
    for (key, at, value) in entries.iter() {
        if let Some((tag, "setup")) = split(key) {
            match read(value) {
                Some(setup) => drop(all.insert(tag, Workshop::new(tag, at, setup))),
                None => unreadable += 1,
            }
        }
    }
    for (key, _, value) in entries.iter() {
        let is_read = split(key).is_some_and(|(tag, key)| {
            key == "setup"
                || all
                    .get_mut(&tag)
                    .is_some_and(|it| it.take(key, value).is_some())
        });
        unreadable += usize::from(!is_read);
    }
    let mut all: Vec<Workshop> = all.into_values().collect();
    all.sort_by(|one, other| {
        let rank = |it: &Workshop| (it.setup.started.clone(), it.at);
        rank(other).cmp(&rank(one))
    });
    (all, unreadable)
}

fn split(key: &str) -> Option<(WorkshopTag, &str)> {
    let (tag, key) = key.split_once(' ')?;
    Some((WorkshopTag::parse(tag)?, key))
}

fn read<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_str(value).ok()
}

impl Workshop {
    fn new(tag: WorkshopTag, at: Moment, setup: Setup) -> Self {
        Self {
            tag,
            at,
            setup,
            ballots: Vec::new(),
            hands: BTreeMap::new(),
            believed: BTreeMap::new(),
            heads: Vec::new(),
            outcomes: BTreeMap::new(),
            notes: BTreeMap::new(),
            parking: Vec::new(),
            is_revealed: false,
            closed: None,
        }
    }

    /// Takes an entry; `None` if it can't be read.
    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        let mut words = key.split(' ');
        let word = words.next()?;
        let mut practice = || words.next()?.parse::<PracticeId>().ok();
        match word {
            "outcome" => drop(self.outcomes.insert(practice()?, read(value)?)),
            "note" => drop(self.notes.insert(practice()?, read(value)?)),
            "ballot" => {
                let round = Round::from_key(words.next()?)?;
                let ballot: Ballot = read(value)?;
                let its_key = ballot_key(self.tag, round, &ballot);
                its_key.ends_with(key).then_some(())?;
                self.ballots.push(KeptBallot { round, ballot });
            }
            "hands" => {
                let round = Round::from_key(words.next()?)?;
                let practice = words.next()?.parse().ok()?;
                self.hands.insert((round, practice), read(value)?);
            }
            "believed" => {
                let service: ServiceRef = words.next()?.parse().ok()?;
                let layer: LayerId = words.next()?.parse().ok()?;
                self.believed
                    .insert(CellRef { service, layer }, read(value)?);
            }
            "heads" => self.heads = read(value)?,
            "parked" => self.parking.push((key.to_owned(), read(value)?)),
            "revealed" => self.is_revealed = read(value)?,
            "closed" => self.closed = Some(read(value)?),
            _ => return None,
        }
        Some(())
    }

    /// The ballots that count in a round: the latest of each person, in the order of the persons' ids.
    #[must_use]
    pub fn counted(&self, round: Round) -> Vec<&Ballot> {
        let mut latest: BTreeMap<PersonId, &Ballot> = BTreeMap::new();
        for it in self.ballots.iter().filter(|it| it.round == round) {
            let there = latest.entry(it.ballot.person).or_insert(&it.ballot);
            if it.ballot.handed_in > there.handed_in {
                *there = &it.ballot;
            }
        }
        latest.into_values().collect()
    }

    /// How many people handed in, or are counted among those whose ballots are forgotten.
    #[must_use]
    pub fn people(&self) -> usize {
        let heads: usize = self.heads.iter().map(|it| usize::from(*it)).sum();
        let persons = self.ballots.iter().map(|it| it.ballot.person);
        persons.collect::<BTreeSet<_>>().len() + heads
    }

    /// Whether this ballot is there, or a newer one of the same person.
    #[must_use]
    pub fn has_newer(&self, ballot: &Ballot) -> bool {
        self.ballots
            .iter()
            .any(|it| it.ballot.person == ballot.person && it.ballot.handed_in >= ballot.handed_in)
    }
}

/// Edits of the entries of a record of workshops. `at` is later than every earlier edit: see [`Entries::next_moment`].
impl Entries {
    /// Starts a workshop.
    pub fn start_workshop(&mut self, tag: WorkshopTag, setup: &Setup, at: Moment) {
        self.set(&format!("{tag} setup"), at, setup);
    }

    /// Adds a ballot. Its moment is that of handing in, so that it is the same entry wherever it is opened.
    pub fn add_ballot(&mut self, tag: WorkshopTag, round: Round, ballot: &Ballot) {
        let key = ballot_key(tag, round, ballot);
        if self.get(&key).is_none() {
            let at = Moment::after(Moment::default(), ballot.handed_in.milliseconds(), 0);
            self.take(&key, at, Some(crate::records::to_text(ballot)));
        }
    }

    /// Removes a ballot that does not belong to the workshop.
    pub fn remove_ballot(&mut self, tag: WorkshopTag, round: Round, ballot: &Ballot, at: Moment) {
        self.remove(&ballot_key(tag, round, ballot), at);
    }

    /// Sets the hands that were counted for a question; `None` removes them.
    pub fn count_hands(
        &mut self,
        tag: WorkshopTag,
        round: Round,
        practice: &PracticeId,
        hands: Option<&Tally>,
        at: Moment,
    ) {
        let key = format!("{tag} hands {} {practice}", round.key());
        self.put(&key, hands, at);
    }

    /// Sets what was believed of a layer, by hands; `None` removes it.
    pub fn count_beliefs(
        &mut self,
        tag: WorkshopTag,
        cell: &CellRef,
        counts: Option<&[(Belief, u16)]>,
        at: Moment,
    ) {
        let key = format!("{tag} believed {} {}", cell.service, cell.layer);
        self.put(&key, counts, at);
    }

    /// Sets how many people of each role are in the room beside those with ballots.
    pub fn count_heads(&mut self, tag: WorkshopTag, heads: &[u16], at: Moment) {
        self.set(&format!("{tag} heads"), at, &heads);
    }

    /// Sets what became of a question; `None` opens it again.
    pub fn conclude(
        &mut self,
        tag: WorkshopTag,
        practice: &PracticeId,
        outcome: Option<&Outcome>,
        at: Moment,
    ) {
        self.put(&format!("{tag} outcome {practice}"), outcome, at);
    }

    /// Sets the facilitator's note on a question; an empty one is removed.
    pub fn note(&mut self, tag: WorkshopTag, practice: &PracticeId, note: &str, at: Moment) {
        let note = Some(note).filter(|it| !it.is_empty());
        self.put(&format!("{tag} note {practice}"), note, at);
    }

    /// Adds something to the parking lot, under a number that is new.
    pub fn park(&mut self, tag: WorkshopTag, number: u64, text: &str, at: Moment) {
        self.set(&format!("{tag} parked {number:x}"), at, &text);
    }

    /// Removes something from the parking lot, by the key in [`Workshop::parking`].
    pub fn unpark(&mut self, tag: WorkshopTag, key: &str, at: Moment) {
        self.remove(&format!("{tag} {key}"), at);
    }

    /// Notes that the answers are revealed, or not any more.
    pub fn reveal_workshop(&mut self, tag: WorkshopTag, is_revealed: bool, at: Moment) {
        self.set(&format!("{tag} revealed"), at, &is_revealed);
    }

    /// Notes the day on which the workshop ended; `None` if it goes on.
    pub fn close_workshop(&mut self, tag: WorkshopTag, day: Option<&Date>, at: Moment) {
        self.put(&format!("{tag} closed"), day, at);
    }

    /// Removes a workshop with all that belongs to it.
    pub fn remove_workshop(&mut self, tag: WorkshopTag, at: Moment) {
        let start = format!("{tag} ");
        let keys = self.iter().map(|(key, _, _)| key.to_owned());
        let keys: Vec<String> = keys.filter(|it| it.starts_with(&start)).collect();
        for key in keys {
            self.remove(&key, at);
        }
    }

    fn put(&mut self, key: &str, value: Option<&(impl Serialize + ?Sized)>, at: Moment) {
        match value {
            Some(value) => self.set(key, at, &value),
            None => self.remove(key, at),
        }
    }
}

pub(super) fn ballot_key(tag: WorkshopTag, round: Round, ballot: &Ballot) -> String {
    let (person, handed_in) = (ballot.person, ballot.handed_in.0);
    format!("{tag} ballot {} {person} {handed_in}", round.key())
}
