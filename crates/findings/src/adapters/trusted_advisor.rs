//! Trusted Advisor: the answers of its own interface and of the one for AWS Support.

use std::io::Read;

use demarc_core::evidence::ScanKind;
use serde::Deserialize;

use super::shared::{Fault, Outline, account_of, documents};
use crate::day::Moment;
use crate::json::lenient::{All, Count, Part, When, Word};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Answer {
    recommendation_summaries: All<Recommendation>,
    organization_recommendation_summaries: All<Recommendation>,
    recommendation: Option<Part<Recommendation>>,
    organization_recommendation: Option<Part<Recommendation>>,
    /// A check as AWS Support gives it.
    result: Option<Part<Check>>,
    summaries: All<Check>,
}

/// What the interface of Trusted Advisor says of a check.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Recommendation {
    arn: Word,
    check_arn: Word,
    status: Word,
    last_updated_at: When,
    lifecycle_stage: Word,
    resources_aggregates: Part<Aggregates>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Aggregates {
    ok_count: Count,
    warning_count: Count,
    error_count: Count,
}

/// What the interface of AWS Support says of a check.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Check {
    check_id: Word,
    timestamp: When,
    status: Word,
    resources_summary: Part<Summary>,
    flagged_resources: All<Resource>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Summary {
    resources_processed: Count,
    resources_flagged: Count,
    resources_ignored: Count,
    resources_suppressed: Count,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Resource {
    status: Word,
    region: Word,
    resource_id: Word,
    is_suppressed: Word,
}

/// Reads answers.
///
/// # Errors
/// [`Fault`].
pub(super) fn read(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (answers, is_cut_off): (Vec<Answer>, bool) = documents(source)?;
    for answer in &answers {
        let lists = [
            &answer.recommendation_summaries,
            &answer.organization_recommendation_summaries,
        ];
        let single = [&answer.recommendation, &answer.organization_recommendation];
        let single = single.into_iter().flatten().map(|it| &it.0);
        for it in lists.into_iter().flat_map(|it| &it.0).chain(single) {
            it.add(to);
        }
        let result = answer.result.iter().map(|it| &it.0);
        for it in result.chain(&answer.summaries.0) {
            it.add(to);
        }
    }
    Ok(Outline {
        kind: ScanKind::TrustedAdvisor,
        tool: "AWS Trusted Advisor".to_owned(),
        is_cut_off,
    })
}

/// The meaning of a color: yellow asks somebody to look and counts as red does.
fn status(word: &str) -> Status {
    match word {
        "ok" => Status::Passed,
        "warning" | "error" => Status::Failed,
        _ => Status::Unknown,
    }
}

/// Adds the counts of a check that are not 0. A check without resources says nothing if it is green.
fn add(to: &mut Reducer, of: &Finding, counts: &[(Status, u64)], word: &str) {
    let mut is_counted = false;
    for (status, count) in counts.iter().copied().filter(|it| it.1 > 0) {
        to.add(&Finding {
            status,
            count,
            ..*of
        });
        is_counted = true;
    }
    if !is_counted {
        let status = match status(word) {
            Status::Passed => Status::Unknown,
            status => status,
        };
        to.add(&Finding { status, ..*of });
    }
}

fn finding<'a>(check: &'a str, account: &'a str, moment: Option<Moment>) -> Finding<'a> {
    Finding {
        naming: Naming::TrustedAdvisor,
        check,
        identity: &[],
        account,
        region: "",
        moment,
        status: Status::Unknown,
        resource: "",
        count: 1,
    }
}

impl Recommendation {
    fn add(&self, to: &mut Reducer) {
        let check = self.check_arn.rsplit('/').next().unwrap_or_default();
        let of = finding(check, account_of(&self.arn), self.last_updated_at.0);
        match &*self.lifecycle_stage {
            "dismissed" => {
                return to.add(&Finding {
                    status: Status::Muted,
                    ..of
                });
            }
            // Its color is that of the time before.
            "resolved" => return to.add(&of),
            _ => {}
        }
        let count = |of: Count| of.0.unwrap_or_default();
        let of_resources = &self.resources_aggregates;
        let failed =
            count(of_resources.warning_count).saturating_add(count(of_resources.error_count));
        let counts = [
            (Status::Passed, count(of_resources.ok_count)),
            (Status::Failed, failed),
        ];
        add(to, &of, &counts, &self.status);
    }
}

impl Check {
    fn add(&self, to: &mut Reducer) {
        let of = finding(&self.check_id, "", self.timestamp.0);
        if !self.flagged_resources.0.is_empty() {
            for it in &self.flagged_resources.0 {
                let identity = [&*self.check_id, &*it.region, &*it.resource_id];
                to.add(&Finding {
                    identity: if it.resource_id.is_empty() {
                        &[]
                    } else {
                        &identity
                    },
                    region: &it.region,
                    status: if &*it.is_suppressed == "true" {
                        Status::Muted
                    } else {
                        status(&it.status)
                    },
                    resource: &it.resource_id,
                    ..of
                });
            }
            return;
        }
        let count = |of: Count| of.0.unwrap_or_default();
        let of_resources = &self.resources_summary;
        let muted = count(of_resources.resources_suppressed)
            .saturating_add(count(of_resources.resources_ignored));
        let failed = count(of_resources.resources_flagged);
        let passed = count(of_resources.resources_processed)
            .saturating_sub(failed)
            .saturating_sub(muted);
        let counts = match status(&self.status) {
            Status::Unknown => [(Status::Passed, 0); 3],
            _ => [
                (Status::Passed, passed),
                (Status::Failed, failed),
                (Status::Muted, muted),
            ],
        };
        add(to, &of, &counts, &self.status);
    }
}
