//! The paragraphs on the standing: the grade and its cap, counts, the best and the worst domain.

use crate::analysis::{ANSWERS_FOR_A_GRADE, Grade};
use crate::labels;
use crate::report::Subject;
use crate::report::prose::{capital, counted, every, first, joined, listed, of, quoted};
use demarc_catalog::Level;

use super::NAMED;

/// Score, grade, cap and band, and the number of practices in place.
pub(super) fn standing(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    if whole.answered == 0 {
        return format!(
            "Nothing has been answered yet: nothing can be said of the {} that {}.",
            counted(whole.applicable, "practice", "practices"),
            of(whole.applicable, "applies", "apply"),
        );
    }
    let Some(score) = whole.score else {
        return "Every practice answered so far was found not to apply, so there is no score."
            .to_owned();
    };
    let uncapped = score.made_of.grade();
    let shown = labels::score(Some(score.value));
    let description = match uncapped {
        Some(Grade::Assured) => "nearly everything on your side is in place",
        Some(Grade::Established) => "most of your side is in place, with gaps that are known",
        Some(Grade::Developing) => "much of your side is in place, and much of it is not",
        _ => "more of your side is missing than in place",
    };
    let grade = if whole.is_too_small() {
        format!("For a grade there are too few answers: it takes {ANSWERS_FOR_A_GRADE} that apply.")
    } else {
        let grade = labels::grade(whole.grade).to_ascii_lowercase();
        format!("The grade is {grade}.")
    };
    let mut parts = vec![format!(
        "What was answered scores {shown} of 100: {description}. {grade}",
    )];
    parts.push(cap(subject, uncapped.filter(|_| whole.grade.is_some())));
    parts.push(accepted_cornerstones(subject));
    let (low, high) = (
        labels::score(Some(score.low)),
        labels::score(Some(score.high)),
    );
    if low != high {
        parts.push(format!(
            "Counting all that is unknown or not answered yet, the score lies between {low} and {high}."
        ));
    }
    parts.push(counts(subject));
    parts.push(extremes(subject));
    joined(&parts)
}

/// The missing cornerstones that cap the grade, or would.
fn cap(subject: &Subject<'_>, uncapped: Option<Grade>) -> String {
    let missing = &subject.analysis.whole.missing_cornerstones;
    if missing.is_empty() {
        return String::new();
    }
    let titles: Vec<String> = missing.iter().map(|it| quoted(subject.title(it))).collect();
    let count = titles.len();
    let kind = match count {
        1 => "a cornerstone",
        2 => "both cornerstones",
        _ => "all cornerstones",
    };
    let unknown = missing.iter().filter(|it| {
        let gap = subject.analysis.gap(it);
        gap.is_some_and(|gap| gap.level.is_none())
    });
    let they = of(count, "it is", "they are");
    let (state, until) = match unknown.count() {
        0 => ("not in place", they.to_owned()),
        unknown => {
            let state = if unknown == count {
                "not known"
            } else {
                "not in place or not known"
            };
            (state, format!("{they} known to be begun"))
        }
    };
    let missing = format!(
        "{}, {kind}, {} {state}",
        first(&titles, NAMED),
        of(count, "is", "are")
    );
    if uncapped.is_some_and(|it| it > Grade::Developing) {
        format!("{missing}, which holds the grade at developing, whatever the score.")
    } else {
        format!("{missing}; until {until}, no grade is better than developing.")
    }
}

/// The missing cornerstones whose risk is accepted.
fn accepted_cornerstones(subject: &Subject<'_>) -> String {
    let missing = subject.analysis.whole.missing_cornerstones.iter();
    let accepted = missing.filter_map(|id| {
        let gap = subject.analysis.gap(id).filter(|gap| gap.is_accepted())?;
        let (_, acceptance) = subject.acceptance(gap)?;
        Some(format!(
            "The risk of {} is {}, which does not lift the grade.",
            quoted(subject.title(id)),
            labels::accepted(acceptance),
        ))
    });
    joined(&accepted.collect::<Vec<_>>())
}

/// The number of practices at each level.
fn counts(subject: &Subject<'_>) -> String {
    let gaps = &subject.analysis.gaps;
    let whole = &subject.analysis.whole;
    let judged = whole.applicable - (whole.in_scope - whole.answered);
    if gaps.is_empty() {
        return format!("{} fully in place.", everything(judged));
    }
    let at = |level: Option<Level>| gaps.iter().filter(|it| it.level == level).count();
    let states = [
        (at(Some(Level::NotInPlace)), "not in place at all"),
        (at(Some(Level::Started)), "only started"),
        (at(Some(Level::Mostly)), "mostly in place"),
        (at(None), "not known"),
    ];
    if let Some((_, state)) = states.iter().find(|(count, _)| *count == judged) {
        return format!("{} {state}.", everything(judged));
    }
    let states = states.iter().filter(|(count, _)| *count > 0);
    let states: Vec<String> = match gaps.len() {
        1 => states.map(|(_, state)| format!("it is {state}")).collect(),
        _ => states
            .map(|(count, state)| format!("{count} {} {state}", of(*count, "is", "are")))
            .collect(),
    };
    format!(
        "Of the {judged} practices that were answered and apply, {} {} not fully in place: {}.",
        gaps.len(),
        of(gaps.len(), "is", "are"),
        listed(&states),
    )
}

/// A phrase for all practices that were answered and apply, with its verb.
fn everything(judged: usize) -> String {
    format!(
        "{} that {} answered and {}",
        capital(&every(judged, "practice", "practices")),
        of(judged, "was", "were"),
        of(judged, "applies is", "apply are"),
    )
}

/// The best and the worst domain, where their scores differ.
fn extremes(subject: &Subject<'_>) -> String {
    let domains = subject.analysis.domains.iter();
    let scored = domains.filter_map(|it| {
        let name = &subject.catalog.domain(&it.domain)?.name;
        Some((it.standing.score?.value, name))
    });
    let scored: Vec<_> = scored.collect();
    // With few scored domains, the best of them says little about the rest.
    if 2 * scored.len() <= subject.analysis.domains.len() {
        return String::new();
    }
    let best = scored.iter().max_by(|one, other| one.0.total_cmp(&other.0));
    let worst = scored.iter().min_by(|one, other| one.0.total_cmp(&other.0));
    match (best, worst) {
        (Some((high, best)), Some((low, worst))) if high - low >= 1.0 => format!(
            "{best} stands best with {}, {} worst with {}.",
            labels::score(Some(*high)),
            labels::in_a_sentence(worst),
            labels::score(Some(*low)),
        ),
        _ => String::new(),
    }
}
