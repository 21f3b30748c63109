//! ASFF: Security Hub CSPM with the findings of AWS's products, and Prowler.

use std::io::Read;

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::Deserialize;

use super::ocsf;
use super::shared::{Fault, Outline, Version, each_finding, status};
use crate::json::lenient::{First, Part, Text, When};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Asff<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    product_arn: Text<'a>,
    #[serde(borrow)]
    generator_id: Text<'a>,
    #[serde(borrow)]
    aws_account_id: Text<'a>,
    #[serde(borrow)]
    region: Text<'a>,
    #[serde(borrow)]
    title: Text<'a>,
    updated_at: When,
    last_observed_at: When,
    created_at: When,
    #[serde(borrow)]
    record_state: Text<'a>,
    #[serde(borrow)]
    workflow: Part<Workflow<'a>>,
    #[serde(borrow)]
    compliance: Part<Compliance<'a>>,
    #[serde(borrow)]
    product_fields: Part<ProductFields<'a>>,
    #[serde(borrow)]
    resources: First<Resource<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Workflow<'a> {
    #[serde(borrow)]
    status: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Compliance<'a> {
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    security_control_id: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct ProductFields<'a> {
    #[serde(borrow)]
    provider_name: Text<'a>,
    #[serde(borrow)]
    provider_version: Text<'a>,
    #[serde(borrow, rename = "RelatedAWSResources:0/name")]
    related: Text<'a>,
    #[serde(borrow, rename = "aws/config/ConfigRuleName")]
    config_rule: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Resource<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    region: Text<'a>,
}

/// Who has made a finding.
enum Maker {
    Prowler,
    SecurityHub,
    Config,
    Another,
}

impl Asff<'_> {
    fn maker(&self) -> Maker {
        let product = &*self.product_arn;
        let of_prowler =
            self.generator_id.starts_with("prowler-") || product.ends_with("/prowler/prowler");
        if of_prowler
            || self
                .product_fields
                .provider_name
                .eq_ignore_ascii_case("prowler")
        {
            Maker::Prowler
        } else if product.ends_with("/aws/securityhub")
            || self.generator_id.starts_with("security-control/")
        {
            Maker::SecurityHub
        } else if product.ends_with("/aws/config") {
            Maker::Config
        } else {
            Maker::Another
        }
    }

    /// The check of a finding of Security Hub. Before controls were consolidated, the generator ends with the control for
    /// AWS's own standard, and with a number of the standard for CIS and PCI, where the Config rule tells the control.
    fn control(&self, to: &Reducer) -> (Naming, &str) {
        let id = &*self.compliance.security_control_id;
        if !id.is_empty() {
            return (Naming::SecurityHub, id);
        }
        let generator = &*self.generator_id;
        let last = generator.rsplit('/').next().unwrap_or_default();
        let related = &*self.product_fields.related;
        if to.knows(Naming::SecurityHub, last) || !related.starts_with("securityhub-") {
            let name = if last.starts_with(|it: char| it.is_ascii_digit()) {
                generator
            } else {
                last
            };
            (Naming::SecurityHub, name)
        } else {
            (Naming::Config, related)
        }
    }

    fn status(&self, maker: &Maker) -> Status {
        let word = &*self.compliance.status;
        match status(word) {
            _ if self.workflow.status.eq_ignore_ascii_case("suppressed") => Status::Muted,
            Status::Unknown if matches!(maker, Maker::Prowler) => match word {
                "WARNING" => Status::Muted,
                // Version 2 writes it for what is only information.
                "NOT_AVAILABLE" if !is_prowler_2(&self.generator_id) => Status::Manual,
                _ => Status::Unknown,
            },
            status => status,
        }
    }
}

/// Whether a generator is a check of Prowler 2, such as `prowler-check11` or `prowler-extra71`.
fn is_prowler_2(generator: &str) -> bool {
    let check = generator.strip_prefix("prowler-").unwrap_or_default();
    let number = check
        .strip_prefix("check")
        .or_else(|| check.strip_prefix("extra"));
    number.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// Reads findings.
///
/// # Errors
/// When the source can't be read.
pub(super) fn read(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (mut prowler, mut others) = (false, false);
    let mut version = Version::default();
    let is_cut_off = each_finding(source, to, |text, to| {
        let it: Asff = serde_json::from_slice(text)?;
        if it.generator_id.is_empty() && it.product_arn.is_empty() {
            return Err(serde::de::Error::custom("no finding"));
        }
        let maker = it.maker();
        let (identity, moment) = (
            [&*it.id],
            it.updated_at
                .0
                .or(it.last_observed_at.0)
                .or(it.created_at.0),
        );
        let of_prowler = matches!(maker, Maker::Prowler);
        prowler |= of_prowler;
        others |= !of_prowler;
        let (naming, check) = match maker {
            Maker::Prowler => {
                version.note(&it.product_fields.provider_version);
                let generator = &*it.generator_id;
                (
                    Naming::Prowler,
                    generator.strip_prefix("prowler-").unwrap_or(generator),
                )
            }
            Maker::SecurityHub => it.control(to),
            Maker::Config if it.product_fields.config_rule.is_empty() => {
                (Naming::Config, &*it.title)
            }
            Maker::Config => (Naming::Config, &*it.product_fields.config_rule),
            Maker::Another => {
                to.leave_out(LeftOut::OtherProduct, &identity, moment);
                return Ok(());
            }
        };
        if it.record_state.eq_ignore_ascii_case("archived") {
            to.leave_out(LeftOut::Archived, &identity, moment);
            return Ok(());
        }
        let regions = [&*it.region, &*it.resources.region];
        let region = regions.into_iter().find(|it| !it.is_empty());
        to.add(&Finding {
            naming,
            check,
            identity: &identity,
            account: &it.aws_account_id,
            // The product is named in the Region where it runs.
            region: region
                .or_else(|| it.product_arn.split(':').nth(3))
                .unwrap_or_default(),
            moment,
            status: it.status(&maker),
            resource: &it.resources.id,
            count: 1,
        });
        Ok(())
    })?;
    let only_prowler = prowler && !others;
    Ok(Outline {
        kind: ScanKind::Asff,
        tool: if only_prowler {
            version.of("Prowler")
        } else {
            ocsf::HUB.to_owned()
        },
        is_cut_off,
    })
}
