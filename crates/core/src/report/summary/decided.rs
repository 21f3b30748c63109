//! The paragraph on due dates that have passed, and on accepted risks.

use crate::analysis::Gap;
use crate::labels;
use crate::report::Subject;
use crate::report::prose::{capital, counted, first, joined, of, quoted};

use super::NAMED;

/// Overdue findings, accepted risks and expired acceptances; blank without any.
pub(super) fn decided(subject: &Subject<'_>) -> String {
    joined(&[overdue(subject), accepted(subject), expired(subject)])
}

fn overdue(subject: &Subject<'_>) -> String {
    let count = subject.analysis.overdue().count();
    let Some(longest) = subject.analysis.longest_overdue() else {
        return String::new();
    };
    let days = counted(
        usize::try_from(longest).unwrap_or(usize::MAX),
        "day",
        "days",
    );
    match count {
        1 => format!("One finding is past its due date, by {days}."),
        _ => format!(
            "{} findings are past their due date, the longest by {days}.",
            capital(&crate::report::prose::number(count)),
        ),
    }
}

fn accepted(subject: &Subject<'_>) -> String {
    let risks = subject.analysis.accepted_risks(subject.assessment);
    let named = risks.iter().filter(|it| it.gap.is_accepted()).map(|it| {
        let title = quoted(subject.title(&it.gap.practice));
        format!("{title}, {}", labels::accepted(it.acceptance))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return String::new();
    }
    format!(
        "{} {} accepted and {} open: {}.",
        capital(&counted(named.len(), "risk", "risks")),
        of(named.len(), "is", "are"),
        of(named.len(), "stays", "stay"),
        listed_by_semicolon(&named),
    )
}

fn expired(subject: &Subject<'_>) -> String {
    let gaps = subject.analysis.open_gaps();
    let titles = gaps.filter(|it| it.acceptance.is_some());
    let titles: Vec<String> = titles
        .map(|it: &Gap| quoted(subject.title(&it.practice)))
        .collect();
    match titles.len() {
        0 => String::new(),
        count => format!(
            "{} expired, of {}: {} a finding again.",
            capital(&counted(count, "acceptance has", "acceptances have")),
            first(&titles, NAMED),
            of(count, "it is", "each is"),
        ),
    }
}

/// The first items with semicolons between them, since they have commas of their own, and the number of the others.
fn listed_by_semicolon(items: &[String]) -> String {
    let shown = items.iter().take(NAMED).map(String::as_str);
    let mut text = shown.collect::<Vec<_>>().join("; ");
    let more = items.len().saturating_sub(NAMED);
    if more > 0 {
        text += &format!("; and {} more", crate::report::prose::number(more));
    }
    text
}
