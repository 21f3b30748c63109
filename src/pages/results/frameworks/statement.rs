//! The statement of applicability of a framework that requires one: a table to print and to save.
//! Decisions that Demarc can't make are left blank for the user.

use leptos::prelude::*;

use super::bar::mark;
use super::carriers::carried_by;
use crate::components::table;
use crate::state::State;
use demarc_core::analysis::{
    Analysis, Applicability, Applies, FrameworkStanding, Requirement, applicability,
};
use demarc_core::assessment::Assessment;
use demarc_core::labels;

/// The columns of the statement.
const COLUMNS: [&str; 6] = [
    "Control",
    "Applies",
    "Why",
    "State",
    "Practices",
    "Evidence",
];

/// The statement, folded on screen and open in print.
pub(super) fn section(
    state: State,
    standing: &FrameworkStanding<'_>,
    assessment: &Assessment,
    analysis: &Analysis,
) -> AnyView {
    let lines = applicability(standing, assessment);
    let count = |applies: Applies| lines.iter().filter(|it| it.applies == applies).count();
    let summary = format!(
        "Of its controls, {} apply, {} are inherited from AWS for what it runs, {} do not apply, and {} are left for you to decide.",
        count(Applies::Yes),
        count(Applies::Inherited),
        count(Applies::No),
        count(Applies::Undecided),
    );
    let rows = standing.requirements.iter().zip(&lines);
    let rows = rows.map(|(requirement, line)| row(state, standing, requirement, line, analysis));
    view! {
        <section class="statement-page" aria-labelledby="statement">
            <h3 id="statement">"Statement of Applicability"</h3>
            <p>
                {summary}
                " It is a draft from your situation, services and answers: the scope and the risk decisions are yours."
            </p>
            <details>
                <summary>
                    {format!("The statement: {}", labels::count(lines.len(), "control", "controls"))}
                </summary>
                {table("The statement as a table".to_owned(), "table statement", &COLUMNS, rows.collect())}
            </details>
        </section>
    }
    .into_any()
}

fn row(
    state: State,
    standing: &FrameworkStanding<'_>,
    requirement: &Requirement<'_>,
    line: &Applicability<'_>,
    analysis: &Analysis,
) -> AnyView {
    let why = labels::why_applies(
        state.catalog(),
        analysis,
        line,
        requirement.support,
        requirement.exception,
    );
    let practices = if requirement.carriers.is_empty() {
        "–".into_any()
    } else {
        carried_by(state, requirement)
    };
    let evidence = match line.applies {
        Applies::Inherited => standing.framework.evidence.clone(),
        _ => {
            let named = line.evidence.iter();
            named
                .map(|(practice, evidence)| format!("{}: {evidence}", practice.title))
                .collect()
        }
    };
    let evidence = if evidence.is_empty() {
        "–".into_any()
    } else {
        let items = evidence
            .into_iter()
            .map(|it| view! { <li>{it}</li> }.into_any());
        view! { <ul>{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{requirement.id.to_owned()}</th>
            <td>{labels::applies(line.applies)}</td>
            <td>{why}</td>
            <td>{mark(requirement.support)}</td>
            <td>{practices}</td>
            <td>{evidence}</td>
        </tr>
    }
    .into_any()
}
