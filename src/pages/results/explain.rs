//! How a figure is computed: every figure of the results can be opened to its terms.

use leptos::prelude::*;

use crate::state::State;
use demarc_catalog::{Level, Practice};
use demarc_core::analysis::{Finding, Gap, Score};
use demarc_core::labels;

/// The terms of a score.
pub(super) fn score(score: &Score) -> AnyView {
    let weight = |twelfths: u32| labels::hundredths(f64::from(twelfths) / 12.0);
    let sum = score.made_of;
    let rows = vec![
        row("Weight of what is answered", weight(sum.answered)),
        row("of it earned by the levels", weight(sum.earned)),
        row(
            "of it answered with don’t know (earns nothing)",
            weight(sum.unknown),
        ),
        row(
            "Weight of what is not answered yet (not in the score)",
            weight(sum.unanswered),
        ),
    ];
    let note = format!(
        "100 × {} ÷ {} = {}, shown rounded down. A practice weighs its impact (1 to 5), a quarter more for each fact of your situation that raises it, half more at most.",
        weight(sum.earned),
        weight(sum.answered),
        labels::hundredths(score.value),
    );
    details("How this score is made", rows, note)
}

/// The terms of a gap's priority.
pub(super) fn priority(
    state: State,
    practice: &'static Practice,
    gap: &Gap,
    finding: &Finding,
) -> AnyView {
    let catalog = state.catalog();
    let missing =
        Level::Fully.thirds() - finding.contradicted.or(gap.level).map_or(0, Level::thirds);
    let raised: Vec<&str> = finding
        .weight
        .raised_by
        .iter()
        .filter_map(|fact| Some(catalog.fact(fact)?.label.as_str()))
        .collect();
    let exposure = if raised.is_empty() {
        "× exposure".to_owned()
    } else {
        format!("× exposure, raised by: {}", raised.join(", "))
    };
    let raise = f64::from(finding.weight.quarters) / f64::from(4 * finding.weight.impact);
    let rows = vec![
        row("Impact", practice.impact.get().to_string()),
        row(&exposure, labels::hundredths(raise)),
        row("× what is missing", labels::thirds(missing)),
        row(
            &format!("÷ {}", labels::effort(practice.effort)),
            labels::effort_divisor(practice.effort),
        ),
        row("= priority", labels::hundredths(gap.priority)),
    ];
    let cells = finding.cells.iter().filter_map(|cell| {
        let service = catalog.deployment(&cell.service)?.name();
        Some(format!("{service} ({})", catalog.layer(&cell.layer)?.name))
    });
    let cells = cells.collect::<Vec<_>>().join(", ");
    let mut note = if cells.is_empty() {
        "Applies to the whole account.".to_owned()
    } else {
        format!("Applies to: {cells}.")
    };
    // The owner can change after the gap is drawn, so it is no term here.
    for kind in gap.kinds_but_unowned() {
        note = format!(
            "{note} {}: {}.",
            labels::kind(kind),
            labels::kind_hint(kind)
        );
    }
    details("How the priority is made", rows, note)
}

fn row(name: &str, value: String) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td>{value}</td>
        </tr>
    }
    .into_any()
}

fn details(summary: &'static str, rows: Vec<AnyView>, note: String) -> AnyView {
    view! {
        <details class="explain">
            <summary>{summary}</summary>
            <table class="table make-up">
                <tbody>{rows}</tbody>
            </table>
            <p class="meta">{note}</p>
        </details>
    }
    .into_any()
}
