//! The tables of the frameworks that bind the workload, a row per requirement: their support, and the statement of
//! applicability. Neither states compliance.

use demarc_catalog::Strength;
use demarc_core::analysis::{
    Applicability, AskState, Carrier, FrameworkStanding, applicability as lines,
};
use demarc_core::labels;

use super::{Column, Holds, Table, Value, column, styled};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 7] = [
    column("Framework", 24),
    column("Requirement", 16),
    styled("Practices behind it", 24, Holds::Support),
    column("Count", 8),
    column("Practices that it needs", 60),
    column("Practices that help", 40),
    column("Why it needs none", 50),
];

/// All requirements of the frameworks.
pub fn frameworks<'a>(frameworks: &[FrameworkStanding<'a>]) -> Table<'a> {
    let rows = frameworks.iter().flat_map(|standing| {
        standing.requirements.iter().map(|it| {
            let [needs, supports] = Strength::ALL.map(|strength| {
                let all = it.carriers.iter().filter(|it| it.strength == strength);
                all.map(answered).collect::<Vec<_>>()
            });
            let count = u32::try_from(needs.len()).unwrap_or(u32::MAX);
            let reason = it.exception.map(|it| it.reason.as_str());
            vec![
                Value::text(standing.framework.name.as_str()),
                Value::text(it.id),
                Value::text(labels::support(it.support)),
                Value::Count(count),
                Value::text(needs.join("; ")),
                Value::text(supports.join("; ")),
                reason.map_or(Value::Empty, Value::text),
            ]
        })
    });
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 7,
    }
}

/// A practice with its answer, or the reason why it is not asked.
fn answered(carrier: &Carrier<'_>) -> String {
    let answer = match carrier.asked {
        AskState::Yes(finding) => labels::response(finding.response.as_ref()).to_owned(),
        AskState::No(why) => labels::unasked(why),
    };
    format!("{} ({answer})", carrier.practice.title)
}

const APPLICABILITY: [Column; 6] = [
    column("Framework", 24),
    column("Requirement", 16),
    column("Applies", 14),
    column("Why", 70),
    styled("Practices behind it", 24, Holds::Support),
    column("Evidence", 60),
];

/// The statements of applicability of the frameworks that ask for one.
pub fn applicability<'a>(
    frameworks: &[FrameworkStanding<'a>],
    subject: &ExportSubject<'a>,
) -> Table<'a> {
    let wanting = frameworks.iter().filter(|it| it.framework.statement);
    let rows = wanting.flat_map(|standing| {
        let lines = lines(standing, subject.assessment);
        let requirements = standing.requirements.iter().zip(lines);
        requirements.map(|(of, line)| {
            vec![
                Value::text(standing.framework.name.as_str()),
                Value::text(of.id),
                Value::text(labels::applies(line.applies)),
                Value::text(labels::why_applies(
                    subject.catalog,
                    &subject.analysis,
                    &line,
                    of.support,
                    of.exception,
                )),
                Value::text(labels::support(of.support)),
                Value::text(evidence(&line)),
            ]
        })
    });
    Table {
        rows: rows.collect(),
        columns: APPLICABILITY.to_vec(),
        printed: 6,
    }
}

fn evidence(line: &Applicability<'_>) -> String {
    let all = line.evidence.iter();
    let all = all.map(|(practice, evidence)| format!("{}: {evidence}", practice.title));
    all.collect::<Vec<_>>().join("; ")
}
