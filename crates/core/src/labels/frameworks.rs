//! Labels for frameworks and comparisons: support, applicability and kinds of changes. No label states compliance.

use super::count;
use crate::analysis::{Analysis, Applicability, Applies, ChangeKind, Support, Unasked};
use demarc_catalog::{Catalog, Exception};

/// A number of requirements as text.
#[must_use]
pub fn requirements(number: usize) -> String {
    count(number, "requirement", "requirements")
}

/// The name of a support.
#[must_use]
pub fn support(support: Support) -> &'static str {
    match support {
        Support::InPlace => "In place",
        Support::Partly => "Partly in place",
        Support::NotInPlace => "Not in place",
        Support::NotKnown => "Not known",
        Support::NotAnswered => "Not answered",
        Support::NotApplicable => "Not applicable",
        Support::NotAsked => "Not asked",
        Support::OnlySupported => "Only supported",
        Support::Inherited => "Inherited from AWS",
        Support::Excepted => "Outside Demarc",
        Support::NotCarried => "Not carried",
    }
}

/// An explanation of a support.
#[must_use]
pub fn support_hint(support: Support) -> &'static str {
    match support {
        Support::InPlace => "Every practice that it needs and that is asked is fully in place",
        Support::Partly => {
            "Of the practices that it needs, something is begun, and something is known to be missing"
        }
        Support::NotInPlace => {
            "Of the practices that it needs, nothing is known to be begun, and something is missing"
        }
        Support::NotKnown => "Only what nobody knows keeps it from being in place",
        Support::NotAnswered => {
            "Nothing is known to be missing, and a practice that it needs is not answered yet"
        }
        Support::NotApplicable => {
            "Every practice that it needs and that is asked was answered as not applicable"
        }
        Support::NotAsked => "It needs practices that this assessment does not ask",
        Support::OnlySupported => "Practices help with it, and none of them decides it",
        Support::Inherited => {
            "AWS carries it for what AWS runs, and its reports show how; for your own sites it is still yours"
        }
        Support::Excepted => "Outside what Demarc asks; the reason is given",
        Support::NotCarried => "No practice is mapped to it: nothing here speaks about it",
    }
}

/// The reason why a practice is not asked.
#[must_use]
pub fn unasked(why: Unasked) -> String {
    match why {
        Unasked::Situation => "not asked in your situation".to_owned(),
        Unasked::Services => "not asked of your services".to_owned(),
        Unasked::Depth(depth) => format!(
            "asked at depth {}",
            super::depth(depth).to_ascii_lowercase()
        ),
    }
}

/// The name of a result of the applicability.
#[must_use]
pub fn applies(applies: Applies) -> &'static str {
    match applies {
        Applies::Yes => "Yes",
        Applies::Inherited => "Yes; AWS in part",
        Applies::No => "No",
        Applies::Undecided => "You decide",
    }
}

/// The reason why a requirement applies or does not apply, in a few sentences.
#[must_use]
pub fn why_applies(
    catalog: &Catalog,
    analysis: &Analysis,
    line: &Applicability<'_>,
    support: Support,
    exception: Option<&Exception>,
) -> String {
    match (line.applies, exception) {
        (Applies::Yes, _) => what_asks(catalog, analysis, line),
        (Applies::No, _) | (Applies::Undecided, None) if !line.because.is_empty() => {
            let reasons = line.because.iter();
            let reasons = reasons.map(|(_, reason, because)| self::because(*reason, because));
            let mut each: Vec<String> = Vec::new();
            for reason in reasons {
                if !each.contains(&reason) {
                    each.push(reason);
                }
            }
            let reasons = each.join(" ");
            match line.applies {
                Applies::No => reasons,
                _ => format!(
                    "You said: {reasons} Whether that excludes it is for your risk treatment to say."
                ),
            }
        }
        (_, Some(exception)) => exception.reason.clone(),
        (_, None) => format!("{}.", support_hint(support)),
    }
}

/// The reason for “not applicable”, with the user's explanation.
#[must_use]
pub fn because(reason: crate::assessment::NotApplicable, because: &str) -> String {
    let because = because.trim();
    let end = if because.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{}: {because}{end}", super::reason(reason))
}

/// What makes a requirement apply: the account, the services and the facts.
fn what_asks(catalog: &Catalog, analysis: &Analysis, line: &Applicability<'_>) -> String {
    let mut parts = Vec::new();
    if line.account {
        parts.push("Every AWS account.".to_owned());
    }
    let all = analysis.services.len();
    match line.services.len() {
        0 => {}
        chosen if chosen == all && all > 1 => parts.push(format!("All {all} chosen services.")),
        _ => {
            let services = line.services.iter();
            let mut names: Vec<&str> = Vec::new();
            // All variants of a service have one name here.
            for it in services.filter_map(|it| catalog.deployment(it)) {
                let name = it.service.short_name();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            parts.push(format!("{}.", names.join(", ")));
        }
    }
    let facts = line.facts.iter().filter_map(|id| catalog.fact(id));
    let facts: Vec<&str> = facts.map(|it| it.label.as_str()).collect();
    if !facts.is_empty() {
        parts.push(format!("Your situation: {}.", facts.join(", ")));
    }
    parts.join(" ")
}

/// A heading for practices with this kind of change, with their number: `Improved: 2 practices`.
#[must_use]
pub fn change(kind: ChangeKind, practices: usize) -> String {
    let name = match kind {
        ChangeKind::Improved => "Improved",
        ChangeKind::Fell => "Fell",
        ChangeKind::Answered => "Answered since",
        ChangeKind::NewlyApplies => "Newly applies",
        ChangeKind::NoLongerApplies => "No longer applies",
        ChangeKind::TakenBack => "Answer taken back",
        ChangeKind::Reworded => "Answer changed, same score",
        ChangeKind::Unchanged => "Unchanged",
    };
    format!("{name}: {}", count(practices, "practice", "practices"))
}
