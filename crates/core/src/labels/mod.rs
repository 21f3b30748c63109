//! Labels for the values of the core: each has one name on every screen and in every file.
//! Labels are never used as keys.

pub mod compared;
pub mod evidence;
mod field;
mod frameworks;
mod line;
mod lists;
mod risk;
mod text;
pub mod workshop;

pub use field::{field, value};
pub use frameworks::{
    applies, because, change, requirements, support, support_hint, unasked, why_applies,
};
pub use line::{line_over, shift};
pub use lists::{
    NOBODY, answer, assigned, cell_state, cell_state_hint, changed, effort_and_time, gap_group,
    gap_grouping, gap_sort,
};
pub use risk::{
    RISK_ACCEPTED, acceptance, acceptance_hint, acceptance_in_full, accepted, due_problem,
    gap_state, grade_of, grade_or_why, lacking, overdue, overdue_mark, runs_out_soon, states,
    time_left,
};
pub use text::{
    count, day, hundredths, in_a_sentence, lifecycle, name, score, thirds, unfinished_date,
};

use crate::analysis::{AnswerKind, GapKind, Grade, Verdict};
use crate::assessment::{Belief, Chapter, NotApplicable, Phase, Response};
use demarc_catalog::{Control, Cost, Depth, Effort, Level, Owner, Party, Patching};

/// The name of a level.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::NotInPlace => "Not in place",
        Level::Started => "Started",
        Level::Mostly => "Mostly",
        Level::Fully => "Fully",
    }
}

/// The levels up to one: `At most started`.
#[must_use]
pub fn at_most(level: Level) -> String {
    format!("At most {}", self::level(level).to_ascii_lowercase())
}

/// The name of a response.
#[must_use]
pub fn response(response: Option<&Response>) -> &'static str {
    answer(AnswerKind::of(response))
}

/// The name of a reason for “not applicable”.
#[must_use]
pub fn reason(reason: NotApplicable) -> &'static str {
    match reason {
        NotApplicable::OutOfScope => "Out of scope",
        NotApplicable::BusinessDecision => "Business decision",
        NotApplicable::Architecture => "Architecture",
        NotApplicable::Other => "Other",
    }
}

/// An explanation of a reason for “not applicable”.
#[must_use]
pub fn reason_hint(reason: NotApplicable) -> &'static str {
    match reason {
        NotApplicable::OutOfScope => "Not part of what you are assessing",
        NotApplicable::BusinessDecision => "Somebody entitled to it accepted the risk",
        NotApplicable::Architecture => "The workload is built so that it can’t matter",
        NotApplicable::Other => "Anything else",
    }
}

/// The name of an owner.
#[must_use]
pub fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "AWS",
        Owner::Customer => "You",
        Owner::Shared => "Shared",
        Owner::Absent => "Nobody",
        Owner::Operator => "Operator",
    }
}

/// The name of a party that holds a part of a shared layer. `operator` is the name of the third party, where there is
/// one.
#[must_use]
pub fn party(party: Party, operator: Option<&str>) -> &str {
    match party {
        Party::Aws => "AWS",
        Party::Operator => operator.unwrap_or("Operator"),
        Party::Customer => "You",
    }
}

/// How a shared patch comes about.
#[must_use]
pub fn patching(patching: Patching) -> &'static str {
    match patching {
        Patching::Hour => "You pick the hour",
        Patching::Apply => "You apply it",
        Patching::Version => "You move versions",
    }
}

/// Who owns a layer, as the end of a sentence: “it is …”. `operator` is the name of the third party, where there is one.
#[must_use]
pub fn owned_by(owner: Owner, operator: Option<&str>) -> String {
    match owner {
        Owner::Aws => "AWS’s alone".to_owned(),
        Owner::Customer => "yours alone".to_owned(),
        Owner::Shared => match operator {
            None => "shared: AWS does its part, and you do yours".to_owned(),
            Some(name) => format!("shared: AWS, {name} and you, each with a part"),
        },
        Owner::Absent => "nobody’s".to_owned(),
        Owner::Operator => format!("{}’s alone", operator.unwrap_or("the operator")),
    }
}

/// The name of a belief, as an answer to a statement.
#[must_use]
pub fn belief(belief: Belief) -> &'static str {
    match belief {
        Belief::Aws => "AWS",
        Belief::Customer => "Us",
        Belief::Shared => "Both",
        Belief::Absent => "Nobody",
        Belief::NotSure => "Not sure",
        Belief::Operator => "The operator",
    }
}

/// The name of a verdict.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "As believed",
        Verdict::Assumption => kind(GapKind::Assumption),
        Verdict::OverReach => kind(GapKind::OverReach),
        Verdict::Unsure => belief(Belief::NotSure),
        Verdict::Differs => "Different",
    }
}

/// The name of a phase.
#[must_use]
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Now => "Now",
        Phase::Next => "Next",
        Phase::Later => "Later",
    }
}

/// An explanation of a phase.
#[must_use]
pub fn phase_hint(phase: Phase) -> &'static str {
    match phase {
        Phase::Now => "The next 30 days",
        Phase::Next => "The quarter after them",
        Phase::Later => "After that",
    }
}

