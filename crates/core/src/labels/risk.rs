//! Labels for accepted risks, due dates, and standings without a grade.

use super::{count, day, grade};
use crate::analysis::{
    ANSWERS_FOR_A_GRADE, AcceptanceState, AcceptedRisk, Gap, GapState, RoadmapItem, RunsOut,
    Standing,
};
use crate::assessment::{Acceptance, AcceptancePart};
use crate::text;

/// The name of the choice and of the state “risk accepted”.
pub const RISK_ACCEPTED: &str = "Risk accepted";

/// The name of the state of an acceptance.
#[must_use]
pub fn acceptance(state: AcceptanceState) -> &'static str {
    match state {
        AcceptanceState::Accepted => RISK_ACCEPTED,
        AcceptanceState::Expired => "Acceptance expired",
    }
}

/// An explanation of the state of an acceptance.
#[must_use]
pub fn acceptance_hint(state: AcceptanceState) -> &'static str {
    match state {
        AcceptanceState::Accepted => {
            "Somebody entitled to it leaves this open; it still counts as its level"
        }
        AcceptanceState::Expired => {
            "The last day of the acceptance has passed: it is an ordinary gap again"
        }
    }
}

/// Who accepted a risk, and until when: `accepted by CISO until March 31, 2027`.
#[must_use]
pub fn accepted(of: &Acceptance) -> String {
    let until = of.until.as_ref().map_or_else(
        || "without an end date".to_owned(),
        |until| format!("until {}", day(until)),
    );
    format!("accepted by {} {until}", text::line(&of.by))
}

/// An acceptance in full: `Risk accepted: accepted by CISO until March 31, 2027. Too dear this year.`
#[must_use]
pub fn acceptance_in_full(state: AcceptanceState, of: &Acceptance) -> String {
    let because = of.because.trim();
    let end = if because.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{}: {}. {because}{end}", acceptance(state), accepted(of))
}

/// The time that is left of an acceptance: `12 days left`, `expired 3 days ago`.
#[must_use]
pub fn time_left(of: &AcceptedRisk<'_>) -> String {
    match of.days_left {
        None => "No end date".to_owned(),
        Some(0) => "Ends today".to_owned(),
        Some(left) if left > 0 => format!("{} left", days(left.unsigned_abs())),
        Some(left) => format!("Expired {} ago", days(left.unsigned_abs())),
    }
}

/// What an acceptance lacks, for the person who enters it.
#[must_use]
pub fn lacking(part: AcceptancePart) -> &'static str {
    match part {
        AcceptancePart::By => "Write who accepts the risk.",
        AcceptancePart::Because => "Write why the risk is accepted.",
    }
}

/// How long a gap is overdue: `overdue by 15 days`.
#[must_use]
pub fn overdue(by: u32) -> String {
    format!("overdue by {}", days(by))
}

/// The same as a mark: `Overdue by 15 days`.
#[must_use]
pub fn overdue_mark(by: u32) -> String {
    format!("Overdue by {}", days(by))
}

/// What is wrong with the due date of a gap on the roadmap: that it has passed, or that it contradicts the phase, as in
/// `due in 18 days, before this phase begins`. `None` if nothing is.
#[must_use]
pub fn due_problem(item: &RoadmapItem) -> Option<String> {
    let due_in = item.due_in.filter(|days| item.late || *days < 0)?;
    let by = days(due_in.unsigned_abs());
    Some(match due_in {
        ..0 => format!("overdue by {by}"),
        0 => "due today, before this phase begins".to_owned(),
        _ => format!("due in {by}, before this phase begins"),
    })
}

/// What is decided about a gap and its date, each in a few words: `Risk accepted`, `Overdue by 15 days`.
#[must_use]
pub fn states(gap: &Gap) -> Vec<String> {
    let acceptance = gap.acceptance.map(|it| acceptance(it).to_owned());
    let overdue = gap.overdue().map(overdue_mark);
    acceptance.into_iter().chain(overdue).collect()
}

/// The name of a filter by state.
#[must_use]
pub fn gap_state(state: GapState) -> &'static str {
    match state {
        GapState::Overdue => "Overdue",
        GapState::Accepted => acceptance(AcceptanceState::Accepted),
        GapState::Expired => acceptance(AcceptanceState::Expired),
        GapState::Open => "Not accepted",
    }
}

/// The grade of a standing, in a word or two.
#[must_use]
pub fn grade_of(standing: &Standing) -> &'static str {
    if standing.is_too_small() {
        "Too few answers"
    } else {
        grade(standing.grade)
    }
}

/// The grade of a standing; where it has too few answers for one, how few: `2 of 13 practices asked: too few for a
/// grade`.
#[must_use]
pub fn grade_or_why(standing: &Standing) -> String {
    if !standing.is_too_small() {
        return grade(standing.grade).to_owned();
    }
    let few = if standing.in_scope < ANSWERS_FOR_A_GRADE {
        format!(
            "{} of {} asked",
            standing.in_scope,
            count(standing.in_catalog, "practice", "practices"),
        )
    } else {
        let counted = standing.counted();
        let is_all = standing.answered == standing.in_scope;
        let which = if is_all { "apply" } else { "answered" };
        format!("{counted} of {} {which}", standing.in_scope)
    };
    format!("{few}: too few for a grade")
}

fn days(number: u32) -> String {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    count(number, "day", "days")
}

/// What runs out soon: `2 accepted risks run out soon, the first on December 3, 2026`.
#[must_use]
pub fn runs_out_soon(of: &RunsOut) -> String {
    let counts = [
        (of.accepted, "accepted risk", "accepted risks"),
        (of.explained, "explanation", "explanations"),
    ];
    let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
    let what: Vec<String> = counts
        .map(|(number, one, several)| count(number, one, several))
        .collect();
    let (what, first) = (what.join(" and "), day(&of.first));
    match of.accepted + of.explained {
        1 => format!("{what} runs out on {first}"),
        _ => format!("{what} run out soon, the first on {first}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acceptance_is_told_in_a_clause() {
        let mut it = Acceptance {
            by: " CISO ".into(),
            until: None,
            because: "Too dear".into(),
        };
        assert_eq!(accepted(&it), "accepted by CISO without an end date");
        it.until = "2027-03-31".parse().ok();
        assert_eq!(accepted(&it), "accepted by CISO until March 31, 2027");
    }

    #[test]
    fn days_are_counted_in_words() {
        assert_eq!(overdue(1), "overdue by 1 day");
        assert_eq!(overdue(15), "overdue by 15 days");
    }
}
