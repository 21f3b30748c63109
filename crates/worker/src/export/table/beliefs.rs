//! The table of beliefs: the owner that the user assumed for each layer, and the actual owner.

use demarc_core::analysis::CellRef;
use demarc_core::labels;

use super::{Column, Holds, Table, Value, column, styled};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 6] = [
    column("Service", 36),
    column("Layer", 26),
    column("Believed", 14),
    styled("Owner", 14, Holds::Owner),
    styled("Outcome", 14, Holds::GapKind),
    column("Why", 70),
];

/// All beliefs about chosen services.
pub fn beliefs<'a>(subject: &ExportSubject<'a>) -> Table<'a> {
    let rows = subject.analysis.beliefs.iter().map(|it| {
        vec![
            Value::text(subject.service(&it.cell.service)),
            Value::text(subject.layer(&it.cell.layer)),
            Value::text(labels::belief(it.believed)),
            Value::text(labels::owner(it.owner)),
            Value::text(labels::verdict(it.verdict)),
            reason(subject, &it.cell).map_or(Value::Empty, Value::text),
        ]
    });
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 6,
    }
}

/// The reason for the owner of a cell, if the catalog gives one.
fn reason(subject: &ExportSubject<'_>, cell: &CellRef) -> Option<String> {
    let deployment = subject.catalog.deployment(&cell.service)?;
    let reason = subject.texts.reason(&deployment, &cell.layer)?;
    Some(reason.text())
}
