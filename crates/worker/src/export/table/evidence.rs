//! The tables of evidence: what the findings say of each practice, and the scanners' files that were read.

use demarc_core::evidence::{PracticeEvidence, Weighing};
use demarc_core::labels;

use super::{Column, Holds, Table, Value, column, styled};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 16] = [
    column("Practice", 26),
    column("Domain", 14),
    column("Findings say", 18),
    styled("Answer", 12, Holds::Level),
    styled("At most", 12, Holds::Level),
    column("Explained as", 14),
    column("Explained until", 12),
    column("Why it stands", 34),
    column("Failing checks", 42),
    column("Passed", 8),
    column("Failed", 8),
    column("Muted", 8),
    column("For a person", 9),
    column("Accounts", 10),
    column("Newest", 11),
    column("Practice ID", 26),
];

/// A row for every practice in scope, in catalog order.
pub fn evidence<'a>(subject: &ExportSubject<'a>, weighing: Weighing<'a>) -> Table<'a> {
    let rows = weighing.weighed.practices.iter();
    let rows = rows.filter_map(|it| row(subject, weighing, it));
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 15,
    }
}

fn row<'a>(
    subject: &ExportSubject<'a>,
    weighing: Weighing<'a>,
    of: &'a PracticeEvidence,
) -> Option<Vec<Value<'a>>> {
    let (practice, _) = subject.practice(&of.practice)?;
    let finding = subject.analysis.finding(&of.practice)?;
    let explanation = of.explained.as_ref().map(|it| &it.explanation);
    let failing = of
        .failing()
        .map(|it| labels::evidence::check(subject.texts, it, &weighing.weighed.coverage));
    let failing: Vec<String> = failing.collect();
    // Of a practice of which no check was seen, nothing was counted.
    let count = |number: u32| match of.checks.is_empty() {
        true => Value::Empty,
        false => Value::Count(number),
    };
    let accounts = u32::try_from(of.all_accounts()).unwrap_or(u32::MAX);
    Some(vec![
        Value::text(practice.title.as_str()),
        Value::text(subject.domain(&practice.id.domain())),
        Value::text(labels::evidence::verdict_and_state(of)),
        Value::text(labels::response(finding.response.as_ref())),
        of.at_most
            .map_or(Value::Empty, |it| Value::text(labels::level(it))),
        explanation.map_or(Value::Empty, |it| {
            Value::text(labels::evidence::explanation(it.kind))
        }),
        explanation
            .and_then(|it| it.until.as_ref())
            .map_or(Value::Empty, Value::Day),
        explanation.map_or(Value::Empty, |it| Value::text(it.because.as_str())),
        Value::text(failing.join("\n")),
        count(of.sum(|it| it.passed)),
        count(of.sum(|it| it.failed)),
        count(of.sum(|it| it.muted)),
        count(of.sum(|it| it.manual)),
        count(accounts),
        of.newest().map_or(Value::Empty, Value::Day),
        Value::text(practice.id.as_str().to_owned()),
    ])
}

const SCANS: [Column; 9] = [
    column("File", 34),
    column("Tool", 22),
    column("Kind", 26),
    column("Days", 26),
    column("Accounts", 12),
    column("Regions", 12),
    column("Results", 34),
    column("What became of it", 34),
    column("Left out", 40),
];

/// The scanners' files that were read, the newest first.
pub fn scans<'a>(weighing: Weighing<'a>) -> Table<'a> {
    let rows = weighing.scans().map(|(kept, state)| {
        let scan = &kept.scan;
        vec![
            Value::text(scan.file.as_str()),
            Value::text(scan.tool.as_str()),
            Value::text(labels::evidence::scan_kind(scan.kind)),
            Value::text(labels::evidence::scan_days(kept)),
            Value::text(labels::evidence::scan_accounts(scan)),
            Value::text(labels::evidence::scan_regions(scan)),
            Value::text(labels::evidence::results(scan)),
            Value::text(labels::evidence::scan_outcome(scan, state)),
            Value::text(labels::evidence::all_left_out(scan).join("\n")),
        ]
    });
    Table {
        rows: rows.collect(),
        columns: SCANS.to_vec(),
        printed: 9,
    }
}
