//! AWS Config: answers of its interfaces on the compliance of rules and conformance packs.

use std::collections::HashMap;
use std::io::Read;

use demarc_core::evidence::ScanKind;
use serde::Deserialize;

use super::shared::{Fault, Outline, documents, status};
use crate::json::lenient::{All, Count, Part, When, Word};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Answer {
    evaluation_results: All<Evaluation>,
    aggregate_evaluation_results: All<Evaluation>,
    conformance_pack_rule_evaluation_results: All<Evaluation>,
    compliance_by_config_rules: All<Rule>,
    aggregate_compliance_by_config_rules: All<Rule>,
    conformance_pack_rule_compliance_list: All<Rule>,
    config_rules: All<Description>,
    /// What a recorder of answers has around them.
    #[serde(rename = "data")]
    recorded: Part<Recorded>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Recorded {
    evaluation_results: All<Evaluation>,
}

/// What a rule says of a resource.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Evaluation {
    evaluation_result_identifier: Part<Identifier>,
    compliance_type: Word,
    result_recorded_time: When,
    account_id: Word,
    aws_region: Word,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Identifier {
    evaluation_result_qualifier: Part<Qualifier>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Qualifier {
    config_rule_name: Word,
    resource_id: Word,
    resource_type: Word,
}

/// What a rule says of all resources.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Rule {
    config_rule_name: Word,
    compliance_type: Word,
    compliance: Part<Compliance>,
    account_id: Word,
    aws_region: Word,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Compliance {
    compliance_type: Word,
    compliance_contributor_count: Part<Contributors>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Contributors {
    capped_count: Count,
}

/// Which managed rule a rule is.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Description {
    config_rule_name: Word,
    source: Part<Source>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Source {
    owner: Word,
    source_identifier: Word,
}

/// Reads answers. Where descriptions of rules are among them, they tell which managed rule a freely named one is.
///
/// # Errors
/// [`Fault`].
pub(super) fn read(source: &mut dyn Read, to: &mut Reducer) -> Result<Outline, Fault> {
    let (answers, is_cut_off): (Vec<Answer>, bool) = documents(source)?;
    let descriptions = answers.iter().flat_map(|it| &it.config_rules.0);
    let managed = descriptions.filter(|it| *it.source.owner == *"AWS");
    let managed: HashMap<&str, &str> = managed
        .map(|it| (&*it.config_rule_name, &*it.source.source_identifier))
        .collect();
    let managed = |name| managed.get(name).copied().unwrap_or(name);
    for answer in &answers {
        let evaluations = [
            &answer.evaluation_results,
            &answer.aggregate_evaluation_results,
            &answer.conformance_pack_rule_evaluation_results,
            &answer.recorded.evaluation_results,
        ];
        for it in evaluations.into_iter().flat_map(|it| &it.0) {
            let of = &it.evaluation_result_identifier.evaluation_result_qualifier;
            let identity = [
                &*of.config_rule_name,
                &*of.resource_type,
                &*of.resource_id,
                &*it.account_id,
                &*it.aws_region,
            ];
            to.add(&Finding {
                naming: Naming::Config,
                check: managed(&of.config_rule_name),
                identity: &identity,
                account: &it.account_id,
                region: &it.aws_region,
                moment: it.result_recorded_time.0,
                status: status(&it.compliance_type),
                resource: &of.resource_id,
                count: 1,
            });
        }
        let rules = [
            &answer.compliance_by_config_rules,
            &answer.aggregate_compliance_by_config_rules,
            &answer.conformance_pack_rule_compliance_list,
        ];
        for it in rules.into_iter().flat_map(|it| &it.0) {
            let words = [&*it.compliance.compliance_type, &*it.compliance_type];
            let status = status(
                words
                    .into_iter()
                    .find(|it| !it.is_empty())
                    .unwrap_or_default(),
            );
            // Only for rules that resources violate are they counted.
            let count = match status {
                Status::Failed => {
                    to.count_at_least();
                    it.compliance.compliance_contributor_count.capped_count.0
                }
                _ => None,
            };
            to.add(&Finding {
                naming: Naming::Config,
                check: managed(&it.config_rule_name),
                identity: &[],
                account: &it.account_id,
                region: &it.aws_region,
                moment: None,
                status,
                resource: "",
                count: count.unwrap_or(1).max(1),
            });
        }
    }
    Ok(Outline {
        kind: ScanKind::Config,
        tool: "AWS Config".to_owned(),
        is_cut_off,
    })
}
