//! The register of accepted risks: those whose acceptance has expired first, then in the order in which they end.

use demarc_core::labels;

use super::{Column, Holds, Table, Value, acceptance, column, styled};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 9] = [
    column("Practice", 34),
    column("Domain", 22),
    styled("Answer", 14, Holds::Level),
    column("Impact", 8),
    column("Cornerstone", 12),
    column("Accepted by", 20),
    column("Accepted until", 14),
    column("Why accepted", 60),
    column("Time left", 18),
];

/// All accepted risks, and gaps whose acceptance has expired.
pub fn accepted<'a>(subject: &ExportSubject<'a>) -> Table<'a> {
    let register = subject.analysis.accepted_risks(subject.assessment);
    let rows = register.iter().filter_map(|it| {
        let (practice, _) = subject.practice(&it.gap.practice)?;
        let finding = subject.analysis.finding(&it.gap.practice)?;
        let [by, until, because] = acceptance(subject, &it.gap.practice);
        Some(vec![
            Value::text(practice.title.as_str()),
            Value::text(subject.domain(&it.gap.domain)),
            Value::text(labels::response(finding.response.as_ref())),
            Value::Count(it.impact),
            Value::truth(practice.cornerstone),
            by,
            until,
            because,
            Value::text(labels::time_left(it)),
        ])
    });
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 9,
    }
}
