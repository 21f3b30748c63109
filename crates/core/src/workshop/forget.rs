//! “Forget who said what”: ballots become counts.

use std::collections::BTreeMap;

use super::kept::{Round, Workshop, workshops};
use super::reveal::answers_of;
use super::{Ballot, Tally, WorkshopTag};
use crate::analysis::CellRef;
use crate::assessment::{Belief, Moment};
use crate::records::Entries;

impl Entries {
    /// Turns the ballots of a workshop into counts, and takes the names out of what participants hold against answers. What
    /// the room answered stays; who answered what is gone.
    pub fn forget_who(&mut self, tag: WorkshopTag, at: Moment) {
        let (all, _) = workshops(self);
        let Some(it) = all.into_iter().find(|it| it.tag == tag) else {
            return;
        };
        self.keep_counts(&it, at);
        for kept in &it.ballots {
            self.remove_ballot(tag, kept.round, &kept.ballot, at);
        }
        for (practice, mut outcome) in it.outcomes {
            if outcome.dissent.iter().any(|it| !it.name.is_empty()) {
                outcome.dissent.iter_mut().for_each(|it| it.name.clear());
                self.conclude(tag, &practice, Some(&outcome), at);
            }
        }
    }

    fn keep_counts(&mut self, it: &Workshop, at: Moment) {
        let rounds = [it.counted(Round::First), it.counted(Round::Second)];
        if rounds.iter().all(Vec::is_empty) {
            return;
        }
        for practice in &it.setup.practices {
            let (before, after) = answers_of(it, &rounds, practice);
            for (round, tally) in [(Round::First, Some(before)), (Round::Second, after)] {
                let tally = tally.filter(|it: &Tally| !it.is_empty());
                if tally.is_some() {
                    self.count_hands(it.tag, round, practice, tally.as_ref(), at);
                }
            }
        }
        for cell in &it.setup.statements {
            let counts = beliefs(it, &rounds[0], cell);
            if !counts.is_empty() {
                let counts: Vec<(Belief, u16)> = counts.into_iter().collect();
                self.count_beliefs(it.tag, cell, Some(&counts), at);
            }
        }
        let mut heads = it.heads.clone();
        let mut roles = BTreeMap::new();
        for ballot in rounds.iter().flatten() {
            roles.entry(ballot.person).or_insert(ballot.role);
        }
        for role in roles.into_values().map(usize::from) {
            if heads.len() <= role {
                heads.resize(role + 1, 0);
            }
            heads[role] = heads[role].saturating_add(1);
        }
        self.count_heads(it.tag, &heads, at);
    }
}

fn beliefs(it: &Workshop, ballots: &[&Ballot], cell: &CellRef) -> BTreeMap<Belief, u16> {
    let there = it.believed.get(cell).into_iter().flatten().copied();
    let mut counts: BTreeMap<Belief, u16> = BTreeMap::new();
    for (belief, count) in there.chain(ballots.iter().filter_map(|it| Some((it.belief(cell)?, 1))))
    {
        let counted = counts.entry(belief).or_default();
        *counted = counted.saturating_add(count);
    }
    counts
}
