//! The limits of a pipeline: a minimum score, and kinds of gaps and contradictions that must not exist. A gap whose risk
//! is accepted is none that must not exist, until the acceptance expires; nor is a contradiction that is explained.

use demarc_core::analysis::Analysis;
use demarc_core::evidence::Weighing;
use demarc_core::labels;

use crate::arguments::Limits;

/// The limits that the analysis and the evidence violate, a message each; empty when none is violated.
pub fn missed(limits: &Limits, analysis: &Analysis, found: Option<Weighing<'_>>) -> Vec<String> {
    let mut missed = Vec::new();
    if let Some(least) = limits.fail_below {
        match &analysis.whole.score {
            None => missed.push(format!(
                "there is no score yet, and {least} is asked for: nothing that applies is answered"
            )),
            Some(score) if score.value < least => {
                missed.push(format!(
                    "the score is {}, below {least}",
                    labels::score(Some(score.value))
                ));
            }
            Some(_) => {}
        }
    }
    for kind in &limits.fail_on {
        let gaps = analysis.open_gaps();
        let found: Vec<_> = gaps
            .filter(|gap| gap.kinds().any(|it| it == *kind))
            .map(|gap| gap.practice.as_str())
            .collect();
        if !found.is_empty() {
            let gaps = labels::count(found.len(), "gap", "gaps");
            missed.push(format!(
                "{gaps} of the kind {}: {}",
                kind.key(),
                found.join(", ")
            ));
        }
    }
    if limits.fail_on_contradiction {
        missed.extend(contradicted(found));
    }
    missed
}

/// That answers are contradicted; or that nobody knows, because no finding counts.
fn contradicted(found: Option<Weighing<'_>>) -> Option<String> {
    let Some(found) = found.filter(Weighing::has_findings) else {
        return Some(
            "no finding counts: they are too old, of other accounts, or of no known check"
                .to_owned(),
        );
    };
    let open: Vec<_> = found
        .weighed
        .open()
        .map(|it| it.practice.as_str())
        .collect();
    if open.is_empty() {
        return None;
    }
    let answers = labels::count(open.len(), "answer is", "answers are");
    Some(format!("{answers} contradicted: {}", open.join(", ")))
}
