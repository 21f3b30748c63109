//! The frameworks that bind the workload, a row for each requirement; and for those that want one, the statement of
//! applicability. Neither says that anybody complies.

use demarc::analysis::{self, Applicability, Applies, FrameworkStanding};
use demarc::words;

use super::{Column, Holds, Table, Value, column, looked_at};
use crate::subject::Subject;

const COLUMNS: [Column; 6] = [
    column("Framework", 24),
    column("Requirement", 16),
    looked_at("Practices behind it", 24, Holds::Support),
    column("Count", 8),
    column("Carried by", 70),
    column("Why none need carry it", 60),
];

/// Every requirement of the frameworks.
pub fn frameworks<'a>(frameworks: &[FrameworkStanding<'a>]) -> Table<'a> {
    let rows = frameworks.iter().flat_map(|standing| {
        standing.requirements.iter().map(|it| {
            let carriers: Vec<_> = it
                .carriers
                .iter()
                .map(|carrier| {
                    let answer = carrier.finding().map_or("not asked", |finding| {
                        words::response(finding.response.as_ref())
                    });
                    format!("{} ({answer})", carrier.practice.title)
                })
                .collect();
            let count = u32::try_from(carriers.len()).unwrap_or(u32::MAX);
            let reason = it.exception.map(|it| it.reason.as_str());
            vec![
                Value::text(standing.framework.name.as_str()),
                Value::text(it.id),
                Value::text(words::support(it.support)),
                Value::Count(count),
                Value::text(carriers.join("; ")),
                reason.map_or(Value::Empty, Value::text),
            ]
        })
    });
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 6,
    }
}

const APPLICABILITY: [Column; 7] = [
    column("Framework", 24),
    column("Requirement", 16),
    column("Applies", 18),
    column("Because of", 60),
    column("Why not", 50),
    looked_at("Practices behind it", 24, Holds::Support),
    column("Evidence", 50),
];

/// The statement of applicability of each framework that wants one.
pub fn applicability<'a>(frameworks: &[FrameworkStanding<'a>], subject: &Subject<'a>) -> Table<'a> {
    let wanting = frameworks.iter().filter(|it| it.framework.statement);
    let rows = wanting.flat_map(|standing| {
        let lines = analysis::applicability(standing, subject.assessment);
        let requirements = standing.requirements.iter().zip(lines);
        requirements.map(|(of, line)| {
            vec![
                Value::text(standing.framework.name.as_str()),
                Value::text(of.id),
                Value::text(words::applies(line.applies)),
                Value::text(because(&line, subject)),
                Value::text(why_not(&line, of.exception.map(|it| it.reason.as_str()))),
                Value::text(words::support(of.support)),
                Value::text(evidence(&line)),
            ]
        })
    });
    Table {
        rows: rows.collect(),
        columns: APPLICABILITY.to_vec(),
        printed: 7,
    }
}

/// What makes a requirement apply.
fn because(line: &Applicability<'_>, subject: &Subject<'_>) -> String {
    let account = line.account.then(|| "the whole account".to_owned());
    let services = line.services.iter().map(|it| subject.service(it));
    let facts = line.facts.iter().map(|id| {
        let known = subject.catalog.fact(id);
        known.map_or_else(|| id.to_string(), |it| it.label.clone())
    });
    let all: Vec<_> = account.into_iter().chain(services).chain(facts).collect();
    all.join("; ")
}

/// Why it does not, or why nothing here decides it.
fn why_not(line: &Applicability<'_>, exception: Option<&str>) -> String {
    match line.applies {
        Applies::Yes => String::new(),
        Applies::No => {
            let reasons = line.because.iter().map(|(practice, reason, because)| {
                format!("{}: {because} ({})", practice.title, words::reason(*reason))
            });
            reasons.collect::<Vec<_>>().join("; ")
        }
        Applies::Inherited | Applies::Undecided => exception.unwrap_or_default().to_owned(),
    }
}

fn evidence(line: &Applicability<'_>) -> String {
    let all = line.evidence.iter();
    let all = all.map(|(practice, evidence)| format!("{}: {evidence}", practice.title));
    all.collect::<Vec<_>>().join("; ")
}
