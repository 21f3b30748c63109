//! Powerpipe and Steampipe: a table of controls and resources.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};

use super::shared::{Fault, Outline, status};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer};
use crate::table::{Header, Row, Table};

/// Reads a table.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read(
    source: &mut dyn Read,
    header: &Header,
    to: &mut Reducer,
) -> Result<Outline, Fault> {
    let columns = [
        "CONTROL_ID",
        "STATUS",
        "RESOURCE",
        "REASON",
        "ACCOUNT_ID",
        "REGION",
    ];
    let columns = columns.map(|it| header.column(it));
    let mut table = Table::new(source, header)?;
    while let Some(row) = table.next()? {
        let Row::Cells(cells) = row else {
            to.leave_out_many(LeftOut::Damaged, 1);
            continue;
        };
        let cells = columns.map(|it| cells.get(it));
        // A control that is in several groups has its rows in each.
        let texts = cells.each_ref().map(|it| &**it);
        let [control, state, resource, _, account, region] = texts;
        to.add(&Finding {
            naming: Naming::Powerpipe,
            check: control,
            identity: &texts,
            account,
            region,
            moment: None,
            status: status(state),
            resource,
            count: 1,
        });
    }
    Ok(Outline {
        kind: ScanKind::Powerpipe,
        tool: "Powerpipe".to_owned(),
        is_cut_off: table.is_cut_off(),
    })
}
