//! The table of gaps: by priority, accepted risks last.

use demarc_core::labels;

use super::{
    Column, Holds, Table, Value, acceptance, catalog_text, column, found, notes, rank, styled,
    with_evidence,
};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 26] = [
    column("Rank", 6),
    column("Practice", 28),
    column("Domain", 20),
    styled("Kind", 12, Holds::GapKind),
    column("Also", 13),
    styled("Answer", 12, Holds::Level),
    column("When", 8),
    styled("Priority", 9, Holds::Weight),
    column("Impact", 8),
    column("Weight", 8),
    column("Effort", 9),
    column("Cornerstone", 12),
    column("Owner", 18),
    column("Due", 12),
    column("State", 12),
    column("Note", 28),
    column("Evidence", 22),
    column("Accepted by", 20),
    column("Accepted until", 14),
    column("Why accepted", 40),
    column("Where", 60),
    column("Why it matters", 90),
    column("First step", 90),
    column("Lasting fix", 90),
    column("How to verify", 90),
    column("Practice ID", 26),
];

/// The column behind which those of the evidence stand.
const BEHIND: &str = "Answer";
/// How many columns are printed. With those on what scanners found, the one on evidence that was entered is not, so
/// that the print can be read.
const PRINTED: u16 = 17;
const PRINTED_WITH_EVIDENCE: u16 = 18;

/// All gaps.
pub fn gaps<'a>(subject: &ExportSubject<'a>) -> Table<'a> {
    let rows = subject.analysis.gaps.iter().enumerate();
    let rows = rows.filter_map(|(index, gap)| {
        let (practice, text) = subject.practice(&gap.practice)?;
        let finding = subject.analysis.finding(&gap.practice)?;
        let marks: Vec<_> = gap.marks.iter().map(|it| labels::kind(*it)).collect();
        let [owner, due, note, evidence] = notes(subject, &gap.practice);
        let [by, until, because] = acceptance(subject, &gap.practice);
        let phase = subject.phase(&gap.practice);
        let row = vec![
            rank(index),
            Value::text(practice.title.as_str()),
            Value::text(subject.domain(&gap.domain)),
            Value::text(labels::kind(gap.kind)),
            Value::text(marks.join(", ")),
            Value::text(labels::response(finding.response.as_ref())),
            phase.map_or(Value::Empty, |it| Value::text(labels::phase(it))),
            Value::Figure(gap.priority),
            Value::Count(finding.weight.impact),
            Value::Figure(finding.weight.value()),
            Value::text(labels::size(gap.effort)),
            Value::truth(practice.cornerstone),
            owner,
            due,
            Value::text(labels::states(gap).join(", ")),
            note,
            evidence,
            by,
            until,
            because,
            Value::text(subject.services(&gap.practice)),
            catalog_text(&text.why),
            catalog_text(&text.guide.first_step),
            catalog_text(&text.guide.fix),
            catalog_text(&text.guide.verify),
            Value::text(practice.id.as_str().to_owned()),
        ];
        Some(found(subject, &COLUMNS, BEHIND, &practice.id, row))
    });
    Table {
        printed: match subject.weighing() {
            Some(_) => PRINTED_WITH_EVIDENCE,
            None => PRINTED,
        },
        columns: with_evidence(subject, &COLUMNS, BEHIND),
        rows: rows.collect(),
    }
}
