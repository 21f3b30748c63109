//! The paragraph on layers wrongly assumed to be AWS's: the most dangerous kind of gap, because nobody looks for it.

use crate::analysis::{BeliefCheck, Verdict};
use crate::labels;
use crate::report::Subject;
use crate::report::prose::{first, joined, listed, number, of};

use super::NAMED;

/// The layers wrongly assumed to be AWS's, as a paragraph.
pub(super) fn danger(subject: &Subject<'_>) -> String {
    let assumptions = subject.beliefs(Verdict::Assumption);
    let over_reaches = subject.beliefs(Verdict::OverReach);
    let asked = subject.analysis.beliefs.len();
    let named = |checks: &[&BeliefCheck]| {
        let cells: Vec<String> = checks.iter().map(|it| cell(subject, it)).collect();
        first(&cells, NAMED)
    };
    let mut parts = Vec::new();
    match assumptions.len() {
        0 if asked == 0 => {}
        0 => parts.push(line(subject, asked)),
        count => {
            parts.push(format!(
                "The most dangerous finding is not a missing control but a mistaken belief: {} {} taken to be AWS’s, and {} at least in part yours. What everybody takes to be done by somebody else is easily left undone.",
                named(&assumptions),
                of(count, "was", "were"),
                of(count, "is", "are"),
            ));
        }
    }
    if !over_reaches.is_empty() {
        parts.push(format!(
            "On the other side, {} {} AWS’s alone and {} believed to be yours: if you spend effort on that, see whether it can stop.",
            named(&over_reaches),
            of(over_reaches.len(), "is", "are"),
            of(over_reaches.len(), "was", "were"),
        ));
    }
    joined(&parts)
}

/// The number of correct beliefs, where no layer was wrongly assumed to be AWS's.
fn line(subject: &Subject<'_>, asked: usize) -> String {
    let unsure = subject.beliefs(Verdict::Unsure).len();
    let agrees = subject.beliefs(Verdict::Agrees).len();
    let otherwise = asked - unsure - agrees;
    if unsure == asked {
        return match asked {
            1 => "Nobody was sure who owns the one layer that was asked about.".to_owned(),
            _ => format!(
                "Nobody was sure who owns any of the {} layers that were asked about.",
                number(asked)
            ),
        };
    }
    let nothing = "Nothing that is yours was taken to be AWS’s";
    if agrees == asked {
        return format!("{nothing}: the line is where you thought it was.");
    }
    if asked == 1 {
        return format!(
            "{nothing}, but the one layer that was asked about is not owned as you thought."
        );
    }
    let owned = |count: usize, how: &str| {
        (count > 0).then(|| format!("{} {} owned {how}", number(count), of(count, "is", "are")))
    };
    let how = [
        owned(agrees, "as you thought"),
        owned(otherwise, "otherwise than you thought"),
        (unsure > 0).then(|| format!("nobody was sure of {}", number(unsure))),
    ];
    let how: Vec<String> = how.into_iter().flatten().collect();
    format!(
        "{nothing}. Of the {} layers that were asked about, {}.",
        number(asked),
        listed(&how)
    )
}

/// A cell, for use within a sentence.
fn cell(subject: &Subject<'_>, check: &BeliefCheck) -> String {
    format!(
        "{} of {}",
        labels::in_a_sentence(subject.layer(&check.cell.layer)),
        subject.short(&check.cell.service),
    )
}
