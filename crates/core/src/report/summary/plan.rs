//! The paragraphs on the first findings to close, the capacity, and what is unknown.

use crate::analysis::{Gap, roadmap};
use crate::assessment::Response;
use crate::labels;
use crate::report::Subject;
use crate::report::prose::{capital, counted, every, joined, listed, number, of};
use crate::text;

/// The number of findings to close first.
const FIRST: usize = 5;

/// The findings to close first, as a list, and how far the capacity reaches.
pub(super) fn to_do(subject: &Subject<'_>) -> Vec<String> {
    let gaps: Vec<&Gap> = subject.analysis.open_gaps().collect();
    let whole = &subject.analysis.whole;
    if gaps.is_empty() {
        if subject.analysis.accepted() > 0 {
            return vec!["Nothing is left to close but accepted risks.".to_owned()];
        }
        let done = whole.score.is_some() && whole.answered == whole.in_scope;
        let keep = "Nothing is left to close. What is left is to keep it so: look again when the workload changes, and at least every quarter.";
        return if done {
            vec![keep.to_owned()]
        } else {
            Vec::new()
        };
    }
    let shown = &gaps[..gaps.len().min(FIRST)];
    let items = shown
        .iter()
        .zip(1..)
        .map(|(gap, index)| item(subject, gap, index));
    let items: Vec<String> = items.collect();
    let heading = match (gaps.len(), shown.len()) {
        (1, _) => "What to do:".to_owned(),
        (_, shown) => format!(
            "What to do first, the {} findings that weigh most for the effort they take:",
            number(shown)
        ),
    };
    vec![heading, items.join("\n"), pace(subject)]
}

fn item(subject: &Subject<'_>, gap: &Gap, index: usize) -> String {
    let step = subject
        .practice(&gap.practice)
        .map_or("", |it| &it.guide.first_step);
    let step = text::without_marks(step);
    format!("{index}. {}: {step}", subject.title(&gap.practice))
}

/// How far the capacity reaches, and the phases in which more is planned than fits.
fn pace(subject: &Subject<'_>) -> String {
    let plan = roadmap(&subject.analysis.gaps, subject.assessment);
    let [now, next, later] = plan.phases.each_ref().map(|it| it.items.len());
    let days = labels::count(usize::from(plan.capacity.days()), "day", "days");
    let all = subject.analysis.open_gaps().count();
    let was_moved = plan
        .phases
        .iter()
        .any(|it| it.items.iter().any(|it| it.moved));
    if all == 1 && now == 0 && !was_moved {
        return format!(
            "Closing it takes more than the {days} of work there is room for in the next 30 days."
        );
    }
    let findings = match now {
        _ if now == all || all == 1 => every(all, "finding", "findings"),
        0 => format!("none of the {all} findings"),
        _ => format!("{now} of the {all} findings"),
    };
    let are = of(if now == 0 { 1 } else { now }, "is", "are");
    let when = match (all, now, next) {
        (1, 0, 1) => "the quarter after the next 30 days",
        (1, 0, _) => "later than the quarter after the next 30 days",
        _ => "the next 30 days",
    };
    let mut planned = vec![format!("{findings} {are} planned for {when}")];
    if all > 1 && next > 0 {
        planned.push(format!("{next} for the quarter after"));
    }
    if all > 1 && later > 0 {
        planned.push(format!("{later} for later"));
    }
    let mut sentences = vec![format!(
        "With {days} of work in 30 days, {}.",
        listed(&planned)
    )];
    for (stage, when) in plan
        .phases
        .iter()
        .zip(["the next 30 days", "the quarter after"])
    {
        let over = stage
            .planned
            .saturating_sub(stage.room.unwrap_or(stage.planned));
        if over > 0 {
            sentences.push(format!(
                "What is planned for {when} takes {}, {over} more than there is room for.",
                labels::count(stage.planned as usize, "day", "days"),
            ));
        }
    }
    joined(&sentences)
}

/// The practices that are unknown, not answered or without an owner.
pub(super) fn unknown(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    let findings = subject.analysis.practices.iter();
    let unknown = findings
        .filter(|it| it.response == Some(Response::DontKnow))
        .count();
    let unowned = subject.analysis.open_gaps();
    let unowned = unowned
        .filter(|it| subject.owner(&it.practice).is_empty())
        .count();
    let left = whole.in_scope - whole.answered;
    let mut parts = Vec::new();
    if unknown > 0 {
        parts.push(format!(
            "Nobody present could say whether {} {} in place; until somebody looks, {} as missing.",
            counted(unknown, "practice", "practices"),
            of(unknown, "is", "are"),
            of(unknown, "it counts", "they count"),
        ));
    }
    if whole.answered > 0 && left > 0 {
        parts.push(format!(
            "{} of {} {} not answered yet, so this picture is not complete.",
            capital(&number(left)),
            counted(whole.in_scope, "question", "questions"),
            of(left, "is", "are"),
        ));
    } else if whole.in_scope > 1 && left == 0 {
        let questions = every(whole.in_scope, "question", "questions");
        parts.push(format!("{} were answered.", capital(&questions)));
    }
    let all = subject.analysis.open_gaps().count();
    match unowned {
        0 if all > 1 => parts.push("Every finding has an owner.".to_owned()),
        0 => {}
        _ if unowned == all && all > 1 => parts.push(
            "No finding has an owner yet; naming one for each is the next step, since what nobody owns does not get closed.".to_owned(),
        ),
        _ if all == 1 => parts.push(
            "The one finding has no owner yet, and what nobody owns does not get closed.".to_owned(),
        ),
        _ => parts.push(format!(
            "{} of {} {} no owner yet, and what nobody owns does not get closed.",
            capital(&number(unowned)),
            counted(all, "finding", "findings"),
            of(unowned, "has", "have"),
        )),
    }
    joined(&parts)
}
