//! The mappings of the catalog against verdicts that were given from the meaning of a check or a requirement, without
//! knowledge of the mappings: `mappings/checks.toml` and `mappings/requirements.toml`.

use std::collections::BTreeSet;
use std::fs;

use demarc_catalog::{PracticeId, Strength, Texts};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases<T> {
    case: Vec<T>,
}

/// What a failure of a check says about the answer to a practice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckCase {
    /// The list and the id of the check, with a colon between.
    check: String,
    practice: PracticeId,
    says: Says,
    /// The reason, for the reader.
    why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Says {
    Contradicts,
    Questions,
    Nothing,
}

/// What a practice is to a requirement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequirementCase {
    practice: PracticeId,
    /// The framework and the id of the requirement, with a colon between.
    requirement: String,
    verdict: Verdict,
    /// The reason, for the reader.
    why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Needs,
    Supports,
    No,
}

fn cases<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let text = fs::read_to_string(format!("tests/mappings/{name}.toml")).unwrap();
    toml::from_str::<Cases<T>>(&text).unwrap().case
}

fn texts() -> &'static Texts {
    demarc_edition::texts().unwrap()
}

fn says(case: &CheckCase) -> Says {
    let (list, check) = case.check.split_once(':').unwrap();
    let list = texts().check_list(&list.parse().unwrap()).unwrap();
    assert!(list.ids().any(|it| it == check), "{}", case.check);
    let text = texts().practice(&case.practice).unwrap();
    let mapping = text.checks.iter().find(|(id, _)| *id == list.id);
    match mapping {
        Some((_, it)) if it.direct().any(|(_, id)| id == check) => Says::Contradicts,
        Some((_, it)) if it.asks.iter().any(|id| id == check) => Says::Questions,
        _ => Says::Nothing,
    }
}

fn verdict(case: &RequirementCase) -> Verdict {
    let (framework, requirement) = case.requirement.split_once(':').unwrap();
    let framework = texts().framework(&framework.parse().unwrap()).unwrap();
    let mut known = framework.requirements.iter();
    assert!(known.any(|it| it == requirement), "{}", case.requirement);
    let text = texts().practice(&case.practice).unwrap();
    let mut mappings = text.mappings();
    let mapping = mappings
        .find(|(id, _, ids)| **id == framework.id && ids.iter().any(|it| it == requirement));
    match mapping {
        Some((_, Strength::Needs, _)) => Verdict::Needs,
        Some((_, Strength::Supports, _)) => Verdict::Supports,
        None => Verdict::No,
    }
}

#[test]
fn failures_of_checks_say_what_they_mean() {
    let cases: Vec<CheckCase> = cases("checks");
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let different: BTreeSet<&String> = cases.iter().map(|it| &it.check).collect();
    assert!(different.len() >= 100, "{} checks", different.len());
    let wrong = cases.iter().filter(|it| says(it) != it.says);
    let wrong: Vec<_> = wrong.map(|it| (says(it), it)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases.iter().all(|it| !it.why.is_empty()));
}

#[test]
fn requirements_need_what_an_auditor_looks_for() {
    let cases: Vec<RequirementCase> = cases("requirements");
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let wrong = cases.iter().filter(|it| verdict(it) != it.verdict);
    let wrong: Vec<_> = wrong.map(|it| (verdict(it), it)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases.iter().all(|it| !it.why.is_empty()));
}
