//! OCSF: Prowler since version 3, and Security Hub.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::Deserialize;

use super::prowler::is_other_provider;
use super::shared::{Fault, Outline, Version, each_finding, status};
use crate::json::lenient::{Count, First, Part, Text, When};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

/// The name of the tool.
pub(super) const HUB: &str = "AWS Security Hub";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ocsf<'a> {
    class_uid: Count,
    #[serde(borrow)]
    metadata: Part<Metadata<'a>>,
    #[serde(borrow)]
    finding_info: Part<FindingInfo<'a>>,
    /// What version 3 of Prowler has in its place.
    #[serde(borrow)]
    finding: Part<FindingInfo<'a>>,
    #[serde(borrow)]
    compliance: Part<Compliance<'a>>,
    /// What runs in no cloud has none.
    #[serde(borrow)]
    cloud: Option<Part<Cloud<'a>>>,
    #[serde(borrow)]
    resources: First<Resource<'a>>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    status_code: Text<'a>,
    time: When,
    time_dt: When,
    event_time: When,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata<'a> {
    #[serde(borrow)]
    event_code: Text<'a>,
    #[serde(borrow)]
    product: Part<Product<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Product<'a> {
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    uid: Text<'a>,
    #[serde(borrow)]
    version: Text<'a>,
    #[serde(borrow)]
    feature: Part<Feature<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Feature<'a> {
    #[serde(borrow)]
    uid: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FindingInfo<'a> {
    #[serde(borrow)]
    uid: Text<'a>,
    modified_time_dt: When,
    modified_time: When,
    created_time_dt: When,
    created_time: When,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Compliance<'a> {
    #[serde(borrow)]
    control: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    status_id: Count,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Cloud<'a> {
    #[serde(borrow)]
    account: Part<Account<'a>>,
    #[serde(borrow)]
    provider: Text<'a>,
    #[serde(borrow)]
    region: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Account<'a> {
    #[serde(borrow)]
    uid: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Resource<'a> {
    #[serde(borrow)]
    region: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    uid: Text<'a>,
}

/// What was seen in a file.
#[derive(Default)]
struct Seen {
    prowler: bool,
    hub: bool,
    version: Version,
}

/// Reads findings.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let mut seen = Seen::default();
    let is_cut_off = each_finding(source, to, |text, to| {
        let finding: Ocsf = serde_json::from_slice(text)?;
        seen.add(&finding, to)
    })?;
    let only_prowler = seen.prowler && !seen.hub;
    Ok(Outline {
        kind: if only_prowler {
            ScanKind::ProwlerOcsf
        } else {
            ScanKind::SecurityHubOcsf
        },
        tool: if only_prowler {
            seen.version.of("Prowler")
        } else {
            HUB.to_owned()
        },
        is_cut_off,
    })
}

impl Ocsf<'_> {
    /// The account and the Region.
    fn place(&self) -> [&str; 2] {
        let of_resource = &*self.resources.region;
        match &self.cloud {
            Some(cloud) => [&cloud.account.uid, first(&[&cloud.region, of_resource])],
            None => ["", of_resource],
        }
    }
}

impl Seen {
    fn add(&mut self, it: &Ocsf, to: &mut Reducer) -> Result<(), serde_json::Error> {
        let product = &it.metadata.product;
        let uid = first(&[&it.finding_info.uid, &it.finding.uid]);
        if product.name.eq_ignore_ascii_case("prowler")
            || product.uid.eq_ignore_ascii_case("prowler")
        {
            self.prowler = true;
            self.version.note(&product.version);
            add_prowler(it, uid, to);
            return Ok(());
        }
        if it.class_uid.0.is_none() && product.name.is_empty() && uid.is_empty() {
            return Err(serde::de::Error::custom("no finding"));
        }
        let identity = [uid];
        let info = &it.finding_info;
        let moment = moment(&[
            info.modified_time_dt,
            info.modified_time,
            it.time_dt,
            it.time,
        ]);
        let of_hub = product.uid.ends_with("/securityhub")
            || matches!(&*product.name, "Security Hub" | "Security Hub CSPM" | "");
        if it.compliance.control.is_empty() || !of_hub {
            to.leave_out(LeftOut::OtherProduct, &identity, moment);
            return Ok(());
        }
        self.hub = true;
        let compliance = &it.compliance;
        let [account, region] = it.place();
        match hub_status(&compliance.status, compliance.status_id.0, &it.status) {
            Some(status) => to.add(&Finding {
                naming: Naming::SecurityHub,
                check: &compliance.control,
                identity: &identity,
                account,
                region,
                moment,
                status,
                resource: first(&[&it.resources.name, &it.resources.uid]),
                count: 1,
            }),
            None => to.leave_out(LeftOut::Archived, &identity, moment),
        }
        Ok(())
    }
}

fn add_prowler(it: &Ocsf, uid: &str, to: &mut Reducer) {
    let identity = [uid];
    let info = &it.finding_info;
    let moment = moment(&[
        it.time_dt,
        it.time,
        it.event_time,
        info.created_time_dt,
        info.created_time,
    ]);
    let provider = it.cloud.as_ref().map_or("none", |it| &it.provider);
    if is_other_provider(provider) {
        return to.leave_out(LeftOut::OtherProvider, &identity, moment);
    }
    let [account, region] = it.place();
    to.add(&Finding {
        naming: Naming::Prowler,
        check: first(&[&it.metadata.event_code, &it.metadata.product.feature.uid]),
        identity: &identity,
        account,
        region,
        moment,
        status: if it.status.eq_ignore_ascii_case("suppressed") {
            Status::Muted
        } else {
            status(first(&[&it.status_code, &it.compliance.status, &it.status]))
        },
        resource: first(&[&it.resources.name, &it.resources.uid]),
        count: 1,
    });
}

/// What Security Hub says with the words for the compliance and for the finding; `None` for what is archived.
pub(super) fn hub_status(compliance: &str, id: Option<u64>, state: &str) -> Option<Status> {
    match &*state.to_ascii_lowercase() {
        "archived" | "deleted" => None,
        "suppressed" => Some(Status::Muted),
        _ => Some(match (status(compliance), id) {
            (Status::Unknown, Some(1)) if compliance.is_empty() => Status::Passed,
            (Status::Unknown, Some(3)) if compliance.is_empty() => Status::Failed,
            (status, _) => status,
        }),
    }
}

/// The first text that is not empty.
fn first<'a>(texts: &[&'a str]) -> &'a str {
    let given = texts.iter().find(|it| !it.is_empty());
    given.copied().unwrap_or_default()
}

fn moment(times: &[When]) -> Option<crate::day::Moment> {
    times.iter().find_map(|it| it.0)
}
