//! Prowler's own layouts: CSV of versions 2 to 5, reports on frameworks, JSON of versions 2 and 3.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::Deserialize;

use super::shared::{Fault, Outline, Version, each_finding, status};
use crate::day;
use crate::json::lenient::{Text, When};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};
use crate::table::{Header, Row, Table};

/// The names of the columns of a layout.
struct Names {
    check: &'static str,
    status: &'static str,
    account: &'static str,
    time: &'static str,
    resource: &'static str,
    identity: &'static [&'static str],
}

impl Names {
    fn of(kind: ScanKind) -> Self {
        match kind {
            ScanKind::Prowler2Csv => Self {
                check: "TITLE_TEXT",
                status: "CHECK_RESULT",
                account: "ACCOUNT_NUM",
                time: "",
                resource: "",
                identity: &[],
            },
            ScanKind::Prowler3Csv => Self {
                check: "CHECK_ID",
                status: "STATUS",
                account: "ACCOUNT_ID",
                time: "ASSESSMENT_START_TIME",
                resource: "RESOURCE_ID",
                identity: &["FINDING_UNIQUE_ID"],
            },
            // A finding has one row for each requirement of the framework.
            ScanKind::ProwlerCompliance => Self {
                check: "CHECKID",
                status: "STATUS",
                account: "ACCOUNTID",
                time: "ASSESSMENTDATE",
                resource: "RESOURCEID",
                identity: &[
                    "CHECKID",
                    "ACCOUNTID",
                    "REGION",
                    "RESOURCEID",
                    "STATUSEXTENDED",
                ],
            },
            _ => Self {
                check: "CHECK_ID",
                status: "STATUS",
                account: "ACCOUNT_UID",
                time: "TIMESTAMP",
                resource: "RESOURCE_NAME",
                identity: &["FINDING_UID"],
            },
        }
    }
}

/// Reads a table of Prowler's.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read_table(
    source: &mut dyn Read,
    header: &Header,
    kind: ScanKind,
    to: &mut Reducer,
) -> Result<Outline, Fault> {
    let names = Names::of(kind);
    let column = |name: &str| header.column(name);
    let [check, state, account, time, resource] = [
        names.check,
        names.status,
        names.account,
        names.time,
        names.resource,
    ]
    .map(column);
    let [region, muted, provider, version] =
        ["REGION", "MUTED", "PROVIDER", "PROWLER_VERSION"].map(column);
    let identity: Vec<usize> = names.identity.iter().filter_map(|it| column(it)).collect();
    let identifies = identity.len() == names.identity.len();
    let mut newest = Version::default();
    let mut table = Table::new(source, header)?;
    while let Some(row) = table.next()? {
        let Row::Cells(cells) = row else {
            to.leave_out_many(LeftOut::Damaged, 1);
            continue;
        };
        let get = |column| cells.get(column);
        let texts: Vec<_> = identity.iter().map(|it| get(Some(*it))).collect();
        let mut texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
        if !identifies {
            texts.clear();
        }
        let moment = day::moment(&get(time));
        if is_other_provider(&get(provider)) {
            to.leave_out(LeftOut::OtherProvider, &texts, moment);
            continue;
        }
        newest.note(&get(version));
        let name = get(check);
        to.add(&Finding {
            naming: Naming::Prowler,
            check: match kind {
                ScanKind::Prowler2Csv => bracketed(&name),
                // Requirements that a person has to judge.
                _ if name.eq_ignore_ascii_case("manual") => "",
                _ => &name,
            },
            identity: &texts,
            account: &get(account),
            region: &get(region),
            moment,
            status: match status(&get(state)) {
                _ if get(muted).eq_ignore_ascii_case("true") => Status::Muted,
                // Prowler 3 writes WARNING for what is muted.
                _ if get(state).eq_ignore_ascii_case("warning") => Status::Muted,
                status => status,
            },
            resource: &get(resource),
            count: 1,
        });
    }
    Ok(Outline {
        kind,
        tool: match kind {
            ScanKind::Prowler2Csv => "Prowler 2".to_owned(),
            ScanKind::Prowler3Csv => "Prowler 3".to_owned(),
            _ => newest.of("Prowler"),
        },
        is_cut_off: table.is_cut_off(),
    })
}

/// Whether a finding is about another cloud. Without a word it is about AWS.
pub(super) fn is_other_provider(provider: &str) -> bool {
    !provider.is_empty() && !provider.eq_ignore_ascii_case("aws")
}

/// The check in a title of Prowler 2: `[check11] Avoid the use of the root account` is check11.
fn bracketed(title: &str) -> &str {
    let inner = title
        .trim_start()
        .strip_prefix('[')
        .and_then(|it| it.split_once(']'));
    inner.map_or("", |it| it.0)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Prowler2<'a> {
    #[serde(borrow, rename = "Control")]
    control: Text<'a>,
    #[serde(borrow, rename = "Account Number")]
    account: Text<'a>,
    #[serde(borrow, rename = "Region")]
    region: Text<'a>,
    #[serde(borrow, rename = "Status")]
    status: Text<'a>,
    #[serde(rename = "Timestamp")]
    timestamp: When,
    #[serde(borrow, rename = "Resource ID")]
    resource: Text<'a>,
}

/// Reads JSON lines of Prowler 2.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read_2_json(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let is_cut_off = each_finding(source, to, |text, to| {
        let it: Prowler2 = serde_json::from_slice(text)?;
        to.add(&Finding {
            naming: Naming::Prowler,
            check: bracketed(&it.control),
            identity: &[],
            account: &it.account,
            region: &it.region,
            moment: it.timestamp.0,
            status: status(&it.status),
            resource: &it.resource,
            count: 1,
        });
        Ok(())
    })?;
    Ok(Outline {
        kind: ScanKind::Prowler2Json,
        tool: "Prowler 2".to_owned(),
        is_cut_off,
    })
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Prowler3<'a> {
    #[serde(borrow, rename = "CheckID")]
    check: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    provider: Text<'a>,
    #[serde(borrow)]
    account_id: Text<'a>,
    #[serde(borrow)]
    region: Text<'a>,
    assessment_start_time: When,
    #[serde(borrow)]
    finding_unique_id: Text<'a>,
    #[serde(borrow)]
    resource_id: Text<'a>,
}

/// Reads JSON of Prowler 3.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read_3_json(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let is_cut_off = each_finding(source, to, |text, to| {
        let it: Prowler3 = serde_json::from_slice(text)?;
        let (identity, moment) = ([&*it.finding_unique_id], it.assessment_start_time.0);
        if is_other_provider(&it.provider) {
            to.leave_out(LeftOut::OtherProvider, &identity, moment);
            return Ok(());
        }
        to.add(&Finding {
            naming: Naming::Prowler,
            check: &it.check,
            identity: &identity,
            account: &it.account_id,
            region: &it.region,
            moment,
            status: match status(&it.status) {
                _ if it.status.eq_ignore_ascii_case("warning") => Status::Muted,
                status => status,
            },
            resource: &it.resource_id,
            count: 1,
        });
        Ok(())
    })?;
    Ok(Outline {
        kind: ScanKind::Prowler3Json,
        tool: "Prowler 3".to_owned(),
        is_cut_off,
    })
}
