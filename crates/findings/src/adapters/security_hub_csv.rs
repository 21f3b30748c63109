//! What Security Hub exports as CSV: the fields of OCSF that somebody chose, one column each.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};

use super::ocsf;
use super::shared::{Fault, Outline};
use crate::day;
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
    let ending = |name: &str| header.column_ending(name);
    let control = ending("COMPLIANCE.CONTROL");
    let compliance = ending("COMPLIANCE.STATUS");
    let state = header.column("STATUS");
    let account = ending("CLOUD.ACCOUNT.UID").or_else(|| ending("ACCOUNT.UID"));
    let region = ending("CLOUD.REGION").or_else(|| header.column("REGION"));
    let uid = ending("FINDING_INFO.UID");
    let resource = ending("RESOURCES.NAME").or_else(|| ending("RESOURCES.UID"));
    let times = [
        "FINDING_INFO.MODIFIED_TIME_DT",
        "FINDING_INFO.MODIFIED_TIME",
    ];
    let time = times.into_iter().find_map(ending);
    let time = time.or_else(|| {
        ["TIME_DT", "TIME"]
            .into_iter()
            .find_map(|it| header.column(it))
    });
    let mut table = Table::new(source, header)?;
    while let Some(row) = table.next()? {
        let Row::Cells(cells) = row else {
            to.leave_out_many(LeftOut::Damaged, 1);
            continue;
        };
        let get = |column| cells.get(column);
        let uid = get(uid);
        let (identity, moment) = ([&*uid], day::moment(&get(time)));
        if get(control).is_empty() {
            to.leave_out(LeftOut::OtherProduct, &identity, moment);
            continue;
        }
        let Some(status) = ocsf::hub_status(&get(compliance), None, &get(state)) else {
            to.leave_out(LeftOut::Archived, &identity, moment);
            continue;
        };
        to.add(&Finding {
            naming: Naming::SecurityHub,
            check: &get(control),
            identity: &identity,
            account: &get(account),
            region: &get(region),
            moment,
            status,
            resource: &get(resource),
            count: 1,
        });
    }
    Ok(Outline {
        kind: ScanKind::SecurityHubCsv,
        tool: ocsf::HUB.to_owned(),
        is_cut_off: table.is_cut_off(),
    })
}