/// The heading of a chapter of the report.
#[must_use]
pub fn chapter(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Summary => "Summary",
        Chapter::Assumptions => "What was assumed to be AWS’s",
        Chapter::Findings => "Findings by priority",
        Chapter::Matrix => "Who owns what",
        Chapter::Roadmap => "Roadmap",
        Chapter::Frameworks => "Frameworks",
        Chapter::Method => "Method",
        Chapter::Answers => "All answers",
    }
}

/// The letter of an owner in the matrix.
#[must_use]
pub fn owner_letter(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "A",
        Owner::Customer => "Y",
        Owner::Shared => "S",
        Owner::Absent => "–",
        Owner::Operator => "O",
    }
}

/// The name of a kind of gap.
#[must_use]
pub fn kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => "Assumption",
        GapKind::Contradicted => "Contradicted",
        GapKind::Unmet => "Unmet",
        GapKind::Unverified => "Unverified",
        GapKind::Unowned => "Unowned",
        GapKind::OverReach => "Over-reach",
    }
}

/// An explanation of a kind of gap.
#[must_use]
pub fn kind_hint(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => {
            "A layer of it was believed to be AWS’s, and is yours at least in part"
        }
        GapKind::Contradicted => "Findings of a scanner contradict the answer",
        GapKind::Unmet => "Known to be yours, and not fully in place",
        GapKind::Unverified => "Nobody knows whether it is in place",
        GapKind::Unowned => "No person or team is named for it",
        GapKind::OverReach => "A layer of it was taken for yours, and is AWS’s",
    }
}

/// The name of a grade.
#[must_use]
pub fn grade(grade: Option<Grade>) -> &'static str {
    match grade {
        None => "No grade yet",
        Some(Grade::Exposed) => "Exposed",
        Some(Grade::Developing) => "Developing",
        Some(Grade::Established) => "Established",
        Some(Grade::Assured) => "Assured",
    }
}

/// The name of an effort.
#[must_use]
pub fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "small effort (days)",
        Effort::Medium => "medium effort (weeks)",
        Effort::Large => "large effort (months)",
    }
}

/// The number that an effort divides the priority by.
#[must_use]
pub fn effort_divisor(effort: Effort) -> String {
    hundredths(effort.divisor())
}

/// The name of a depth.
#[must_use]
pub fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Quick => "Quick",
        Depth::Standard => "Standard",
        Depth::Full => "Full",
    }
}

/// An explanation of a depth.
#[must_use]
pub fn depth_hint(depth: Depth) -> &'static str {
    match depth {
        Depth::Quick => "At most 14 questions, 8 minutes: the cornerstones and what hurts most",
        Depth::Standard => "About 70, half an hour: what most workloads should answer",
        Depth::Full => "Every question that applies, up to 75 minutes",
    }
}

/// About how long so many questions of the quick depth take, in minutes: 35 seconds each, as [`depth_hint`] says.
#[must_use]
pub fn quick_minutes(questions: usize) -> usize {
    (questions * 35 + 30) / 60
}

/// The duties of the whole account, in a sentence: how many there are, and how many of them are fully in place.
#[must_use]
pub fn account_wide((asked, fully): (usize, usize)) -> String {
    let duties = count(asked, "duty", "duties");
    format!(
        "The whole account: {duties} of yours belong to no one service. Fully in place: {fully}."
    )
}

/// The name of a cost: whether the automation of a practice is charged.
#[must_use]
pub fn cost(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => "(no charge)",
        Cost::Paid => "(AWS charges for it)",
        Cost::None => "",
    }
}

/// The name of a class of controls.
#[must_use]
pub fn control(control: Control) -> &'static str {
    match control {
        Control::Inherited => "Inherited: taken over from AWS whole",
        Control::Shared => {
            "Shared: AWS does its half for the infrastructure, you for what runs on it"
        }
        Control::Customer => "Customer specific: yours alone",
    }
}

/// A short name of an effort, for narrow columns.
#[must_use]
pub fn size(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "Small",
        Effort::Medium => "Medium",
        Effort::Large => "Large",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_the_quick_depth_are_those_of_its_hint() {
        let hint = depth_hint(Depth::Quick);
        assert!(hint.starts_with(&format!(
            "At most 14 questions, {} minutes",
            quick_minutes(14)
        )));
        assert_eq!((quick_minutes(0), quick_minutes(12)), (0, 7));
    }

    #[test]
    fn being_unsure_is_not_being_wrong() {
        let held = |believed| verdict(Verdict::of(believed, Owner::Shared));
        assert_eq!(held(Belief::NotSure), "Not sure");
        assert_eq!(held(Belief::Aws), "Assumption");
        assert_eq!(held(Belief::Shared), "As believed");
        assert_eq!(held(Belief::Absent), "Different");
        assert_eq!(
            verdict(Verdict::of(Belief::Customer, Owner::Aws)),
            "Over-reach"
        );
    }
}
