//! The words for frameworks and for comparing: what became of a requirement or of a practice, and why.
//! None of them says that anybody complies.

use super::{count, short};
use crate::analysis::{Analysis, Applicability, Applies, ChangeKind, Support, Unasked};
use demarc_catalog::{Catalog, Exception, Framework, FrameworkKind};

/// So many of what a framework is made of: requirements, or automated checks.
#[must_use]
pub fn requirements(of: &Framework, number: usize) -> String {
    match of.kind {
        FrameworkKind::Checks => count(number, "check", "checks"),
        FrameworkKind::Rules | FrameworkKind::Guidance => {
            count(number, "requirement", "requirements")
        }
    }
}

/// The name of how a requirement stands.
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
        Support::Inherited => "Inherited from AWS",
        Support::Excepted => "Outside Demarc",
        Support::NotCarried => "Not carried",
    }
}

/// The sign of how a requirement stands, shown beside its name.
#[must_use]
pub fn support_icon(support: Support) -> &'static str {
    match support {
        Support::InPlace => "●",
        Support::Partly => "◑",
        Support::NotInPlace => "○",
        Support::NotKnown => "?",
        Support::NotAnswered => "·",
        Support::NotApplicable => "–",
        Support::NotAsked => "…",
        Support::Inherited => "A",
        Support::Excepted => "↗",
        Support::NotCarried => "∅",
    }
}

/// What it means that a requirement stands like this.
#[must_use]
pub fn support_hint(support: Support) -> &'static str {
    match support {
        Support::InPlace => "Every practice asked about it is fully in place",
        Support::Partly => {
            "Something of it is begun or in place, and something is known to be missing"
        }
        Support::NotInPlace => {
            "Nothing is known to be in place, and something is known to be missing"
        }
        Support::NotKnown => "Only what nobody knows keeps it from being in place",
        Support::NotAnswered => {
            "Nothing is known to be missing, and a practice is not answered yet"
        }
        Support::NotApplicable => "Every practice asked about it was answered as not applicable",
        Support::NotAsked => "Practices carry it, and this assessment asks none of them",
        Support::Inherited => {
            "AWS carries it for what AWS runs, and its reports show how; for your own sites it is still yours"
        }
        Support::Excepted => "Outside what Demarc asks; the reason is given",
        Support::NotCarried => "No practice carries it: nothing here speaks about it",
    }
}

/// Why a practice is not asked.
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

/// The word for whether a requirement applies.
#[must_use]
pub fn applies(applies: Applies) -> &'static str {
    match applies {
        Applies::Yes => "Yes",
        Applies::Inherited => "Yes; AWS in part",
        Applies::No => "No",
        Applies::Undecided => "You decide",
    }
}

/// Why a requirement applies, or does not, in a few sentences.
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
            let said = each.join(" ");
            match line.applies {
                Applies::No => said,
                _ => format!(
                    "You said: {said} Whether that excludes it is for your risk treatment to say."
                ),
            }
        }
        (_, Some(exception)) => exception.reason.clone(),
        (_, None) => format!("{}.", support_hint(support)),
    }
}

/// A reason for not applicable, in the user's words.
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

/// What of the account, the services and the situation makes a requirement apply.
fn what_asks(catalog: &Catalog, analysis: &Analysis, line: &Applicability<'_>) -> String {
    let mut said = Vec::new();
    if line.account {
        said.push("Every AWS account.".to_owned());
    }
    let all = analysis.services.len();
    match line.services.len() {
        0 => {}
        chosen if chosen == all && all > 1 => said.push(format!("All {all} chosen services.")),
        _ => {
            let services = line.services.iter();
            let mut names: Vec<&str> = Vec::new();
            // However it is run: the ways of a service have one name here.
            for it in services.filter_map(|it| catalog.deployment(it)) {
                let name = short(&it.service.name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            said.push(format!("{}.", names.join(", ")));
        }
    }
    let facts = line.facts.iter().filter_map(|id| catalog.fact(id));
    let facts: Vec<&str> = facts.map(|it| it.label.as_str()).collect();
    if !facts.is_empty() {
        said.push(format!("Your situation: {}.", facts.join(", ")));
    }
    said.join(" ")
}

/// What became of some practices, as a heading with their count: `Improved: 2 practices`.
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
