//! Words for workshops.

use super::text::{count, in_a_sentence};
use super::{level, owned_by};
use crate::analysis::Verdict;
use crate::assessment::{Belief, Response};
use crate::workshop::{BelievedLayer, Dissent, Held, Mark, Outcome, OutcomeKind, Setup, Tally};
use demarc_catalog::{Level, PracticeId};

/// What became of a question.
#[must_use]
pub fn outcome(of: &Outcome) -> &'static str {
    match of.kind {
        OutcomeKind::Agreed if of.has_reservation() => "Agreed with reservation",
        OutcomeKind::Agreed => "Agreed",
        OutcomeKind::Parked => "Parked",
        OutcomeKind::GoAndLook => "Go and look",
    }
}

/// The answers of a room: `1 not in place, 7 fully; 1 don’t know`.
#[must_use]
pub fn tally(of: &Tally) -> String {
    let levels = Level::ALL.into_iter().filter(|it| of.at(*it) > 0);
    let levels: Vec<String> = levels
        .map(|it| format!("{} {}", of.at(it), in_a_sentence(level(it))))
        .collect();
    let mut parts = vec![levels.join(", ")];
    for (number, what) in [
        (of.dont_know, "don’t know"),
        (of.not_applicable, "not applicable"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    parts.retain(|it| !it.is_empty());
    match parts.is_empty() {
        true => "Nobody answered".to_owned(),
        false => parts.join("; "),
    }
}

/// The spread of the answers: `Not in place to fully; 2 of 9 don’t know`.
#[must_use]
pub fn spread(of: &Tally) -> String {
    let mut said = match of.range() {
        Some((low, high)) if low == high => level(low).to_owned(),
        Some((low, high)) => format!("{} to {}", level(low), in_a_sentence(level(high))),
        None => String::new(),
    };
    for (number, what) in [
        (of.dont_know, "don’t know"),
        (of.not_applicable, "not applicable"),
    ] {
        if number > 0 {
            let between = if said.is_empty() { "" } else { "; " };
            said += &format!("{between}{number} of {} {what}", of.answered());
        }
    }
    said
}

/// What the room believed of a layer, most first: `7 of 9 AWS, 2 both`.
#[must_use]
pub fn believed(of: &BelievedLayer) -> String {
    let mut counts: Vec<(Belief, u32)> = of.counts.iter().map(|(it, n)| (*it, *n)).collect();
    counts.sort_by_key(|(belief, number)| (std::cmp::Reverse(*number), *belief));
    let mut said: Vec<String> = Vec::new();
    for (belief, number) in counts {
        let what = match belief {
            Belief::Aws => "AWS",
            Belief::Customer => "us",
            Belief::Shared => "both",
            Belief::Absent => "nobody",
            Belief::NotSure => "not sure",
            Belief::Operator => "the operator",
        };
        said.push(match said.is_empty() {
            true => format!("{number} of {} {what}", of.asked()),
            false => format!("{number} {what}"),
        });
    }
    said.join(", ")
}

/// How many took a duty of the customer’s for AWS’s or an operator’s, beside whose it is: `7 of 9 believed that none of it
/// is yours; it is shared: AWS does its part, and you do yours`. `None` if nobody did.
#[must_use]
pub fn assumed(of: &BelievedLayer, operator: Option<&str>) -> Option<String> {
    let wrong = of.with(Verdict::Assumption);
    (wrong > 0).then(|| {
        format!(
            "{wrong} of {} believed that none of it is yours; it is {}",
            of.asked(),
            owned_by(of.owner, operator)
        )
    })
}

/// What somebody holds against an answer: `Bo, Management: The safe has the key.`
#[must_use]
pub fn dissent(of: &Dissent, setup: &Setup) -> String {
    let role = of.role.map_or("", |role| setup.role(role));
    let who = [&of.name, role].map(crate::text::line);
    let who = who.into_iter().filter(|it| !it.is_empty());
    match who.collect::<Vec<_>>().join(", ").as_str() {
        "" => format!("Somebody: {}", of.because),
        who => format!("{who}: {}", of.because),
    }
}

/// What a file tells beside an answer that a room gave: how it came about. `None` where the room did not settle it, or the
/// answer was changed since.
#[must_use]
pub fn remark(held: Held<'_>, practice: &PracticeId, now: Option<&Response>) -> Option<String> {
    let outcome = held.workshop.outcomes.get(practice)?;
    let setup = &held.workshop.setup;
    let day = super::day(&setup.started);
    if outcome.kind != OutcomeKind::Agreed || outcome.answer.as_ref() != now {
        return None;
    }
    let people: usize = held.revealed.heads.values().sum();
    let mut said = format!(
        "{} in a workshop of {} on {day}.",
        self::outcome(outcome),
        count(people, "person", "people"),
    );
    if let Some(revealed) = held.revealed.of(practice) {
        said += &format!(" Answered before the talk: {}.", tally(&revealed.before));
    }
    for it in &outcome.dissent {
        said += &format!(" Held against it by {}", dissent(it, setup));
    }
    Some(said)
}

/// Why a question is on top.
#[must_use]
pub fn mark(of: &Mark, setup: &Setup) -> String {
    match of {
        Mark::ScopeInDispute => "Some say that it does not apply".to_owned(),
        Mark::RolesApart { low, high } => format!(
            "{} says {}, {} says {}",
            setup.role(low.0),
            in_a_sentence(level(low.1)),
            setup.role(high.0),
            in_a_sentence(level(high.1)),
        ),
        Mark::BeliefsConflict(_) => "The room is of two minds about whose duty it is".to_owned(),
        Mark::Contradicted { at_most, above } => format!(
            "{} above what findings allow ({})",
            count(
                usize::try_from(*above).unwrap_or_default(),
                "answer is",
                "answers are"
            ),
            super::at_most(*at_most).to_ascii_lowercase(),
        ),
    }
}
