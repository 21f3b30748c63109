//! What was believed, held against the catalog.

use demarc::analysis::Verdict;
use demarc::words;

use super::{Column, Holds, Table, Value, column, looked_at};
use crate::subject::Subject;

const COLUMNS: [Column; 6] = [
    column("Service", 36),
    column("Layer", 26),
    column("Believed", 14),
    looked_at("Owner", 14, Holds::Owner),
    looked_at("Outcome", 14, Holds::Kind),
    column("Why", 70),
];

/// Every belief about a chosen service.
pub fn beliefs<'a>(subject: &Subject<'a>) -> Table<'a> {
    let rows = subject.analysis.beliefs.iter().map(|it| {
        vec![
            Value::text(subject.service(&it.cell.service)),
            Value::text(subject.layer(&it.cell.layer)),
            Value::text(words::belief(it.believed)),
            Value::text(words::owner(it.owner)),
            Value::text(verdict(it.verdict)),
            reason(subject, &it.cell).map_or(Value::Empty, Value::text),
        ]
    });
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 6,
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "As believed",
        Verdict::Assumption => "Assumption",
        Verdict::OverReach => "Over-reach",
        _ => "Different",
    }
}

/// Why a layer's owner is who it is, where the catalog says so.
fn reason(subject: &Subject<'_>, cell: &demarc::analysis::CellRef) -> Option<&'static str> {
    let deployment = subject.catalog.deployment(&cell.service)?;
    let text = subject.texts.service(&deployment.service.id)?;
    let variants = &deployment.service.variants;
    let place = deployment
        .variant
        .and_then(|variant| variants.iter().position(|it| it.id == variant.id));
    Some(text.reason(place, &cell.layer)?.text.as_str())
}
